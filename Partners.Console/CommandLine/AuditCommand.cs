using System.CommandLine;
using System.Globalization;
using Partners.Core.Audit;

namespace Partners.Console.CommandLine;

/// <summary><c>audit verify</c></summary>
internal static class AuditCommand
{
    public static Command Make(RunJob run)
    {
        var verify = new Command("verify", "Checks the audit trail: names the first broken entry, missing triggers and a cut-off end.");
        verify.SetAction((line, cancel) => run(line, VerifyAsync, cancel));
        return new Command("audit", "The audit trail.") { verify };
    }

    private static async Task<int> VerifyAsync(Job job, CancellationToken cancel)
    {
        var verdict = await job.The<AuditTrail>().VerifyAsync(job.Who, cancel);
        if (verdict.Fault is { } fault)
        {
            await job.Output.WriteLineAsync($"The chain is broken: {fault}.");
        }

        foreach (var finding in verdict.Findings)
        {
            await job.Output.WriteLineAsync(finding);
        }

        if (!verdict.IsWhole)
        {
            return ExitCode.Failed;
        }

        await job.Output.WriteLineAsync(
            string.Create(CultureInfo.InvariantCulture, $"The chain is whole: {verdict.Entries:N0} entries, up to {verdict.HeadHash}."));
        return ExitCode.Done;
    }
}
