using Partners.Core.Values;

namespace Partners.Core.Organisations;

/// <summary>Everything that an organisation's overview shows.</summary>
public sealed record OrganisationDetails(
    Guid Id,
    string Name,
    bool IsPartner,
    int Version,
    DateTimeOffset CreatedAt,
    AgreementRecord? Agreement,
    IReadOnlyList<AgreementRecord> EarlierAgreements,
    IReadOnlyList<Contact> Contacts,
    int ExternalWorkspaces,
    int InternalWorkspaces,
    IReadOnlyList<OpenDeal> OpenDeals,
    IReadOnlyList<PendingHandoff> PendingHandoffs,
    IReadOnlyList<Anomaly> Anomalies)
{
    /// <summary>The tier of its pooled account; null if it has none.</summary>
    public string? Tier { get; init; }

    /// <summary>The platform's flag, where it differs and waits for a decision.</summary>
    public bool? PlatformFlag { get; init; }

    /// <summary>Over all its deals, those that are over included; null if it has none.</summary>
    public PartnerBalance? Balance { get; init; }
}

/// <summary>What a partner earned and is owed. What is to pay on some deals is not netted with the credits of others.</summary>
/// <param name="Credits">What was paid out above what was earned, as a positive amount.</param>
public sealed record PartnerBalance(int Deals, Money Earned, Money PaidOut, Money ToPay, Money Credits);

public sealed record AgreementRecord(
    Guid Id,
    string Reference,
    DateOnly SignedOn,
    string RelationshipOwner,
    DateOnly? EndsOn,
    string? Link,
    string RecordedByName,
    DateTimeOffset RecordedAt,
    DateTimeOffset? ReplacedAt);

/// <summary>An owner or admin of the organisation, to write to.</summary>
public sealed record Contact(Guid PersonId, string Name, string Email, OrganisationRole Role);

/// <summary>A live external-client workspace.</summary>
public sealed record ClientWorkspace(Guid Id, string Name, string? DataOwnerName, string? DataOwnerEmail, DateTimeOffset CreatedAt);

/// <summary>A handoff that is neither completed nor cancelled.</summary>
public sealed record PendingHandoff(Guid Id, string WorkspaceName, bool IsScheduled, string PreparedByName, DateTimeOffset PreparedAt);

/// <summary>What is owed on one open deal.</summary>
/// <param name="Client">The client: the data owner's or the workspace's name, or the name that the deal was recorded under.</param>
/// <param name="Owed">Negative where more was paid out than was earned.</param>
public sealed record OpenDeal(Guid Id, string Client, Percentage Kickback, Money? Cap, DateOnly? ExpiresOn, Money Earned, Money Owed);

/// <summary>What withdrawing the flag touches, by name (docs/product.md T6).</summary>
public sealed record WithdrawalImpact(
    string Name,
    int Version,
    IReadOnlyList<ClientWorkspace> ExternalWorkspaces,
    IReadOnlyList<OpenDeal> OpenDeals,
    IReadOnlyList<PendingHandoff> PendingHandoffs);
