using Microsoft.EntityFrameworkCore;
using Partners.Core.Changes;
using Partners.Core.Persistence;
using Partners.Core.Values;

namespace Partners.Core.Referrals;

/// <summary>
/// What another capability does with deals as they are posted, before the save. Registered by that capability.
/// </summary>
/// <param name="posted">With their summaries up to date in the context.</param>
public delegate Task DealsPosted(PartnersDb db, IReadOnlyList<Deal> posted, DateOnly today, CancellationToken cancel);

/// <summary>
/// Loads what <see cref="Posting"/> needs for some deals, and writes what is different: lines and summaries. Runs inside the
/// caller's transaction.
/// </summary>
public sealed class LedgerPosting(IEnumerable<DealsPosted> followers)
{
    /// <summary>Deals posted together, between two turns at the write gate.</summary>
    internal const int BatchSize = 250;

    /// <summary>Posts deals from their saved state.</summary>
    internal async Task PostAsync(PartnersDb db, IReadOnlyCollection<Guid> ids, DateOnly today, CancellationToken cancel)
    {
        var deals = await db.Deals.AsNoTracking()
            .Include(deal => deal.Terms)
            .Where(deal => ids.Contains(deal.Id))
            .OrderBy(deal => deal.Id)
            .ToListAsync(cancel);
        var lines = await WriteAsync(db, deals, today, cancel);
        db.InsertAll(lines);
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>Posts a deal that a command is about to save, as part of that save. Call it last.</summary>
    internal async Task<DealSummary> PostAsync(Change change, Deal deal, CancellationToken cancel)
    {
        change.Db.LedgerLines.AddRange(await WriteAsync(change.Db, [deal], change.Today, cancel));
        return change.Db.DealSummaries.Local.Single(summary => summary.DealId == deal.Id);
    }

    /// <summary>
    /// Updates the summaries and removes lines that are out of date. A deal whose lines cannot be worked out keeps those it has and is
    /// marked; the others go on (docs/product.md L63).
    /// </summary>
    /// <returns>The lines to add.</returns>
    internal async Task<List<LedgerLine>> WriteAsync(PartnersDb db, IReadOnlyList<Deal> deals, DateOnly today, CancellationToken cancel)
    {
        var inputs = await PostingInputs.LoadAsync(db, deals, cancel);
        var summaries = await db.DealSummaries
            .Where(summary => inputs.Ids.Contains(summary.DealId))
            .ToDictionaryAsync(summary => summary.DealId, cancel);
        var added = new List<LedgerLine>();
        foreach (var deal in deals)
        {
            var posted = inputs.Lines[deal.Id].ToHashSet();
            var (lines, earned, failure) = LinesOf(deal, inputs, posted, today);
            inputs.Claim(deal, lines);
            added.AddRange(lines.Where(line => !posted.Contains(line)));
            posted.ExceptWith(lines);
            if (posted.Count > 0)
            {
                var sources = posted.Select(line => line.Source).ToList();
                await db.LedgerLines.Where(line => line.DealId == deal.Id && sources.Contains(line.Source)).ExecuteDeleteAsync(cancel);
            }

            var summary = summaries.GetValueOrDefault(deal.Id);
            if (deal.DeletedAt is not null)
            {
                db.DealSummaries.RemoveRange(summary is null ? [] : [summary]);
                continue;
            }

            summary ??= db.DealSummaries.Add(new DealSummary(deal.Id)).Entity;
            summary.Recalculate(deal, inputs.NamesOf(deal), earned, inputs.PaidOut(deal.Id), today);
            summary.Mark(failure);
        }

        await inputs.SaveClaimsAsync(db, cancel);
        foreach (var follow in followers)
        {
            await follow(db, deals, today, cancel);
        }

        return added;
    }

    /// <summary>Marks a deal that could not be saved, with the lines it has.</summary>
    internal static Task MarkAsync(PartnersDb db, Guid dealId, Exception fault, CancellationToken cancel)
    {
        var failure = WhyFailed(fault);
        return db.DealSummaries
            .Where(summary => summary.DealId == dealId)
            .ExecuteUpdateAsync(set => set.SetProperty(summary => summary.Failure, failure), cancel);
    }

    /// <summary>The lines of one deal and their sum. If they cannot be worked out, those that it has, and why.</summary>
    private static (IReadOnlyList<LedgerLine> Lines, Money Earned, string? Failure) LinesOf(
        Deal deal,
        PostingInputs inputs,
        IReadOnlyCollection<LedgerLine> posted,
        DateOnly today)
    {
        try
        {
            var lines = Posting.LinesOf(
                deal.ForPosting(),
                inputs.PaymentsOf(deal),
                posted,
                inputs.ClosedThrough(deal.PartnerId),
                today,
                inputs.TakenAwayFrom(deal));
            return (lines, Money.Sum(lines.Select(line => line.Contribution)), null);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            var kept = posted.OrderBy(line => line.Position).ToList();
            var earned = kept.Aggregate(Int128.Zero, (sum, line) => sum + line.Contribution.Cents);
            return (kept, new((long)Int128.Clamp(earned, 0, InvoiceRules.Most.Cents * 1_000)), WhyFailed(fault));
        }
    }

    private static string WhyFailed(Exception fault) => fault switch
    {
        OverflowException => "An amount, or the sum of several, is larger than can be counted.",
        ArgumentOutOfRangeException => "A day lies beyond the calendar.",
        _ => $"The fault was: {fault.GetBaseException().Message}",
    };
}
