using Microsoft.EntityFrameworkCore;
using Partners.Core.Persistence;

namespace Partners.Core.Workspaces;

/// <summary>Conversations of a project leave to a host outside the platform.</summary>
/// <param name="Events">What is sent, in the platform's words; empty if it says nothing.</param>
public sealed record FlowFact(Guid WebhookId, Guid ProjectId, string Project, string Name, string Host, string AddressHash, string Events);

/// <summary>Finds where a workspace's conversations leave to (docs/product.md W26).</summary>
internal static class DataFlows
{
    /// <summary>The live webhooks of the workspace's live projects, by project and name.</summary>
    public static async Task<IReadOnlyList<FlowFact>> OfWorkspaceAsync(PartnersDb db, Guid workspaceId, CancellationToken cancel) =>
        [
            .. (await (
                from project in db.Projects.AsNoTracking()
                where project.WorkspaceId == workspaceId && project.DeletedAt == null
                join webhook in db.ProjectWebhooks on project.Id equals webhook.ProjectId
                where webhook.DeletedAt == null
                select new { Project = project.Name, Webhook = webhook })
                .ToListAsync(cancel))
                .Where(found => found.Webhook.IsLive)
                .OrderBy(found => found.Project, StringComparer.CurrentCultureIgnoreCase)
                .ThenBy(found => found.Webhook.Name, StringComparer.CurrentCultureIgnoreCase)
                .ThenBy(found => found.Webhook.Id)
                .Select(found => new FlowFact(
                    found.Webhook.Id,
                    found.Webhook.ProjectId,
                    found.Project,
                    found.Webhook.Name,
                    found.Webhook.Host,
                    found.Webhook.AddressHash,
                    found.Webhook.Events)),
        ];
}
