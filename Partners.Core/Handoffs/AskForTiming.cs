using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Changes;
using Partners.Core.Consent;
using Partners.Core.Mail;
using Partners.Core.Persistence;
using Partners.Core.Workspaces;

namespace Partners.Core.Handoffs;

/// <param name="VersionSeen">The handoff's version on the page the person acted on.</param>
public sealed record AskForTiming(Guid RequestId, Guid HandoffId, int VersionSeen, ConsentSide Side, ConsentTo To);

public sealed record NoDayToConfirm() : Refusal("Enter the agreed date first: the link asks about that day.");

public sealed record DayToConfirmPassed() : Refusal("The agreed date has passed. Choose another before you ask for it.");

public sealed record NoClientToConfirm() : Refusal("Choose the client organisation first: the link names it.");

/// <summary>Links by which the partner and the client answer themselves (docs/product.md H34).</summary>
public sealed partial class HandoffConsents(
    ChangeRunner changes,
    IDbContextFactory<PartnersDb> contexts,
    ConsentLinks links,
    SideSettings sides)
{
    /// <summary>Every link of a handoff, the newest first.</summary>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public async Task<IReadOnlyList<ConsentLink>> OfHandoffAsync(Staff who, Guid handoffId, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.OpenAsync(cancel);
        return await db.ConsentLinks.AsNoTracking()
            .Where(link => link.SubjectId == handoffId)
            .OrderByDescending(link => link.CreatedAt).ThenByDescending(link => link.Id)
            .ToListAsync(cancel);
    }

    /// <summary>
    /// Makes a link that asks one side about the agreed date and the plan as they are now; one made before is withdrawn. Refused without a
    /// public address, a day to come, a client organisation, or somebody to ask.
    /// </summary>
    public Task<Outcome<ConsentLinkMade>> AskForTimingAsync(Staff who, AskForTiming command, CancellationToken cancel) =>
        changes.RunAsync<ConsentLinkMade>(
            who,
            Permission.Transfer,
            command.RequestId,
            nameof(AskForTiming),
            async (change, token) => await links.MakeAsync(change, await TimingAsync(change, command, token), command.To, token),
            cancel);

    /// <summary>The mail that would carry that link: see <see cref="ConsentLinks"/>.</summary>
    public Task<Outcome<MailForm>> PreviewTimingAsync(Staff who, AskForTiming command, CancellationToken cancel) =>
        links.PreviewAsync(
            who, Permission.Transfer, command.To, (change, token) => TimingAsync(change, command, token), cancel);

    private async Task<Outcome<ConsentAsk>> TimingAsync(Change change, AskForTiming command, CancellationToken cancel)
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

        var facts = (await HandoffFactsQuery.LoadAsync(
            change.Db,
            handoff.WorkspaceId,
            handoff.PartnerId,
            handoff.Plan.Client,
            sides,
            change.At,
            cancel))!;
        var client = facts.Client?.Name ?? handoff.Plan.Client.NewName?.Trim();
        return Refuse(command, handoff.Plan, client, change.Today) is { Count: > 0 } refusals
            ? Outcome<ConsentAsk>.Refused(refusals)
            : new ConsentAsk(
                new(
                    ConsentPurpose.HandoffTiming,
                    handoff.Id,
                    ItemId: null,
                    command.Side,
                    handoff.AgreedOn,
                    PlanPrint.Of(handoff.Plan)),
                TimingStatement.Of(handoff.Plan, facts, client!, command.Side, command.To.Name!.Trim()),
                handoff.Subject(workspace, isNew: true));
    }

    private List<Refusal> Refuse(AskForTiming command, HandoffPlan plan, string? client, DateOnly today)
    {
        Refusal?[] found =
        [
            plan.Timing.AgreedOn is null ? new NoDayToConfirm()
                : plan.Timing.AgreedOn < today ? new DayToConfirmPassed()
                : null,
            string.IsNullOrEmpty(client) ? new NoClientToConfirm() : null,
            .. links.Refuse(command.To),
        ];
        return [.. found.OfType<Refusal>()];
    }
}
