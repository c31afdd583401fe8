using Partners.Core.Values;

namespace Partners.Core.ExternalLed;

/// <summary>The colleague who owns a card, by the identity provider's subject.</summary>
public sealed record CandidateOwner(string Subject, string Name);

/// <summary>
/// A client that looks ready to graduate, and what staff do about it. One per workspace, for good; it has the workspace's id.
/// </summary>
public sealed class Candidate : Aggregate
{
    public const int LongestNextStep = 200;
    public const int LongestNotes = 2_000;

    private Candidate()
    {
    }

    internal Candidate(Guid workspaceId, Guid partnerId, DateTimeOffset at)
    {
        Id = workspaceId;
        PartnerId = partnerId;
        StageSince = at;
    }

    public Guid PartnerId { get; private set; }

    public PipelineStage Stage { get; private set; }

    public DateTimeOffset StageSince { get; private set; }

    /// <summary>The colleague who owns the card; null if nobody does yet.</summary>
    public string? OwnerSubject { get; private set; }

    public string? OwnerName { get; private set; }

    public string? NextStep { get; private set; }

    public DateOnly? NextStepOn { get; private set; }

    public string? Notes { get; private set; }

    public bool IsSnoozed { get; private set; }

    /// <summary>The day the card comes back; null if only a new signal brings it back.</summary>
    public DateOnly? SnoozedUntil { get; private set; }

    public string? DismissedBecause { get; private set; }

    /// <summary>The stage before the card was dismissed, which it returns to.</summary>
    public PipelineStage? DismissedFrom { get; private set; }

    /// <summary>The evidence known when the card was put aside; none while it is not.</summary>
    public Signal KnownSignals { get; private set; }

    public DateTimeOffset? KnownInvite { get; private set; }

    public DateTimeOffset? KnownOwnerAct { get; private set; }

    public DateTimeOffset? KnownOrganisation { get; private set; }

    public DateTimeOffset? ReturnedAt { get; private set; }

    /// <summary>The signals that brought the card back; none if its day came or someone brought it back.</summary>
    public Signal ReturnedFor { get; private set; }

    public bool IsAside => IsSnoozed || Stage == PipelineStage.Dismissed;

    public int DaysInStage(DateOnly today) => Math.Max(0, today.DayNumber - StageSince.DayInAmsterdam().DayNumber);

    public bool IsStale(DateOnly today) => Stage.StaleAfterDays() is { } days && DaysInStage(today) > days;

    /// <summary>
    /// The signals that bring a card back after today's reading, <see cref="Signal.None"/> if its day has come; null if it stays aside.
    /// </summary>
    public Signal? ReturnSignal(SignalReading reading, DateOnly today)
    {
        if (!IsAside)
        {
            return null;
        }

        var found = Stage == PipelineStage.Dismissed ? Known.NewEvidence(reading) : Known.NewSignals(reading);
        return found != Signal.None ? found
            : IsSnoozed && SnoozedUntil <= today ? Signal.None
            : null;
    }

    internal void SetPartner(Guid partnerId) => PartnerId = partnerId;

    /// <summary>While the card is aside, forgets signals that have lapsed.</summary>
    internal void Forget(SignalReading reading)
    {
        if (IsAside)
        {
            KnownSignals = Known.Since(reading).Signals;
        }
    }

    internal void MoveTo(PipelineStage stage, DateTimeOffset at)
    {
        if (Stage is PipelineStage.Graduated or PipelineStage.Dismissed || !PipelineStages.ByHand.Contains(stage))
        {
            throw new InvalidOperationException($"A card that is {Stage} does not become {stage} by hand.");
        }

        (Stage, StageSince) = (stage, at);
    }

    /// <summary>Called by a completed handoff, from any stage. What was still to do before it is not to do any more.</summary>
    internal void Graduate(DateTimeOffset at)
    {
        (NextStep, NextStepOn) = (null, null);
        (Stage, StageSince, IsSnoozed, SnoozedUntil, DismissedFrom) = (PipelineStage.Graduated, at, false, null, null);
        Remember(new(Signal.None, null, null, null));
    }

    internal void Assign(CandidateOwner? owner) => (OwnerSubject, OwnerName) = (owner?.Subject, owner?.Name);

    internal void Plan(string? nextStep, DateOnly? on, string? notes) => (NextStep, NextStepOn, Notes) = (nextStep, on, notes);

    /// <param name="until">Null to snooze until the next new signal.</param>
    internal void Snooze(DateOnly? until, SignalReading reading)
    {
        (IsSnoozed, SnoozedUntil) = (true, until);
        Remember(KnownEvidence.Of(reading));
    }

    internal void Dismiss(string reason, SignalReading reading, DateTimeOffset at)
    {
        (DismissedFrom, DismissedBecause, IsSnoozed, SnoozedUntil) = (Stage, reason, false, null);
        (Stage, StageSince) = (PipelineStage.Dismissed, at);
        Remember(KnownEvidence.Of(reading));
    }

    /// <param name="because">The new signals; none if the day has come or someone brings it back.</param>
    internal void Return(Signal because, DateTimeOffset at)
    {
        if (Stage == PipelineStage.Dismissed)
        {
            (Stage, StageSince) = (DismissedFrom ?? PipelineStage.Signalled, at);
        }

        (IsSnoozed, SnoozedUntil, DismissedFrom) = (false, null, null);
        (ReturnedFor, ReturnedAt) = (because, at);
        Remember(new(Signal.None, null, null, null));
    }

    private KnownEvidence Known => new(KnownSignals, KnownInvite, KnownOwnerAct, KnownOrganisation);

    private void Remember(KnownEvidence known) =>
        (KnownSignals, KnownInvite, KnownOwnerAct, KnownOrganisation) = (
            known.Signals,
            known.LatestInvite,
            known.LatestOwnerAct,
            known.LatestOrganisation);
}
