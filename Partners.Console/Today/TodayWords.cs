using System.Globalization;
using Partners.Console.Platform;
using Partners.Console.Shell;
using Partners.Core.Platform;
using Partners.Core.Referrals;
using Partners.Core.Today;

namespace Partners.Console.Today;

/// <summary>Display text for the Today page.</summary>
public static class TodayWords
{
    /// <summary>Saturday 21 November 2026</summary>
    public static string Of(DateOnly day) => day.ToString("dddd d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>"12 Dec 2026, in 21 days"; empty if the deal has no last day.</summary>
    public static string Ends(LedgerRow deal, DateOnly today)
    {
        if (DealStatuses.LastDay(deal.ExpiresOn, deal.EndedOn) is not { } last)
        {
            return string.Empty;
        }

        return (last.DayNumber - today.DayNumber) switch
        {
            0 => "today",
            1 => "tomorrow",
            var days => $"{AmsterdamTime.Day(last)}, in {days} days",
        };
    }

    /// <summary>How and when the last import ended; rejections have their own number.</summary>
    public static string Of(LastImport? import) =>
        import is null ? "Nothing was imported yet."
        : import.Status == ImportStatus.Running ? $"An import has been running since {AmsterdamTime.Moment(import.StartedAt)}."
        : $"Last import: {AmsterdamTime.Moment(import.StartedAt)}, {ImportWords.Of(import.Status).ToLowerInvariant()}.";
}
