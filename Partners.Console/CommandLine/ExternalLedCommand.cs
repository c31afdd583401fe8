using System.CommandLine;
using System.Globalization;
using Partners.Core.ExternalLed;

namespace Partners.Console.CommandLine;

/// <summary><c>external-led refresh [--as-of DATE]</c> and <c>external-led export</c></summary>
internal static class ExternalLedCommand
{
    public static Command Make(RunJob run)
    {
        var asOf = DayOption.AsOf(
            "The last day of the window, such as 2026-11-20; today, where none is named. What happened later counts nowhere.");
        var refresh = new Command("refresh", "Reads the signals of external clients, and prints what came of it.") { asOf };
        refresh.SetAction((line, cancel) => run(line, (job, token) => RefreshAsync(job, line.GetValue(asOf), token), cancel));
        var export = new Command("export", "Prints every client of the pipeline with its signals, stage and deal, as CSV.");
        export.SetAction((line, cancel) =>
            run(line, (job, token) => job.PrintAsync(target => job.The<PipelineExport>().WriteCsvAsync(job.Who, target, token)), cancel));
        return new Command("external-led", "Clients that lead themselves, and may be ready for an account of their own.")
        {
            refresh,
            export,
        };
    }

    private static async Task<int> RefreshAsync(Job job, DateOnly? asOf, CancellationToken cancel)
    {
        var signals = job.The<SignalRefresh>();
        using var progress = ProgressLine<RefreshCounts>.ForTerminal(
            job.Error,
            counts => string.Create(CultureInfo.InvariantCulture, $"Read {counts.Read:N0} of {counts.Of:N0}"));
        var outcome = await signals.RunAsync(job.Who, asOf, progress, cancel);
        progress?.Clear();
        if (outcome.Value is not { } done)
        {
            return await job.RefusedAsync(outcome);
        }

        if (done.Status != RefreshStatus.Completed)
        {
            await job.Error.WriteLineAsync(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Cancelled. What was read until then is kept: {done.Read:N0} clients. Refresh again to read the others."));
            return ExitCode.Failed;
        }

        var listed = await signals.CountListedAsync(job.Who, cancel);
        await job.Output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"Read {done.Read:N0} clients as of {done.AsOf:yyyy-MM-dd}: {listed:N0} listed, {done.NewlyListed:N0} newly listed, "
                + $"{done.Returned:N0} came back."));
        return ExitCode.Done;
    }
}
