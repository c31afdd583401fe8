using System.Text.Json.Serialization;
using Partners.Core.Audit;

namespace Partners.Core.ExternalLed;

/// <summary>The pipeline's audit subjects and facts.</summary>
public static class CandidateSubjects
{
    public const string Candidate = "candidate";
    public const string Refresh = "signal-refresh";

    /// <summary>Carries the version that this change will save.</summary>
    internal static AuditSubject Subject(this Candidate candidate, string name, bool isUnchanged = false) => new(
        Candidate,
        candidate.Id.ToString(),
        name,
        candidate.PartnerId,
        isUnchanged ? candidate.Version : candidate.Version + 1,
        candidate.Id);

    internal static CandidateFacts Facts(this Candidate candidate) => new(
        candidate.Stage,
        candidate.OwnerName,
        candidate.NextStep,
        candidate.NextStepOn,
        candidate.Notes,
        candidate.IsSnoozed,
        candidate.SnoozedUntil,
        candidate.DismissedBecause);

    internal static AuditSubject Subject(this SignalRefreshRun run) =>
        new(Refresh, run.Id.ToString(), $"Signals as of {run.AsOf:yyyy-MM-dd}", OrganisationId: null, Version: null);

    internal static object Facts(this SignalRefreshRun run) =>
        new { run.AsOf, run.IsFull, run.Status, run.Read, run.NewlyListed, run.Returned };
}

/// <summary>A card in the audit trail.</summary>
internal sealed record CandidateFacts(
    PipelineStage Stage,
    string? OwnerName,
    string? NextStep,
    DateOnly? NextStepOn,
    string? Notes,
    bool IsSnoozed,
    DateOnly? SnoozedUntil,
    string? DismissedBecause)
{
    /// <summary>What the partner had said when the client was contacted; left out elsewhere.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PartnerSaid? PartnerSaid { get; init; }
}
