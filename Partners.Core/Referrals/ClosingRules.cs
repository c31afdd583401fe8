using Partners.Core.Changes;
using Partners.Core.Values;

namespace Partners.Core.Referrals;

/// <summary>Which month can be closed: one that is over and still open (docs/product.md L18).</summary>
public static class ClosingRules
{
    /// <param name="next">The partner's first open month; null if there is nothing to close.</param>
    /// <param name="today">In Amsterdam.</param>
    /// <returns>Why it cannot be closed; null if it can.</returns>
    public static Refusal? Refuse(Month month, Month? next, DateOnly today) =>
        next is null ? new NothingToClose()
        : month < next ? new MonthClosedAlready(month)
        : month.LastDay >= today ? new MonthNotOver(month)
        : null;
}
