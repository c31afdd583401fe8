using System.CommandLine;
using Partners.Console.Platform;
using Partners.Core.Platform.Live;
using Partners.Core.Platform.Mollie;

namespace Partners.Console.CommandLine;

/// <summary><c>platform check</c></summary>
internal static class CheckCommand
{
    public static Command Make(RunJob run)
    {
        var command = new Command(
            "check",
            "Says what the console may read and write on the platform, what is missing, whether payments can be read, and how fresh all is.");
        command.SetAction((line, cancel) => run(line, CheckAsync, cancel));
        return command;
    }

    private static async Task<int> CheckAsync(Job job, CancellationToken cancel)
    {
        var payments = job.The<MollieSettings>().IsOn ? (await job.The<PaymentsCheck>().RunAsync(job.Who, cancel)).Value : null;
        if (payments is not null)
        {
            foreach (var line in CheckWords.Of(payments))
            {
                await job.Output.WriteLineAsync(line);
            }

            if (!job.The<PlatformSettings>().IsLive)
            {
                return payments.Problem is null ? ExitCode.Done : ExitCode.DoneWithRejections;
            }
        }

        var outcome = await job.The<PlatformCheck>().RunAsync(job.Who, cancel);
        if (outcome.Value is not { } check)
        {
            return await job.RefusedAsync(outcome);
        }

        foreach (var line in CheckWords.Of(check))
        {
            await job.Output.WriteLineAsync(line);
        }

        return check.Missing.Any() || payments?.Problem is not null ? ExitCode.DoneWithRejections : ExitCode.Done;
    }
}
