using Partners.Core.Handoffs;
using Partners.Core.Organisations;
using Partners.Core.Referrals;
using Partners.Core.Workspaces;

namespace Partners.Core.Search;

/// <summary>The kinds of records that can be found, in display order.</summary>
public enum FoundKind
{
    Organisation,
    Workspace,
    Deal,
    Person,
    Handoff,
    Payment,
}

/// <summary>How well a name matches what was typed, best first.</summary>
public enum MatchRank
{
    Exact,

    /// <summary>The name begins with it.</summary>
    Prefix,

    /// <summary>A later word of the name begins with it.</summary>
    WordPrefix,

    /// <summary>It is inside a word.</summary>
    Anywhere,

    /// <summary>It differs from the name by one typing error.</summary>
    Near,
}

/// <summary>Refers to a found record, to look it up again later.</summary>
public sealed record FoundReference(FoundKind Kind, Guid Id);

public abstract record Found(FoundKind Kind, Guid Id)
{
    /// <summary>The best rank among its names; the best rank of all if nothing was typed.</summary>
    public MatchRank Rank { get; init; }

    public FoundReference Reference => new(Kind, Id);

    /// <summary>The names shown in the list, by which it is found.</summary>
    internal abstract IReadOnlyList<string?> Names { get; }
}

public sealed record FoundOrganisation(Guid Id, string Name, bool IsPartner, int ExternalWorkspaces) : Found(FoundKind.Organisation, Id)
{
    internal override IReadOnlyList<string?> Names => [Name];
}

/// <param name="Client">The data owner's name; null in an internal workspace, or if none is named.</param>
public sealed record FoundWorkspace(Guid Id, string Name, string? Client, string Organisation, UsageContext UsageContext)
    : Found(FoundKind.Workspace, Id)
{
    internal override IReadOnlyList<string?> Names => [Name, Client];
}

public sealed record FoundDeal(Guid Id, string Partner, string Client, DealStatus Status) : Found(FoundKind.Deal, Id)
{
    internal override IReadOnlyList<string?> Names => [Partner, Client];
}

/// <summary>A person, with pages that show them.</summary>
/// <param name="Places">A few of the person's places, organisations first; empty if the person left them all.</param>
public sealed record FoundPerson(Guid Id, string Name, string Email, IReadOnlyList<FoundPlace> Places) : Found(FoundKind.Person, Id)
{
    internal override IReadOnlyList<string?> Names => [Name, Email];
}

/// <summary>An organisation or workspace that a person belongs to.</summary>
/// <param name="Organisation">The role in the organisation; null if the place is a workspace.</param>
/// <param name="Workspace">The role in the workspace; null if the place is an organisation.</param>
public sealed record FoundPlace(Guid Id, string Name, OrganisationRole? Organisation, WorkspaceRole? Workspace);

/// <param name="Client">Null until one is chosen.</param>
public sealed record FoundHandoff(Guid Id, string Workspace, string? DataOwner, string Partner, string? Client, HandoffStatus Status)
    : Found(FoundKind.Handoff, Id)
{
    internal override IReadOnlyList<string?> Names => [Workspace, DataOwner, Partner, Client];
}

/// <summary>A payment, refund, chargeback or invoice, found by its whole id. Looked up anew each time, never recalled.</summary>
/// <param name="Id">The deal's id; empty if no deal could count it.</param>
/// <param name="Says">Where it is posted, or why it earns nothing.</param>
/// <param name="IsUnmatched">Nobody knows whose payment it is.</param>
public sealed record FoundPayment(Guid Id, string PaymentId, string Partner, string Client, string Says, bool IsUnmatched)
    : Found(FoundKind.Payment, Id)
{
    internal override IReadOnlyList<string?> Names => [PaymentId];
}

/// <param name="Rows">Grouped by kind, best first; a kind with an exact match comes before the others.</param>
/// <param name="Notice">Says how the answer differs from what was asked for; null if it does not.</param>
public sealed record SearchAnswer(IReadOnlyList<Found> Rows, string? Notice);
