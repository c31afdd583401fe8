using System.CommandLine;
using System.Globalization;
using Partners.Console.MadeUp.Demonstration;
using Partners.Console.MadeUp.Synthetic;

namespace Partners.Console.CommandLine;

/// <summary><c>demo</c> and <c>seed --organisations N</c>: load made-up data into an empty database.</summary>
internal static class MadeUpDataCommands
{
    public static Command Demo(RunJob run)
    {
        var command = new Command("demo", "Loads the demonstration data into an empty database.");
        command.SetAction((line, cancel) => run(line, DemoAsync, cancel));
        return command;
    }

    public static Command Seed(RunJob run)
    {
        var organisations = new Option<int>("--organisations")
        {
            Description = "How many organisations; workspaces, people and the rest in proportion.",
            HelpName = "N",
            Required = true,
        };
        var command = new Command("seed", "Loads large synthetic data into an empty database, for measurements.") { organisations };
        command.SetAction((line, cancel) => run(line, (job, token) => SeedAsync(job, line.GetRequiredValue(organisations), token), cancel));
        return command;
    }

    private static async Task<int> DemoAsync(Job job, CancellationToken cancel)
    {
        var outcome = await job.The<DemonstrationData>().LoadAsync(job.Who, cancel);
        if (outcome.Value is not { } loaded)
        {
            return await job.RefusedAsync(outcome);
        }

        await job.Output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"Loaded demonstration data: {loaded.Organisations:N0} organisations ({loaded.Partners:N0} partners), "
                + $"{loaded.ExternalWorkspaces:N0} external-client workspaces, {loaded.Deals:N0} deals. None of it is real."));
        return ExitCode.Done;
    }

    private static async Task<int> SeedAsync(Job job, int organisations, CancellationToken cancel)
    {
        var outcome = await job.The<SyntheticData>().LoadAsync(job.Who, organisations, new Lines(job.Error), cancel);
        if (outcome.Value is not { } loaded)
        {
            return await job.RefusedAsync(outcome);
        }

        await job.Output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"Loaded synthetic data: {loaded.Organisations:N0} organisations, {loaded.Workspaces:N0} workspaces, {loaded.Rows:N0} rows in "
                + $"all. None of it is real."));
        return ExitCode.Done;
    }

    private sealed class Lines(TextWriter writer) : IProgress<string>
    {
        public void Report(string value) => writer.WriteLine(value);
    }
}
