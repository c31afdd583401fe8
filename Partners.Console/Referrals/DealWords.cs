using System.Globalization;
using Partners.Core.Referrals;
using Partners.Core.Values;
using AmsterdamTime = Partners.Console.Shell.AmsterdamTime;

namespace Partners.Console.Referrals;

/// <summary>Display text for a deal's page.</summary>
public static class DealWords
{
    /// <summary>The forecast as a sentence.</summary>
    public static string Forecast(LedgerRow deal, Forecast forecast)
    {
        var lastDay = DealStatuses.LastDay(deal.ExpiresOn, deal.EndedOn);
        var (ends, ended) = deal.EndedOn is not null && deal.EndedOn == lastDay ? ("ends", "ended") : ("expires", "expired");
        var pace = forecast.IsYearly && forecast.NextOn is { } renewal
            ? $"At {forecast.AMonth} a year, next at the renewal about {Day(renewal)}, the cap is"
            : $"At {forecast.AMonth} a month the cap is";
        var reached = $"{pace} reached about {Day(forecast.On ?? lastDay ?? deal.StartsOn)}";
        return (deal.Status, forecast.First) switch
        {
            (DealStatus.Void, _) => "The deal is void: nothing is earned on it.",
            (DealStatus.Ended or DealStatus.Expired, _) => $"The deal {ended} on {Day(lastDay)}. What was earned by then stays owed.",
            (DealStatus.Upcoming, _) =>
                $"The deal starts on {Day(deal.StartsOn)}, and {(lastDay is null ? "does not expire" : $"{ends} on {Day(lastDay)}")}.",
            (DealStatus.CapReached, _) => "The cap is reached. What the client pays from now on earns nothing.",
            (_, ForecastEnd.Cap) when lastDay is null => $"{reached}. The deal does not expire.",
            (_, ForecastEnd.Cap) when forecast.On == lastDay => $"{reached}, the day on which the deal {ends}.",
            (_, ForecastEnd.Cap) => $"{reached}, before the deal {ends} on {Day(lastDay)}.",
            (_, ForecastEnd.Expiry) when deal.Cap is null => $"The deal {ends} on {Day(lastDay)}. It has no cap.",
            (_, ForecastEnd.Expiry) when forecast.AMonth > Money.Zero =>
                $"The deal {ends} first, on {Day(lastDay)}. {pace} not reached by then.",
            (_, ForecastEnd.Expiry) => $"The deal {ends} first, on {Day(lastDay)}. There are no payments yet to tell the pace from.",
            _ when deal.Cap is null => "The deal has neither a cap nor an expiry.",
            _ when forecast.AMonth > Money.Zero => $"{pace} not in sight, and the deal does not expire.",
            _ => "Neither is in sight: the deal does not expire, and there are no payments yet to tell the pace from.",
        };
    }

    /// <summary>Where the rate comes from; null if there is no payment.</summary>
    public static string? Rate(Forecast forecast) => forecast.Rate switch
    {
        [] => null,
        [var only] => $"Rate: {(forecast.IsYearly ? "the last yearly payment" : "the only payment so far")}, of {Day(only.On)}.",
        { } several => $"Rate: the last {several.Count} payments, of "
            + $"{string.Join(", ", several.SkipLast(1).Select(paid => Day(paid.On)))} and {Day(several[^1].On)}.",
    };

    /// <summary>What the client should have paid by now, and the forecast does not count; null if nothing is missing.</summary>
    public static string? Missing(Forecast forecast) => forecast.Missing switch
    {
        [] => null,
        [var only] when forecast.IsYearly => $"The renewal about {Day(only)} is not in yet, and is not counted.",
        [var only] => $"{Named(only)}’s payment is not in yet, and is not counted.",
        { } several when several.Count > Core.Referrals.Forecast.MostMissing =>
            $"No payment is in since {Day(forecast.Rate[^1].On)}. The client seems to have stopped paying.",
        { } several => $"The payments of {string.Join(", ", several.SkipLast(1).Select(Named))} and {Named(several[^1])} are not in yet, "
            + "and are not counted.",
    };

