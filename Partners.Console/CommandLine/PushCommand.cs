using System.CommandLine;
using System.Globalization;
using Partners.Core.Platform.Push;

namespace Partners.Console.CommandLine;

/// <summary><c>platform push [--dry-run]</c></summary>
internal static class PushCommand
{
    public static Command Make(RunJob run)
    {
        var dryRun = new Option<bool>("--dry-run")
        {
            Description = "Print each request that would be sent, and send none. The platform is read.",
        };
        var push = new Command("push", "Sends to the platform what waits for it, once.") { dryRun };
        push.SetAction((line, cancel) => run(
            line, (job, token) => line.GetValue(dryRun) ? RehearseAsync(job, token) : PushAsync(job, token), cancel));
        return push;
    }

    private static async Task<int> PushAsync(Job job, CancellationToken cancel)
    {
        var outcome = await job.The<PlatformPush>().RunAsync(job.Who, cancel);
        if (outcome.Value is not { } pass)
        {
            return await job.RefusedAsync(outcome);
        }

        await job.Output.WriteLineAsync(
            string.Create(CultureInfo.InvariantCulture, $"Took up {pass.Taken:N0} {(pass.Taken == 1 ? "act" : "acts")}."));
        if (pass.Stopped is { } stopped)
        {
            await job.Error.WriteLineAsync($"Stopped: {stopped.Because}");
            return ExitCode.Failed;
        }

        return ExitCode.Done;
    }

    private static async Task<int> RehearseAsync(Job job, CancellationToken cancel)
    {
        foreach (var act in await job.The<PushRehearsal>().RunAsync(job.Who, cancel))
        {
            await job.Output.WriteLineAsync(
                string.Create(CultureInfo.InvariantCulture, $"# {act.Act}, {act.By}, {act.At.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}"));
            foreach (var line in act.Lines)
            {
                await job.Output.WriteLineAsync(line);
            }
        }

        return ExitCode.Done;
    }
}
