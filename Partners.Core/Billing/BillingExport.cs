using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Outbox;
using Partners.Core.Persistence;
using Partners.Core.Values;

namespace Partners.Core.Billing;

/// <summary>Streams the accounts as CSV, filtered and ordered as on the page.</summary>
public sealed class BillingExport(IDbContextFactory<PartnersDb> contexts, TimeProvider time, AgreedDiscountQuery agreedDiscounts)
{
    private const int BatchSize = 500;

    private static readonly string[] s_header =
    [
        "account_id", "account", "kind", "organisation", "workspace", "class", "tier", "billing_period", "payment_mode", "status",
        "trial_ends_at_utc", "people", "invited", "price_a_seat_eur", "discount_percent", "discount_kind", "agreed_discount_percent",
        "discount_differs", "price_a_month_eur", "account_manager", "contact", "contact_email",
    ];

    /// <summary>Pages do not matter. A search that is too long finds nothing, as on the page.</summary>
    /// <returns>How many accounts were written.</returns>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public async Task<long> WriteCsvAsync(Staff who, BillingQuery query, CsvForm form, Stream target, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var csv = Csv.Writer(target, form);
        await csv.WriteHeaderAsync(s_header, cancel);
        var written = 0L;
        await foreach (var row in FindAsync(query, cancel))
        {
            await csv.WriteRecordAsync(Cells(row), cancel);
            written++;
        }

        return written;
    }

    private async IAsyncEnumerable<BillingRow> FindAsync(BillingQuery query, [EnumeratorCancellation] CancellationToken cancel)
    {
        var search = SearchKey.Of(query.Search ?? string.Empty);
        if (NameIndexes.Refuse(search) is not null)
        {
            yield break;
        }

        await using var db = await contexts.OpenAsync(cancel);
        var labels = await NameSearch<BillingAccount>.PrepareAsync(db, NameIndexes.BillingAccounts, search, cancel);
        var (agreed, now) = (agreedDiscounts(db, time.TodayInAmsterdam()), time.GetUtcNow());
        var ids = await labels.Apply(db).Matching(query, agreed, now).ByLabel(query.Descending)
            .Select(account => account.Id)
            .ToListAsync(cancel);
        foreach (var batch in ids.Chunk(BatchSize))
        {
            var accounts = db.BillingAccounts.AsNoTracking().Where(account => batch.Contains(account.Id));
            var rows = await BillingRows.Of(db, accounts, agreed, now).ToDictionaryAsync(row => row.Id, cancel);

            // An import may delete an account while the file is being written.
            foreach (var id in batch.Where(rows.ContainsKey))
            {
                yield return rows[id];
            }
        }
    }

    private static CsvCell[] Cells(BillingRow row) =>
    [
        row.Id.ToString(),
        row.Label,
        row.Kind == AccountKind.Pooled ? "pooled" : "external client",
        row.OrganisationName,
        row.WorkspaceName,
        row.Class.ToString().ToLowerInvariant(),
        row.Tier.ToString().ToLowerInvariant(),
        PlatformWords.Of(PlatformBillingWords.Periods, row.Period),
        PlatformWords.Of(PlatformBillingWords.PaymentModes, row.PaymentMode),
        PlatformWords.Of(PlatformBillingWords.Statuses, row.Status),
        row.TierExpiresAt?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        (long?)row.Seats.People,
        (long?)row.Seats.Invited,
        row.PriceOfSeat,
        (Percentage?)(row.Discount ?? Percentage.Zero),
        row.DiscountKind,
        row.AgreedDiscount,
        row.IsDiscountMismatch ? "yes" : "no",
        row.PriceAMonth,
        row.AccountManager,
        row.ContactName,
        row.ContactEmail,
    ];
}