    private static string Named(DateOnly day) => day.ToString("MMMM", CultureInfo.InvariantCulture);

    /// <summary>"€ 20.00 is owed."; a negative balance is a credit.</summary>
    public static string Owed(Money owed) =>
        owed > Money.Zero ? $"{owed} is owed."
        : owed < Money.Zero ? $"Nothing is owed: {-owed} is a credit, carried forward."
        : "Nothing is owed.";

    /// <summary>Why the deal can be neither amended nor ended; null if it can.</summary>
    public static string? RefuseTerms(LedgerRow deal) => DealRules.RefuseOver(deal.Status == DealStatus.Void, deal.EndedOn)?.Sentence;

    /// <summary>Why the deal takes no payout and cannot be voided (again); null if it is not void.</summary>
    public static string? RefuseVoid(LedgerRow deal) => deal.Status == DealStatus.Void ? new DealIsVoid().Sentence : null;

    /// <summary>Why the deal cannot be voided, as far as the page knows; the ledger itself checks every line and payout.</summary>
    public static string? RefuseEarned(LedgerRow deal) =>
        deal.IsUsed || deal.Earned != Money.Zero || deal.PaidOut != Money.Zero
            ? new EarnedOnAlready(deal.Earned, deal.PaidOut).Sentence
            : null;

    /// <summary>"Payment tr_05", "Correction of tr_05".</summary>
    public static string What(LedgerLine line) => line.Kind switch
    {
        LineKind.Payment => $"Payment {line.Source}",
        LineKind.Refund when LineSources.IsUnlisted(line.Source) => $"Refund of {LineSources.IdOf(line.Source)}, not listed",
        LineKind.Refund => $"Refund {line.Source}",
        LineKind.Chargeback when LineSources.IsUnlisted(line.Source) => $"Chargeback of {LineSources.IdOf(line.Source)}, not listed",
        LineKind.Chargeback => $"Chargeback {line.Source}",
        LineKind.Invoice => $"Invoice {LineSources.IdOf(line.Source)}",
        LineKind.CreditNote => $"Credit note {LineSources.IdOf(line.Source)}",
        LineKind.ChargebackReversed => $"Chargeback {LineSources.IdOf(line.Source)} reversed",
        LineKind.Terms => "New terms",
        LineKind.Correction => $"Correction of {LineSources.IdOf(LineSources.RootOf(line.Kind, line.Source))}",
        _ => throw new ArgumentOutOfRangeException(nameof(line)),
    };

    /// <summary>"Payment tr_05", "Refund re_1", "Invoice 2026-17".</summary>
    public static string What(UncountedPayment one) => one.Kind switch
    {
        LineKind.Refund => $"Refund {one.Id}",
        LineKind.Invoice => $"Invoice {one.Id}",
        _ => $"Payment {one.Id}",
    };

    /// <summary>A day as people read it, or as it came where it is none that can be believed.</summary>
    public static string Day(string given) =>
        DateOnly.TryParseExact(given, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? AmsterdamTime.Day(day)
            : given;

    /// <summary>"Oct 2026", for a narrow column.</summary>
    public static string Narrow(Month month) => month.FirstDay.ToString("MMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>The badge of a version of terms; null for a past one.</summary>
    public static string? TermsState(TermsRecord terms, Guid inForceId, DateOnly today) =>
        terms.Id == inForceId ? "in force"
        : terms.HoldsFrom > today ? $"from {AmsterdamTime.Day(terms.HoldsFrom)}"
        : null;

    /// <summary>What is notable about a payout: why it was an advance, or what it reverses.</summary>
    public static string? About(PayoutRecord payout, IEnumerable<PayoutRecord> all) =>
        payout.ReversesId is { } reverses
            ? $"Takes back the payout of {AmsterdamTime.Day(all.First(other => other.Id == reverses).PaidOn)}: {payout.ReversalReason}"
        : payout.AdvanceReason is { } advance ? $"Advance: {advance}"
        : null;

    private static string Day(DateOnly? day) => AmsterdamTime.Day(day!.Value);
}
