using Partners.Core.Values;

namespace Partners.Core.Platform.Import.Collections;

/// <summary>The payment provider's way of writing money: decimal text and a currency.</summary>
internal static class MollieAmount
{
    private const string Euro = "EUR";
    private const int LongestCurrency = 10;

    /// <param name="what">What the sentence names: <c>payment tr_…</c>. Another currency than the euro is refused.</param>
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
        return found ? money : row.Missing<Money>(field);
    }
}
