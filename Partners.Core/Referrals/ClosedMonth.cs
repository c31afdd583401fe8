using Partners.Core.Access;
using Partners.Core.Values;

namespace Partners.Core.Referrals;

/// <summary>A settled month of a partner: it takes no more lines or payouts, and its statement never changes.</summary>
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

    /// <summary>The statement as canonical JSON, including names, so that it reads the same after a rename.</summary>
    public string Statement { get; private set; } = string.Empty;

    public string ClosedBySubject { get; private set; } = string.Empty;

    public string ClosedByName { get; private set; } = string.Empty;

    public DateTimeOffset ClosedAt { get; private set; }
}
