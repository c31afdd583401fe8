using Partners.Core.Referrals;
using AmsterdamTime = Partners.Console.Shell.AmsterdamTime;

namespace Partners.Console.Referrals;

/// <summary>A difference to the platform in words.</summary>
public static class PlatformWording
{
    private static readonly (TermFields Field, string Word)[] s_words =
    [
        (TermFields.Partner, "partner"),
        (TermFields.Workspace, "client workspace"),
        (TermFields.Kickback, "kickback"),
        (TermFields.Discount, "discount"),
        (TermFields.Cap, "cap"),
        (TermFields.Start, "start"),
        (TermFields.Expiry, "expiry"),
    ];

    /// <summary>"The platform’s kickback and cap differ from ours."</summary>
    public static string Differs(TermFields fields)
    {
        var words = s_words.Where(word => fields.HasFlag(word.Field)).Select(word => word.Word).ToList();
        var listed = words.Count == 1 ? words[0] : $"{string.Join(", ", words[..^1])} and {words[^1]}";
        return $"The platform’s {listed} {(words.Count == 1 ? "differs" : "differ")} from ours.";
    }

    public static string Deleted(LedgerRow deal) =>
        $"The platform deleted its row on {Day(deal.DeletedOnPlatform)}. The deal "
            + $"{(deal.EndedOn is { } end ? $"ended on {Day(end)}" : "goes on")} here, and its lines stay. Settle what is owed.";

    public static string TakeLabel(TermFields open) =>
        open.HasFlag(TermFields.Deletion) ? "Take it as the end…" : "Take it as an amendment…";

    public static string KeepLabel(TermFields open) => open.HasFlag(TermFields.Deletion) ? "Let the deal go on…" : "Keep ours…";

    private static string Day(DateOnly? day) => day is { } known ? AmsterdamTime.Day(known) : "an unknown day";
}
