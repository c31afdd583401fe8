using System.Globalization;
using System.Text.Json;
using static Partners.Console.Tests.Support.RawExport;

namespace Partners.Console.Tests.Referrals;

/// <summary>What one row of the ledger must say.</summary>
internal sealed record ExpectedDeal(long PlatformId, decimal Earned, decimal? CapLeft);

/// <summary>A payment in euros, with what went back of it: positive amounts, and negative ones where it came again.</summary>
internal sealed record PlainPayment(DateOnly Day, decimal Gross, decimal Vat, List<PlainBack> Back);

/// <summary>Terms that hold from a day on, until later ones do.</summary>
/// <param name="Percent">Such as 12.5.</param>
internal sealed record PlainTerms(DateOnly From, decimal Percent, decimal? Cap, DateOnly? Expiry);

/// <summary>What was agreed on a deal, by the first day of each version.</summary>
internal sealed record PlainAgreement(List<PlainTerms> Terms)
{
    public PlainTerms Latest => Terms[^1];

    /// <summary>It was said never to have held.</summary>
    public bool IsVoid { get; set; }

    /// <summary>
    /// A later cap is lower than an earlier one. What is earned then depends on what came while the higher one held, so also on which
    /// months were closed.
    /// </summary>
    public bool CapFell => Terms.Zip(Terms.Skip(1)).Any(pair => pair.Second.Cap < (pair.First.Cap ?? decimal.MaxValue));

    /// <summary>The last day, if it was ended early.</summary>
    public DateOnly? EndedOn { get; set; }

    public PlainTerms On(DateOnly day) => Terms.FindLast(terms => terms.From <= day) ?? Terms[0];
}

/// <param name="Order">Of what happened on one day, the lower comes first.</param>
internal sealed record PlainBack(DateOnly Day, int Order, string Id, decimal Amount);

/// <summary>
/// Applies the earning rules a second time to the raw files, in decimal euros and without any of the product's code, to check
/// <c>ledger export</c>. It knows no payouts and no closed months.
/// </summary>
internal static class IndependentLedger
{
    /// <param name="agreed">What became of the terms, by the platform's number; null if they are those of the files.</param>
    /// <param name="bound">The accounts that payments were bound to by hand, by the payments' ids.</param>
    public static List<ExpectedDeal> Of(
        string folder,
        DateOnly asOf,
        IReadOnlyDictionary<long, PlainAgreement>? agreed = null,
        IReadOnlyDictionary<string, string>? bound = null) =>
    [
        .. DealsOf(folder, asOf, agreed, bound).Select(deal =>
        {
            var earned = Earned(deal.Payments, deal.Agreement, asOf);
            return new ExpectedDeal(
                deal.Number,
                earned,
                deal.Agreement.On(asOf).Cap is { } cap ? Math.Max(0m, cap - earned) : null);
        }),
    ];

    /// <summary>What each deal would have earned without any cap, by the platform's number.</summary>
    public static Dictionary<long, decimal> SumsOf(
        string folder,
        DateOnly asOf,
        IReadOnlyDictionary<long, PlainAgreement> agreed,
        IReadOnlyDictionary<string, string> bound) =>
        DealsOf(folder, asOf, agreed, bound).ToDictionary(
            deal => deal.Number,
            deal => Math.Max(0m, Steps(deal.Payments, deal.Agreement, asOf).Sum(step => step.Amount)));

    private static IEnumerable<(long Number, PlainAgreement Agreement, IEnumerable<PlainPayment> Payments)> DealsOf(
        string folder,
        DateOnly asOf,
        IReadOnlyDictionary<long, PlainAgreement>? agreed,
        IReadOnlyDictionary<string, string>? bound)
    {
        var accounts = Rows(folder, "billing_account").ToDictionary(row => Text(row, "id")!, StringComparer.Ordinal);
        var accountOf = Rows(folder, "workspace").ToDictionary(
            row => Text(row, "id")!,
            row => Text(row, "billing_account_id"),
            StringComparer.Ordinal);
        var payments = Payments(folder, accounts, bound, asOf)
            .Concat(Invoices(folder, asOf))
            .ToLookup(payment => payment.Account, payment => payment.Plain, StringComparer.Ordinal);

        foreach (var deal in Rows(folder, "referral_ledger"))
        {
            var number = (long)Number(deal, "id")!.Value;
            var workspace = Text(deal, "workspace_id");

            // The workspace's own accounts, and the pooled one that it names.
            var paying = accounts.Values
                .Where(account => Text(account, "workspace_id") is { } own
                    ? own == workspace
                    : workspace is not null && accountOf[workspace] == Text(account, "id"))
                .Select(account => Text(account, "id")!);
            yield return (number, agreed?[number] ?? AgreementIn(deal), paying.SelectMany(account => payments[account]));
        }
    }

