using Partners.Core.Access;
using Partners.Core.Values;

namespace Partners.Core.Referrals;

/// <summary>
/// A referral arrangement: what a partner earns on one client it brought. Its terms are dated versions, and past earnings keep the terms of
/// their day.
/// </summary>
public sealed class Deal : Aggregate, IFollowsPlatform
{
    public const string ImportedReference = "imported";

    /// <summary>From here on numbers are those that this console gives: the platform counts its own from one.</summary>
    public const long FirstOwnNumber = 1_000_000_000;

    private readonly List<DealTerms> _terms = [];

    private Deal()
    {
    }

    public Deal(
        Guid id,
        long? platformId,
        Guid partnerId,
        Guid? workspaceId,
        string? clientName,
        DateOnly startsOn,
        string? notes,
        DateTimeOffset createdAt)
    {
        Id = id;
        PlatformId = platformId;
        PartnerId = partnerId;
        WorkspaceId = workspaceId;
        ClientName = clientName;
        StartsOn = startsOn;
        Notes = notes;
        CreatedAt = createdAt;
    }

    /// <summary>The platform's number for the ledger row; null until the platform has given it one.</summary>
    public long? PlatformId { get; private set; }

    /// <summary>The partner organisation.</summary>
    public Guid PartnerId { get; private set; }

    /// <summary>The client's workspace; null if none exists yet.</summary>
    public Guid? WorkspaceId { get; private set; }

    /// <summary>The client's name while no workspace exists.</summary>
    public string? ClientName { get; private set; }

    public DateOnly StartsOn { get; private set; }

    /// <summary>The last day on which a payment earns, by the latest terms; null if they have no end.</summary>
    public DateOnly? ExpiresOn { get; private set; }

    /// <summary>The last day on which a payment earns, if the deal was ended before its expiry.</summary>
    public DateOnly? EndedOn { get; private set; }

    public DateTimeOffset? VoidedAt { get; private set; }

