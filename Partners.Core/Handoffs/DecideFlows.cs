using Microsoft.EntityFrameworkCore;
using Partners.Core.Audit;
using Partners.Core.Outbox;
using Partners.Core.Workspaces;

namespace Partners.Core.Handoffs;

/// <summary>The transfer's step that removes the webhooks which the client did not accept (docs/product.md H21).</summary>
internal static class DecideFlows
{
    public static async Task DecideFlowsAsync(this Transfer transfer, CancellationToken cancel)
    {
        var (change, workspace, why) = (transfer.Change, transfer.Workspace, transfer.Why);
        var removed = transfer.Plan.Flows.Where(flow => flow.Fate == FlowFate.Remove).Select(flow => flow.WebhookId).ToHashSet();
        var going = transfer.Facts.Flows.Where(flow => removed.Contains(flow.WebhookId)).ToList();
        var ids = going.ConvertAll(flow => flow.WebhookId);
        var webhooks = await change.Db.ProjectWebhooks.Where(webhook => ids.Contains(webhook.Id))
            .ToDictionaryAsync(webhook => webhook.Id, cancel);
        foreach (var flow in going)
        {
            var (webhook, name) = (webhooks[flow.WebhookId], AccessProof.InWords(flow));
            webhook.Remove(change.At);
            change.Record(
                AuditActions.FlowRemoved,
                new(WorkspaceSubjects.Flow, webhook.Id.ToString(), name, workspace.OrganisationId, Version: null, workspace.Id),
                new { flow.Name, flow.Project, flow.Host, flow.Events },
                after: null,
                why);
            await change.CarryToPlatformAsync(
                new(PlatformFields.ProjectWebhook, webhook.Id.ToString(), name),
                PlatformFields.DeletedAt,
                before: null,
                PlatformWords.Of(webhook.DeletedAt),
                why,
                cancel);
        }
    }
}
