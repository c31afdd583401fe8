using Partners.Core.Handoffs;
using Partners.Core.Organisations;
using Partners.Core.Referrals;
using Partners.Core.Workspaces;

namespace Partners.Core.Search;

/// <summary>What can be found, in the order in which it is shown.</summary>
public enum FoundKind
{
    Organisation,
    Workspace,
    Deal,
    Person,
    Handoff,
}

/// <summary>How well a name matches what was typed; the best first.</summary>
public enum MatchRank
{
    Exact,

    /// <summary>The name begins with it.</summary>
    Prefix,

    /// <summary>A later word of the name begins with it.</summary>
    WordPrefix,

    /// <summary>It stands inside a word.</summary>
    Anywhere,
}

/// <summary>Names one thing that was found, to be looked at again later.</summary>
public sealed record FoundReference(FoundKind Kind, Guid Id);

/// <summary>One thing that was found.</summary>
public abstract record Found(FoundKind Kind, Guid Id)
{
    /// <summary>Of the best of its names. The best there is, where nothing was typed.</summary>
    public MatchRank Rank { get; init; }

    public FoundReference Reference => new(Kind, Id);

    /// <summary>What it is called by in the list, and what it is found by.</summary>
    internal abstract IReadOnlyList<string?> Names { get; }
}

public sealed record FoundOrganisation(Guid Id, string Name, bool IsPartner, int ExternalWorkspaces) : Found(FoundKind.Organisation, Id)
{
    internal override IReadOnlyList<string?> Names => [Name];
}

/// <param name="Client">The data owner's name; null in an internal workspace, and where none is named.</param>
public sealed record FoundWorkspace(Guid Id, string Name, string? Client, string Organisation, UsageContext UsageContext) : Found(FoundKind.Workspace, Id)
{
    internal override IReadOnlyList<string?> Names => [Name, Client];
}

public sealed record FoundDeal(Guid Id, string Partner, string Client, DealStatus Status) : Found(FoundKind.Deal, Id)
{
    internal override IReadOnlyList<string?> Names => [Partner, Client];
}

/// <summary>A person, with where they can be looked at.</summary>
/// <param name="Places">A few of them, organisations first; none where the person left them all.</param>
public sealed record FoundPerson(Guid Id, string Name, string Email, IReadOnlyList<FoundPlace> Places) : Found(FoundKind.Person, Id)
{
    internal override IReadOnlyList<string?> Names => [Name, Email];
}

/// <summary>An organisation or a workspace that a person belongs to.</summary>
/// <param name="Organisation">The role in the organisation; null where the place is a workspace.</param>
/// <param name="Workspace">The role in the workspace; null where the place is an organisation.</param>
public sealed record FoundPlace(Guid Id, string Name, OrganisationRole? Organisation, WorkspaceRole? Workspace);

/// <param name="Client">Null while none was chosen.</param>
public sealed record FoundHandoff(Guid Id, string Workspace, string? DataOwner, string Partner, string? Client, HandoffStatus Status) : Found(FoundKind.Handoff, Id)
{
    internal override IReadOnlyList<string?> Names => [Workspace, DataOwner, Partner, Client];
}

/// <param name="Rows">Those of a kind stand together, the best first; a kind with an exact match stands before the others.</param>
/// <param name="Notice">A sentence where that is not all there is to say; null where it is.</param>
public sealed record SearchAnswer(IReadOnlyList<Found> Rows, string? Notice);