    /// <summary>The terms in a row of the platform's ledger.</summary>
    public static PlainAgreement AgreementIn(JsonElement deal) => new(
    [
        new(
            Date(Text(deal, "starts_at")!),
            Number(deal, "partner_kickback_percent") ?? 20m,
            Number(deal, "eur_cap_kickback"),
            Text(deal, "expires_at") is { } expiry ? Date(expiry) : null),
    ]);

    /// <summary>Paid invoices with their credit notes. Without VAT, because a credit note says itself what is net.</summary>
    private static IEnumerable<(string Account, PlainPayment Plain)> Invoices(string folder, DateOnly asOf)
    {
        var rows = Rows(folder, "paid_invoices");
        foreach (var invoice in rows.Where(row => Text(row, "credit_of") is null))
        {
            var (account, number) = (Text(invoice, "billing_account_id")!, Text(invoice, "number"));
            var credits = rows
                .Where(row => Text(row, "billing_account_id") == account
                    && Text(row, "credit_of") == number
                    && Date(Text(row, "paid_on")!) <= asOf)
                .Select(row => new PlainBack(
                    Date(Text(row, "paid_on")!),
                    0,
                    Text(row, "number")!,
                    Math.Abs(Number(row, "net")!.Value)));
            yield return (account, new(Date(Text(invoice, "paid_on")!), Number(invoice, "net")!.Value, 0m, [.. credits]));
        }
    }

