using Partners.Core.Referrals;
using Partners.Core.Values;

namespace Partners.Console.Referrals;

/// <summary>A statement's display text, in words that a partner understands.</summary>
public static class StatementWords
{
    public static string What(StatementLine line) => line.Kind switch
    {
        LineKind.Payment => "Payment",
        LineKind.Refund => "Refund",
        LineKind.Terms => "New terms",
        LineKind.Correction => "Correction",
        _ => throw new ArgumentOutOfRangeException(nameof(line)),
    };

    /// <summary>The payment provider's id, without a correction's number; null for terms, which have none.</summary>
    public static string? SourceOf(StatementLine line) => line.Kind switch
    {
        LineKind.Terms => null,
        _ => LineSources.RootOf(line.Kind, line.Source),
    };

    /// <summary>What a reader needs to recompute the line; null if the figures beside it say it all.</summary>
    public static string? Explanation(StatementLine line) => line.Kind switch
    {
        LineKind.Terms => "They raise the cap, and let in what had lain over it.",
        LineKind.Correction => "What the line would be today, less what was posted for it in a month that is closed.",
        _ => null,
    };

    public static string What(StatementPayout payout) => payout.IsReversal ? "Payout taken back" : "Payout";

    /// <summary>What a closing balance is: "Owed", "Credit carried forward" or "Nothing owed".</summary>
    public static string Balance(Money balance) =>
        balance > Money.Zero ? "Owed" : balance < Money.Zero ? "Credit carried forward" : "Nothing owed";

    /// <summary>A balance without its sign, for use after a word that says the direction.</summary>
    public static Money Size(Money balance) => balance < Money.Zero ? -balance : balance;

    /// <summary>The sum as text, with negative parts in brackets: "€ 100.00 + € 10.00 − € 60.00".</summary>
    public static string Sum(Money opening, Money contributions, Money payouts) =>
        $"{opening} + {Bracketed(contributions)} − {Bracketed(payouts)}";

    /// <summary>"May to September 2026, 5 months", "November 2025 to January 2026, 3 months", "October 2026".</summary>
    public static string Months(Month first, Month last)
    {
        if (first == last)
        {
            return LedgerWords.Of(last);
        }

        var from = LedgerWords.Of(first);
        var count = ((last.Year - first.Year) * 12) + last.Number - first.Number + 1;
        return $"{(first.Year == last.Year ? from[..from.IndexOf(' ', StringComparison.Ordinal)] : from)} to "
            + $"{LedgerWords.Of(last)}, {count} months";
    }

    /// <summary>True if the month is before anything in this partner's ledger.</summary>
    public static bool IsBeforeFirst(this StatementShown shown) => shown.ClosedAt is null && shown.Statement.Month < shown.NextToClose;

    /// <summary>Why the month cannot be closed; null if it can.</summary>
    public static string? WhyNotClosed(StatementShown shown, DateOnly today) => shown.IsBeforeFirst()
        ? "There is nothing to close before this partner's first deal."
        : ClosingRules.Refuse(shown.Statement.Month, shown.NextToClose, today)?.Sentence;

    private static string Bracketed(Money money) => money < Money.Zero ? $"({money})" : money.ToString();
}
