
namespace Partners.Core.Handoffs;

/// <param name="Status">Null for all of them.</param>
/// <param name="Search">Anywhere in the names of workspace, partner and client.</param>
/// <param name="Page">1 for the first.</param>
/// <param name="IsBlocked">Only those whose day came and whose checks did not pass: scheduled ones, whatever the status says.</param>
public sealed record HandoffQuery(HandoffStatus? Status = null, Guid? PartnerId = null, string? Search = null, int Page = 1, int PageSize = HandoffQuery.UsualPage, bool IsBlocked = false)
{
    public const int UsualPage = 25;
    public const int LargestPage = 100;
}

/// <summary>A handoff, as lists show it.</summary>
/// <param name="Client">Null while none was chosen.</param>
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
    string? BlockedBecause);

/// <param name="Counts">Of each status, whatever status was asked for.</param>
/// <param name="Blocked">Of the scheduled, those that did not run.</param>
/// <param name="Notice">Where something else is shown than was asked for.</param>
public sealed record HandoffListing(IReadOnlyList<HandoffRow> Rows, IReadOnlyDictionary<HandoffStatus, int> Counts, int Blocked, int Total, int Page, string? Notice);

/// <summary>A handoff with everything its pages need.</summary>
/// <param name="Facts">As things are now.</param>
/// <param name="Checks">On those facts; none of one that is over.</param>
/// <param name="NeedsApproval">A second operator has to approve it before it can be confirmed.</param>
public sealed record HandoffDetails(Handoff Handoff, HandoffFacts Facts, IReadOnlyList<HandoffCheck> Checks, bool NeedsApproval)
{
    public bool Stops => Checks.Any(check => check.Verdict == CheckVerdict.Stop);

    /// <summary>The name that has to be typed; null while none is decided on.</summary>
    public string? ClientName => Facts.Client?.Name ?? (Handoff.Plan.Client.OrganisationId is null && !string.IsNullOrWhiteSpace(Handoff.Plan.Client.NewName) ? Handoff.Plan.Client.NewName.Trim() : null);
}

/// <summary>An organisation that may be the client, and why.</summary>
/// <param name="Reasons">Whole sentences.</param>
public sealed record ClientSuggestion(Guid OrganisationId, string Name, IReadOnlyList<string> Reasons);
