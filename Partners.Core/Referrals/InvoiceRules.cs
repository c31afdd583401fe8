using Partners.Core.Values;

namespace Partners.Core.Referrals;

/// <summary>What must hold of a paid invoice, typed or imported (docs/product.md L64).</summary>
internal static class InvoiceRules
{
    /// <summary>More than any client pays at once (docs/product.md L66).</summary>
    public static readonly Money Most = new(10_000_000_00);

    /// <summary>What is wrong with an invoice's figures, as a sentence; null if nothing is.</summary>
    public static string? Refuse(Money net, Money vat, DateOnly paidOn, DateOnly today) =>
        net <= Money.Zero ? "The net amount must be more than zero."
        : vat < Money.Zero || vat > net ? "The VAT must be between zero and the net amount."
        : net + vat > Most ? $"More than {Most} is refused as a likely mistake."
        : paidOn < Earning.FirstDay ? "This day is before 2000."
        : paidOn > today ? "This day is in the future. Record an invoice once it is paid."
        : null;

    /// <summary>Why a credit note does not fit the invoice that it names, as a sentence; null if it does.</summary>
    /// <param name="invoice">Null if the account has no such invoice.</param>
    /// <param name="credited">The other credit notes on it.</param>
    public static string? RefuseCredit(
        string creditOf,
        PaidInvoice? invoice,
        IReadOnlyCollection<PaidInvoice> credited,
        Money net,
        Money vat,
        DateOnly paidOn)
    {
        if (invoice is null)
        {
            return $"There is no invoice {creditOf} of this account that could be credited.";
        }

        var (netLeft, vatLeft) = (
            invoice.Net - Money.Sum(credited.Select(other => other.Net)),
            invoice.Vat - Money.Sum(credited.Select(other => other.Vat)));
        return invoice.CreditOf is not null ? $"{creditOf} is itself a credit note."
            : net > netLeft || vat > vatLeft
                ? $"More would be credited than invoice {creditOf} has left: {netLeft} net and {vatLeft} VAT."
            : paidOn < invoice.PaidOn
                ? $"A credit note cannot be dated before invoice {creditOf} was paid, on {Days.InWords(invoice.PaidOn)}."
            : null;
    }
}
