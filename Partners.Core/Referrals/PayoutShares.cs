using Partners.Core.Values;

namespace Partners.Core.Referrals;

/// <summary>What is owed on one deal, by the days on which it was earned.</summary>
/// <param name="Contributions">The deal's lines in their order.</param>
/// <param name="PaidOut">In all, reversals included.</param>
public sealed record DealDebt(Guid DealId, IReadOnlyList<(DateOnly On, Money Contribution)> Contributions, Money PaidOut)
{
    /// <summary>
    /// What is still unpaid, oldest first. What went back takes from what was earned last before it; what was paid out took the oldest.
    /// </summary>
    public IReadOnlyList<(DateOnly On, Money Unpaid)> Unpaid()
    {
        var earned = new List<(DateOnly On, Money Unpaid)>();
        var missing = Money.Zero;
        foreach (var (on, contribution) in Contributions)
        {
            if (contribution >= Money.Zero)
            {
                var kept = contribution - Money.Min(contribution, missing);
                missing -= contribution - kept;
                earned.Add((on, kept));
                continue;
            }

            var back = -contribution;
            for (var last = earned.Count - 1; last >= 0 && back > Money.Zero; last--)
            {
                var taken = Money.Min(back, earned[last].Unpaid);
                earned[last] = (earned[last].On, earned[last].Unpaid - taken);
                back -= taken;
            }

            missing += back;
        }

        var paid = PaidOut;
        for (var first = 0; first < earned.Count && paid > Money.Zero; first++)
        {
            var taken = Money.Min(paid, earned[first].Unpaid);
            earned[first] = (earned[first].On, earned[first].Unpaid - taken);
            paid -= taken;
        }

        return [.. earned.Where(part => part.Unpaid > Money.Zero)];
    }
}

/// <summary>How one payout to a partner is shared out over its deals (docs/product.md L42).</summary>
public static class PayoutShares
{
    /// <summary>
    /// The oldest debt is paid first, whichever deal it is on; of debts of one day, the deal that comes first in the list. A deal that gets
    /// nothing has no share.
    /// </summary>
    /// <param name="amount">At most what is owed on all of them; more is not shared out.</param>
    public static IReadOnlyDictionary<Guid, Money> Of(IReadOnlyList<DealDebt> debts, Money amount)
    {
        var shares = new Dictionary<Guid, Money>();
        var left = amount;
        foreach (var (deal, _, part) in debts
            .SelectMany((debt, place) => debt.Unpaid().Select(part => (debt.DealId, Order: (part.On, place), part.Unpaid)))
            .OrderBy(part => part.Order))
        {
            var share = Money.Min(left, part);
            if (share > Money.Zero)
            {
                shares[deal] = shares.GetValueOrDefault(deal) + share;
                left -= share;
            }
        }

        return shares;
    }
}