    private static DateOnly Date(string text) => DateOnly.ParseExact(text[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>
    /// Rules 1 to 4, day by day: first the terms of the day, then what was paid, then what went back of it. What is over the cap of its day
    /// is not earned, and a cap that falls takes nothing away.
    /// </summary>
    public static decimal Earned(IEnumerable<PlainPayment> payments, PlainAgreement agreement, DateOnly asOf)
    {
        var (sum, earned) = (0m, 0m);
        foreach (var (day, _, amount) in Steps(payments, agreement, asOf).OrderBy(step => step.Day).ThenBy(step => step.Rank))
        {
            sum += amount;
            var all = Math.Max(0m, sum);
            earned = amount < 0m ? Math.Min(earned, all)
                : Math.Max(earned, agreement.On(day).Cap is { } cap ? Math.Min(cap, all) : all);
        }

        return earned;
    }

    private static IEnumerable<(DateOnly Day, int Rank, decimal Amount)> Steps(
        IEnumerable<PlainPayment> payments,
        PlainAgreement agreement,
        DateOnly asOf)
    {
        if (agreement.IsVoid)
        {
            yield break;
        }

        foreach (var terms in agreement.Terms.Where(terms => terms.From <= asOf))
        {
            yield return (terms.From, 0, 0m);
        }

        foreach (var payment in payments.Where(payment => payment.Day >= agreement.Terms[0].From && payment.Day <= asOf))
        {
            var (_, percent, _, expiry) = agreement.On(payment.Day);
            if (payment.Day > expiry || payment.Day > agreement.EndedOn)
            {
                continue;
            }

            var net = payment.Gross - payment.Vat;
            yield return (payment.Day, 1, Cents(net * percent / 100m));

            // Each takes what all that went back until then comes to, less what the earlier ones took.
            var (back, taken) = (0m, 0m);
            foreach (var one in payment.Back
                .Where(one => one.Day <= asOf)
                .OrderBy(one => one.Day)
                .ThenBy(one => one.Order)
                .ThenBy(one => one.Id, StringComparer.Ordinal))
            {
                back += one.Amount;
                var netBack = payment.Gross == 0m ? 0m : Cents(Math.Clamp(back, 0m, payment.Gross) * net / payment.Gross);
                var takes = Cents(netBack * percent / 100m) - taken;
                taken += takes;

                // What came again counts after what went.
                yield return (one.Day, takes >= 0m ? 2 : 3, -takes);
            }
        }
    }

    private static IEnumerable<(string Account, PlainPayment Plain)> Payments(
        string folder,
        Dictionary<string, JsonElement> accounts,
        IReadOnlyDictionary<string, string>? bound,
        DateOnly asOf)
    {
        var byCustomer = accounts.Values
            .Where(account => Text(account, "mollie_customer_id") is not null)
            .GroupBy(account => Text(account, "mollie_customer_id")!, StringComparer.Ordinal)
            .ToDictionary(
                same => same.Key,
                same => Text(
                    same.OrderBy(account => Text(account, "deleted_at") is not null)
                        .ThenBy(account => Instant(Text(account, "created_at")!))
                        .ThenBy(account => Guid.Parse(Text(account, "id")!))
                        .First(),
                    "id")!,
                StringComparer.Ordinal);
        var rows = Rows(folder, "mollie_payments");
        var refunds = Rows(folder, "mollie_refunds")
            .Select(row => (Payment: Text(row, "paymentId")!, Row: row))
            .Concat(rows.SelectMany(row => Inside(row, "refunds").Select(inner => (Payment: Text(row, "id")!, Row: inner))))
            .DistinctBy(refund => Text(refund.Row, "id"), StringComparer.Ordinal)
            .ToLookup(refund => refund.Payment, refund => refund.Row, StringComparer.Ordinal);
        var chargebacks = Rows(folder, "mollie_chargebacks")
            .Select(row => (Payment: Text(row, "paymentId")!, Row: row))
            .Concat(rows.SelectMany(row => Inside(row, "chargebacks").Select(inner => (Payment: Text(row, "id")!, Row: inner))))
            .GroupBy(chargeback => Text(chargeback.Row, "id"), StringComparer.Ordinal)
            .Select(same => same.OrderBy(one => Text(one.Row, "reversedAt") is null).First())
            .ToLookup(chargeback => chargeback.Payment, chargeback => chargeback.Row, StringComparer.Ordinal);

        foreach (var row in rows.Where(row => Text(row, "status") == "paid" && Text(row, "mode") != "test"))
        {
            var (id, day, gross) = (Text(row, "id")!, Day(Text(row, "paidAt")!), Amount(row));
            var metadata = Metadata(row);
            var account = Text(metadata, "billing_account_id") is { } named && accounts.ContainsKey(named) ? named
                : byCustomer.GetValueOrDefault(Text(row, "customerId") ?? string.Empty) ?? bound?.GetValueOrDefault(id);
            if (account is null || day > asOf || day.Year < 2000 || gross > 10_000_000m || Currency(row) != "EUR")
            {
                continue;
            }

            var back = new List<PlainBack>();
            foreach (var refund in refunds[id].Where(refund => Text(refund, "status") == "refunded"))
            {
                back.Add(new(Day(Text(refund, "createdAt")!), 0, Text(refund, "id")!, Amount(refund)));
            }

            foreach (var chargeback in chargebacks[id])
            {
                back.Add(new(Day(Text(chargeback, "createdAt")!), 1, Text(chargeback, "id")!, Amount(chargeback)));
                if (Text(chargeback, "reversedAt") is { } again)
                {
                    back.Add(new(Day(again), 2, Text(chargeback, "id")!, -Amount(chargeback)));
                }
            }

            var soon = refunds[id].Where(refund => Text(refund, "status") is not ("failed" or "canceled")).Sum(Amount);
            back.Add(new(day, 0, "refunded", Math.Max(0m, Said(row, "amountRefunded") - soon)));
            back.Add(new(day, 0, "charged back", Math.Max(0m, Said(row, "amountChargedBack") - chargebacks[id].Sum(Amount))));
            yield return (account, new(day, gross, Number(metadata, "vat_amount") ?? 0m, back));
        }
    }

    private static decimal Said(JsonElement row, string field) =>
        row.TryGetProperty(field, out var amount) && amount.ValueKind == JsonValueKind.Object ? Number(amount, "value")!.Value : 0m;

    private static decimal Cents(decimal euros) => Math.Round(euros, 2, MidpointRounding.AwayFromZero);

    private static string? Currency(JsonElement row) => Text(row.GetProperty("amount"), "currency");

    private static decimal Amount(JsonElement row) => Number(row.GetProperty("amount"), "value")!.Value;
}
