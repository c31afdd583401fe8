using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Changes;

namespace Partners.Core.ExternalLed;

/// <param name="Name">Partner – client.</param>
/// <param name="Partner">What the partner had said when the client was contacted; null for every other change.</param>
public sealed record CandidateChanged(Guid WorkspaceId, string Name, PipelineStage Stage, PartnerAnswer? Partner = null);

/// <summary>
/// What staff do with a card (docs/product.md P13, P14, P15, P16). Each command saves the card, its place on the board and the audit entry
/// together.
/// </summary>
public sealed partial class Pipeline(ChangeRunner changes, Colleagues colleagues, SignalSettings settings)
{
    /// <param name="decide">Changes the card, or returns a refusal.</param>
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
        RunAsync(
            who,
            requestId,
            command,
            workspaceId,
            versionSeen,
            action,
            reason,
            (card, reading, change, _) => Task.FromResult(new Decision(decide(card, reading, change))),
            cancel);

    private Task<Outcome<CandidateChanged>> RunAsync(
        Staff who,
        Guid requestId,
        string command,
        Guid workspaceId,
        int versionSeen,
        string action,
        string? reason,
        Func<Candidate, SignalReading, Change, CancellationToken, Task<Decision>> decide,
        CancellationToken cancel) =>
        changes.RunAsync<CandidateChanged>(who, Permission.WorkPipeline, requestId, command, async (change, token) =>
        {
            var card = await change.Db.Candidates.SingleOrDefaultAsync(found => found.Id == workspaceId, token);
            var entry = await change.Db.PipelineEntries.SingleOrDefaultAsync(found => found.WorkspaceId == workspaceId, token);
            if (card is null || entry is null)
            {
                return new NoSuchCandidate();
            }

            if (await change.FindConflictAsync(card, versionSeen, CandidateSubjects.Candidate, token) is { } conflict)
            {
                return conflict;
            }

            var name = await (
                from workspace in change.Db.Workspaces
                where workspace.Id == workspaceId
                join partner in change.Db.Organisations on workspace.OrganisationId equals partner.Id
                select partner.Name + " – " + (workspace.DataOwnerName ?? workspace.Name)).SingleAsync(token);
            var before = card.Facts();
            var decision = await decide(card, entry.Reading(settings), change, token);
            if (decision.Refused is { } refused)
            {
                return refused;
            }

            entry.CopyCard(card, settings);
            var after = card.Facts() with { PartnerSaid = decision.Partner?.Said };
            change.Record(action, card.Subject(name), before, after, reason);
            return new CandidateChanged(card.Id, name, card.Stage, decision.Partner);
        }, cancel);

    /// <param name="Partner">What the partner says to it, where that matters.</param>
    private readonly record struct Decision(Refusal? Refused, PartnerAnswer? Partner = null);
}
