using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Partners.Core.Outbox;
using Partners.Core.Persistence;
using Partners.Core.Platform.Live;

namespace Partners.Core.Platform.Push;

/// <summary>What the platform's own trail says of an act: which entries are ours, and who else wrote the same fields.</summary>
internal static class PushTrail
{
    /// <summary>The changes that the platform took from us, whatever became of them since.</summary>
    public static HashSet<Guid> Ours(Guid act, PushStep step, IReadOnlyList<PlatformRevision> trail) =>
    [
        .. from row in step.Rows
           from field in row.Fields
           where trail.Any(entry => entry.IsOf(act) && IsOf(entry, row) && Touches(entry, field.Field))
           select field.Change,
    ];

    /// <summary>Our last entry, and the last of somebody else that ours wrote over: it came after our look and before our write.</summary>
    public static (long? Ours, PlatformRevision? Between) Of(Guid act, PushStep step, IReadOnlyList<PlatformRevision> trail)
    {
        var own = trail.Where(entry => entry.IsOf(act)).ToList();
        var between = (
            from row in step.Rows
            from field in row.Fields
            from entry in trail
            where !entry.IsOf(act) && IsOf(entry, row) && Touches(entry, field.Field)
                && own.Exists(mine => mine.Id > entry.Id && IsOf(mine, row) && Touches(mine, field.Field))
            orderby entry.Id
            select entry).LastOrDefault();
        return (own.Count == 0 ? null : own.Max(entry => entry.Id), between);
    }

    /// <summary>Who wrote last what is in conflict; null if the trail does not say.</summary>
    public static PlatformRevision? LastOther(Guid act, Differing differing, IReadOnlyList<PlatformRevision> trail) => (
        from one in differing.Fields
        from entry in trail
        where !entry.IsOf(act) && IsOf(entry, one.Row) && Touches(entry, one.Field.Field)
        orderby entry.Id
        select entry).LastOrDefault();

    public static string Overwrote(PlatformRevision entry, string? who) =>
        $"{who ?? "Somebody"} changed the same on the platform just before ours arrived. Ours holds there now: {entry.Delta}.";

    /// <summary>The person behind a user of the platform's; null for its service accounts.</summary>
    public static async Task<string?> NameAsync(PartnersDb db, Guid? user, CancellationToken cancel) => user is { } id
        ? await db.People.Where(person => person.DirectusUserId == id).Select(person => person.DisplayName).FirstOrDefaultAsync(cancel)
        : null;

    private static bool IsOf(PlatformRevision entry, PushRow row) =>
        entry.Collection == row.Collection && string.Equals(entry.Item, row.Item, StringComparison.OrdinalIgnoreCase);

    private static bool Touches(PlatformRevision entry, string field) =>
        entry.Delta.ValueKind == JsonValueKind.Object
        && entry.Delta.TryGetProperty(field == PlatformFields.StickyRemoved ? PlatformFields.Settings : field, out _);
}
