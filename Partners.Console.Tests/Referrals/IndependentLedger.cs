using System.Globalization;
using System.Text.Json;
using static Partners.Console.Tests.Support.RawExport;

namespace Partners.Console.Tests.Referrals;

/// <summary>What one row of the ledger must say.</summary>
internal sealed record ExpectedDeal(long PlatformId, decimal Earned, decimal? CapLeft);

/// <summary>
/// Applies the five earning rules a second time to the raw files, in decimal euros and without any of the product's code, to check
/// <c>ledger export</c>. It knows deals with one version of terms and no payouts, as an import creates them.
/// </summary>
internal static class IndependentLedger
{
    public static List<ExpectedDeal> Of(string folder, DateOnly asOf)
    {
        var accountOf = Rows(folder, "workspace").ToDictionary(
            row => Text(row, "id")!,
            row => Text(row, "billing_account_id"),
            StringComparer.Ordinal);
        var customerOf = Rows(folder, "billing_account").ToDictionary(
            row => Text(row, "id")!,
            row => Text(row, "mollie_customer_id"),
            StringComparer.Ordinal);
        var payments = Rows(folder, "mollie_payments")
            .Where(row => Text(row, "status") == "paid")
            .ToLookup(row => Text(row, "customerId"), StringComparer.Ordinal);
        var refunds = Rows(folder, "mollie_refunds")
            .Where(row => Text(row, "status") == "refunded")
            .ToLookup(row => Text(row, "paymentId"), StringComparer.Ordinal);

        var deals = new List<ExpectedDeal>();
        foreach (var deal in Rows(folder, "referral_ledger"))
        {
            var start = DateOnly.ParseExact(Text(deal, "starts_at")![..10], "yyyy-MM-dd", CultureInfo.InvariantCulture);
            DateOnly? expiry = Text(deal, "expires_at") is { } text
                ? DateOnly.ParseExact(text[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture)
                : null;
            var percent = Number(deal, "partner_kickback_percent") ?? 20m;
            var cap = Number(deal, "eur_cap_kickback");
            var customer = Text(deal, "workspace_id") is { } workspace && accountOf[workspace] is { } account ? customerOf[account] : null;

            var lines = new List<(DateOnly Day, decimal Kickback)>();
            foreach (var payment in customer is null ? [] : payments[customer])
            {
                var paidOn = Day(Text(payment, "paidAt")!);
                if (paidOn < start || paidOn > expiry)
                {
                    continue;
                }

                var gross = Amount(payment);
                var vat = payment.TryGetProperty("metadata", out var metadata) && metadata.ValueKind == JsonValueKind.Object
                    ? Number(metadata, "vat_amount") ?? 0m
                    : 0m;
                lines.Add((paidOn, Cents((gross - vat) * percent / 100m)));
                foreach (var refund in refunds[Text(payment, "id")])
                {
                    var back = Cents(Amount(refund) * (gross - vat) / gross);
                    lines.Add((Day(Text(refund, "createdAt")!), -Cents(back * percent / 100m)));
                }
            }

            var sum = lines.Where(line => line.Day <= asOf).Sum(line => line.Kickback);
            var earned = Math.Max(0m, cap is null ? sum : Math.Min(cap.Value, sum));
            deals.Add(new((long)Number(deal, "id")!.Value, earned, cap - earned));
        }

        return deals;
    }

    private static decimal Cents(decimal euros) => Math.Round(euros, 2, MidpointRounding.AwayFromZero);

    private static decimal Amount(JsonElement row) => Number(row.GetProperty("amount"), "value")!.Value;
}
