using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Changes;
using Partners.Core.Workspaces;

namespace Partners.Core.Handoffs;

public sealed record BeginHandoff(Guid RequestId, Guid WorkspaceId);

public sealed record OnlyClientsAreHandedOff() : Refusal("Only an external-client workspace can be handed off.");

public sealed record PartnerIsNone(string Organisation)
    : Refusal($"{Organisation} is not a partner. Make it a partner before its clients change hands.");

/// <summary>Carries the pending handoff, so that a page can link to it.</summary>
public sealed record HandoffBegunAlready(Guid HandoffId, string By)
    : Refusal($"{By} has already started this handoff. Continue that one.");

public sealed partial class HandoffDrafts
{
    /// <summary>Begins a handoff with a pre-filled plan. If one is pending already, refuses and names it.</summary>
    public Task<Outcome<HandoffChanged>> BeginAsync(Staff who, BeginHandoff command, CancellationToken cancel) =>
        changes.RunAsync<HandoffChanged>(who, Permission.Transfer, command.RequestId, nameof(BeginHandoff), async (change, token) =>
        {
            var workspace = await change.Db.Workspaces.AsNoTracking().SingleOrDefaultAsync(
                found => found.Id == command.WorkspaceId && found.DeletedAt == null,
                token);
            if (workspace is null)
            {
                return new NoSuchWorkspace();
            }

            if (await change.Db.Handoffs.AsNoTracking().FirstOrDefaultAsync(
                found =>
                    found.WorkspaceId == workspace.Id && (found.Status == HandoffStatus.Draft || found.Status == HandoffStatus.Scheduled),
                token) is { } pending)
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

            var facts = (await HandoffFactsQuery.LoadAsync(change.Db, workspace.Id, partner.Id, new(), sides, change.At, token))!;
            var account = await change.Db.BillingAccounts.AsNoTracking().SingleOrDefaultAsync(
                found => found.Id == workspace.BillingAccountId,
                token);
            var plan = new HandoffPlan { Billing = HandoffPrefill.Of(account).AskingWhoPays(facts.Account?.Payer) }.WithPeopleOf(facts);
            var handoff = new Handoff(workspace.Id, partner.Id, plan, who, change.At);
            change.Db.Handoffs.Add(handoff);
            change.Record(
                AuditActions.HandoffBegun,
                handoff.Subject(workspace.Name, isNew: true),
                before: null,
                handoff.Facts(),
                reason: null);
            return new HandoffChanged(handoff.Id, workspace.Name, handoff.Status, handoff.Version);
        }, cancel);
}
