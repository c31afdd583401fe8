using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Changes;

namespace Partners.Core.ExternalLed;

/// <param name="VersionSeen">The card's version on the page that the person decided from; the same in each command here.</param>
public sealed record MoveCandidate(Guid RequestId, Guid WorkspaceId, int VersionSeen, PipelineStage Stage);

/// <param name="OwnerSubject">Who is to look after it, by the identity provider's subject; null for nobody.</param>
public sealed record AssignCandidate(Guid RequestId, Guid WorkspaceId, int VersionSeen, string? OwnerSubject);

public sealed record PlanCandidate(Guid RequestId, Guid WorkspaceId, int VersionSeen, string? NextStep, DateOnly? NextStepOn, string? Notes);

/// <param name="Until">The day on which it comes back; null for the next new signal alone.</param>
public sealed record SnoozeCandidate(Guid RequestId, Guid WorkspaceId, int VersionSeen, DateOnly? Until);

public sealed record DismissCandidate(Guid RequestId, Guid WorkspaceId, int VersionSeen, string? Reason);

public sealed record BringBackCandidate(Guid RequestId, Guid WorkspaceId, int VersionSeen);

/// <param name="Name">Partner – client.</param>
public sealed record CandidateChanged(Guid WorkspaceId, string Name, PipelineStage Stage);

/// <summary>What staff do with a card (PRODUCT.md, section 4). Each command saves the card, its place on the board and the audit entry at once.</summary>
public sealed class Pipeline(ChangeRunner changes, Colleagues colleagues, SignalSettings settings)
{
    /// <summary>To another stage of those that are set by hand. Refused for a card that is put aside or has graduated.</summary>
    public Task<Outcome<CandidateChanged>> MoveAsync(Staff who, MoveCandidate command, CancellationToken cancel) =>
        RunAsync(who, command.RequestId, nameof(MoveCandidate), command.WorkspaceId, command.VersionSeen, AuditActions.CandidateMoved, reason: null, (card, _, change) =>
        {
            if (card.Stage.RefuseOver() is { } over)
            {
                return over;
            }

            if (!PipelineStages.ByHand.Contains(command.Stage))
            {
                return new StageNotByHand(command.Stage);
            }

            if (card.Stage == command.Stage)
            {
                return new InThatStageAlready(command.Stage);
            }

            card.MoveTo(command.Stage, change.At);
            return null;
        }, cancel);

    /// <summary>Refused for somebody who never was here: <see cref="Colleagues"/>.</summary>
    public async Task<Outcome<CandidateChanged>> AssignAsync(Staff who, AssignCandidate command, CancellationToken cancel)
    {
        var asked = string.IsNullOrWhiteSpace(command.OwnerSubject) ? null : command.OwnerSubject;
        var owner = asked is null ? null : await colleagues.FindAsync(who, asked, cancel);
        return await RunAsync(who, command.RequestId, nameof(AssignCandidate), command.WorkspaceId, command.VersionSeen, AuditActions.CandidateAssigned, reason: null, (card, _, _) =>
        {
            if (asked == card.OwnerSubject)
            {
                return new NothingChanged();
            }

            if (owner?.Subject != asked)
            {
                return new UnknownColleague();
            }

            card.Assign(owner);
            return null;
        }, cancel);
    }

    public Task<Outcome<CandidateChanged>> PlanAsync(Staff who, PlanCandidate command, CancellationToken cancel)
    {
        var (nextStep, notes) = (Trimmed(command.NextStep), Trimmed(command.Notes));
        return RunAsync(who, command.RequestId, nameof(PlanCandidate), command.WorkspaceId, command.VersionSeen, AuditActions.CandidatePlanned, reason: null, (card, _, _) =>
        {
            if (nextStep?.Length > Candidate.LongestNextStep)
            {
                return new TooLong("The next step", Candidate.LongestNextStep, nameof(command.NextStep));
            }

            if (notes?.Length > Candidate.LongestNotes)
            {
                return new TooLong("The notes", Candidate.LongestNotes, nameof(command.Notes));
            }

            if (command.NextStepOn is not null && nextStep is null)
            {
                return new NextStepMissing();
            }

            if ((nextStep, command.NextStepOn, notes) == (card.NextStep, card.NextStepOn, card.Notes))
            {
                return new NothingChanged();
            }

            card.Plan(nextStep, command.NextStepOn, notes);
            return null;
        }, cancel);
    }

