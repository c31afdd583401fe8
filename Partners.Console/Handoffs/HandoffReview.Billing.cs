using Partners.Console.Billing;
using Partners.Console.Referrals;
using Partners.Console.Shell;
using Partners.Core.Billing;
using Partners.Core.Handoffs;
using Partners.Core.Values;
using AmsterdamTime = Partners.Console.Shell.AmsterdamTime;

namespace Partners.Console.Handoffs;

/// <content>What the client pays, and what is settled with the partner.</content>
public static partial class HandoffReview
{
    /// <summary>"€ 776.25 a month, 9 seats of Changemaker less 10%"; why nothing is charged, or that there is no price.</summary>
    internal static string Price(AccountPrice price, AccountClass account)
    {
        var less = price.Discount > Percentage.Zero ? $" less {price.Discount}" : null;
        var what = $"{Words.Count(price.Seats, "seat")} of {price.Tier}{less}";
        return price.AMonth is not { } amount ? $"No price: {BillingWords.NotSold(price.Tier)}"
            : !account.IsBilled() ? $"Nothing is charged ({BillingWords.Of(account).ToLowerInvariant()}), {what}"
            : $"{amount} a month, {what}";
    }

    private static List<ReviewRow> Billing(HandoffPlan plan, HandoffFacts facts)
    {
        var (client, partner, day) = (Client(plan, facts), facts.Partner.Name, DayOf(plan, facts));
        var bill = HandoffWords.Of(plan.Billing);
        var rows = new List<ReviewRow>();
        if (facts.Account is not { } account || HandoffPrice.Of(plan, facts) is not { } price)
        {
            rows.Add(new("Who pays", "No account", "No account"));
        }
        else
        {
            rows.Add(new(
                "Who pays",
                $"{partner}{(day is { } until ? $", until {AmsterdamTime.Day(until)}" : null)}",
                $"{client}{(day is { } from ? $", from {AmsterdamTime.Day(from)}" : null)}"));
            rows.Add(new(
                "Price, net of VAT",
                Price(price.Before, price.ClassBefore),
                Price(price.After, price.ClassAfter),
                Note: price.WithoutDiscount?.AMonth is { } full && price.ClassAfter.IsBilled()
                    ? $"{full} once the discount is taken off the account"
                    : null));
            rows.Add(new("Seats", Words.Number(price.Before.Seats), Words.Number(price.After.Seats)));
            rows.Add(Discount(account, price));
            rows.Add(new(
                "Account",
                account.OrganisationId is null ? $"{account.Label}, for this workspace alone" : $"{account.Label}, pooled",
                account.OrganisationId is null && HandoffChecks.Pools(plan, facts)
                    ? $"{account.Label}, pooled for {client}"
                    : $"{account.Label}, for this workspace alone"));
            rows.AddRange(Payer(account, plan, partner, client));
        }

        rows.AddRange(
        [
            new("Bill made out to", HandoffWords.Of(facts.Account?.Bill), bill == FactWords.Nothing ? NotDecided : bill),
            new("VAT number", HandoffWords.Text(facts.Account?.Bill.VatNumber), HandoffWords.Text(plan.Billing.VatNumber)),
            new("Invoices sent to", FactWords.Nothing, HandoffWords.Text(plan.Billing.InvoiceEmail)),
        ]);
        return rows;
    }

    private static ReviewRow Discount(AccountFact account, HandoffPrice price)
    {
        var given = BillingWords.Discount(account.Discount);
        var before = BillingWords.Kind(account.DiscountKind) is { } kind ? $"{given} ({kind.ToLowerInvariant()})" : given;
        return price.WithoutDiscount is null
            ? new("Discount", before, before)
            : new("Discount", before, "Ends with the deal that promises it", Note: "Take it off the account on the platform.");
    }

    private static IEnumerable<ReviewRow> Payer(AccountFact account, HandoffPlan plan, string partner, string client)
    {
        var then = HandoffWords.FromThenOn(plan.Billing.PaymentMode);
        if (account.Payer is not { } payer)
        {
            yield return new("Payment", HandoffWords.Of(account.PaymentMode), then);
            yield break;
        }

        yield return new(
            "Payment",
            payer.Subscription is null ? $"By the customer {payer.Customer}" : $"By the subscription {payer.Subscription}",
            then,
            Note: "What paid until now leaves the account.");
        yield return payer.PaidThrough is { } day
            ? new("Paid through", $"{AmsterdamTime.Day(day)}, by {partner}", $"Nothing yet by {client}")
            : new("Paid through", "No known payment", $"Nothing yet by {client}");
        if (payer.Credit > Money.Zero)
        {
            yield return new("Credit", $"{payer.Credit} for the days after today", "Settled between the two");
        }
    }

    private static ReviewRow Of(DealFact deal, HandoffPlan plan, HandoffFacts facts)
    {
        var runs = deal.LastDay is { } last ? $"until {AmsterdamTime.Day(last)}" : "without an end";
        var before = $"{LedgerWords.Of(deal.Status)}, {runs}";
        var day = DayOf(plan, facts);
        var ends = deal.StartsOn > (day ?? facts.Today) ? "Void: it has not begun"
            : $"Ends{(day is { } on ? $" on {AmsterdamTime.Day(on)}" : " with the handoff")}";
        return plan.Deals.FirstOrDefault(decided => decided.DealId == deal.Id) switch
        {
            null => new(deal.Name, before, NotDecided, Note: $"{deal.Owed} is owed."),
            { Fate: DealFate.Continue } => new(deal.Name, before, $"Continues {runs}", Note: $"{deal.Owed} is owed so far."),
            { Fate: DealFate.Waive, Reason: var why } => new(
                deal.Name,
                before,
                $"{ends}, waived",
                Note: $"{deal.Owed} stays owed.{(string.IsNullOrWhiteSpace(why) ? null : $" {why.Trim()}")}"),
            _ => new(deal.Name, before, $"{ends}, settled", Note: $"{deal.Owed} is owed and paid out."),
        };
    }
}
