using Partners.Console.Links;
using Partners.Core.Audit;
using Partners.Core.Handoffs;
using Partners.Core.Referrals;
using Partners.Core.Values;

namespace Partners.Console.Audit;

/// <summary>The page of an entry's record.</summary>
public sealed record AuditLink(string Text, string Address)
{
    /// <param name="shown">What the page is about that shows the entry; a link to itself would lead nowhere.</param>
    public static AuditLink? Of(AuditRow entry, AuditQuery shown) => entry switch
    {
        { SubjectKind: DealSubjects.Deal } => shown.SubjectId != entry.SubjectId && Guid.TryParse(entry.SubjectId, out var deal)
            ? new("Open the deal", LedgerAddresses.Of(deal))
            : null,
        { SubjectKind: DealSubjects.Month, OrganisationId: { } partner } when MonthOf(entry.SubjectId) is { } month =>
            new("Open the statement", LedgerAddresses.Statement(partner, month)),
        { SubjectKind: HandoffSubjects.Handoff } when Guid.TryParse(entry.SubjectId, out var handoff) =>
            entry.Action == AuditActions.HandoffCompleted
                ? new("Open the handoff record", HandoffAddresses.Record(handoff))
                : new("Open the handoff", HandoffAddresses.Of(handoff)),
        { WorkspaceId: { } workspace } => shown.WorkspaceId == workspace
            ? null
            : new("Open the workspace", WorkspaceAddresses.Of(workspace)),
        { OrganisationId: { } organisation } => shown.OrganisationId == organisation
            ? null
            : new("Open the organisation", OrganisationAddresses.Of(organisation)),
        _ => null,
    };

    /// <summary>"{partner}/2026-09"</summary>
    private static Month? MonthOf(string id) =>
        id.LastIndexOf('/') is var slash and >= 0 && Month.TryParse(id[(slash + 1)..], out var month) ? month : null;
}
