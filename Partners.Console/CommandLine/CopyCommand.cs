using System.CommandLine;
using System.Globalization;
using Partners.Core.Audit;
using Partners.Core.Persistence;

namespace Partners.Console.CommandLine;

/// <summary>Runs a command's work on a database that it names itself, brought up to date.</summary>
internal delegate Task<int> RunJobOn(
    ParseResult line, string database, Func<Job, CancellationToken, Task<int>> work, CancellationToken cancel);

/// <summary><c>copy --from FILE --to CONNECTION</c></summary>
internal static class CopyCommand
{
    public static Command Make(RunJobOn run)
    {
        var from = new Option<string>("--from") { Description = "The SQLite file.", HelpName = "FILE", Required = true };
        from.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is { } file && !File.Exists(file))
            {
                result.AddError($"There is no file {file}.");
            }
        });
        var to = new Option<string>("--to")
        {
            Description = "The connection string of an empty PostgreSQL database: Host=db.example;Database=partners;Username=partners.",
            HelpName = "CONNECTION",
            Required = true,
        };
        to.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is { } text && DatabaseSetting.Parse(text).Provider != DatabaseProvider.PostgreSql)
            {
                result.AddError("--to takes a connection string that begins with Host=.");
            }
        });
        var command = new Command("copy", "Copies a SQLite file into an empty PostgreSQL database: all of it, or nothing.") { from, to };
        command.SetAction((line, cancel) => run(
            line,
            line.GetRequiredValue(to),
            (job, token) => CopyAsync(job, Path.GetFullPath(line.GetRequiredValue(from)), token),
            cancel));
        return command;
    }

    private static async Task<int> CopyAsync(Job job, string file, CancellationToken cancel)
    {
        var copied = await job.The<DatabaseCopy>().FromFileAsync(file, new Lines(job.Error), cancel);
        var verdict = await job.The<AuditTrail>().VerifyAsync(job.Who, cancel);
        if (!verdict.IsWhole)
        {
            await job.Error.WriteLineAsync("Everything was copied, but the trail does not verify. Run audit verify on both.");
            return ExitCode.Failed;
        }

        await job.Output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"Copied {copied.Rows:N0} rows. The chain is whole: {verdict.Entries:N0} entries, up to {verdict.HeadHash}."));
        return ExitCode.Done;
    }

    private sealed class Lines(TextWriter writer) : IProgress<(string Table, long Rows)>
    {
        public void Report((string Table, long Rows) value) =>
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{value.Table}: {value.Rows:N0}"));
    }
}
