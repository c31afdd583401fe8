using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Changes;
using Partners.Core.Jobs;
using Partners.Core.Persistence;
using Partners.Core.Values;

namespace Partners.Core.Referrals;

/// <param name="Month">Such as <c>2026-10</c>. All partners' open months up to it are closed.</param>
public sealed record CloseAllMonths(string? Month);

/// <summary>What closing all partners' months up to one would close.</summary>
public sealed record OpenMonths(Month Through, int Partners, int Months, Month? First);

/// <param name="Left">Partners whose months could not be closed, each with the reason; the others' are closed.</param>
public sealed record AllMonthsClosed(Month Through, int Partners, int Months, IReadOnlyList<string> Left);

public sealed record NothingOpen(Month Through) : Refusal($"No partner has an open month up to {Days.InWords(Through)}.");

public sealed partial class Statements
{
    public static readonly JobKind ClosingJob = new(
        "closing",
        Permission.EditLedger,
        "closing",
        "The months that were closed until then stay closed. Close all months again to go on.");

    /// <summary>How many partners and months closing up to a month would take in.</summary>
    /// <param name="month">Null for the last month that is over.</param>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public async Task<OpenMonths> OpenMonthsAsync(Staff who, Month? month, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.OpenAsync(cancel);
        var through = month ?? Month.Of(time.TodayInAmsterdam()).Previous();
        var open = await OpenAsync(db, through, cancel);
        return new(through, open.Count, open.Sum(partner => partner.Next.Until(through)), open.Min(partner => (Month?)partner.Next));
    }

    /// <summary>
    /// Closes every partner's open months up to one, partner by partner, each month with its own statement and audit entry
    /// (docs/product.md L43). Long work: one runs at a time, and what it closed stays if it is cancelled. Refused for a month that is not
    /// over, and if nothing is open.
    /// </summary>
    public async Task<Outcome<AllMonthsClosed>> CloseAllAsync(Staff who, CloseAllMonths command, CancellationToken cancel)
    {
        if (!who.May(Permission.EditLedger))
        {
            return new NotPermitted(Permission.EditLedger);
        }

        if (!Month.TryParse(command.Month, out var month))
        {
            return new MonthMissing();
        }

        if (month.LastDay >= time.TodayInAmsterdam())
        {
            return new MonthNotOver(month);
        }

        return await jobs.RunAsync<AllMonthsClosed>(
            who,
            ClosingJob,
            $"closing all months up to {Days.InWords(month)}",
            turn => CloseAllAsync(turn, who, month),
            _ => new(JobState.Completed),
            cancel);
    }

    private async Task<Outcome<AllMonthsClosed>> CloseAllAsync(JobTurn turn, Staff who, Month month)
    {
        IReadOnlyList<OpenPartner> open;
        await using (var db = await contexts.OpenAsync(turn.Cancel))
        {
            open = await OpenAsync(db, month, turn.Cancel);
        }

        if (open.Count == 0)
        {
            return new NothingOpen(month);
        }

        var (partners, months, left) = (0, 0, new List<string>());
        foreach (var partner in open)
        {
            turn.Cancel.ThrowIfCancellationRequested();
            var outcome = await SettleAsync(
                who,
                new(Guid.CreateVersion7(), partner.Id, month.ToString(), ClosingSeen: default),
                asSeen: false,
                turn.Cancel);
            if (outcome.Value is { } closed)
            {
                partners++;
                months += closed.First.Until(closed.Month);
            }
            else
            {
                left.Add($"{partner.Name}: {string.Join(' ', outcome.Refusals.Select(refusal => refusal.Sentence))}");
            }

            turn.Report(partners + left.Count, open.Count);
        }

        return new AllMonthsClosed(month, partners, months, left);
    }

    /// <summary>The partners with an open month up to one, by name.</summary>
    private static async Task<IReadOnlyList<OpenPartner>> OpenAsync(PartnersDb db, Month through, CancellationToken cancel)
    {
        var partners = await db.DealSummaries.AsNoTracking().Select(summary => summary.PartnerId).Distinct().ToListAsync(cancel);
        var next = await FirstOpenMonths.OfAsync(db, partners, cancel);
        var due = next.Where(partner => partner.Value <= through).Select(partner => partner.Key).ToList();
        var names = await db.Organisations.AsNoTracking()
            .Where(partner => due.Contains(partner.Id))
            .OrderBy(partner => partner.NameKey)
            .ThenBy(partner => partner.Id)
            .Select(partner => new { partner.Id, partner.Name })
            .ToListAsync(cancel);
        return names.ConvertAll(partner => new OpenPartner(partner.Id, partner.Name, next[partner.Id]));
    }

    private sealed record OpenPartner(Guid Id, string Name, Month Next);
}

/// <summary>The first open month of many partners at once.</summary>
internal static class FirstOpenMonths
{
    /// <summary>
    /// The month after the last closed one or, before any is closed, the month of the first deal or payout. A partner without deals has
    /// none.
    /// </summary>
    public static async Task<Dictionary<Guid, Month>> OfAsync(PartnersDb db, IReadOnlyCollection<Guid> partners, CancellationToken cancel)
    {
        var closed = await db.ClosedMonths.AsNoTracking()
            .Where(month => partners.Contains(month.PartnerId))
            .GroupBy(month => month.PartnerId)
            .Select(months => new { PartnerId = months.Key, Last = months.Max(month => month.Month) })
            .ToDictionaryAsync(months => months.PartnerId, months => months.Last, cancel);
        var first = await db.DealSummaries.AsNoTracking()
            .Where(summary => partners.Contains(summary.PartnerId))
            .GroupBy(summary => summary.PartnerId)
            .Select(deals => new { PartnerId = deals.Key, StartsOn = deals.Min(summary => summary.StartsOn) })
            .ToDictionaryAsync(deals => deals.PartnerId, deals => deals.StartsOn, cancel);
        var paid = await db.Payouts.AsNoTracking()
            .Join(db.DealSummaries, payout => payout.DealId, summary => summary.DealId, (payout, summary) => new
            {
                summary.PartnerId,
                payout.PaidOn,
            })
            .Where(payout => partners.Contains(payout.PartnerId))
            .GroupBy(payout => payout.PartnerId)
            .Select(payouts => new { PartnerId = payouts.Key, First = payouts.Min(payout => payout.PaidOn) })
            .ToDictionaryAsync(payouts => payouts.PartnerId, payouts => payouts.First, cancel);
        return first.ToDictionary(
            partner => partner.Key,
            partner => closed.TryGetValue(partner.Key, out var last) ? last.Next()
                : Month.Of(paid.TryGetValue(partner.Key, out var payout) && payout < partner.Value ? payout : partner.Value));
    }
}
