using Partners.Core.Persistence;

namespace Partners.Bench;

/// <summary>Measurements that run together, on one kind of data.</summary>
/// <param name="Title">The heading of its table.</param>
internal sealed record Subject(string Name, string Title, BenchData Data, Func<BenchRun, CancellationToken, Task> RunAsync)
{
    /// <summary>
    /// Commands come before records and pages, which then have handoffs, changes and a trail to show. Subjects with their own data come
    /// last.
    /// </summary>
    public static readonly IReadOnlyList<Subject> All =
    [
        new("organisations", "The list of organisations", BenchData.Scale, OrganisationMeasurements.RunAsync),
        new("plain", "What is not plain, and the plain way", BenchData.Scale, PlainMeasurements.RunAsync),
        new("billing", "Billing accounts", BenchData.Scale, BillingMeasurements.RunAsync),
        new("search", "Search from anywhere", BenchData.Scale, SearchMeasurements.RunAsync),
        new("commands", "Commands, with their audit entries", BenchData.Scale, CommandMeasurements.RunAsync),
        new("staff", "Eight staff at once", BenchData.Scale, StaffMeasurements.RunAsync),
        new("writers", "Writers of every instance at once", BenchData.Scale, WriterMeasurements.RunAsync),
        new("records", "Single records, and the lists beside them", BenchData.Scale, RecordMeasurements.RunAsync),
        new("pages", "First HTML of every page", BenchData.Scale, PageMeasurements.RunAsync),
        new("screens", "A slow line, and what jumps", BenchData.Scale, ScreenMeasurements.RunAsync),
        new("memory", "Memory of open pages", BenchData.Scale, MemoryMeasurements.RunAsync),
        new("start", "Start-up on a migrated database", BenchData.Scale, StartMeasurements.RunAsync),
        new("import", "Import", BenchData.None, ImportMeasurements.RunAsync),
        new("pull", "Pull from the platform", BenchData.None, PullMeasurements.RunAsync),
        new("ledger", "The referral ledger", BenchData.Ledger, LedgerMeasurements.RunAsync),
        new("external-led", "The pipeline", BenchData.Pipeline, PipelineMeasurements.RunAsync),
        new("moves", "Moves", BenchData.Moves, MoveMeasurements.RunAsync),
        new("handoff", "A large handoff", BenchData.Handoff, HandoffMeasurements.RunAsync),
        new("copy", "Copying a file to a server", BenchData.None, CopyMeasurements.RunAsync),
    ];

    public static Subject? Named(string word) => All.FirstOrDefault(subject => subject.Name == word);
}

/// <summary>One subject's run.</summary>
internal sealed record BenchRun(BenchDatabase Database, BenchOptions Options, Report Report)
{
    public int Tries => Options.Tries;

    /// <summary>What a list's first page or a filter may take, in milliseconds. A server is asked several times, over a line.</summary>
    public double OfList => Database.Address.Provider == DatabaseProvider.Sqlite ? 3 : 6;

    public async Task MeasureAsync(IEnumerable<Measurement> measurements, CancellationToken cancel)
    {
        Measurement[] all = [.. measurements];
        foreach (var measurement in all)
        {
            // Compiles what they share before the first of them counts.
            await Stopwatches.WarmUpAsync(measurement, cancel);
        }

        foreach (var measurement in all)
        {
            Report.Add(measurement, await Stopwatches.TimeAsync(Tries, measurement, cancel));
        }
    }
}
