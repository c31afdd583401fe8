using System.CommandLine;
using System.Globalization;
using Partners.Core.Referrals;

namespace Partners.Console.CommandLine;

/// <summary><c>ledger export [--as-of DATE]</c></summary>
internal static class LedgerCommand
{
    public static Command Make(RunJob run)
    {
        var asOf = new Option<DateOnly?>("--as-of")
        {
            Description = "The day at whose end the ledger is meant, such as 2026-11-20; today, where none is named.",
            HelpName = "DATE",
            CustomParser = result =>
            {
                if (DateOnly.TryParseExact(result.Tokens[^1].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                {
                    return day;
                }

                result.AddError($"{result.Tokens[^1].Value} is no day. Write it as 2026-11-20.");
                return null;
            },
        };
        var export = new Command("export", "Prints every deal with what is earned, paid and owed, as CSV.") { asOf };
        export.SetAction((line, cancel) => run(line, (job, token) => ExportAsync(job, line.GetValue(asOf), token), cancel));
        return new Command("ledger", "The referral ledger.") { export };
    }

    private static Task<int> ExportAsync(Job job, DateOnly? asOf, CancellationToken cancel) =>
        WriteAsync(job, target => job.The<LedgerExport>().WriteCsvAsync(job.Who, asOf, target, cancel));

    /// <summary>The core writes bytes, the command line text.</summary>
    private static async Task<int> WriteAsync(Job job, Func<Stream, Task> write)
    {
        using var bytes = new MemoryStream();
        await write(bytes);
        bytes.Position = 0;
        using var reader = new StreamReader(bytes);
        await job.Output.WriteAsync(await reader.ReadToEndAsync());
        return ExitCode.Done;
    }
}
