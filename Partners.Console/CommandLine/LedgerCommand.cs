using System.CommandLine;
using Partners.Core.Referrals;
using Partners.Core.Values;

namespace Partners.Console.CommandLine;

/// <summary><c>ledger export [--as-of DATE]</c> and <c>ledger statement --partner NAME_OR_ID --month YYYY-MM</c></summary>
internal static class LedgerCommand
{
    public static Command Make(RunJob run)
    {
        var asOf = DayOption.AsOf("The day at whose end the ledger is meant, such as 2026-11-20; today, where none is named.");
        var export = new Command("export", "Prints every deal with what is earned, paid and owed, as CSV.") { asOf };
        export.SetAction((line, cancel) => run(line, (job, token) => ExportAsync(job, line.GetValue(asOf), token), cancel));

        var partner = new Option<string>("--partner")
        {
            Description = "The partner: its id, or its name in full.",
            HelpName = "NAME_OR_ID",
            Required = true,
        };
        var month = new Option<string>("--month") { Description = "The month, such as 2026-10.", HelpName = "YYYY-MM", Required = true };
        month.Validators.Add(result =>
        {
            if (!Month.TryParse(result.GetValueOrDefault<string>(), out _))
            {
                result.AddError($"{result.GetValueOrDefault<string>()} is no month. Write it as 2026-10.");
            }
        });
        var statement = new Command("statement", "Prints a partner's statement of one month, as CSV.") { partner, month };
        statement.SetAction((line, cancel) =>
            run(line, (job, token) => StatementAsync(job, line.GetRequiredValue(partner), line.GetRequiredValue(month), token), cancel));
        return new Command("ledger", "The referral ledger.") { export, statement };
    }

    private static async Task<int> StatementAsync(Job job, string partner, string typed, CancellationToken cancel)
    {
        var statements = job.The<Statements>();
        _ = Month.TryParse(typed, out var month);
        if (await statements.FindPartnerAsync(job.Who, partner, cancel) is not { } id
            || await statements.FindAsync(job.Who, id, month, cancel) is not { } shown)
        {
            await job.Error.WriteLineAsync(
                $"There is no partner {partner} with deals, or there are several of that name: then use the id.");
            return ExitCode.Failed;
        }

        return await job.PrintAsync(target => shown.Statement.WriteCsvAsync(CsvForm.Plain, target, cancel));
    }

    private static Task<int> ExportAsync(Job job, DateOnly? asOf, CancellationToken cancel) =>
        job.PrintAsync(target => job.The<LedgerExport>().WriteCsvAsync(job.Who, asOf, target, cancel));
}
