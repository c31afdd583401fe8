
namespace Partners.Core.Handoffs;

/// <param name="Status">Null for all.</param>
/// <param name="Search">Anywhere in the names of workspace, partner and client.</param>
/// <param name="Page">1 for the first.</param>
/// <param name="IsBroken">Only completed handoffs whose proof no longer holds; ignores <paramref name="Status"/>.</param>
/// <param name="IsBlocked">Only scheduled handoffs whose day came and whose checks did not pass; ignores <paramref name="Status"/>.</param>
/// <param name="IsUncertified">Only completed handoffs whose certificate is outstanding; ignores <paramref name="Status"/>.</param>
public sealed record HandoffQuery(
    HandoffStatus? Status = null,
    Guid? PartnerId = null,
    string? Search = null,
    int Page = 1,
    int PageSize = HandoffQuery.UsualPage,
    bool IsBlocked = false,
    bool IsBroken = false,
    bool IsUncertified = false)
{
    public const int UsualPage = 25;
    public const int LargestPage = 100;
}

/// <summary>A handoff as lists show it.</summary>
/// <param name="Client">Null until one is chosen.</param>
public sealed record HandoffRow(
    Guid Id,
    Guid WorkspaceId,
    string Workspace,
    Guid PartnerId,
    string Partner,
    Guid? ClientId,
    string? Client,
    HandoffStatus Status,
    DateOnly? AgreedOn,
    string PreparedByName,
    DateTimeOffset PreparedAt,
    string? EndedByName,
    DateTimeOffset? EndedAt,
    string? CancelledBecause,
    string? BlockedBecause,
    DateOnly? CertificateSignedOn)
{
    /// <summary>What opened again after a completed handoff, as sentences; null if nothing did.</summary>
    public string? Opened { get; init; }

    /// <summary>The partner's certificate is outstanding (<see cref="CertificateDue"/>).</summary>
    public bool IsUncertified { get; init; }
}

/// <param name="Counts">By status, whatever status was asked for.</param>
/// <param name="Blocked">Scheduled handoffs that did not run.</param>
/// <param name="Notice">Says how the list differs from what was asked for; null if it does not.</param>
public sealed record HandoffListing(
    IReadOnlyList<HandoffRow> Rows,
    IReadOnlyDictionary<HandoffStatus, int> Counts,
    int Blocked,
    int Total,
    int Page,
    string? Notice)
{
    /// <summary>Completed handoffs whose proof no longer holds.</summary>
    public int Broken { get; init; }

    /// <summary>Completed handoffs whose certificate is outstanding.</summary>
    public int Uncertified { get; init; }
}

/// <summary>A handoff with everything its pages need.</summary>
/// <param name="Facts">As they are now.</param>
/// <param name="Checks">Run on those facts; empty once the handoff is over.</param>
/// <param name="NeedsApproval">A second operator must approve it before it can be confirmed.</param>
public sealed record HandoffDetails(Handoff Handoff, HandoffFacts Facts, IReadOnlyList<HandoffCheck> Checks, bool NeedsApproval)
{
    public bool Stops => Checks.Any(check => check.Verdict == CheckVerdict.Stop);

    /// <summary>The client's name, which the operator has to type; null until one is decided on.</summary>
    public string? ClientName =>
        Facts.Client?.Name
        ?? (Handoff.Plan.Client.OrganisationId is null && !string.IsNullOrWhiteSpace(Handoff.Plan.Client.NewName)
            ? Handoff.Plan.Client.NewName.Trim()
            : null);
}

/// <summary>An organisation that may be the client, with the reasons.</summary>
/// <param name="Reasons">Whole sentences.</param>
public sealed record ClientSuggestion(Guid OrganisationId, string Name, IReadOnlyList<string> Reasons);
