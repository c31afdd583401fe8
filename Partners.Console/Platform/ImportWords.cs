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
        ImportStatus.CompletedInPart => "Completed, only a part",
        ImportStatus.Cancelled => "Cancelled",
        _ => "Failed",
    };

    public static string Of(ImportNoticeRow notice) => notice.IsPart ? "Only a part" : "To check";

    /// <summary>Rows older than what was known, which an import leaves alone.</summary>
    public static string LeftAlone(long rows) =>
        $"{(rows == 1 ? "1 row was" : $"{Words.Number(rows)} rows were")} left alone: older than what is known.";

    public static ChipTone ToneOf(ImportStatus status) => status switch
    {
        ImportStatus.Running => ChipTone.Blue,
        ImportStatus.Completed => ChipTone.Green,
        ImportStatus.CompletedWithRejections or ImportStatus.CompletedInPart => ChipTone.Pollen,
        ImportStatus.Cancelled => ChipTone.Grey,
        _ => ChipTone.Candy,
    };
}
