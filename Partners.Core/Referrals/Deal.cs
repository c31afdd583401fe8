using Partners.Core.Access;
using Partners.Core.Values;

namespace Partners.Core.Referrals;

/// <summary>
/// A referral arrangement: what a partner earns on one client that it brought. Its terms are dated versions; what was
/// earned under old terms keeps them.
/// </summary>
public sealed class Deal : Aggregate
{
    public const string ImportedReference = "imported";

    private readonly List<DealTerms> _terms = [];

    private Deal()
    {
    }

    public Deal(Guid id, long? platformId, Guid partnerId, Guid? workspaceId, string? clientName, DateOnly startsOn, string? notes, DateTimeOffset createdAt)
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

    /// <summary>The platform's number of the ledger row; null where the deal was recorded here.</summary>
    public long? PlatformId { get; private set; }

    /// <summary>The partner organisation.</summary>
    public Guid PartnerId { get; private set; }

    /// <summary>The client's workspace; null where none exists yet.</summary>
    public Guid? WorkspaceId { get; private set; }

    /// <summary>The client by name, where no workspace exists yet.</summary>
    public string? ClientName { get; private set; }

    public DateOnly StartsOn { get; private set; }

    /// <summary>The last day on which a payment earns, by the latest version of the terms; null where it has no end.</summary>
    public DateOnly? ExpiresOn { get; private set; }

    /// <summary>The last day on which a payment earns, where the deal was ended before its expiry.</summary>
    public DateOnly? EndedOn { get; private set; }

    public DateTimeOffset? VoidedAt { get; private set; }

    public string? Notes { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset? DeletedAt { get; private set; }

    public IReadOnlyList<DealTerms> Terms => _terms;

    /// <summary>The version that holds from the latest day, in force already or not.</summary>
    public DealTerms LatestTerms => InOrder[^1];

    private DateTimeOffset LatestRecordedAt => _terms.Max(terms => terms.RecordedAt);

    private List<DealTerms> InOrder => [.. _terms.OrderBy(terms => terms.HoldsFrom).ThenBy(terms => terms.RecordedAt).ThenBy(terms => terms.Id)];

    /// <summary>The version in force on a day; before the first one, the first.</summary>
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
        [.. _terms.Select(terms => new EarningTerms(terms.Id, terms.HoldsFrom, terms.Kickback, terms.Cap, terms.ExpiresOn, terms.RecordedAt))]);

    /// <summary>Puts new terms in force from a day on; the earlier ones stay.</summary>
    internal DealTerms Agree(DateOnly holdsFrom, Percentage kickback, Percentage discount, Money? cap, DateOnly? expiresOn, string agreementReference, string? reason, Staff by, DateTimeOffset at)
    {
        // Of two that hold from the same day the later one holds, so that no two may be of the same millisecond.
        var recordedAt = _terms.Count > 0 && LatestRecordedAt >= at ? LatestRecordedAt.AddMilliseconds(1) : at;
        var terms = new DealTerms(Id, holdsFrom, kickback, discount, cap, expiresOn, agreementReference, reason, by, recordedAt);
        _terms.Add(terms);
        ExpiresOn = LatestTerms.ExpiresOn;
        return terms;
    }

    /// <summary>The client has a workspace now: what its account pays counts from the deal's start.</summary>
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

    /// <summary>Says that the deal never held. For one on which nothing was earned or paid.</summary>
    internal void Void(DateTimeOffset at)
    {
        if (VoidedAt is not null)
        {
            throw new InvalidOperationException("The deal is void.");
        }

        VoidedAt = at;
    }

    /// <summary>The platform has taken the deal over, and given it a number.</summary>
    internal void TakeNumber(long platformId) => PlatformId = platformId;

    /// <summary>
    /// Takes over what the platform says: it corrects the latest terms, and the day on which the first ones began. What staff amended
    /// here and the platform does not know yet is put into the values before.
    /// </summary>
    internal void FollowPlatform(Guid partnerId, Guid? workspaceId, DateOnly startsOn, string? notes, Percentage kickback, Percentage discount, Money? cap, DateOnly? expiresOn, DateTimeOffset? deletedAt)
    {
        PartnerId = partnerId;
        WorkspaceId = workspaceId;
        StartsOn = startsOn;
        Notes = notes;

        // A void deal is one that the platform was told to delete. Here it stays to be read.
        DeletedAt = VoidedAt is null ? deletedAt : null;

        // The platform knows no end but the expiry: where it says the end as that, the terms stay what they were.
        var latest = LatestTerms;
        latest.FollowPlatform(kickback, discount, cap, expiresOn is not null && expiresOn == EndedOn ? latest.ExpiresOn : expiresOn);
        ExpiresOn = latest.ExpiresOn;
        InOrder[0].BeginOn(startsOn);
    }
}
