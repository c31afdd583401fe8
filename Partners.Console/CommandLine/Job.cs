using Partners.Console.Hosting;
using Partners.Console.MadeUp;
using Partners.Console.Shell;
using Partners.Core;
using Partners.Core.Access;
using Partners.Core.Changes;
using Partners.Core.ExternalLed;
using Partners.Core.Persistence;
using Partners.Core.Platform.Live;
using Partners.Core.Platform.Mollie;
using Partners.Core.Platform.Push;
using Partners.Core.Referrals;
using Partners.Core.Telemetry;
using Partners.Core.Workspaces;

namespace Partners.Console.CommandLine;

/// <summary>A command-line job: the core on one database, migrated, and where to write.</summary>
internal sealed partial class Job
{
    private readonly IServiceProvider _services;

    private Job(IServiceProvider services, TextWriter output, TextWriter error)
    {
        _services = services;
        Output = output;
        Error = error;
    }

    public TextWriter Output { get; }

    public TextWriter Error { get; }

    public Staff Who { get; } = Staff.AtTheCommandLine(Environment.UserName);

    public T The<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Runs a job, and turns whatever stops it into a sentence and an exit code.</summary>
    /// <param name="migrates">Also where the settings leave that to the command that does nothing else.</param>
    public static async Task<int> RunAsync(
        string? environment,
        string? database,
        TextWriter output,
        TextWriter error,
        Func<Job, CancellationToken, Task<int>> work,
        CancellationToken cancel,
        bool migrates = false)
    {
        // SQLite's calls block. Without this, Ctrl+C would be handled only after the job is done.
        await Task.Yield();

        var configuration = DatabaseSetting.Settings(environment);
        DatabaseAddress address;
        SideSettings sides;
        SignalSettings signals;
        QuerySettings queries;
        PlatformSettings platform;
        PushSettings push;
        MollieSettings mollie;
        try
        {
            address = DatabaseSetting.AddressOf(configuration, database);
            sides = configuration.SideSettings();
            signals = configuration.SignalSettings();
            queries = configuration.QuerySettings();
            platform = configuration.PlatformSettings();
            push = configuration.PushSettings();
            mollie = configuration.MollieSettings();
        }
        catch (StartRefusedException refused)
        {
            await error.WriteLineAsync(refused.Message);
            return ExitCode.Failed;
        }

        await using var services = new ServiceCollection()
            .AddSingleton(sides)
            .AddSingleton(signals)
            .AddSingleton(queries)
            .AddSingleton(platform)
            .AddSingleton(push)
            .AddSingleton(mollie)
            .AddLogging(log =>
                log.SetMinimumLevel(LogLevel.Warning).AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace))
            .AddPartnersCore(address)
            .AddMadeUpData()
            .BuildServiceProvider();
        var log = services.GetRequiredService<ILogger<Job>>();
        try
        {
            await services.GetRequiredService<DatabaseUpkeep>().PrepareAsync(
                migrates || DatabaseSetting.MigratesAtStart(configuration),
                cancel);
            if (await services.GetRequiredService<LedgerUpkeep>().CatchUpAsync(cancel) is { } posting)
            {
                // The command goes on: nothing but what the ledger says depends on it.
                await error.WriteLineAsync(posting.Sentence);
            }

            return await work(new Job(services, output, error), cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            await error.WriteLineAsync("Cancelled.");
        }
        catch (DatabaseRefusedException refused)
        {
            await error.WriteLineAsync(refused.Message);
        }
#pragma warning disable CA1031 // The outermost level: whatever it is, the person gets a sentence and the log the rest.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            var upkeep = services.GetRequiredService<DatabaseUpkeep>();
            if (await upkeep.ExplainAsync(fault) is { } known)
            {
                LogDatabase(log, known.Kind, known.Code);
                await error.WriteLineAsync(known.Sentence(upkeep.Name));
            }
            else
            {
                LogFault(log, fault);
                await error.WriteLineAsync("Something went wrong, and the command stopped. What happened stands in the log.");
            }
        }

        return ExitCode.Failed;
    }

    /// <summary>Prints each refusal's sentence.</summary>
    public async Task<int> RefusedAsync<T>(Outcome<T> outcome)
        where T : notnull
    {
        foreach (var refusal in outcome.Refusals)
        {
            await Error.WriteLineAsync(refusal.Sentence);
        }

        return ExitCode.Failed;
    }

    /// <summary>Prints text that the core writes as bytes.</summary>
    public async Task<int> PrintAsync(Func<Stream, Task> write)
    {
        using var bytes = new MemoryStream();
        await write(bytes);
        bytes.Position = 0;
        using var reader = new StreamReader(bytes);
        await Output.WriteAsync(await reader.ReadToEndAsync());
        return ExitCode.Done;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database failed: {Kind} ({Code}).")]
    private static partial void LogDatabase(ILogger log, DatabaseFaultKind kind, string code);

    [LoggerMessage(Level = LogLevel.Error, Message = "The command stopped.")]
    private static partial void LogFault(ILogger log, Exception fault);
}
