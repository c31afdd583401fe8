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

/// <summary>What was agreed on a deal, by the first day of each version. A cap only ever rises.</summary>
internal sealed record PlainAgreement(List<PlainTerms> Terms)
{
    public PlainTerms Latest => Terms[^1];

    /// <summary>The last day, if it was ended early.</summary>
    public DateOnly? EndedOn { get; set; }

    public PlainTerms On(DateOnly day) => Terms.FindLast(terms => terms.From <= day) ?? Terms[0];
}

/// <param name="Order">Of what happened on one day, the lower comes first.</param>
internal sealed record PlainBack(DateOnly Day, int Order, string Id, decimal Amount);

/// <summary>
/// Applies the earning rules a second time to the raw files, in decimal euros and without any of the product's code, to check
/// <c>ledger export</c>. It knows no payouts, and caps that only rise.
/// </summary>
internal static class IndependentLedger
{
    /// <param name="agreed">What became of the terms, by the platform's number; null if they are those of the files.</param>
    public static List<ExpectedDeal> Of(string folder, DateOnly asOf, IReadOnlyDictionary<long, PlainAgreement>? agreed = null)
    {
        var accounts = Rows(folder, "billing_account").ToDictionary(row => Text(row, "id")!, StringComparer.Ordinal);
        var accountOf = Rows(folder, "workspace").ToDictionary(
            row => Text(row, "id")!,
            row => Text(row, "billing_account_id"),
            StringComparer.Ordinal);
        var payments = Payments(folder, accounts, asOf)
            .Concat(Invoices(folder, asOf))
            .ToLookup(payment => payment.Account, payment => payment.Plain, StringComparer.Ordinal);

        var deals = new List<ExpectedDeal>();
        foreach (var deal in Rows(folder, "referral_ledger"))
        {
            var number = (long)Number(deal, "id")!.Value;
            var agreement = agreed?[number] ?? AgreementIn(deal);
            var workspace = Text(deal, "workspace_id");

            // The workspace's own accounts, and the pooled one that it names.
            var paying = accounts.Values
                .Where(account => Text(account, "workspace_id") is { } own
                    ? own == workspace
                    : workspace is not null && accountOf[workspace] == Text(account, "id"))
                .Select(account => Text(account, "id")!);
            var earned = Earned(paying.SelectMany(account => payments[account]), agreement, asOf);
            deals.Add(new(number, earned, agreement.On(asOf).Cap - earned));
        }

        return deals;
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

    /// <summary>Paid invoices, each less its credit notes: as if it had been for less, so that its net is what is left.</summary>
    private static IEnumerable<(string Account, PlainPayment Plain)> Invoices(string folder, DateOnly asOf)
    {
        var rows = Rows(folder, "paid_invoices");
        foreach (var invoice in rows.Where(row => Text(row, "credit_of") is null))
        {
            var (account, number) = (Text(invoice, "billing_account_id")!, Text(invoice, "number"));
            var net = Number(invoice, "net")!.Value;
            var credited = rows
                .Where(row => Text(row, "billing_account_id") == account
                    && Text(row, "credit_of") == number
                    && Date(Text(row, "paid_on")!) <= asOf)
                .Sum(row => Math.Abs(Number(row, "net")!.Value));

            // Without VAT, because a credit note says itself what is net.
            yield return (account, new(
                Date(Text(invoice, "paid_on")!),
                net,
                0m,
                [new(Date(Text(invoice, "paid_on")!), 0, "credited", credited)]));
        }
    }

    private static DateOnly Date(string text) => DateOnly.ParseExact(text[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Rules 1 to 4. A payment counts by the terms of its day, and the sum by the cap of the last one.</summary>
    public static decimal Earned(IEnumerable<PlainPayment> payments, PlainAgreement agreement, DateOnly asOf)
    {
        var sum = 0m;
        foreach (var payment in payments.Where(payment => payment.Day >= agreement.Terms[0].From && payment.Day <= asOf))
        {
            var (_, percent, _, expiry) = agreement.On(payment.Day);
            if (payment.Day > expiry || payment.Day > agreement.EndedOn)
            {
                continue;
            }

            var net = payment.Gross - payment.Vat;

            // In the end only the sum of all that went back counts, whatever the parts were.
            var back = Math.Clamp(payment.Back.Where(one => one.Day <= asOf).Sum(one => one.Amount), 0m, payment.Gross);
            var netBack = payment.Gross == 0m ? 0m : Cents(back * net / payment.Gross);
            sum += Cents(net * percent / 100m) - Cents(netBack * percent / 100m);
        }

        return Math.Max(0m, agreement.On(asOf).Cap is { } cap ? Math.Min(cap, sum) : sum);
    }

    private static IEnumerable<(string Account, PlainPayment Plain)> Payments(
        string folder,
        Dictionary<string, JsonElement> accounts,
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
                : byCustomer.GetValueOrDefault(Text(row, "customerId") ?? string.Empty);
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
