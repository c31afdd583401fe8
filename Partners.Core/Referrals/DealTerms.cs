using Partners.Core.Access;
using Partners.Core.Values;

namespace Partners.Core.Referrals;

/// <summary>One version of a deal's terms, in force from a day until the next version's day.</summary>
public sealed class DealTerms : Entity
{
    private DealTerms()
    {
    }

    internal DealTerms(
        Guid dealId,
        DateOnly holdsFrom,
        Percentage kickback,
        Percentage discount,
        Money? cap,
        DateOnly? expiresOn,
        string agreementReference,
        string? reason,
        Staff by,
        DateTimeOffset at)
    {
        Id = Guid.CreateVersion7(at);
        DealId = dealId;
        AgreementReference = agreementReference;
        Reason = reason;
        RecordedBySubject = by.Subject;
        RecordedByName = by.Name;
        RecordedAt = at;
        HoldsFrom = holdsFrom;
        CopyFromPlatform(kickback, discount, cap, expiresOn);
    }

    public Guid DealId { get; private set; }

    public DateOnly HoldsFrom { get; private set; }

    /// <summary>What the partner earns of each payment's base.</summary>
    public Percentage Kickback { get; private set; }

    /// <summary>The discount that the client was promised.</summary>
    public Percentage Discount { get; private set; }

    /// <summary>The most that can be earned over the whole deal; null if there is no cap.</summary>
    public Money? Cap { get; private set; }

    public DateOnly? ExpiresOn { get; private set; }

    public string AgreementReference { get; private set; } = string.Empty;

    /// <summary>Why the terms were amended; null on the first version.</summary>
    public string? Reason { get; private set; }

    public string RecordedBySubject { get; private set; } = string.Empty;

    public string RecordedByName { get; private set; } = string.Empty;

    public DateTimeOffset RecordedAt { get; private set; }

    internal void CopyFromPlatform(Percentage kickback, Percentage discount, Money? cap, DateOnly? expiresOn)
    {
        Kickback = kickback;
        Discount = discount;
        Cap = cap;
        ExpiresOn = expiresOn;
    }

    internal void BeginOn(DateOnly day) => HoldsFrom = day;
}
