using Partners.Core.Values;

namespace Partners.Core.Platform.Import.Collections;

/// <summary>Money as the payment provider writes it: decimal text and a currency.</summary>
internal static class MollieAmount
{
    private const string Euro = "EUR";
    private const int LongestCurrency = 10;

    /// <summary>More than any client pays at once: a larger amount is a mistake (docs/product.md L66).</summary>
    public static readonly Money Most = new(10_000_000_00);

    /// <param name="what">Named in a rejection: <c>payment tr_…</c>. Rejects any currency other than the euro.</param>
    public static Money Read(RowFields row, string field, string what)
    {
        var money = Money.Zero;
        var found = row.Within(field, amount =>
        {
            var currency = amount.Required("currency", LongestCurrency);
            if (currency.Length > 0 && !string.Equals(currency, Euro, StringComparison.Ordinal))
            {
                row.Reject($"The {what} is in {Shown.Value(currency)}; only {Euro} is taken.");
            }

            money = amount.OptionalEuros("value") ?? amount.Missing<Money>("value");
        });
        if (money > Most)
        {
            row.Reject($"The {what} is over {money}. More than {Most} is refused as a likely mistake.");
        }

        return found ? money : row.Missing<Money>(field);
    }

    /// <summary>Null if the field is missing, or is no amount in euros: it only says what the lists say too.</summary>
    public static Money? Said(RowFields row, string field)
    {
        Money? said = null;
        row.Within(field, amount =>
            said = string.Equals(amount.Plain("currency"), Euro, StringComparison.Ordinal)
                && Money.TryFromDecimalText(amount.Plain("value"), out var money)
                && money >= Money.Zero
                && money <= Most
                    ? money
                    : null);
        return said;
    }
}
