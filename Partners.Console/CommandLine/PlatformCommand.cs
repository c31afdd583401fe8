using System.CommandLine;
using Partners.Core.Platform;

namespace Partners.Console.CommandLine;

/// <summary><c>platform changes</c>, <c>check</c> and <c>pull</c></summary>
internal static class PlatformCommand
{
    public static Command Make(RunJob run)
    {
        var changes = new Command("changes", "Prints the changes to carry to the platform, one line of JSON for each, oldest first.");
        changes.SetAction((line, cancel) => run(line, ChangesAsync, cancel));
        return new Command("platform", "The exchange with the platform.")
        {
            changes,
            CheckCommand.Make(run),
            PullCommand.Make(run),
            PushCommand.Make(run),
        };
    }

    private static async Task<int> ChangesAsync(Job job, CancellationToken cancel)
    {
        await foreach (var line in job.The<PlatformRecord>().WaitingLinesAsync(job.Who, cancel))
        {
            await job.Output.WriteLineAsync(line);
        }

        return ExitCode.Done;
    }
}
