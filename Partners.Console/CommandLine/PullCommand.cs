using System.CommandLine;
using System.Globalization;
using Partners.Core.Platform;
using Partners.Core.Platform.Import;
using Partners.Core.Platform.Live;
using Partners.Core.Platform.Mollie;

namespace Partners.Console.CommandLine;

/// <summary><c>platform pull [--full]</c></summary>
internal static class PullCommand
{
    public static Command Make(RunJob run)
    {
        var full = new Option<bool>("--full")
        {
            Description = "Read all there is, and end what the platform no longer has; without it, what changed since the last pull.",
        };
        var command = new Command(
            "pull",
            "Reads the platform itself, and payments from the payment provider, and prints what was added, updated, unchanged and rejected.")
        {
            full,
        };
        command.SetAction((line, cancel) => run(line, (job, token) => PullAsync(job, line.GetValue(full), token), cancel));
        return command;
    }

    private static async Task<int> PullAsync(Job job, bool full, CancellationToken cancel)
    {
        using var progress = ProgressLine<ImportProgress>.ForTerminal(
            job.Error,
            so => string.Create(CultureInfo.InvariantCulture, $"Pulling {so.File}, {so.Rows:N0} rows"));
        var outcome = await job.The<LivePull>().RunAsync(
            job.Who, full ? PullKind.Everything : PullKind.Changes, progress, cancel);
        progress?.Clear();
        if (outcome.Value is not { } result)
        {
            return await job.RefusedAsync(outcome);
        }

        if (result.Imports.Count == 0)
        {
            await job.Output.WriteLineAsync("Nothing has changed since the last pull.");
            return ExitCode.Done;
        }

        foreach (var import in result.Imports)
        {
            await ImportReport.WriteAsync(job.Output, import);
        }

        return result.Imports switch
        {
            var all when all.All(import => import.Status is ImportStatus.Completed) => ExitCode.Done,
            var all when all.All(import => import.Status is ImportStatus.Completed or ImportStatus.CompletedWithRejections) =>
                ExitCode.DoneWithRejections,
            _ => ExitCode.Failed,
        };
    }
}
