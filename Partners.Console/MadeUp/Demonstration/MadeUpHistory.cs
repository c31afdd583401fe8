using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Changes;

namespace Partners.Console.MadeUp.Demonstration;

/// <summary>An entry for the trail about the demonstration's past.</summary>
internal sealed record PastEntry(
    Staff Who,
    DateTimeOffset At,
    string Action,
    AuditSubject Subject,
    object? Before,
    object? After,
    string? Reason);

/// <summary>
/// Writes the trail of a past that never was: other people, on other days. Only made-up data may; every command writes its own entry in the
/// name of whoever carries it out.
/// </summary>
internal static class MadeUpHistory
{
    /// <summary>The request of what somebody did at a moment.</summary>
    public static Guid RequestOf(Staff who, DateTimeOffset at) => KnownId.Of("request", $"{who.Subject}/{at:O}");

    /// <summary>Saves the entries in the order of their days, before the change's own.</summary>
    public static async Task WriteAsync(Change change, IEnumerable<PastEntry> past, CancellationToken cancel)
    {
        var facts = past.OrderBy(entry => entry.At).Select(entry => new AuditFacts(
            entry.At,
            entry.Who.Subject,
            entry.Who.Name,
            entry.Action,
            entry.Subject,
            entry.Before is null ? null : CanonicalJson.Of(entry.Before),
            entry.After is null ? null : CanonicalJson.Of(entry.After),
            entry.Reason,
            RequestOf(entry.Who, entry.At)));
        await AuditChain.AppendAsync(change.Db, facts, cancel);
        await change.Db.SaveChangesAsync(cancel);
    }
}
