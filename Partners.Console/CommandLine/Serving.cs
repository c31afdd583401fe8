using Microsoft.AspNetCore.Connections;
using Microsoft.Data.Sqlite;
using Partners.Console.Hosting;
using Partners.Core;
using Partners.Core.Persistence;
using Partners.Core.Persistence.Sqlite;
using Partners.Core.Platform.Demonstration;
using Partners.Core.Platform.Import;
using Partners.Core.Referrals;

namespace Partners.Console.CommandLine;

/// <summary>What the executable does without a command.</summary>
internal static class Serving
{
    /// <summary>Brings the database up to date, and serves until it is stopped.</summary>
    public static async Task<int> RunAsync(string? database, string[] hostArguments)
    {
        var file = string.Empty;
        try
        {
            await using var console = ConsoleHost.Build(
                hostArguments,
                builder => builder.Services.AddPartnersCore(file = DatabaseSetting.FileOf(builder.Configuration, database)));
            await console.Services.GetRequiredService<DatabaseFile>().MigrateAsync(CancellationToken.None);
            await console.Services.GetRequiredService<ImportRuns>().MarkInterruptedAsync(CancellationToken.None);
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
            await System.Console.Error.WriteLineAsync("Something else is listening on that address already. End it, or name another one: --urls http://localhost:5081");
        }
        catch (SqliteException fault) when (Job.SentenceOf(fault, file) is { } sentence)
        {
            await System.Console.Error.WriteLineAsync(sentence);
        }

        return ExitCode.Failed;
    }
}
