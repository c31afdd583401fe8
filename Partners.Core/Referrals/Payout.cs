using Partners.Core.Access;
using Partners.Core.Values;

namespace Partners.Core.Referrals;

/// <summary>What was paid out on a deal. Never changed or removed: a mistake is taken back by a second row with the minus amount.</summary>
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

    /// <summary>The day whose month's statement it stands on; of a reversal, the day on which it was recorded.</summary>
    public DateOnly PaidOn { get; private set; }

    public string Reference { get; private set; } = string.Empty;

    /// <summary>Why more was paid than was owed; null where it was not.</summary>
    public string? AdvanceReason { get; private set; }

    /// <summary>The payout that this row takes back.</summary>
    public Guid? ReversesId { get; private set; }

    /// <summary>Why it was taken back; null where it is no reversal.</summary>
    public string? ReversalReason { get; private set; }

    public string RecordedBySubject { get; private set; } = string.Empty;

    public string RecordedByName { get; private set; } = string.Empty;

    public DateTimeOffset RecordedAt { get; private set; }

    internal static Payout Of(Guid dealId, Money amount, DateOnly paidOn, string reference, string? advanceReason, Staff by, DateTimeOffset at) =>
        new(dealId, amount, paidOn, reference, by, at) { AdvanceReason = advanceReason };

    internal Payout Reversed(string reason, Staff by, DateTimeOffset at) =>
        new(DealId, -Amount, at.DayInAmsterdam(), Reference, by, at) { ReversesId = Id, ReversalReason = reason };
}
