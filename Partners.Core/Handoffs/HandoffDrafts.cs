using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Changes;
using Partners.Core.Workspaces;

namespace Partners.Core.Handoffs;

public sealed record BeginHandoff(Guid RequestId, Guid WorkspaceId);

/// <param name="VersionSeen">The handoff's version on the page that the person decided from.</param>
public sealed record SaveHandoff(Guid RequestId, Guid HandoffId, int VersionSeen, HandoffPlan Plan);

/// <param name="VersionSeen">The handoff's version on the page that the person decided from.</param>
public sealed record CancelHandoff(Guid RequestId, Guid HandoffId, int VersionSeen, string? Reason);

/// <param name="VersionSeen">The handoff's version on the page that the person decided from.</param>
public sealed record ApproveHandoff(Guid RequestId, Guid HandoffId, int VersionSeen);

/// <param name="Version">To go on from.</param>
public sealed record HandoffChanged(Guid HandoffId, string Workspace, HandoffStatus Status, int Version);

/// <summary>Preparing a handoff (PRODUCT.md, section 5): a draft that is saved at every step, and that any operator can go on with.</summary>
public sealed class HandoffDrafts(ChangeRunner changes, HandoffSettings settings)
{
    /// <summary>Begins a handoff, with what is most likely meant filled in. Where one is pending already, that one is answered.</summary>
    public Task<Outcome<HandoffChanged>> BeginAsync(Staff who, BeginHandoff command, CancellationToken cancel) =>
        changes.RunAsync<HandoffChanged>(who, Permission.Transfer, command.RequestId, nameof(BeginHandoff), async (change, token) =>
        {
            var workspace = await change.Db.Workspaces.AsNoTracking().SingleOrDefaultAsync(found => found.Id == command.WorkspaceId && found.DeletedAt == null, token);
            if (workspace is null)
            {
                return new NoSuchWorkspace();
            }

            if (await change.Db.Handoffs.AsNoTracking().FirstOrDefaultAsync(found => found.WorkspaceId == workspace.Id && (found.Status == HandoffStatus.Draft || found.Status == HandoffStatus.Scheduled), token) is { } pending)
            {
                return new HandoffBegunAlready(pending.Id, pending.PreparedByName);
            }

            var partner = await change.Db.Organisations.AsNoTracking().SingleAsync(found => found.Id == workspace.OrganisationId, token);
            Refusal? refused = workspace.UsageContext != UsageContext.External ? new OnlyClientsAreHandedOff()
                : !partner.IsPartner ? new PartnerIsNone(partner.Name)
                : null;
            if (refused is not null)
            {
                return refused;
            }

            var facts = (await HandoffFactsQuery.LoadAsync(change.Db, workspace.Id, partner.Id, new(), change.At, token))!;
            var account = await change.Db.BillingAccounts.AsNoTracking().SingleOrDefaultAsync(found => found.Id == workspace.BillingAccountId, token);
            var plan = new HandoffPlan { Billing = HandoffPrefill.Of(account) }.WithPeopleOf(facts);
            var handoff = new Handoff(workspace.Id, partner.Id, plan, who, change.At);
            change.Db.Handoffs.Add(handoff);
            change.Record(AuditActions.HandoffBegun, handoff.Subject(workspace.Name, isNew: true), before: null, handoff.Facts(), reason: null);
            return new HandoffChanged(handoff.Id, workspace.Name, handoff.Status, handoff.Version);
        }, cancel);

    /// <summary>Keeps the plan as it was typed, right or wrong. A scheduled handoff is a draft again, and an approval is taken back.</summary>
    public Task<Outcome<HandoffChanged>> SaveAsync(Staff who, SaveHandoff command, CancellationToken cancel) =>
        OfPendingAsync(who, command.RequestId, nameof(SaveHandoff), command.HandoffId, command.VersionSeen, (change, found) =>
        {
            if (HandoffPlanLimits.Refuse(command.Plan) is { } refused)
            {
                return refused;
            }

            if (found.Handoff.Plan == command.Plan)
            {
                return new NothingChanged();
            }

            var before = found.Handoff.Facts();
            found.Handoff.Decide(command.Plan, who);
            change.Record(AuditActions.HandoffPlanned, found.Handoff.Subject(found.Workspace), before, found.Handoff.Facts(), reason: null);
            return null;
        }, cancel);

