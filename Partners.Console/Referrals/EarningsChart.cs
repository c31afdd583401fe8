using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Partners.Core.Referrals;
using Partners.Core.Values;

namespace Partners.Console.Referrals;

/// <summary>
/// What a deal earned to date, month by month, against its cap, as points of a chart. Coordinates are thousandths of its width and height
/// from the upper left corner; a month's line spans that month's days.
/// </summary>
/// <param name="Earned">The line of earnings to date, as an SVG path.</param>
/// <param name="Ground">The area under that line.</param>
/// <param name="Cap">The line of the cap, which follows its changes; empty if there was none in the period shown.</param>
/// <param name="Amounts">From zero upwards, with positions from the top.</param>
/// <param name="Rows">The same as a table.</param>
public sealed record EarningsChart(
    string Earned,
    string Ground,
    string Cap,
    IReadOnlyList<ChartMark> Amounts,
    IReadOnlyList<ChartMark> Months,
    IReadOnlyList<ChartRow> Rows)
{
    public const int Size = 1000;

    private const int MostAmounts = 4;
    private const int MostMonths = 6;

    /// <summary>Null if nothing was posted yet, so there is nothing to draw.</summary>
    /// <param name="months">Oldest first.</param>
    /// <param name="terms">All versions, newest first.</param>
    /// <param name="lastDay">The expiry or the earlier end. The chart stops there, or today if that is earlier.</param>
    public static EarningsChart? Of(
        IReadOnlyList<EarnedMonth> months,
        IReadOnlyList<TermsRecord> terms,
        DateOnly startsOn,
        DateOnly? lastDay,
        DateOnly today)
    {
        if (months.Count == 0)
        {
            return null;
        }

        var first = Month.Of(startsOn) < months[0].Month ? Month.Of(startsOn) : months[0].Month;
        var last = Month.Later(Month.Of(lastDay < today ? lastDay.Value : today), months[^1].Month);
        var span = new Span(first.FirstDay, last.LastDay.Plus(1));
        var caps = Caps(terms, span);
        var scale = Scale.Over(months.Select(month => month.ToDate).Concat(caps.Select(cap => cap.Amount ?? Money.Zero)).Max());
        var earned = EarnedPath(months, span, scale);
        return new(
            earned,
            $"{earned}V{Size}Z",
            CapPath(caps, span, scale),
            scale.Marks(),
            [.. MonthsToName(first, last).Select(month => new ChartMark(span.At(month.FirstDay), NameOf(month, first)))],
            [.. months.Select(month => new ChartRow(month.Month, month.Earned, month.ToDate, CapOn(terms, month.Month.LastDay)))]);
    }

    private static string EarnedPath(IReadOnlyList<EarnedMonth> months, Span span, Scale scale)
    {
        var path = new StringBuilder().Append(CultureInfo.InvariantCulture, $"M0 {Size}");
        foreach (var month in months)
        {
            path.Append(CultureInfo.InvariantCulture, $"H{span.At(month.Month.FirstDay)}V{scale.At(month.ToDate)}");
        }

        return path.Append(CultureInfo.InvariantCulture, $"H{Size}").ToString();
    }

    private static string CapPath(IReadOnlyList<CapFrom> caps, Span span, Scale scale)
    {
        var path = new StringBuilder();
        for (var index = 0; index < caps.Count; index++)
        {
            if (caps[index].Amount is { } cap)
            {
                var continues = index > 0 && caps[index - 1].Amount is not null;
                path.Append(continues ? "V" : string.Create(CultureInfo.InvariantCulture, $"M{span.At(caps[index].Day)} "));
                path.Append(
                    CultureInfo.InvariantCulture,
                    $"{scale.At(cap)}H{(index + 1 < caps.Count ? span.At(caps[index + 1].Day) : Size)}");
            }
        }

        return path.ToString();
    }

    /// <summary>The caps in the period shown, by the day each takes effect. The first terms also hold before their day.</summary>
    private static List<CapFrom> Caps(IReadOnlyList<TermsRecord> terms, Span span) =>
    [
        new(span.From, CapOn(terms, span.From)),
        .. terms
            .Select(version => version.HoldsFrom)
            .Where(day => day > span.From && day < span.Until)
            .Distinct()
            .Order()
            .Select(day => new CapFrom(day, CapOn(terms, day))),
    ];

    private static Money? CapOn(IReadOnlyList<TermsRecord> terms, DateOnly day) =>
        (terms.FirstOrDefault(version => version.HoldsFrom <= day) ?? terms[^1]).Cap;

    private static IEnumerable<Month> MonthsToName(Month first, Month last)
    {
        var count = ((last.Year - first.Year) * 12) + last.Number - first.Number + 1;
        int[] steps = [1, 2, 3, 4, 6, 12, 24, 60];
        var step = steps.FirstOrDefault(step => count <= step * MostMonths, (count / MostMonths) + 1);
        return Enumerable.Range(0, (count + step - 1) / step).Select(index => Month.Of(first.FirstDay.AddMonths(index * step)));
    }

    /// <summary>Shows the year on the first month and on each January.</summary>
    private static string NameOf(Month month, Month first) =>
        month.FirstDay.ToString(month == first || month.Number == 1 ? "MMM ’yy" : "MMM", CultureInfo.InvariantCulture);

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct CapFrom(DateOnly Day, Money? Amount);

    /// <param name="Until">Exclusive: the day after the last.</param>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Span(DateOnly From, DateOnly Until)
    {
        public long At(DateOnly day) => new Money(day.DayNumber - From.DayNumber).Share(Size, Until.DayNumber - From.DayNumber).Cents;
    }

    /// <summary>From zero to the first round amount above everything.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Scale(Money Step, int Steps)
    {
        public static Scale Over(Money largest)
        {
            var cents = Math.Max(largest.Cents, 1);
            var power = 1L;
            while (5 * power * MostAmounts < cents)
            {
                power *= 10;
            }

            long[] round = [power, 2 * power, 5 * power];
            var step = round.First(step => step * MostAmounts >= cents);
            return new(new(step), (int)((cents + step - 1) / step));
        }

        public long At(Money amount) => Size - amount.Share(Size, Step.Cents * Steps).Cents;

        public IReadOnlyList<ChartMark> Marks()
        {
            var scale = this;
            return [.. Enumerable.Range(0, Steps + 1)
                .Select(index => scale.Step * index)
                .Select(amount => new ChartMark(scale.At(amount), scale.NameOf(amount)))];
        }

        private string NameOf(Money amount) =>
            Step.Cents % 100 == 0 ? string.Create(CultureInfo.InvariantCulture, $"€ {amount.Cents / 100:N0}") : amount.ToString();
    }
}

/// <summary>A grid line of the chart, with its label.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ChartMark(long At, string Text);

/// <param name="Cap">On the month's last day; null if there was none.</param>
public sealed record ChartRow(Month Month, Money Earned, Money ToDate, Money? Cap);
