using Microsoft.EntityFrameworkCore;
using Partners.Core.Changes;
using Partners.Core.Persistence;
using Partners.Core.Values;

namespace Partners.Core.Referrals;

/// <param name="Amount">Negative for a reversal.</param>
/// <param name="Owed">What is owed on the deal afterwards.</param>
public sealed record PayoutMade(Guid PayoutId, Guid DealId, string Name, Money Amount, Money Owed);

/// <summary>
/// Records and reverses payouts: never more than is owed, unless marked as an advance with a reason (docs/product.md L16, L17, L42).
/// </summary>
public sealed partial class Payouts(ChangeRunner changes, LedgerPosting posting, IDbContextFactory<PartnersDb> contexts)
{
    private async Task<PayoutMade> SaveAsync(
        Change change,
        Deal deal,
        string name,
        Payout payout,
        string action,
        string reason,
        CancellationToken cancel)
    {
        change.Db.Payouts.Add(payout);
        change.Edit(deal, action, name, before: null, reason, payout.Facts());
        var summary = await posting.PostAsync(change, deal, cancel);
        return new(payout.Id, deal.Id, name, payout.Amount, summary.Owed);
    }
}
