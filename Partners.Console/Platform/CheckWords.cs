using System.Globalization;
using Partners.Console.Shell;
using Partners.Core.Platform.Live;
using Partners.Core.Platform.Mollie;

namespace Partners.Console.Platform;

/// <summary>Display text for the connection to the platform.</summary>
public static class CheckWords
{
    /// <summary>The whole check, line by line.</summary>
    public static IEnumerable<string> Of(CheckResult check) =>
    [
        $"{check.Host} answers, {Words.Number(check.Limits.LargePage)} rows at a time.",
        .. Freshness(check.Sync),
        .. Clocks(check),
        $"May be read: {Names(check, "read")}.",
        $"May be added: {Names(check, "create")}.",
        $"May be changed: {Names(check, "update")}.",
        .. check.Missing.Select(Of),
        .. check.Unseen.Select(collection =>
            $"Missing: read {collection} in directus_revisions, for seeing who else changed a record of it."),
        .. check.CannotHold.Select(sentence => $"Cannot be held: {sentence}"),
    ];

    /// <summary>Whether payments can be read from the payment provider.</summary>
    public static IEnumerable<string> Of(PaymentsCheckResult check) =>
    [
        check.Problem is null
            ? $"{check.Host} answers: payments, refunds and chargebacks can be read."
            : $"Payments cannot be read from {check.Host}: {check.Problem}",
        check.Sync?.PulledAt is { } pulled ? $"Payments were last read {AmsterdamTime.Moment(pulled)}." : "Payments were never read yet.",
    ];

    public static string Of(CheckedRight right) =>
        $"Missing: {right.Right.Action} {right.Right.Collection} ({string.Join(", ", right.Missing)}), for {right.Right.For}.";

    /// <summary>How fresh all is, and what keeps it from being so.</summary>
    public static IEnumerable<string> Freshness(SyncNews? sync)
    {
        yield return sync?.PulledAt is { } pulled ? $"Last pulled {AmsterdamTime.Moment(pulled)}." : "Never pulled yet.";
        if (sync?.ComparedAt is { } compared)
        {
            yield return $"Last compared {AmsterdamTime.Moment(compared)}: {Found(sync)}";
        }

        foreach (var sentence in Concerns(sync))
        {
            yield return sentence;
        }
    }

    /// <summary>What somebody has to look at.</summary>
    public static IEnumerable<string> Concerns(SyncNews? sync)
    {
        if (sync is { Problem: { } problem, ProblemSince: { } since })
        {
            yield return $"{problem} This has been so since {AmsterdamTime.Moment(since)}.";
        }

        if (sync?.Withheld is { } withheld)
        {
            yield return withheld;
        }
    }

    /// <summary>What the last comparison found that no pull had brought.</summary>
    public static string Found(SyncNews sync) => sync switch
    {
        { Ended: 0, Missed: 0 } => "nothing was missing.",
        _ => string.Create(
            CultureInfo.InvariantCulture,
            $"{sync.Missed:N0} rows were new or changed, {sync.Ended:N0} records ended that the platform has no longer."),
    };

    public static IEnumerable<string> Clocks(CheckResult check)
    {
        if (check.ClocksDiffer)
        {
            var minutes = Words.Count((int)Math.Round(check.ClockDifference.Duration().TotalMinutes), "minute");
            var where = check.ClockDifference > TimeSpan.Zero ? "ahead of" : "behind";
            yield return $"The platform's clock is {minutes} {where} this machine's.";
        }
    }

    private static string Names(CheckResult check, string action) => string.Join(
        ", ",
        check.Rights
            .Where(right => right.Right.Action == action && right.Missing.Count < right.Right.Fields.Count)
            .Select(right => right.Right.Collection)
            .Distinct(StringComparer.Ordinal)
            .DefaultIfEmpty("nothing"));
}
