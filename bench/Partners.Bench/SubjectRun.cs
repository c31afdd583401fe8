using System.Diagnostics;

namespace Partners.Bench;

/// <summary>Measures the subjects asked for. True if nothing is over its target.</summary>
internal static class SubjectRun
{
    public static async Task<bool> OneAsync(Subject subject, BenchOptions options, CancellationToken cancel)
    {
        await using var output = options.Output is { } file ? new StreamWriter(file) : StreamWriter.Null;
        await using var database = await BenchDatabase.OpenAsync(subject.Data, options, cancel);
        if (!options.IsPart)
        {
            await SayAsync(output, Machine.Describe());
        }

        var started = Stopwatch.GetTimestamp();
        var report = new Report();
        await subject.RunAsync(new(database, options, report), cancel);
        var title = $"{subject.Title}, on {database.Engine}";
        report.Print(System.Console.Out, title);
        report.Print(output, title);
        await System.Console.Error.WriteLineAsync($"{subject.Name}: {Stopwatch.GetElapsedTime(started).TotalSeconds:N0} s");
        return report.AllWithinTarget;
    }

    /// <summary>Runs each subject in a process for each engine, so that none inherits another's memory and each has its own peak.</summary>
    public static async Task<bool> EachAsync(BenchOptions options, CancellationToken cancel)
    {
        await using var output = options.Output is { } file ? new StreamWriter(file) : StreamWriter.Null;
        await SayAsync(output, Machine.Describe());
        var allWithinTarget = true;
        bool[] engines = options.Server is null ? [false] : options.IsBeside ? [false, true] : [true];
        foreach (var (subject, onServer) in
            options.Subjects.SelectMany(subject => engines.Select(onServer => (subject, onServer))))
        {
            var part = Path.GetTempFileName();
            try
            {
                using var process = Process.Start(
                    "dotnet",
                    [typeof(SubjectRun).Assembly.Location, subject.Name, .. options.OfPart(part, onServer)]);
                await process.WaitForExitAsync(cancel);
                allWithinTarget &= process.ExitCode == 0;
                await output.WriteAsync(await File.ReadAllTextAsync(part, cancel));
                await output.FlushAsync(cancel);
            }
            finally
            {
                File.Delete(part);
            }
        }

        return allWithinTarget;
    }

    private static async Task SayAsync(TextWriter output, string line)
    {
        await System.Console.Out.WriteLineAsync(line + "\n");
        await output.WriteLineAsync(line + "\n");
    }
}
