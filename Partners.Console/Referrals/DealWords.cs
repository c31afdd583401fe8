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
        var pace = $"At {forecast.AMonth} a month the cap is";
        return (deal.Status, forecast.First) switch
        {
            (DealStatus.Void, _) => "The deal is void: nothing is earned on it.",
            (DealStatus.Ended or DealStatus.Expired, _) => $"The deal {ended} on {Day(lastDay)}. What was earned by then stays owed.",
            (DealStatus.Upcoming, _) =>
                $"The deal starts on {Day(deal.StartsOn)}, and {(lastDay is null ? "does not expire" : $"{ends} on {Day(lastDay)}")}.",
            (DealStatus.CapReached, _) => "The cap is reached. What the client pays from now on earns nothing.",
            (_, ForecastEnd.Cap) when lastDay is null => $"{pace} reached on {Day(forecast.On)}. The deal does not expire.",
            (_, ForecastEnd.Cap) when forecast.On == lastDay => $"{pace} reached on {Day(forecast.On)}, the day on which the deal {ends}.",
            (_, ForecastEnd.Cap) => $"{pace} reached on {Day(forecast.On)}, before the deal {ends} on {Day(lastDay)}.",
            (_, ForecastEnd.Expiry) when deal.Cap is null => $"The deal {ends} on {Day(lastDay)}. It has no cap.",
            (_, ForecastEnd.Expiry) when forecast.AMonth > Money.Zero =>
                $"The deal {ends} first, on {Day(lastDay)}. {pace} not reached by then.",
            (_, ForecastEnd.Expiry) => $"The deal {ends} first, on {Day(lastDay)}. Nothing was earned in the last three months.",
            _ when deal.Cap is null => "The deal has neither a cap nor an expiry.",
            _ => "Neither is in sight: the deal does not expire, and nothing was earned in the last three months.",
        };
    }

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
        deal.Earned != Money.Zero || deal.PaidOut != Money.Zero ? new EarnedOnAlready(deal.Earned, deal.PaidOut).Sentence : null;

    /// <summary>"Payment tr_05", "Correction of tr_05".</summary>
    public static string What(LedgerLine line) => line.Kind switch
    {
        LineKind.Payment => $"Payment {line.Source}",
        LineKind.Refund => $"Refund {line.Source}",
        LineKind.Terms => "New terms",
        LineKind.Correction => $"Correction of {LineSources.RootOf(line.Kind, line.Source)}",
        _ => throw new ArgumentOutOfRangeException(nameof(line)),
    };

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