    /// <summary>Out of sight until a day, or the next new signal, whichever comes first.</summary>
    public Task<Outcome<CandidateChanged>> SnoozeAsync(Staff who, SnoozeCandidate command, CancellationToken cancel) =>
        RunAsync(who, command.RequestId, nameof(SnoozeCandidate), command.WorkspaceId, command.VersionSeen, AuditActions.CandidateSnoozed, reason: null, (card, reading, change) =>
        {
            if (card.Stage.RefuseOver() is { } over)
            {
                return over;
            }

            if (command.Until <= change.Today)
            {
                return new SnoozedIntoThePast();
            }

            card.Snooze(command.Until, reading);
            return null;
        }, cancel);

    /// <summary>Put aside with a reason, until new evidence appears.</summary>
    public Task<Outcome<CandidateChanged>> DismissAsync(Staff who, DismissCandidate command, CancellationToken cancel) =>
        RunAsync(who, command.RequestId, nameof(DismissCandidate), command.WorkspaceId, command.VersionSeen, AuditActions.CandidateDismissed, command.Reason?.Trim(), (card, reading, change) =>
        {
            if (card.Stage.RefuseOver() is { } over)
            {
                return over;
            }

            if (Reasons.Refuse(command.Reason) is { } refused)
            {
                return refused;
            }

            card.Dismiss(command.Reason!.Trim(), reading, change.At);
            return null;
        }, cancel);

    /// <summary>Fetches a card that was snoozed or dismissed.</summary>
    public Task<Outcome<CandidateChanged>> BringBackAsync(Staff who, BringBackCandidate command, CancellationToken cancel) =>
        RunAsync(who, command.RequestId, nameof(BringBackCandidate), command.WorkspaceId, command.VersionSeen, AuditActions.CandidateReturned, reason: null, (card, _, change) =>
        {
            if (!card.IsAside)
            {
                return new NotAside();
            }

            card.Return(Signal.None, change.At);
            return null;
        }, cancel);

    /// <param name="decide">Changes the card, or says why not.</param>
    private Task<Outcome<CandidateChanged>> RunAsync(
        Staff who,
        Guid requestId,
        string command,
        Guid workspaceId,
        int versionSeen,
        string action,
        string? reason,
        Func<Candidate, SignalReading, Change, Refusal?> decide,
        CancellationToken cancel) =>
        changes.RunAsync<CandidateChanged>(who, Permission.WorkPipeline, requestId, command, async (change, token) =>
        {
            var card = await change.Db.Candidates.SingleOrDefaultAsync(found => found.Id == workspaceId, token);
            var standing = await change.Db.ClientStandings.SingleOrDefaultAsync(found => found.WorkspaceId == workspaceId, token);
            if (card is null || standing is null)
            {
                return new NoSuchCandidate();
            }

            if (await change.SinceAsync(card, versionSeen, CandidateSubjects.Candidate, token) is { } conflict)
            {
                return conflict;
            }

            var name = await (
                from workspace in change.Db.Workspaces
                where workspace.Id == workspaceId
                join partner in change.Db.Organisations on workspace.OrganisationId equals partner.Id
                select partner.Name + " – " + (workspace.DataOwnerName ?? workspace.Name)).SingleAsync(token);
            var before = card.Facts();
            if (decide(card, standing.Reading(settings), change) is { } refused)
            {
                return refused;
            }

            standing.Follow(card, settings);
            change.Record(action, card.Subject(name), before, card.Facts(), reason);
            return new CandidateChanged(card.Id, name, card.Stage);
        }, cancel);

    private static string? Trimmed(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();
}
