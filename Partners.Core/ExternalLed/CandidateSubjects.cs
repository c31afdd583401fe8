using Partners.Core.Audit;

namespace Partners.Core.ExternalLed;

/// <summary>The pipeline's audit subjects and facts.</summary>
public static class CandidateSubjects
{
    public const string Candidate = "candidate";
    public const string Refresh = "signal-refresh";

    /// <summary>Carries the version that this change will save.</summary>
    internal static AuditSubject Subject(this Candidate candidate, string name) =>
        new(Candidate, candidate.Id.ToString(), name, candidate.PartnerId, candidate.Version + 1, candidate.Id);

    internal static object Facts(this Candidate candidate) => new
    {
        candidate.Stage,
        candidate.OwnerName,
        candidate.NextStep,
        candidate.NextStepOn,
        candidate.Notes,
        candidate.IsSnoozed,
        candidate.SnoozedUntil,
        candidate.DismissedBecause,
    };

    internal static AuditSubject Subject(this SignalRefreshRun run) =>
        new(Refresh, run.Id.ToString(), $"Signals as of {run.AsOf:yyyy-MM-dd}", OrganisationId: null, Version: null);

    internal static object Facts(this SignalRefreshRun run) =>
        new { run.AsOf, run.IsFull, run.Status, run.Read, run.NewlyListed, run.Returned };
}
