using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Partners.Core.Outbox;
using Partners.Core.Persistence;
using Partners.Core.Referrals;

namespace Partners.Core.Platform.Import.Collections;

/// <summary>
/// Deals whose row the platform no longer has: deleted with their workspace or partner, or missing from a list that says how many there are
/// (docs/product.md L41). A list that says nothing of itself may be a part, and takes nothing away.
/// </summary>
internal static class VanishedDeals
{
    public static async Task EndAsync(ExportList list, bool saysItIsWhole, ImportSession session, CancellationToken cancel)
    {
        if (list.Files.Count == 0 || Numbers(list, cancel) is not { } there)
        {
            return;
        }

        var gone = new List<(Guid Id, DateTimeOffset At)>();
        await session.ReadAsync(async db =>
        {
            var known = await (
                from deal in db.Deals.AsNoTracking()
                where deal.PlatformId != null && deal.DeletedAt == null && deal.VoidedAt == null && deal.DeletedOnPlatformAt == null

                    // What was made here and that no list has shown yet cannot be missing from one: the list may be older.
                    && (deal.PlatformId < Deal.FirstOwnNumber || db.PlatformTerms.Any(terms => terms.DealId == deal.Id))
                join partner in db.Organisations on deal.PartnerId equals partner.Id
                join found in db.Workspaces on deal.WorkspaceId equals found.Id into workspaces
                from workspace in workspaces.DefaultIfEmpty()
                select new { deal.Id, Number = deal.PlatformId!.Value, With = workspace.DeletedAt ?? partner.DeletedAt })
                .ToListAsync(cancel);
            gone = [.. known
                .Where(deal => !there.Contains(deal.Number) && (saysItIsWhole || deal.With is not null))
                .Select(deal => (deal.Id, deal.With ?? session.At))];
        });
        foreach (var batch in gone.Chunk(CollectionImport.BatchSize))
        {
            await session.InBatchAsync(db => EndAsync(db, batch, session, cancel), cancel);
        }
    }

    /// <summary>Ends the deals with these numbers, which the platform was asked for and does not have.</summary>
    /// <returns>How many there were to end.</returns>
    internal static async Task<int> EndAsync(
        PartnersDb db,
        IReadOnlyCollection<long> numbers,
        ImportSession session,
        CancellationToken cancel)
    {
        var gone = await db.Deals.AsNoTracking()
            .Where(deal => deal.PlatformId != null && numbers.Contains(deal.PlatformId.Value) && deal.DeletedOnPlatformAt == null)
            .Select(deal => deal.Id)
            .ToListAsync(cancel);
        await EndAsync(db, [.. gone.Select(id => (id, session.At))], session, cancel);
        return gone.Count;
    }

    private static async Task EndAsync(PartnersDb db, (Guid Id, DateTimeOffset At)[] gone, ImportSession session, CancellationToken cancel)
    {
        var at = gone.ToDictionary(deal => deal.Id, deal => deal.At);
        var ids = at.Keys.ToList();
        var deals = await db.Deals.Include(deal => deal.Terms).Where(deal => ids.Contains(deal.Id)).ToListAsync(cancel);
        var items = deals.ConvertAll(deal => deal.PlatformId!.Value.ToString(CultureInfo.InvariantCulture));
        var kept = await db.PlatformChanges
            .Open()
            .Where(change => change.Collection == PlatformFields.ReferralLedger
                && change.Field == PlatformFields.DeletedAt
                && items.Contains(change.Item))
            .Select(change => change.Item)
            .ToHashSetAsync(StringComparer.Ordinal, cancel);
        var known = await db.PlatformTerms.Where(terms => ids.Contains(terms.DealId)).ToDictionaryAsync(terms => terms.DealId, cancel);
        var noticed = new List<NoticedAtDeal>();
        foreach (var deal in deals.Where(deal => !kept.Contains(deal.PlatformId!.Value.ToString(CultureInfo.InvariantCulture))))
        {
            if (!deal.FollowDeletion(at[deal.Id]))
            {
                continue;
            }

            var terms = known.GetValueOrDefault(deal.Id) ?? db.PlatformTerms.Add(new(deal.Id, Ours(deal), session.At)).Entity;
            DealNotices.OfDeletion(deal, terms, noticed);
        }

        await DealNotices.RecordAsync(db, noticed, session, cancel);
        db.ChangeTracker.AutoDetectChangesEnabled = true;
        await db.SaveChangesAsync(cancel);
        db.ChangeTracker.AutoDetectChangesEnabled = false;
    }

    private static PlatformValues Ours(Deal deal) => new(
        deal.PartnerId,
        deal.WorkspaceId,
        deal.LatestTerms.Kickback,
        deal.LatestTerms.Discount,
        deal.LatestTerms.Cap,
        deal.StartsOn,
        deal.LatestTerms.ExpiresOn,
        TermFields.Always);

    /// <summary>
    /// The numbers of all rows, those that are rejected or older than what is known included. Null if a row's cannot be read: then it is
    /// not known which rows are missing.
    /// </summary>
    private static HashSet<long>? Numbers(ExportList list, CancellationToken cancel)
    {
        var numbers = new HashSet<long>();
        foreach (var (_, row) in list.Rows(cancel))
        {
            using var document = JsonDocument.Parse(row);
            if (NumberOf(document.RootElement) is not { } number)
            {
                return null;
            }

            numbers.Add(number);
        }

        return numbers;
    }

    private static long? NumberOf(JsonElement row)
    {
        try
        {
            return row.ValueKind != JsonValueKind.Object || !row.TryGetProperty(PlatformFields.Id, out var id) ? null
                : decimal.TryParse(id.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                    && number == decimal.Truncate(number) && number is >= long.MinValue and <= long.MaxValue
                    ? (long)number
                : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
