using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Changes;

namespace Partners.Core.ExternalLed;

public sealed record BringBackCandidate(Guid RequestId, Guid WorkspaceId, int VersionSeen);

public sealed record BringBackCandidates(Guid RequestId, IReadOnlyList<CardSeen> Cards);

public sealed record NotAside() : Refusal("This card is neither snoozed nor dismissed.");

public sealed partial class Pipeline
{
    /// <summary>Brings back a snoozed or dismissed card.</summary>
    public Task<Outcome<CandidateChanged>> BringBackAsync(Staff who, BringBackCandidate command, CancellationToken cancel) =>
        RunAsync(
            who,
            command.RequestId,
            nameof(BringBackCandidate),
            command.WorkspaceId,
            command.VersionSeen,
            AuditActions.CandidateReturned,
            reason: null,
            (card, _, change) => BringBack(card, change),
            cancel);

    /// <summary>Brings back several, as the undo of a snooze does (docs/product.md P18).</summary>
    public Task<Outcome<CandidatesChanged>> BringBackManyAsync(Staff who, BringBackCandidates command, CancellationToken cancel) =>
        RunManyAsync(
            who,
            command.RequestId,
            nameof(BringBackCandidates),
            command.Cards,
            AuditActions.CandidateReturned,
            _ => null,
            (card, _, change) => BringBack(card, change),
            cancel);

    private static NotAside? BringBack(Candidate card, Change change)
    {
        if (!card.IsAside)
        {
            return new NotAside();
        }

        card.Return(Signal.None, change.At);
        return null;
    }
}
