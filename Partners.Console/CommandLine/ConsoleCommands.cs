using System.CommandLine;

namespace Partners.Console.CommandLine;

/// <summary>The executable's commands. Without one it serves the console.</summary>
public static class ConsoleCommands
{
    /// <summary>The time that an interrupted command gets to record how far it got.</summary>
    private static readonly TimeSpan s_timeToEnd = TimeSpan.FromSeconds(30);

    private static readonly Option<string?> s_database = new("--database")
    {
        Description = "The SQLite file, or a PostgreSQL connection string (Host=…); what the settings say, where none is named.",
        HelpName = "FILE",
        Recursive = true,
    };

    // The host's own options. They are declared here because `dotnet run` passes them to everything it starts, including commands.
    private static readonly Option<string?> s_environment = new("--environment") { Recursive = true, Hidden = true };
    private static readonly Option<string?> s_addresses = new("--urls") { Recursive = true, Hidden = true };

    /// <summary>Runs what the arguments ask for.</summary>
    /// <param name="serve">Serves, on the database named if any, with the arguments that the host itself understands.</param>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(
        string[] args,
        TextWriter output,
        TextWriter error,
        Func<string?, string[], Task<int>> serve,
        CancellationToken cancel = default)
    {
        var root = Root(output, error, serve);
        var line = root.Parse(args);
        var serves = line.CommandResult.Command == root;
        var settings = new InvocationConfiguration
        {
            Output = output,
            Error = error,
            EnableDefaultExceptionHandler = false,

            // The host handles termination itself.
            ProcessTerminationTimeout = serves ? null : s_timeToEnd,
        };

        // Options that are not the console's belong to the host, such as --urls. A first word that is no command is a mistake.
        if (line.UnmatchedTokens is [var odd, ..] && (!serves || !odd.StartsWith("--", StringComparison.Ordinal)))
        {
            await error.WriteLineAsync(
                serves
                    ? $"There is no command {odd}. --help lists them."
                    : $"The command {line.CommandResult.Command.Name} does not know {odd}. --help says what it takes.");
            return ExitCode.BadUsage;
        }

        var code = await line.InvokeAsync(settings, cancel);
        return line.Errors.Count > 0 ? ExitCode.BadUsage : code;
    }

    private static RootCommand Root(TextWriter output, TextWriter error, Func<string?, string[], Task<int>> serve)
    {
        Task<int> Run(ParseResult line, Func<Job, CancellationToken, Task<int>> work, CancellationToken cancel) =>
            Job.RunAsync(line.GetValue(s_environment), line.GetValue(s_database), output, error, work, cancel);

        Task<int> Migrate(ParseResult line, Func<Job, CancellationToken, Task<int>> work, CancellationToken cancel) =>
            Job.RunAsync(line.GetValue(s_environment), line.GetValue(s_database), output, error, work, cancel, migrates: true);

        Task<int> RunOn(ParseResult line, string database, Func<Job, CancellationToken, Task<int>> work, CancellationToken cancel) =>
            Job.RunAsync(line.GetValue(s_environment), database, output, error, work, cancel, migrates: true);

        var root = new RootCommand(
            "Partners, the staff console of the partner programme. Without a command it serves the console, at http://localhost:5080 in "
                + "Development; with one it does that job and ends: with 0 when it is done, 1 when it failed, 2 when it was called "
                + "wrongly, 3 when it is done and rows were rejected.")
        {
            s_database,
            s_environment,
            s_addresses,
            ImportCommand.Make(Run),
            MigrateCommand.Make(Migrate),
            CopyCommand.Make(RunOn),
            MadeUpDataCommands.Demo(Run),
            MadeUpDataCommands.Seed(Run),
            AuditCommand.Make(Run),
            PlatformCommand.Make(Run),
            LedgerCommand.Make(Run),
            ExternalLedCommand.Make(Run),
        };
        root.TreatUnmatchedTokensAsErrors = false;
        root.SetAction((line, _) => serve(
            line.GetValue(s_database),
            [.. HostOption(line, s_environment), .. HostOption(line, s_addresses), .. line.UnmatchedTokens]));
        return root;
    }

    private static IEnumerable<string> HostOption(ParseResult line, Option<string?> option) =>
        line.GetValue(option) is { } value ? [$"{option.Name}={value}"] : [];
}

/// <summary>Runs a command's work on the database that its arguments name.</summary>
internal delegate Task<int> RunJob(ParseResult line, Func<Job, CancellationToken, Task<int>> work, CancellationToken cancel);
