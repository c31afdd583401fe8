using Partners.Core.Access;
using Partners.Core.Values;

namespace Partners.Core.Referrals;

/// <summary>A partner's month that is settled: no line and no payout comes into it any more, and its statement stays as it was.</summary>
public sealed class ClosedMonth
{
    private ClosedMonth()
    {
    }

    internal ClosedMonth(Guid partnerId, Month month, string statement, Staff by, DateTimeOffset at)
    {
        PartnerId = partnerId;
        Month = month;
        Statement = statement;
        ClosedBySubject = by.Subject;
        ClosedByName = by.Name;
        ClosedAt = at;
    }

    public Guid PartnerId { get; private set; }

    public Month Month { get; private set; }

    /// <summary>The statement as canonical JSON: names included, so that it reads the same when somebody is renamed later.</summary>
    public string Statement { get; private set; } = string.Empty;

    public string ClosedBySubject { get; private set; } = string.Empty;

    public string ClosedByName { get; private set; } = string.Empty;

    public DateTimeOffset ClosedAt { get; private set; }
}
