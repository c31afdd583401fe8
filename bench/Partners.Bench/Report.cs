using System.Globalization;

namespace Partners.Bench;

/// <summary>The figures as a table: median, 95th and 99th percentile in milliseconds, or a rate, against the target.</summary>
internal sealed class Report
{
    private readonly List<Line> _lines = [];

    public bool AllWithinTarget => _lines.TrueForAll(line => line.IsWithinTarget);

    /// <summary>Times in milliseconds; the 95th percentile counts.</summary>
    public void AddTimes(string what, double targetMilliseconds, IReadOnlyCollection<double> milliseconds)
    {
        var ordered = milliseconds.Order().ToArray();
        var p95 = Percentile(ordered, 95);
        _lines.Add(new(what, Time(Percentile(ordered, 50)), Time(p95), Time(Percentile(ordered, 99)), $"{Time(targetMilliseconds)} ms", p95 <= targetMilliseconds));
    }

    /// <summary>Rows a second; at least the target.</summary>
    public void AddRate(string what, double targetPerSecond, double perSecond) =>
        _lines.Add(new(what, $"{Rate(perSecond)}/s", string.Empty, string.Empty, $"{Rate(targetPerSecond)}/s", perSecond >= targetPerSecond));

    /// <summary>One long run in seconds; at most the target.</summary>
    public void AddDuration(string what, double targetSeconds, TimeSpan took) =>
        _lines.Add(new(what, $"{Time(took.TotalSeconds)} s", string.Empty, string.Empty, $"{Time(targetSeconds)} s", took.TotalSeconds <= targetSeconds));

    public void Print(TextWriter to)
    {
        var width = _lines.Max(line => line.What.Length);
        to.WriteLine();
        to.WriteLine($"{string.Empty.PadRight(width)}  {"median",12} {"p95",9} {"p99",9}  {"target",12}");
        foreach (var line in _lines)
        {
            to.WriteLine($"{line.What.PadRight(width)}  {line.Median,12} {line.P95,9} {line.P99,9}  {line.Target,12}  {(line.IsWithinTarget ? "ok" : "OVER")}");
        }
    }

    /// <summary>Nearest rank: a time that was really measured.</summary>
    public static double Percentile(double[] ordered, int percent) => ordered[Math.Max(0, (int)Math.Ceiling(ordered.Length * percent / 100.0) - 1)];

    private static string Time(double milliseconds) => milliseconds.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Rate(double perSecond) => perSecond.ToString("#,##0", CultureInfo.InvariantCulture);

    private sealed record Line(string What, string Median, string P95, string P99, string Target, bool IsWithinTarget);
}
