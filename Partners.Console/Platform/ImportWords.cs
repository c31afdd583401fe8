using Partners.Console.Shell;
using Partners.Core.Platform;

namespace Partners.Console.Platform;

/// <summary>Display text for imports.</summary>
public static class ImportWords
{
    public static string Of(ImportStatus status) => status switch
    {
        ImportStatus.Running => "Running",
        ImportStatus.Completed => "Completed",
        ImportStatus.CompletedWithRejections => "Completed, some rows rejected",
        ImportStatus.Cancelled => "Cancelled",
        _ => "Failed",
    };

    /// <summary>"12 added, 3 updated, 400 unchanged, none rejected".</summary>
    public static string Sum(ImportSummary import) =>
        $"{Count(import.Added)} added, {Count(import.Updated)} updated, {Count(import.Unchanged)} unchanged, "
        + $"{Count(import.Rejected)} rejected";

    private static string Count(long number) => number == 0 ? "none" : Words.Number(number);
}
