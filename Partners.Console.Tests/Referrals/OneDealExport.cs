using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Partners.Console.Tests.Support;
using Partners.Core.Referrals;
using Partners.Core.Values;

namespace Partners.Console.Tests.Referrals;

/// <summary>
/// An export with one open deal of 20 % without a cap, from 1 January 2025, and one payment of 121.00 (100.00 net) on 1 February 2025.
/// </summary>
internal static class OneDealExport
{
    public const string Account = "40000000-0000-4000-8000-000000000001";

    public static ExportFiles Create(Action<JsonObject>? payment = null, Action<JsonObject>? deal = null)
    {
        var (paid, agreed) = (ExportFiles.Good("mollie_payments"), ExportFiles.Good("referral_ledger"));
        (agreed["partner_kickback_percent"], agreed["eur_cap_kickback"], agreed["expires_at"]) = (20, null, null);
        payment?.Invoke(paid);
        deal?.Invoke(agreed);
        return new ExportFiles()
            .Replace("mollie_refunds")
            .Replace("mollie_payments", paid.ToJsonString())
            .Replace("referral_ledger", agreed.ToJsonString());
    }

    /// <summary>The same for a client who pays by invoice, and no payment.</summary>
    public static ExportFiles ByInvoice() => Create().Without("mollie_payments").Set("billing_account", "payment_mode", "\"offline\"");

    public static string Payment(string id, Action<JsonObject> change)
    {
        var payment = ExportFiles.Good("mollie_payments");
        payment["id"] = id;
        change(payment);
        return payment.ToJsonString();
    }

    public static string Invoice(string number, string net, string vat, string paidOn, string? creditOf = null, string account = Account) =>
        new JsonObject
        {
            ["number"] = number,
            ["billing_account_id"] = account,
            ["net"] = net,
            ["vat"] = vat,
            ["currency"] = "EUR",
            ["paid_on"] = paidOn,
            ["credit_of"] = creditOf,
        }.ToJsonString();

    public static Task<Money> EarnedAsync(this TestDatabase database) =>
        database.QueryAsync(db => db.DealSummaries.Select(summary => summary.Earned).SingleAsync());

    public static Task<Guid> DealIdAsync(this TestDatabase database) =>
        database.QueryAsync(db => db.Deals.Select(deal => deal.Id).SingleAsync());

    public static Task<List<LedgerLine>> LinesAsync(this TestDatabase database) =>
        database.QueryAsync(db => db.LedgerLines.OrderBy(line => line.Position).ToListAsync());

    public static async Task<IReadOnlyList<UncountedPayment>> UncountedAsync(this TestDatabase database) =>
        (await database.Get<DealOverview>().UncountedAsync(Make.Staff, await database.DealIdAsync(), default))!.Newest;

    public static string Euros(decimal amount) => amount.ToString("0.00", CultureInfo.InvariantCulture);
}
