using Microsoft.EntityFrameworkCore;
using Partners.Core.Audit;
using Partners.Core.Outbox;
using Partners.Core.Referrals;

namespace Partners.Core.Handoffs;

/// <summary>The transfer's step that ends, voids or continues each open deal (docs/product.md H12).</summary>
internal static class SettleDeals
{
    /// <returns>What became of each, for the record.</returns>
    public static async Task<IReadOnlyList<RecordedDeal>> SettleDealsAsync(
        this Transfer transfer,
        LedgerPosting posting,
        CancellationToken cancel)
    {
        var (change, facts) = (transfer.Change, transfer.Facts);
        var ids = facts.Deals.Select(deal => deal.Id).ToList();
        var deals = await change.Db.Deals
            .Include(deal => deal.Terms)
            .Where(deal => ids.Contains(deal.Id))
            .ToDictionaryAsync(deal => deal.Id, cancel);
        var settled = new List<RecordedDeal>();
        foreach (var fact in facts.Deals)
        {
            var plan = transfer.Plan.Deals.Single(decided => decided.DealId == fact.Id);
            var (deal, lastDay) = (deals[fact.Id], fact.LastDay);
            if (plan.Fate != DealFate.Continue)
            {
                lastDay = await transfer.EndAsync(deal, fact, plan, posting, cancel);
            }

            settled.Add(new(fact.Id, fact.Name, plan.Fate, fact.Owed, lastDay, plan.Reason?.Trim()));
        }

        return settled;
    }

    /// <summary>Ends the deal on the day of the handoff; voids one that has not started.</summary>
    private static async Task<DateOnly?> EndAsync(
        this Transfer transfer,
        Deal deal,
        DealFact fact,
        DealPlan plan,
        LedgerPosting posting,
        CancellationToken cancel)
    {
        var change = transfer.Change;
        var (before, until, reason, starts) = (
            deal.Facts(),
            deal.EndedOn ?? deal.LatestTerms.ExpiresOn,
            string.IsNullOrWhiteSpace(plan.Reason) ? transfer.Why : plan.Reason.Trim(),
            deal.StartsOn > change.Today);
        if (starts)
        {
            deal.Void(change.At);
        }
        else
        {
            deal.End(change.Today);
        }

        change.Edit(deal, starts ? AuditActions.DealVoided : AuditActions.DealEnded, fact.Name, before, reason);
        await (starts
            ? change.CarryToPlatformAsync(
                deal.Item(fact.Name),
                PlatformFields.DeletedAt,
                before: null,
                PlatformWords.Of(deal.VoidedAt),
                reason,
                cancel)
            : change.CarryToPlatformAsync(
                deal.Item(fact.Name),
                PlatformFields.ExpiresAt,
                PlatformWords.Of(PlatformWords.Midnight(until)),
                PlatformWords.Of(PlatformWords.Midnight(deal.EndedOn)),
                reason,
                cancel));
        await posting.PostAsync(change, deal, cancel);
        return starts ? null : deal.EndedOn;
    }
}
