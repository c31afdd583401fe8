using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Partners.Core.Audit;
using Partners.Core.Changes;
using Partners.Core.Consent;
using Partners.Core.Persistence;
using Partners.Core.Workspaces;

namespace Partners.Core.Handoffs;

/// <summary>
/// What follows when the client answers the link about a webhook that stays (docs/product.md H39): a yes is its acceptance; a no takes back
/// what was recorded. The link holds while the webhook sends the same to the same address, and the plan keeps it.
/// </summary>
internal static class FlowAnswered
{
    public static readonly ConsentTopic Topic = new(ConsentPurpose.DataFlow, [HandoffSubjects.Handoff], HoldsAsync, AnsweredAsync);

    public static string PrintOf(ProjectWebhook webhook) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join('\n', webhook.Id, webhook.ProjectId, webhook.AddressHash, webhook.Events))));

    private static async Task<bool> HoldsAsync(PartnersDb db, ConsentLink link, CancellationToken cancel) =>
        await db.Handoffs.SingleOrDefaultAsync(found => found.Id == link.SubjectId, cancel) is { IsPending: true } handoff
        && handoff.Plan.Flows.Any(flow => flow.WebhookId == link.ItemId && flow.Fate == FlowFate.Keep)
        && await db.ProjectWebhooks.SingleOrDefaultAsync(found => found.Id == link.ItemId, cancel) is { IsLive: true } webhook
        && link.Print == PrintOf(webhook);

    private static async Task AnsweredAsync(Change change, AnsweredConsent answered, CancellationToken cancel)
    {
        var link = answered.Link;
        var (handoff, workspace) = (await change.FindHandoffAsync(link.SubjectId, cancel))!.Value;
        var before = handoff.Plan.Flows.Single(flow => flow.WebhookId == link.ItemId);
        var after = link.Answer == ConsentAnswer.Yes
            ? before with { AcceptedBy = link.PersonName, AcceptedOn = change.Today }
            : before with { AcceptedBy = null, AcceptedOn = null };
        if (after != before)
        {
            handoff.Hear(after);
        }

        change.Record(
            AuditActions.ConsentAnswered,
            handoff.Subject(workspace, isNew: after == before),
            new { Link = answered.Before, Flow = before },
            new { Link = link.Facts(), Flow = after },
            link.Reason);
    }
}
