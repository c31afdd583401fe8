using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Partners.Core.Access;
using Partners.Core.Changes;
using Partners.Core.Jobs;
using Partners.Core.Persistence;
using Partners.Core.Values;

namespace Partners.Core.Referrals;

/// <summary>Posts outside of any command: what an import brought, and what became due as days went by.</summary>
public sealed partial class LedgerUpkeep(
    JobRunner jobs,
    IDbContextFactory<PartnersDb> contexts,
    WriteGate gate,
    TimeProvider time,
    LedgerPosting posting,
    ILogger<LedgerUpkeep> log)
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
        await BindAsync(cancel);
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
        await BindAsync(cancel);
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

    /// <summary>Binds what came past an import (docs/product.md L60). Takes no turn at the gate if there is nothing to bind.</summary>
    private async Task BindAsync(CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await PaymentBindings.Unbound(db).AnyAsync(cancel))
        {
            using var turn = await gate.EnterAsync(cancel);
            await PaymentBindings.BindAsync(db, cancel);
        }
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
            if (await FailsAsync(batch, today, cancel) is not null)
            {
                // One of them does not go: each by itself, so that it stops no other.
                foreach (var deal in batch)
                {
                    if (await FailsAsync([deal], today, cancel) is { } fault)
                    {
                        LogNotPosted(fault, deal);
                        await MarkAsync(deal, fault, cancel);
                    }
                }
            }

            job?.Report(posted += batch.Length, deals.Count);
        }
    }

    /// <summary>
    /// Posts some deals in one transaction, and returns what kept them from it. A fault of the database itself is thrown.
    /// </summary>
    private async Task<Exception?> FailsAsync(Guid[] deals, DateOnly today, CancellationToken cancel)
    {
        try
        {
            await using var db = await contexts.CreateDbContextAsync(cancel);
            await using var transaction = await db.BeginWriteAsync(cancel);
            await posting.PostAsync(db, deals, today, cancel);
            await transaction.CommitAsync(CancellationToken.None);
            return null;
        }
        catch (Exception fault) when (fault is not OperationCanceledException && DatabaseFault.Of(fault) is null)
        {
            return fault;
        }
    }

    private async Task MarkAsync(Guid deal, Exception fault, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await LedgerPosting.MarkAsync(db, deal, fault, cancel);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The deal {Deal} could not be posted; the others are.")]
    private partial void LogNotPosted(Exception fault, Guid deal);
}
