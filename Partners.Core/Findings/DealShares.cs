using Partners.Core.Referrals;
using Partners.Core.Values;

namespace Partners.Core.Findings;

/// <summary>A deal of a client, as far as its share goes.</summary>
/// <param name="LastDay">The last day on which a payment counts; null if there is none.</param>
/// <param name="Kickbacks">The percentage from each day on; at least one.</param>
public sealed record DealShare(Guid Id, DateOnly StartsOn, DateOnly? LastDay, IReadOnlyList<(DateOnly From, Percentage Kickback)> Kickbacks)
{
    internal static DealShare Of(Deal deal) => new(
        deal.Id,
        deal.StartsOn,
        DealStatuses.LastDay(deal.ExpiresOn, deal.EndedOn),
        [
            .. deal.Terms.OrderBy(terms => terms.HoldsFrom)
                .ThenBy(terms => terms.RecordedAt)
                .Select(terms => (terms.HoldsFrom, terms.Kickback)),
        ]);

    /// <summary>Nothing before the start and after the last day.</summary>
    public int BasisPointsOn(DateOnly day) =>
        day < StartsOn || day > LastDay ? 0
        : Kickbacks.LastOrDefault(terms => terms.From <= day, Kickbacks[0]).Kickback.BasisPoints;
}

/// <summary>The kickbacks that one client's deals take of the same payment.</summary>
public static class DealShares
{
    /// <summary>
    /// The day on which the deals take most together, and how much in basis points. Shares change only where a deal starts or new terms
    /// hold, so no other day has to be looked at.
    /// </summary>
    public static (DateOnly Day, int BasisPoints) Highest(IReadOnlyList<DealShare> deals) => deals
        .SelectMany(deal => deal.Kickbacks.Select(terms => terms.From).Append(deal.StartsOn))
        .Distinct()
        .Order()
        .Select(day => (Day: day, BasisPoints: deals.Sum(deal => deal.BasisPointsOn(day))))
        .MaxBy(day => day.BasisPoints);
}
