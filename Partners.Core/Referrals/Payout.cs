using Partners.Core.Access;
using Partners.Core.Values;

namespace Partners.Core.Referrals;

/// <summary>A payout on a deal. Never changed or removed: a second row with the negative amount reverses a mistake.</summary>
public sealed class Payout : Entity
{
    private Payout()
    {
    }

    private Payout(Guid dealId, Money amount, DateOnly paidOn, string reference, Staff by, DateTimeOffset at)
    {
        Id = Guid.CreateVersion7(at);
        DealId = dealId;
        Amount = amount;
        PaidOn = paidOn;
        Reference = reference;
        RecordedBySubject = by.Subject;
        RecordedByName = by.Name;
        RecordedAt = at;
    }

    public Guid DealId { get; private set; }

    /// <summary>Negative for a reversal.</summary>
    public Money Amount { get; private set; }

    /// <summary>The day that decides which month's statement shows it; for a reversal, the day it was recorded.</summary>
    public DateOnly PaidOn { get; private set; }

    public string Reference { get; private set; } = string.Empty;

    /// <summary>Why more was paid than was owed; null if it was not.</summary>
    public string? AdvanceReason { get; private set; }

    /// <summary>The payout that this row reverses.</summary>
    public Guid? ReversesId { get; private set; }

    /// <summary>Why it was reversed; null if this is no reversal.</summary>
    public string? ReversalReason { get; private set; }

    public string RecordedBySubject { get; private set; } = string.Empty;

    public string RecordedByName { get; private set; } = string.Empty;

    public DateTimeOffset RecordedAt { get; private set; }

    internal static Payout Of(
        Guid dealId,
        Money amount,
        DateOnly paidOn,
        string reference,
        string? advanceReason,
        Staff by,
        DateTimeOffset at) =>
        new(dealId, amount, paidOn, reference, by, at) { AdvanceReason = advanceReason };

    internal Payout Reversed(string reason, Staff by, DateTimeOffset at) =>
        new(DealId, -Amount, at.DayInAmsterdam(), Reference, by, at) { ReversesId = Id, ReversalReason = reason };
}
