using Microsoft.AspNetCore.Connections;
using Partners.Console.Hosting;
using Partners.Console.MadeUp;
using Partners.Console.MadeUp.Demonstration;
using Partners.Console.Shell;
using Partners.Core;
using Partners.Core.Persistence;
using Partners.Core.Referrals;

namespace Partners.Console.CommandLine;

/// <summary>Serves the console when there is no command.</summary>
internal static partial class Serving
{
    /// <summary>Migrates the database, and serves until stopped.</summary>
    public static async Task<int> RunAsync(string? database, string[] hostArguments)
    {
        WebApplication? console = null;
        DatabaseUpkeep? kept = null;
        try
        {
            console = ConsoleHost.Build(
                hostArguments,
                builder =>
                    builder.Services.AddPartnersCore(DatabaseSetting.AddressOf(builder.Configuration, database)).AddMadeUpData());
            kept = console.Services.GetRequiredService<DatabaseUpkeep>();
            await kept.PrepareAsync(DatabaseSetting.MigratesAtStart(console.Configuration), CancellationToken.None);
            if (console.Services.GetService<ChangesElsewhere>() is { } elsewhere)
            {
                await elsewhere.CheckAsync(CancellationToken.None);
            }

            console.Services.CheckKeyRing();
            await console.Services.GetRequiredService<LedgerUpkeep>().CatchUpAsync(CancellationToken.None);
            if (console.Environment.IsDevelopment())
            {
                await console.Services.GetRequiredService<DemonstrationData>().LoadIfEmptyAsync(CancellationToken.None);
            }

            await console.RunAsync();
            return ExitCode.Done;
        }
        catch (Exception refused) when (refused is StartRefusedException or DatabaseRefusedException)
        {
            await System.Console.Error.WriteLineAsync(refused.Message);
        }
        catch (IOException fault) when (fault.InnerException is AddressInUseException)
        {
            await System.Console.Error.WriteLineAsync(
                "Something else is listening on that address already. End it, or name another one: --urls http://localhost:5081");
        }
#pragma warning disable CA1031 // The outermost level: whoever starts the console gets a sentence and the log the rest.
        catch (Exception fault) when (console is not null && kept is not null)
#pragma warning restore CA1031
        {
            if (await kept.ExplainAsync(fault) is { } known)
            {
                await System.Console.Error.WriteLineAsync(known.Sentence(kept.Name));
            }
            else
            {
                LogFault(console.Logger, fault);
                await System.Console.Error.WriteLineAsync("Something went wrong, and Partners stopped. What happened is in the log.");
            }
        }
        finally
        {
            if (console is not null)
            {
                await console.DisposeAsync();
            }
        }

        return ExitCode.Failed;
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "Partners stopped.")]
    private static partial void LogFault(ILogger log, Exception fault);
}