    public Task<Outcome<HandoffChanged>> CancelAsync(Staff who, CancelHandoff command, CancellationToken cancel) =>
        OfPendingAsync(who, command.RequestId, nameof(CancelHandoff), command.HandoffId, command.VersionSeen, (change, found) =>
        {
            if (Reasons.Refuse(command.Reason) is { } refused)
            {
                return refused;
            }

            var before = found.Handoff.Facts();
            found.Handoff.Cancel(command.Reason!.Trim(), who, change.At);
            change.Record(AuditActions.HandoffCancelled, found.Handoff.Subject(found.Workspace), before, found.Handoff.Facts(), command.Reason.Trim());
            return null;
        }, cancel);

    /// <summary>The second operator's word, where it is asked for. Refused for whoever had a hand in the plan.</summary>
    public Task<Outcome<HandoffChanged>> ApproveAsync(Staff who, ApproveHandoff command, CancellationToken cancel) =>
        OfPendingAsync(who, command.RequestId, nameof(ApproveHandoff), command.HandoffId, command.VersionSeen, (change, found) =>
        {
            Refusal? refused = !settings.RequireSecondOperator ? new ApprovalNotAsked()
                : found.Handoff.WasPreparedBy(who.Subject) ? new ApprovedByWhoPreparedIt(who.Name)
                : null;
            if (refused is not null)
            {
                return refused;
            }

            var before = found.Handoff.Facts();
            found.Handoff.Approve(who, change.At);
            change.Record(AuditActions.HandoffApproved, found.Handoff.Subject(found.Workspace), before, found.Handoff.Facts(), reason: null);
            return null;
        }, cancel);

    private Task<Outcome<HandoffChanged>> OfPendingAsync(
        Staff who, Guid requestId, string command, Guid handoffId, int versionSeen, Func<Change, (Handoff Handoff, string Workspace), Refusal?> decide, CancellationToken cancel) =>
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

            if (await change.SinceAsync(found.Handoff, versionSeen, HandoffSubjects.Handoff, token) is { } conflict)
            {
                return conflict;
            }

            return decide(change, found) is { } refused ? refused : new HandoffChanged(found.Handoff.Id, found.Workspace, found.Handoff.Status, found.Handoff.Version + 1);
        }, cancel);
}

/// <summary>Finding the handoff that a command is about.</summary>
internal static class HandoffChanges
{
    public static async Task<(Handoff Handoff, string Workspace)?> FindHandoffAsync(this Change change, Guid id, CancellationToken cancel)
    {
        var handoff = await change.Db.Handoffs.SingleOrDefaultAsync(found => found.Id == id, cancel);
        return handoff is null ? null : (handoff, await change.Db.Workspaces.Where(found => found.Id == handoff.WorkspaceId).Select(found => found.Name).SingleAsync(cancel));
    }
}

/// <summary>How much a plan may say, so that nobody fills the database by accident. What it says is judged by <see cref="HandoffChecks"/>.</summary>
public static class HandoffPlanLimits
{
    public const int LongestText = 1_000;

    public static Refusal? Refuse(HandoffPlan plan)
    {
        (string What, string? Text)[] texts =
        [
            ("The new organisation's name", plan.Client.NewName),
            ("Who confirmed", plan.Timing.Partner?.By), ("How it was confirmed", plan.Timing.Partner?.How),
            ("Who confirmed", plan.Timing.Client?.By), ("How it was confirmed", plan.Timing.Client?.How),
            ("The legal name", plan.Billing.LegalName), ("The address", plan.Billing.AddressLine), ("The postal code", plan.Billing.PostalCode), ("The city", plan.Billing.City),
            ("The country", plan.Billing.Country), ("The VAT number", plan.Billing.VatNumber), ("The invoice address", plan.Billing.InvoiceEmail),
            .. plan.People.Select(person => ("Why somebody is kept", person.Purpose)),
            .. plan.Deals.Select(deal => ("Why a deal is waived", deal.Reason)),
        ];
        return texts.FirstOrDefault(text => text.Text?.Length > LongestText) is { What: { } what } ? new PlanTooLong(what, LongestText) : null;
    }
}
