using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Changes;

namespace Partners.Core.ExternalLed;

public sealed record PlanCandidate(
    Guid RequestId,
    Guid WorkspaceId,
    int VersionSeen,
    string? NextStep,
    DateOnly? NextStepOn,
    string? Notes);

public sealed record NextStepMissing() : Refusal("Enter what to do on that day.", nameof(PlanCandidate.NextStep));

public sealed partial class Pipeline
{
    public Task<Outcome<CandidateChanged>> PlanAsync(Staff who, PlanCandidate command, CancellationToken cancel)
    {
        var (nextStep, notes) = (Trimmed(command.NextStep), Trimmed(command.Notes));
        return RunAsync(
            who,
            command.RequestId,
            nameof(PlanCandidate),
            command.WorkspaceId,
            command.VersionSeen,
            AuditActions.CandidatePlanned,
            reason: null,
            (card, _, _) =>
            {
                if (nextStep?.Length > Candidate.LongestNextStep)
                {
                    return new TooLong("The next step", Candidate.LongestNextStep, nameof(command.NextStep));
                }

                if (notes?.Length > Candidate.LongestNotes)
                {
                    return new TooLong("The notes", Candidate.LongestNotes, nameof(command.Notes));
                }

                if (DayOutOfRange.Of(command.NextStepOn, nameof(command.NextStepOn)) is { } outside)
                {
                    return outside;
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
            },
            cancel);
    }

    private static string? Trimmed(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();
}
