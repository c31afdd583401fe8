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

    /// <summary>The last day on which a payment earns, by the terms now in force; null where it has no end.</summary>
    public DateOnly? ExpiresOn { get; private set; }

    /// <summary>The last day on which a payment earns, where the deal was ended before its expiry.</summary>
    public DateOnly? EndedOn { get; private set; }

    public DateTimeOffset? VoidedAt { get; private set; }

    public string? Notes { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset? DeletedAt { get; private set; }

    public IReadOnlyList<DealTerms> Terms => _terms;

    /// <summary>Puts new terms in force from a day on; the earlier ones stay.</summary>
    internal void Agree(DateOnly holdsFrom, Percentage kickback, Percentage discount, Money? cap, DateOnly? expiresOn, string agreementReference, string? reason, Staff by, DateTimeOffset at)
    {
        _terms.Add(new DealTerms(Id, holdsFrom, kickback, discount, cap, expiresOn, agreementReference, reason, by, at));
        ExpiresOn = expiresOn;
    }

    /// <summary>Takes over what the platform says, for a deal whose terms were never amended here.</summary>
    internal void FollowPlatform(Guid partnerId, Guid? workspaceId, DateOnly startsOn, string? notes, Percentage kickback, Percentage discount, Money? cap, DateOnly? expiresOn, DateTimeOffset? deletedAt)
    {
        PartnerId = partnerId;
        WorkspaceId = workspaceId;
        StartsOn = startsOn;
        Notes = notes;
        DeletedAt = deletedAt;
        if (_terms is [var imported])
        {
            imported.FollowPlatform(startsOn, kickback, discount, cap, expiresOn);
            ExpiresOn = expiresOn;
        }
    }
}
