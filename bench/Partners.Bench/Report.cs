using System.Globalization;

namespace Partners.Bench;

/// <summary>One subject's figures as a Markdown table.</summary>
internal sealed class Report
{
    private readonly List<string[]> _lines = [];

    /// <summary>Sentences about the data, printed above the table.</summary>
    private readonly List<string> _notes = [];

    public bool AllWithinTarget { get; private set; } = true;

    public void Note(string sentence) => _notes.Add(sentence);

    /// <summary>Times in milliseconds, judged by the 95th percentile.</summary>
    public void Add(Measurement measurement, Timings timings) =>
        Add(measurement.What, Number(timings.Rows), timings.Milliseconds, measurement.Target);

    /// <summary>Times in milliseconds, judged by the 95th percentile.</summary>
    public void AddTimes(string what, double targetMilliseconds, IEnumerable<double> milliseconds) =>
        Add(what, "–", milliseconds, targetMilliseconds);

    /// <summary>Rows a second; meets the target if not below it.</summary>
    public void AddRate(string what, double targetPerSecond, double perSecond) =>
        Line(perSecond >= targetPerSecond, what, "–", $"{Number(perSecond)}/s", "–", "–", $"{Number(targetPerSecond)}/s");

    /// <summary>One long run in seconds; meets the target if not above it.</summary>
    public void AddDuration(string what, double targetSeconds, TimeSpan took) => AddFigure(what, took.TotalSeconds, targetSeconds, "s");

    /// <summary>One figure; meets the target if not above it.</summary>
    public void AddFigure(string what, double figure, double target, string unit) =>
        Line(figure <= target, what, "–", $"{Figure(figure)} {unit}".TrimEnd(), "–", "–", $"{Figure(target)} {unit}".TrimEnd());

    public void Print(TextWriter to, string title)
    {
        to.WriteLine($"### {title}");
        to.WriteLine();
        foreach (var note in _notes)
        {
            to.WriteLine(note);
            to.WriteLine();
        }

        to.WriteLine("| What | Rows | Median | p95 | p99 | Target | |");
        to.WriteLine("|---|---:|---:|---:|---:|---:|---|");
        foreach (var line in _lines)
        {
            to.WriteLine($"| {string.Join(" | ", line)} |");
        }

        to.WriteLine();
        to.Flush();
    }

    /// <summary>Nearest rank: always a time that was measured.</summary>
    public static double Percentile(double[] ordered, int percent) =>
        ordered[Math.Max(0, (int)Math.Ceiling(ordered.Length * percent / 100.0) - 1)];

    private void Add(string what, string rows, IEnumerable<double> times, double target)
    {
        double[] ordered = [.. times.Order()];
        var p95 = Percentile(ordered, 95);
        Line(
            p95 <= target,
            what,
            rows,
            Milliseconds(Percentile(ordered, 50)),
            Milliseconds(p95),
            Milliseconds(Percentile(ordered, 99)),
            Milliseconds(target));
    }

    private void Line(bool isWithin, params ReadOnlySpan<string> cells)
    {
        AllWithinTarget &= isWithin;
        _lines.Add([.. cells, isWithin ? "ok" : "**over**"]);
    }

    private static string Milliseconds(double milliseconds) => $"{Figure(milliseconds)} ms";

    /// <summary>Shows two significant figures and no more.</summary>
    private static string Figure(double figure) => figure.ToString(figure < 10 ? "0.0#" : "#,##0", CultureInfo.InvariantCulture);

    private static string Number(double number) => number.ToString("#,##0", CultureInfo.InvariantCulture);
}
