using Partners.Core.Values;

namespace Partners.Core.Referrals;

/// <summary>Why a line of a closed month would be another today, as a sentence (docs/product.md L62).</summary>
internal sealed class WhyCorrected(
    PostedDeal deal,
    TermsInForce terms,
    IReadOnlyList<ClientPayment> payments,
    IReadOnlyList<TakenAway> takenAway,
    DateOnly today)
{
    /// <param name="posted">What was posted for it in closed months.</param>
    /// <param name="now">What it would be today; null if it does not count any more.</param>
    public string Of(string source, IReadOnlyList<LedgerLine> posted, EarningItem? now)
    {
        if (now is null)
        {
            return Gone(source, posted[0]);
        }

        var (gross, counted) = (Money.Sum(posted.Select(line => line.Gross)), Money.Sum(posted.Select(line => line.Base)));
        var kickback = posted[^1].Kickback;
        return gross == Money.Zero && now.Gross != Money.Zero ? $"It counts here again. {now.Why}".TrimEnd()
            : gross != now.Gross ? $"The amount was {gross}, and is {now.Gross}."
            : counted != now.Base && now.Kind is (LineKind.Payment or LineKind.Invoice)
                ? $"The VAT in it was {gross - counted}, and is {now.Gross - now.Base}."
            : kickback != now.Kickback ? $"The percentage of its day was {kickback}, and is {now.Kickback}."
            : "Something else that went back of the same payment changed its share.";
    }

    private string Gone(string source, LedgerLine posted)
    {
        if (!deal.Earns)
        {
            return "The deal does not earn any more: it is void, or was deleted on the platform.";
        }

        var payment = payments.FirstOrDefault(payment =>
            payment.Id == source || payment.Back.Any(back => back.Id == source) || payment.Id == LineSources.IdOf(source));
        if (payment is null)
        {
            return takenAway.FirstOrDefault(gone => gone.Is(source)) is { } gone
                ? gone.Payment.Id == source ? gone.Says : $"Its payment is {gone.Payment.Id}. {gone.Says}"
                : posted.Kind is LineKind.Payment or LineKind.Invoice
                ? "The payment is not one of this client's any more."
                : "It is not listed any more.";
        }

        var excluded = Earning.WhyNot(deal.StartsOn, deal.EndedOn, terms, payment, today);
        return payment.Id == source ? excluded ?? "It does not count any more."
            : excluded is not null ? $"Its payment {payment.Id} does not count any more. {excluded}"
            : payment.Back.FirstOrDefault(back => back.Id == source)?.OnItsWay is { } status ? $"It does not count any more: {status}."
            : LineSources.IsUnlisted(source) ? "What went back is listed by now, and stands in lines of its own."
            : "It is not listed any more.";
    }
}
