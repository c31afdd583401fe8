using System.CommandLine;
using Partners.Core.Persistence;

namespace Partners.Console.CommandLine;

/// <summary><c>migrate</c></summary>
internal static class MigrateCommand
{
    public static Command Make(RunJob run)
    {
        var command = new Command(
            "migrate",
            "Brings the database up to date and ends. Serving and the other commands do so too, unless Database:MigrateAtStart is false.");
        command.SetAction((line, cancel) => run(line, SayAsync, cancel));
        return command;
    }

    /// <summary>The work is done before any job's.</summary>
    private static async Task<int> SayAsync(Job job, CancellationToken cancel)
    {
        await job.Output.WriteLineAsync($"The database {job.The<DatabaseUpkeep>().Name} is up to date.");
        return ExitCode.Done;
    }
}
