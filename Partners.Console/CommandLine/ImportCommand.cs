using System.CommandLine;
using System.Globalization;
using Partners.Core.Platform;
using Partners.Core.Platform.Import;

namespace Partners.Console.CommandLine;

/// <summary><c>import FOLDER [--dry-run]</c></summary>
internal static class ImportCommand
{
    public static Command Make(RunJob run)
    {
        var folder = new Argument<string>("FOLDER")
        {
            Description = "The folder with the platform's exports: org.json, workspace.json and so on.",
        };
        var dryRun = new Option<bool>("--dry-run")
        {
            Description = "Check and count everything, and change nothing. Others wait to save meanwhile.",
        };
        var command = new Command("import", "Imports the platform's exports, and prints what was added, updated, unchanged and rejected.")
        {
            folder,
            dryRun,
        };
        command.SetAction((line, cancel) =>
            run(line, (job, token) => ImportAsync(job, line.GetRequiredValue(folder), line.GetValue(dryRun), token), cancel));
        return command;
    }

    private static async Task<int> ImportAsync(Job job, string folder, bool dryRun, CancellationToken cancel)
    {
        using var progress = ProgressLine<ImportProgress>.ForTerminal(job.Error, HowFar);
        var outcome = await job.The<PlatformImport>().RunAsync(job.Who, folder, dryRun, progress, cancel);
        progress?.Clear();
        if (outcome.Value is not { } result)
        {
            return await job.RefusedAsync(outcome);
        }

        await ImportReport.WriteAsync(job.Output, result);
        return result.Status switch
        {
            ImportStatus.Completed => ExitCode.Done,
            ImportStatus.CompletedWithRejections or ImportStatus.CompletedInPart => ExitCode.DoneWithRejections,
            _ => ExitCode.Failed,
        };
    }

    private static string HowFar(ImportProgress progress)
    {
        var percent = progress.BytesInAll == 0 ? 100 : progress.Bytes * 100 / progress.BytesInAll;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{percent,3} %  {(progress.IsChecking ? "Checking" : "Importing")} {progress.File}, {progress.Rows:N0} rows");
    }
}
