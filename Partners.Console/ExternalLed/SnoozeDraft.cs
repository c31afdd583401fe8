using Partners.Core.Changes;
using Partners.Core.ExternalLed;

namespace Partners.Console.ExternalLed;

/// <summary>What the person chooses in a dialog that snoozes.</summary>
public sealed class SnoozeDraft(DateOnly today)
{
    private const int ProposedDays = 14;

    public bool UntilSignal { get; set; }

    public DateOnly? Until { get; set; } = today.AddDays(ProposedDays);

    /// <summary>The day to command; null for the next new signal.</summary>
    public DateOnly? Day => UntilSignal ? null : Until;

    /// <summary>To the pipeline, no day means the next new signal. Here that must be an explicit choice.</summary>
    public Refusal? Missing => UntilSignal || Until is not null ? null : new SnoozeDayMissing();

    private sealed record SnoozeDayMissing() : Refusal("Choose a day, or the next new signal.", nameof(SnoozeCandidate.Until));
}
