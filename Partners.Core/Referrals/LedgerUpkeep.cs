using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Changes;
using Partners.Core.Jobs;
using Partners.Core.Persistence;
using Partners.Core.Values;

namespace Partners.Core.Referrals;

/// <summary>Posts outside of any command: what an import brought, and what became due as days went by.</summary>
public sealed class LedgerUpkeep(
    JobRunner jobs, IDbContextFactory<PartnersDb> contexts, WriteGate gate, TimeProvider time, LedgerPosting posting)
{
    public static readonly JobKind Job = new(
        "posting",
        Permission.EditLedger,
        "posting",
        "What was posted until then is kept. The rest is posted at the next start, and every night.");

    private static readonly Staff s_console = Staff.TheConsoleItself(Permission.Read | Permission.EditLedger);

    /// <summary>
    /// Posts the deals that were never posted, and those whose next terms hold by now. For the start of the console and of each
    /// command; an import does it for all deals when it ends.
    /// </summary>
    /// <returns>Null once nothing is due; the refusal where another process is posting.</returns>
    public async Task<Refusal?> CatchUpAsync(CancellationToken cancel)
    {
        if (await DueAsync(cancel) is not { Count: > 0 })
        {
            return null;
        }

        var outcome = await jobs.RunAsync<int>(
            s_console,
            Job,
            "posting the ledger",
            async turn =>
            {
                // Looked up in its turn: another process may have posted them meanwhile.
                var due = await DueAsync(turn.Cancel);
                await PostAsync(due, turn.Cancel, turn);
                return due.Count;
            },
            _ => new(JobState.Completed),
            cancel);
        return outcome.Refusals is [var refusal, ..] ? refusal : null;
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
        await PostAsync(
            await db.Deals
                .AsNoTracking()
                .Where(deal => deal.PartnerId == partnerId)
                .OrderBy(deal => deal.Id)
                .Select(deal => deal.Id)
                .ToListAsync(cancel),
            cancel);
    }

    private async Task<List<Guid>> DueAsync(CancellationToken cancel)
    {
        var today = time.TodayInAmsterdam();
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Deals.AsNoTracking()
            .Where(deal =>
                deal.DeletedAt == null
                && !db.DealSummaries.Any(summary =>
                    summary.DealId == deal.Id && (summary.TermsUntil == null || summary.TermsUntil > today)))
            .OrderBy(deal => deal.Id)
            .Select(deal => deal.Id)
            .ToListAsync(cancel);
    }

    private async Task PostAsync(List<Guid> deals, CancellationToken cancel, JobTurn? job = null)
    {
        var posted = 0;
        var today = time.TodayInAmsterdam();
        foreach (var batch in deals.Chunk(LedgerPosting.BatchSize))
        {
            cancel.ThrowIfCancellationRequested();
            using var turn = await gate.EnterAsync(cancel);
            await using var db = await contexts.CreateDbContextAsync(cancel);
            await using var transaction = await db.Database.BeginTransactionAsync(cancel);
            await posting.PostAsync(db, batch, today, cancel);
            await transaction.CommitAsync(CancellationToken.None);
            job?.Report(posted += batch.Length, deals.Count);
        }
    }
}
