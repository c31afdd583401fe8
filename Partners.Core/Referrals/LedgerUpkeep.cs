using Microsoft.EntityFrameworkCore;
using Partners.Core.Persistence;
using Partners.Core.Values;

namespace Partners.Core.Referrals;

/// <summary>Posts outside of any command: what an import brought, and what became due as days went by.</summary>
public sealed class LedgerUpkeep(IDbContextFactory<PartnersDb> contexts, WriteGate gate, TimeProvider time, LedgerPosting posting)
{
    /// <summary>
    /// Posts the deals that were never posted, and those whose next terms hold by now. For the start of the console and of each
    /// command; an import does it for all deals when it ends.
    /// </summary>
    public async Task CatchUpAsync(CancellationToken cancel)
    {
        var today = time.TodayInAmsterdam();
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var due = await db.Deals.AsNoTracking()
            .Where(deal => deal.DeletedAt == null && !db.DealStandings.Any(standing => standing.DealId == deal.Id && (standing.TermsUntil == null || standing.TermsUntil > today)))
            .OrderBy(deal => deal.Id)
            .Select(deal => deal.Id)
            .ToListAsync(cancel);
        await PostAsync(due, cancel);
    }

    /// <summary>Posts all deals, one turn at the write gate for each batch, so that staff can save in between.</summary>
    internal async Task PostAllAsync(CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await PostAsync(await db.Deals.AsNoTracking().OrderBy(deal => deal.Id).Select(deal => deal.Id).ToListAsync(cancel), cancel);
    }

    /// <summary>Posts the deals of one partner: what a command found, and was refused for, is there to be seen afterwards.</summary>
    internal async Task PostOfAsync(Guid partnerId, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await PostAsync(await db.Deals.AsNoTracking().Where(deal => deal.PartnerId == partnerId).OrderBy(deal => deal.Id).Select(deal => deal.Id).ToListAsync(cancel), cancel);
    }

    private async Task PostAsync(IReadOnlyList<Guid> deals, CancellationToken cancel)
    {
        var today = time.TodayInAmsterdam();
        foreach (var batch in deals.Chunk(LedgerPosting.BatchSize))
        {
            cancel.ThrowIfCancellationRequested();
            using var turn = await gate.EnterAsync(cancel);
            await using var db = await contexts.CreateDbContextAsync(cancel);
            await using var transaction = await db.Database.BeginTransactionAsync(cancel);
            await posting.PostAsync(db, batch, today, cancel);
            await transaction.CommitAsync(CancellationToken.None);
        }
    }
}
