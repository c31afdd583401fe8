using Partners.Core.Values;

namespace Partners.Core.Platform.Import.Collections;

/// <summary>Money as the payment provider writes it: decimal text and a currency.</summary>
internal static class MollieAmount
{
    private const string Euro = "EUR";
    private const int LongestCurrency = 10;

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
        return found ? money : row.Missing<Money>(field);
    }
}
