using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Partners.Core.Outbox;
using Partners.Core.Persistence;

namespace Partners.Core.Platform.Import;

/// <summary>The changes of one batch's rows that the platform does not have yet.</summary>
internal sealed class WaitingChanges
{
    public static readonly WaitingChanges None = new([]);

    private readonly Dictionary<string, List<PlatformChange>> _byItem;

    private WaitingChanges(Dictionary<string, List<PlatformChange>> byItem) => _byItem = byItem;

    public static async Task<WaitingChanges> OfAsync(
        PartnersDb db,
        string collection,
        IReadOnlyCollection<string> items,
        CancellationToken cancel)
    {
        var waiting = await db.PlatformChanges
            .Open()
            .Where(change => change.Collection == collection && items.Contains(change.Item))
            .ToListAsync(cancel);
        return waiting.Count == 0
            ? None
            : new(
                waiting.GroupBy(change => change.Item, StringComparer.Ordinal)
                    .ToDictionary(changes => changes.Key, changes => changes.ToList(), StringComparer.Ordinal));
    }

    /// <summary>
    /// Marks changes as applied if the row agrees, and returns the row to follow, with staff's values in the fields that still differ.
    /// </summary>
    public TRow Settle<TEntity, TRow>(
        string item,
        TEntity ours,
        TRow row,
        IReadOnlyList<StaffOwnedField<TEntity, TRow>> fields,
        DateTimeOffset at)
    {
        if (!_byItem.TryGetValue(item, out var waiting))
        {
            return row;
        }

        var followed = row;
        foreach (var change in waiting)
        {
            using var value = JsonDocument.Parse(change.Value);
            var isNew = string.Equals(change.Field, PlatformFields.NewRecord, StringComparison.Ordinal);
            var asked = isNew
                ? Asked(value.RootElement, ours, row, fields)
                : [.. fields.Where(field => string.Equals(field.Field, change.Field, StringComparison.Ordinal))
                    .Select(field => (field, value.RootElement))];
            if (!isNew && asked.Count == 0)
            {
                continue;
            }

            var differing = asked.Where(one => !one.Field.Agrees(one.Recorded, row, ours)).ToList();
            if (differing.Count == 0)
            {
                change.Apply(at);
            }

            foreach (var (field, _) in differing)
            {
                followed = field.Keep(followed, ours);
            }
        }

        return followed;
    }

    /// <summary>
    /// The fields that a change for a new record asks for. A field whose record differs by now was changed again since, and belongs to that
    /// later change.
    /// </summary>
    private static List<(StaffOwnedField<TEntity, TRow> Field, JsonElement Recorded)> Asked<TEntity, TRow>(
        JsonElement record,
        TEntity ours,
        TRow row,
        IReadOnlyList<StaffOwnedField<TEntity, TRow>> fields) =>
    [
        .. fields
            .Where(field => record.TryGetProperty(field.Field, out var recorded) && field.Agrees(recorded, field.Keep(row, ours), ours))
            .Select(field => (field, record.GetProperty(field.Field))),
    ];
}
