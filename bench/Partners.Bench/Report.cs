using System.Globalization;

namespace Partners.Bench;

/// <summary>One subject's figures as a table in Markdown.</summary>
internal sealed class Report
{
    private const double MostTimesByHand = 2;

    private readonly List<string[]> _lines = [];

    /// <summary>One sentence each about the data, which stands above the table.</summary>
    private readonly List<string> _notes = [];

    public bool AllWithinTarget { get; private set; } = true;

    public void Note(string sentence) => _notes.Add(sentence);

    /// <summary>The 95th percentile counts against the target; the medians are compared with the SQL by hand.</summary>
    public void Add(Measurement measurement, Timings timings)
    {
        var (asked, byHand) = (Ordered(timings.ThroughService), Ordered(timings.ByHand));
        var ratio = byHand.Length == 0 ? 0 : Percentile(asked, 50) / Percentile(byHand, 50);
        Add(measurement.What, Number(timings.Rows), asked, measurement.Target, byHand.Length == 0 ? "–" : Milliseconds(Percentile(byHand, 50)), byHand.Length == 0 ? "–" : Ratio(ratio), ratio <= MostTimesByHand);
    }

    /// <summary>Times in milliseconds; the 95th percentile counts.</summary>
    public void AddTimes(string what, double targetMilliseconds, IReadOnlyCollection<double> milliseconds) =>
        Add(what, "–", Ordered(milliseconds), targetMilliseconds, "–", "–", isNearHand: true);

    /// <summary>Rows a second; at least the target.</summary>
    public void AddRate(string what, double targetPerSecond, double perSecond) =>
        Line(perSecond >= targetPerSecond, what, "–", $"{Number(perSecond)}/s", "–", "–", $"{Number(targetPerSecond)}/s", "–", "–");

    /// <summary>One long run in seconds; at most the target.</summary>
    public void AddDuration(string what, double targetSeconds, TimeSpan took) => AddFigure(what, took.TotalSeconds, targetSeconds, "s");

    /// <summary>One figure; at most the target.</summary>
    public void AddFigure(string what, double figure, double target, string unit) =>
        Line(figure <= target, what, "–", $"{Figure(figure)} {unit}".TrimEnd(), "–", "–", $"{Figure(target)} {unit}".TrimEnd(), "–", "–");

    public void Print(TextWriter to, string title)
    {
        to.WriteLine($"### {title}");
        to.WriteLine();
        foreach (var note in _notes)
        {
            to.WriteLine(note);
            to.WriteLine();
        }

        to.WriteLine("| What | Rows | Median | p95 | p99 | Target | By hand | Ratio | |");
        to.WriteLine("|---|---:|---:|---:|---:|---:|---:|---:|---|");
        foreach (var line in _lines)
        {
            to.WriteLine($"| {string.Join(" | ", line)} |");
        }

        to.WriteLine();
        to.Flush();
    }

    /// <summary>Nearest rank: a time that was really measured.</summary>
    public static double Percentile(double[] ordered, int percent) => ordered[Math.Max(0, (int)Math.Ceiling(ordered.Length * percent / 100.0) - 1)];

    private void Add(string what, string rows, double[] ordered, double target, string byHand, string ratio, bool isNearHand)
    {
        var p95 = Percentile(ordered, 95);
        Line(p95 <= target && isNearHand, what, rows, Milliseconds(Percentile(ordered, 50)), Milliseconds(p95), Milliseconds(Percentile(ordered, 99)), Milliseconds(target), byHand, ratio);
    }

    private void Line(bool isWithin, params ReadOnlySpan<string> cells)
    {
        AllWithinTarget &= isWithin;
        _lines.Add([.. cells, isWithin ? "ok" : "**over**"]);
    }

    private static double[] Ordered(IEnumerable<double> times) => [.. times.Order()];

    private static string Milliseconds(double milliseconds) => $"{Figure(milliseconds)} ms";

    /// <summary>Two figures that mean something, and no more.</summary>
    private static string Figure(double figure) => figure.ToString(figure < 10 ? "0.0#" : "#,##0", CultureInfo.InvariantCulture);

    private static string Ratio(double ratio) => ratio.ToString("0.0", CultureInfo.InvariantCulture);

    private static string Number(double number) => number.ToString("#,##0", CultureInfo.InvariantCulture);
}
