using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Changes;
using Partners.Core.Consent;
using Partners.Core.Mail;

namespace Partners.Core.Handoffs;

/// <param name="VersionSeen">The handoff's version on the page the person acted on.</param>
public sealed record AskForFlow(Guid RequestId, Guid HandoffId, int VersionSeen, Guid WebhookId, ConsentTo To);

public sealed record FlowNotKept() : Refusal("Decide to keep the webhook first: the link asks whether it may stay.");

public sealed partial class HandoffConsents
{
    /// <summary>
    /// Makes a link by which the client accepts that a webhook stays. Refused for one that the plan does not keep, without a client
    /// organisation, without a public address, and without somebody to ask.
    /// </summary>
    public Task<Outcome<ConsentLinkMade>> AskForFlowAsync(Staff who, AskForFlow command, CancellationToken cancel) =>
        changes.RunAsync<ConsentLinkMade>(
            who,
            Permission.Transfer,
            command.RequestId,
            nameof(AskForFlow),
            async (change, token) => await links.MakeAsync(change, await FlowAsync(change, command, token), command.To, token),
            cancel);

    /// <summary>The mail that would carry that link: see <see cref="ConsentLinks"/>.</summary>
    public Task<Outcome<MailForm>> PreviewFlowAsync(Staff who, AskForFlow command, CancellationToken cancel) =>
        links.PreviewAsync(
            who, Permission.Transfer, command.To, (change, token) => FlowAsync(change, command, token), cancel);

    private async Task<Outcome<ConsentAsk>> FlowAsync(Change change, AskForFlow command, CancellationToken cancel)
    {
        if (await change.FindHandoffAsync(command.HandoffId, cancel) is not { } found)
        {
            return new NoSuchHandoff();
        }

        var (handoff, workspace) = found;
        if (!handoff.IsPending)
        {
            return new HandoffIsOver(workspace, handoff.Status);
        }

        if (await change.FindConflictAsync(handoff, command.VersionSeen, HandoffSubjects.Handoff, cancel) is { } conflict)
        {
            return conflict;
        }

        var webhook = await change.Db.ProjectWebhooks.SingleOrDefaultAsync(known => known.Id == command.WebhookId, cancel);
        var client = await ClientNameAsync(change, handoff, cancel);
        Refusal?[] refusals =
        [
            webhook is not { IsLive: true }
                || !handoff.Plan.Flows.Any(flow => flow.WebhookId == command.WebhookId && flow.Fate == FlowFate.Keep)
                ? new FlowNotKept()
                : null,
            string.IsNullOrEmpty(client) ? new NoClientToConfirm() : null,
            .. links.Refuse(command.To),
        ];
        if (refusals.OfType<Refusal>().ToList() is { Count: > 0 } refused)
        {
            return Outcome<ConsentAsk>.Refused(refused);
        }

        var project = await change.Db.Projects
            .Where(known => known.Id == webhook!.ProjectId)
            .Select(known => known.Name)
            .SingleAsync(cancel);
        return new ConsentAsk(
            new(ConsentPurpose.DataFlow, handoff.Id, webhook!.Id, ConsentSide.Client, Day: null, FlowAnswered.PrintOf(webhook)),
            FlowStatement.Of(client!, workspace, project, webhook.Host, webhook.Events, command.To.Name!.Trim()),
            handoff.Subject(workspace, isNew: true));
    }

    private static async Task<string?> ClientNameAsync(Change change, Handoff handoff, CancellationToken cancel) =>
        handoff.ClientId is { } id
            ? await change.Db.Organisations.Where(found => found.Id == id).Select(found => found.Name).SingleOrDefaultAsync(cancel)
            : handoff.NewClientName;
}
