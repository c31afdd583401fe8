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

    public static ChipTone ToneOf(ImportStatus status) => status switch
    {
        ImportStatus.Running => ChipTone.Blue,
        ImportStatus.Completed => ChipTone.Green,
        ImportStatus.CompletedWithRejections => ChipTone.Pollen,
        ImportStatus.Cancelled => ChipTone.Grey,
        _ => ChipTone.Candy,
    };
}
