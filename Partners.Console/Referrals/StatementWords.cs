using Partners.Console.Shell;
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
        LineKind.Chargeback => "Chargeback",
        LineKind.Invoice => "Invoice",
        LineKind.CreditNote => "Credit note",
        LineKind.ChargebackReversed => "Chargeback reversed",
        LineKind.Terms => "New terms",
        LineKind.Correction => "Correction",
        _ => throw new ArgumentOutOfRangeException(nameof(line)),
    };

    /// <summary>The payment provider's id, without a correction's number; null for terms, which have none.</summary>
    public static string? SourceOf(StatementLine line) => line.Kind switch
    {
        LineKind.Terms => null,
        _ => LineSources.IdOf(LineSources.RootOf(line.Kind, line.Source)),
    };

    /// <summary>What a reader needs to recompute the line; null if the figures beside it say it all.</summary>
    public static string? Explanation(StatementLine line) => line.Kind switch
    {
        _ when line.Reason is not null => line.Reason,
        LineKind.Terms => "They raise the cap, so that what was clipped before now counts.",
        LineKind.Correction => "What the line would be today, less what was posted for it in a month that is closed.",
        _ => null,
    };

    public static string What(StatementPayout payout) => payout.IsReversal ? "Payout taken back" : "Payout";

    /// <summary>What a closing balance is: "Owed", "Credit carried forward" or "Nothing owed".</summary>
    public static string Balance(Money balance) =>
        balance > Money.Zero ? "Owed" : balance < Money.Zero ? "Credit carried forward" : "Nothing owed";

    /// <summary>The closing balance as a sentence.</summary>
    public static string Outcome(Statement statement) => statement.Closing > Money.Zero
        ? $"Owed to {statement.Partner}: {statement.Closing}."
        : statement.Closing < Money.Zero
            ? $"Credit carried forward: {Size(statement.Closing)}. It is set off against what is earned next."
        : "Nothing is owed.";

    /// <summary>A balance without its sign, for use after a word that says the direction.</summary>
    public static Money Size(Money balance) => balance < Money.Zero ? -balance : balance;

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

    /// <summary>"12 months of 5 partners are closed, up to October 2026."</summary>
    public static string Of(AllMonthsClosed closed) =>
        $"{Words.Count(closed.Months, "month")} of {Words.Count(closed.Partners, "partner")} {(closed.Months == 1 ? "is" : "are")} closed, "
            + $"up to {LedgerWords.Of(closed.Through)}.{string.Concat(closed.Left.Select(left => $" Not closed: {left}"))}";

    /// <summary>True if the month is before anything in this partner's ledger.</summary>
    public static bool IsBeforeFirst(this StatementShown shown) => shown.ClosedAt is null && shown.Statement.Month < shown.NextToClose;

    /// <summary>Whether it can still change.</summary>
    /// <param name="asOf">The day of reading: an open month may differ tomorrow.</param>
    public static string State(StatementShown shown, DateOnly asOf) => shown.ClosedAt is { } at
        ? $"The month was closed on {Shell.AmsterdamTime.Day(at)} by {shown.ClosedByName}, and can no longer change."
        : shown.IsBeforeFirst() ? "Before this partner’s first deal."
        : $"The month is open and can still change. As of {Shell.AmsterdamTime.Day(asOf)}.";

    /// <summary>Why the month cannot be closed; null if it can.</summary>
    public static string? WhyNotClosed(StatementShown shown, DateOnly today) => shown.IsBeforeFirst()
        ? "There is nothing to close before this partner's first deal."
        : ClosingRules.Refuse(shown.Statement.Month, shown.NextToClose, today)?.Sentence;
}