    public string? Notes { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>Set if the platform had deleted its row before the deal ever came here. Such a deal is shown nowhere.</summary>
    public DateTimeOffset? DeletedAt { get; private set; }

    /// <summary>When the platform deleted its row. The deal ended on that day and stays (docs/product.md L41).</summary>
    public DateTimeOffset? DeletedOnPlatformAt { get; private set; }

    /// <summary>The deletion is what ended the deal: it had not been ended here before that day.</summary>
    public bool EndsByDeletion { get; private set; }

    /// <inheritdoc/>
    public DateTimeOffset? PlatformUpdatedAt { get; private set; }

    void IFollowsPlatform.KnowOf(DateTimeOffset updatedAt) => PlatformUpdatedAt = updatedAt;

    public IReadOnlyList<DealTerms> Terms => _terms;

    /// <summary>The version with the latest start, in force already or not.</summary>
    public DealTerms LatestTerms => InOrder[^1];

    private DateTimeOffset LatestRecordedAt => _terms.Max(terms => terms.RecordedAt);

    private List<DealTerms> InOrder =>
        [.. _terms.OrderBy(terms => terms.HoldsFrom).ThenBy(terms => terms.RecordedAt).ThenBy(terms => terms.Id)];

    /// <summary>The version in force on a day; the first version for earlier days.</summary>
    public DealTerms TermsOn(DateOnly day)
    {
        var versions = InOrder;
        return versions.FindLast(version => version.HoldsFrom <= day) ?? versions[0];
    }

    internal PostedDeal ForPosting() => new(
        Id,
        StartsOn,
        EndedOn,
        VoidedAt is null && DeletedAt is null,
        [.. _terms.Select(terms => new EarningTerms(
            terms.Id,
            terms.HoldsFrom,
            terms.Kickback,
            terms.Cap,
            terms.ExpiresOn,
            terms.RecordedAt))]);

    /// <summary>Adds new terms from a day on; the earlier ones stay.</summary>
    internal DealTerms Agree(
        DateOnly holdsFrom,
        Percentage kickback,
        Percentage discount,
        Money? cap,
        DateOnly? expiresOn,
        string agreementReference,
        string? reason,
        Staff by,
        DateTimeOffset at)
    {
        // Of two versions from the same day the later recorded wins, so no two may share a millisecond.
        var recordedAt = _terms.Count > 0 && LatestRecordedAt >= at ? LatestRecordedAt.AddMilliseconds(1) : at;
        var terms = new DealTerms(Id, holdsFrom, kickback, discount, cap, expiresOn, agreementReference, reason, by, recordedAt);
        _terms.Add(terms);
        ExpiresOn = LatestTerms.ExpiresOn;
        return terms;
    }

    /// <summary>Links the client's new workspace: what its account pays counts from the deal's start.</summary>
    internal void Link(Guid workspaceId) => (WorkspaceId, ClientName) = (workspaceId, null);

    internal void Note(string? notes) => Notes = notes;

    /// <summary>Ends the deal before its expiry.</summary>
    /// <param name="lastDay">The last day on which a payment earns.</param>
    internal void End(DateOnly lastDay)
    {
        if (VoidedAt is not null)
        {
            throw new InvalidOperationException("The deal is void.");
        }

        EndedOn = lastDay;
    }

    /// <summary>Marks the deal as never valid. Only for a deal on which nothing was earned or paid.</summary>
    internal void Void(DateTimeOffset at)
    {
        if (VoidedAt is not null)
        {
            throw new InvalidOperationException("The deal is void.");
        }

        VoidedAt = at;
    }

    /// <summary>Stores the number that the platform gave the deal.</summary>
    internal void TakeNumber(long platformId) => PlatformId = platformId;

    /// <summary>Becomes the platform's row as it is. Only for a deal that is new here, or that was never shown.</summary>
    internal void CopyFromPlatform(PlatformValues values, string? notes, DateTimeOffset? deletedAt)
    {
        (PartnerId, WorkspaceId, StartsOn, Notes) = (values.PartnerId, values.WorkspaceId, values.StartsOn, notes);
        DeletedAt = VoidedAt is null ? deletedAt : null;
        LatestTerms.CopyFromPlatform(values.Kickback, values.Discount, values.Cap, values.ExpiresOn);
        ExpiresOn = LatestTerms.ExpiresOn;
        InOrder[0].BeginOn(StartsOn);
    }

    /// <summary>
    /// Ends the deal on the day on which the platform deleted its row, or takes that back. The platform was told to delete a void deal;
    /// that changes nothing here.
    /// </summary>
    /// <returns>False if nothing changed.</returns>
    internal bool FollowDeletion(DateTimeOffset? deletedAt)
    {
        if (VoidedAt is not null || (deletedAt is null) == (DeletedOnPlatformAt is null))
        {
            return false;
        }

        DeletedOnPlatformAt = deletedAt;
        if (deletedAt is not { } at)
        {
            EndedOn = EndsByDeletion ? null : EndedOn;
            EndsByDeletion = false;
        }
        else if (at.DayInAmsterdam() is var day && !(EndedOn <= day))
        {
            (EndedOn, EndsByDeletion) = (day, true);
        }

        return true;
    }

    /// <summary>Follows the platform to another client or partner. Only for a deal on which nothing was earned or paid.</summary>
    internal void MoveTo(Guid partnerId, Guid? workspaceId) =>
        (PartnerId, WorkspaceId, ClientName) = (partnerId, workspaceId, workspaceId is null ? ClientName : null);

    /// <summary>Starts on another day. Only where that takes no earned cent away.</summary>
    internal void StartOn(DateOnly day)
    {
        StartsOn = day;
        InOrder[0].BeginOn(day);
    }

    /// <summary>Leaves the platform's number to the deal that continues this one.</summary>
    internal void GiveUpNumber() => PlatformId = null;
}
