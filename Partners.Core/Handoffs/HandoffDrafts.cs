using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Changes;
using Partners.Core.Workspaces;

namespace Partners.Core.Handoffs;

/// <param name="Version">The version after the change, for the next command.</param>
public sealed record HandoffChanged(Guid HandoffId, string Workspace, HandoffStatus Status, int Version);

/// <summary>
/// Prepares a handoff (docs/product.md H1, H3, H15): a draft that is saved at every step and that any operator can continue.
/// </summary>
public sealed partial class HandoffDrafts(ChangeRunner changes, HandoffSettings settings, SideSettings sides)
{
    private Task<Outcome<HandoffChanged>> OfPendingAsync(
        Staff who,
        Guid requestId,
        string command,
        Guid handoffId,
        int versionSeen,
        Func<Change, (Handoff Handoff, string Workspace), Refusal?> decide,
        CancellationToken cancel) =>
        changes.RunAsync<HandoffChanged>(who, Permission.Transfer, requestId, command, async (change, token) =>
        {
            if (await change.FindHandoffAsync(handoffId, token) is not { } found)
            {
                return new NoSuchHandoff();
            }

            if (!found.Handoff.IsPending)
            {
                return new HandoffIsOver(found.Workspace, found.Handoff.Status);
            }

            if (await change.FindConflictAsync(found.Handoff, versionSeen, HandoffSubjects.Handoff, token) is { } conflict)
            {
                return conflict;
            }

            return decide(change, found) is { } refused
                ? refused
                : new HandoffChanged(found.Handoff.Id, found.Workspace, found.Handoff.Status, found.Handoff.Version + 1);
        }, cancel);
}

/// <summary>Finds the handoff that a command is about.</summary>
internal static class HandoffChanges
{
    public static async Task<(Handoff Handoff, string Workspace)?> FindHandoffAsync(this Change change, Guid id, CancellationToken cancel)
    {
        var handoff = await change.Db.Handoffs.SingleOrDefaultAsync(found => found.Id == id, cancel);
        return handoff is null
            ? null
            : (
                handoff,
                await change.Db.Workspaces.Where(found => found.Id == handoff.WorkspaceId).Select(found => found.Name).SingleAsync(cancel));
    }
}

/// <summary>
/// Limits the length of a plan, so that nobody fills the database by accident. <see cref="HandoffChecks"/> judges what it says.
/// </summary>
public static class HandoffPlanLimits
{
    public const int LongestText = 1_000;

    public static Refusal? Refuse(HandoffPlan plan)
    {
        (string What, string? Text)[] texts =
        [
            ("The new organisation's name", plan.Client.NewName),
            ("Who confirmed", plan.Timing.Partner?.By),
            ("How it was confirmed", plan.Timing.Partner?.How),
            ("Who confirmed", plan.Timing.Client?.By),
            ("How it was confirmed", plan.Timing.Client?.How),
            ("The legal name", plan.Billing.LegalName),
            ("The address", plan.Billing.AddressLine),
            ("The postal code", plan.Billing.PostalCode),
            ("The city", plan.Billing.City),
            ("The country", plan.Billing.Country),
            ("The VAT number", plan.Billing.VatNumber),
            ("The invoice address", plan.Billing.InvoiceEmail),
            .. plan.People.Select(person => ("Why somebody is kept", person.Purpose)),
            .. plan.Flows.Select(flow => ("Who accepted a data flow", flow.AcceptedBy)),
            .. plan.Deals.Select(deal => ("Why a deal is waived", deal.Reason)),
        ];
        return texts.FirstOrDefault(text => text.Text?.Length > LongestText) is { What: { } what }
            ? new PlanTooLong(what, LongestText)
            : null;
    }
}
