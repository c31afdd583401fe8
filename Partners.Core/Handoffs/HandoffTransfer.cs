using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Changes;
using Partners.Core.ExternalLed;
using Partners.Core.Jobs;
using Partners.Core.Persistence;
using Partners.Core.Referrals;
using Partners.Core.Values;
using Partners.Core.Workspaces;

namespace Partners.Core.Handoffs;

/// <param name="VersionSeen">The handoff's version on the page the person acted on.</param>
/// <param name="WorkspaceName">As the person typed it.</param>
/// <param name="ClientName">As the person typed it.</param>
public sealed record ConfirmHandoff(
    Guid RequestId,
    Guid HandoffId,
    int VersionSeen,
    string? WorkspaceName,
    string? ClientName,
    bool PartnerLosesAccess,
    bool CannotBeUndone);

/// <param name="Status">Scheduled if the agreed day is still to come.</param>
/// <param name="On">The day it was done or will be.</param>
public sealed record HandedOff(Guid HandoffId, string Workspace, HandoffStatus Status, DateOnly On);

/// <summary>
/// The transfer itself (docs/product.md H14, H16, H17, H18): one transaction that runs once and ends in the access proof. If a check stops
/// it or the proof finds a way in, everything is rolled back.
/// </summary>
public sealed partial class HandoffTransfer(
    ChangeRunner changes,
    IDbContextFactory<PartnersDb> contexts,
    HandoffSettings settings,
    SideSettings sides,
    SignalSettings signals,
    LedgerPosting posting,
    IFreshSignIn freshSignIn,
    TimeProvider time,
    ILogger<HandoffTransfer> log)
{
    public static readonly JobKind Job = new(
        "handoffs",
        Permission.Transfer,
        "scheduled handoffs",
        "Each is complete or not started. The rest run within 15 minutes, or at the next start.");

    /// <summary>
    /// Hands the workspace off, or schedules it if the agreed day is still to come. Repeats every check on the current facts.
    /// </summary>
    public Task<Outcome<HandedOff>> HandOffAsync(Staff who, ConfirmHandoff command, CancellationToken cancel) =>
        changes.RunAsync<HandedOff>(who, Permission.Transfer, command.RequestId, nameof(ConfirmHandoff), async (change, token) =>
        {
            if (await change.FindHandoffAsync(command.HandoffId, token) is not { } found)
            {
                return new NoSuchHandoff();
            }

            var (handoff, workspace) = found;
            if (!handoff.IsPending)
            {
                return new HandoffIsOver(workspace, handoff.Status);
            }

            if (await change.FindConflictAsync(handoff, command.VersionSeen, HandoffSubjects.Handoff, token) is { } conflict)
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
                token))!;
            if (RefuseConfirmation(who, command, handoff, facts, change.At) is { Count: > 0 } refusals)
            {
                return Outcome<HandedOff>.Refused(refusals);
            }

            if (handoff.AgreedOn > change.Today)
            {
                var before = handoff.Facts();
                handoff.Schedule(who);
                change.Record(AuditActions.HandoffScheduled, handoff.Subject(workspace), before, handoff.Facts(), reason: null);
                return new HandedOff(handoff.Id, workspace, handoff.Status, handoff.AgreedOn.Value);
            }

            return await CarryOutAsync(change, handoff, facts, token);
        }, cancel);

    /// <summary>
    /// Runs the handoffs scheduled for today or earlier. One whose checks no longer pass does not run; it records why, and waits.
    /// </summary>
    /// <returns>How many were handed off.</returns>
    public async Task<int> RunDueAsync(Staff who, CancellationToken cancel)
    {
        who.Require(Permission.Transfer);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var today = time.TodayInAmsterdam();
        var due = await db.Handoffs.AsNoTracking()
            .Where(handoff => handoff.Status == HandoffStatus.Scheduled && handoff.AgreedOn <= today)
            .OrderBy(handoff => handoff.AgreedOn).ThenBy(handoff => handoff.Id)
            .Select(handoff => handoff.Id)
            .ToListAsync(cancel);
        var done = 0;
        foreach (var id in due)
        {
            var outcome = await RunDueAsync(who, id, cancel);
            if (outcome is { IsDone: true, Value.Status: HandoffStatus.Completed })
            {
                done++;
            }
            else if (outcome.Refusals is { Count: > 0 } refusals
                && await BlockAsync(who, id, string.Join(" ", refusals.Select(refusal => refusal.Sentence)), cancel))
            {
                DidNotRun(log, id);
            }
        }

        return done;
    }

    private Task<Outcome<HandedOff>> RunDueAsync(Staff who, Guid id, CancellationToken cancel) =>
        changes.RunAsync<HandedOff>(who, Permission.Transfer, Guid.CreateVersion7(), nameof(RunDueAsync), async (change, token) =>
        {
            var (handoff, workspace) = (await change.FindHandoffAsync(id, token))!.Value;
            if (handoff.Status != HandoffStatus.Scheduled || handoff.AgreedOn > change.Today)
            {
                return new HandoffIsOver(workspace, handoff.Status);
            }

            var facts = (await HandoffFactsQuery.LoadAsync(
                change.Db,
                handoff.WorkspaceId,
                handoff.PartnerId,
                handoff.Plan.Client,
                sides,
                change.At,
                token))!;
            return Stops(handoff.Plan, facts) is { Count: > 0 } stops
                ? Outcome<HandedOff>.Refused(stops)
                : await CarryOutAsync(change, handoff, facts, token);
        }, cancel);

    /// <returns>True if the reason is new.</returns>
    private async Task<bool> BlockAsync(Staff who, Guid id, string because, CancellationToken cancel) =>
        (await changes.RunAsync<HandoffChanged>(
            who,
            Permission.Transfer,
            Guid.CreateVersion7(),
            nameof(BlockAsync),
            async (change, token) =>
            {
                var (handoff, workspace) = (await change.FindHandoffAsync(id, token))!.Value;
                if (handoff.Status != HandoffStatus.Scheduled || handoff.BlockedBecause == because)
                {
                    return new NothingChanged();
                }

                var before = handoff.Facts();
                handoff.Block(because, change.At);
                change.Record(AuditActions.HandoffBlocked, handoff.Subject(workspace), before, handoff.Facts(), because);
                return new HandoffChanged(handoff.Id, workspace, handoff.Status, handoff.Version + 1);
            },
            cancel)).IsDone;

    private List<Refusal> RefuseConfirmation(Staff who, ConfirmHandoff command, Handoff handoff, HandoffFacts facts, DateTimeOffset now)
    {
        var client = facts.Client?.Name ?? handoff.Plan.Client.NewName?.Trim() ?? string.Empty;
        Refusal?[] found =
        [
            TypedName.IsSame(command.WorkspaceName, facts.Workspace.Name)
                ? null
                : new WorkspaceNameTypedWrong(facts.Workspace.Name),
            TypedName.IsSame(command.ClientName, client) ? null : new ClientNameTypedWrong(client),
            command.PartnerLosesAccess ? null : new LossNotUnderstood(),
            command.CannotBeUndone ? null : new FinalityNotUnderstood(),
            settings.RequireSecondOperator && handoff.ApprovedBySubject is null ? new SecondOperatorMissing() : null,
            freshSignIn.Refuse(now, who),
            .. Stops(handoff.Plan, facts),
        ];
        return [.. found.OfType<Refusal>()];
    }

    private static IReadOnlyList<Refusal> Stops(HandoffPlan plan, HandoffFacts facts) =>
        [.. HandoffChecks.Of(plan, facts)
            .Where(check => check.Verdict == CheckVerdict.Stop)
            .Select(check => new ChecksStop(check.Name, check.Sentence))];

    /// <summary>Saves all changes inside the transaction before taking the proof; a refusal rolls them back.</summary>
    private async Task<Outcome<HandedOff>> CarryOutAsync(Change change, Handoff handoff, HandoffFacts facts, CancellationToken cancel)
    {
        var before = handoff.Facts();
        var steps = new TransferSteps(change, handoff, facts, signals, posting);
        await steps.TakeAsync(cancel);
        await change.Db.SaveChangesAsync(cancel);

        var proof = await AccessProof.TakeAsync(
            change.Db,
            handoff.WorkspaceId,
            handoff.PartnerId,
            steps.Kept,
            sides,
            change.At,
            cancel);
        if (!proof.Holds)
        {
            return Outcome<HandedOff>.Refused([.. proof.Open.Select(StillOpens)]);
        }

        handoff.Complete(steps.Record(proof), change.Who, change.At);
        change.Record(AuditActions.HandoffCompleted, handoff.Subject(facts.Workspace.Name), before, handoff.Facts(), steps.Why);
        return new HandedOff(handoff.Id, facts.Workspace.Name, handoff.Status, change.Today);
    }

    private static Refusal StillOpens(AccessPath path) =>
        path.Kind is AccessPathKind.DataFlow or AccessPathKind.Mandate or AccessPathKind.PlatformBilling
            ? new StillOpen(path.Sentence)
            : new StillHasAWayIn(path.Who, path.Kind.InWords());

    [LoggerMessage(Level = LogLevel.Warning, Message = "The scheduled handoff {Handoff} did not run: its checks do not pass")]
    private static partial void DidNotRun(ILogger log, Guid handoff);
}
