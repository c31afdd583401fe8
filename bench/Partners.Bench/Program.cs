using System.Diagnostics;
using System.Globalization;
using Partners.Bench;

if (args is [Visitors.Word, var console, .. var addresses])
{
    return await Visitors.RunAsync(new(console), addresses);
}

if (BenchOptions.Read(args) is not { } options)
{
    await Console.Error.WriteLineAsync(BenchOptions.Usage);
    return 2;
}

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
await using var output = options.Output is { } file ? new StreamWriter(file) : StreamWriter.Null;
BenchDatabase? database = null;
var (allWithinTarget, opened) = (true, BenchData.None);
try
{
    foreach (var subject in options.Subjects)
    {
        if (database is null || opened != subject.Data)
        {
            await (database?.DisposeAsync() ?? ValueTask.CompletedTask);
            (database, opened) = (await BenchDatabase.OpenAsync(subject.Data, options, stop.Token), subject.Data);
            if (subject == options.Subjects[0])
            {
                await SayAsync(Machine.Describe(await database.SqliteVersionAsync(stop.Token)) + "\n");
            }
        }

        var started = Stopwatch.GetTimestamp();
        var report = new Report();
        await subject.RunAsync(new(database, options, report), stop.Token);
        report.Print(Console.Out, subject.Title);
        report.Print(output, subject.Title);
        allWithinTarget &= report.AllWithinTarget;
        await Console.Error.WriteLineAsync($"{subject.Name}: {Stopwatch.GetElapsedTime(started).TotalSeconds:N0} s");
    }

    return allWithinTarget ? 0 : 1;
}
catch (OperationCanceledException)
{
    await Console.Error.WriteLineAsync("Stopped.");
    return 1;
}
finally
{
    await (database?.DisposeAsync() ?? ValueTask.CompletedTask);
}

async Task SayAsync(string line)
{
    await Console.Out.WriteLineAsync(line);
    await output.WriteLineAsync(line);
}
