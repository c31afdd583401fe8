using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Partners.Core.Persistence;

namespace Partners.Core.Platform.Import;

/// <summary>A field that staff change here: an import leaves it alone while a <see cref="PlatformChange"/> of it waits.</summary>
/// <param name="Value">What a row says of it, as the change's value would.</param>
internal sealed record KeptField<TRow>(string Field, Func<TRow, object?> Value);

/// <summary>The changes that wait for the rows of one batch.</summary>
internal sealed class WaitingChanges
{
    public static readonly WaitingChanges None = new([]);

    private static readonly HashSet<string> s_nothing = [];

    private readonly Dictionary<string, List<PlatformChange>> _byItem;

    private WaitingChanges(Dictionary<string, List<PlatformChange>> byItem) => _byItem = byItem;

    public static async Task<WaitingChanges> OfAsync(PartnersDb db, string collection, IReadOnlyCollection<string> items, CancellationToken cancel)
    {
        var waiting = await db.PlatformChanges
            .Where(change => change.State == PlatformChangeState.Waiting && change.Collection == collection && items.Contains(change.Item))
            .ToListAsync(cancel);
        return waiting.Count == 0
            ? None
            : new(waiting.GroupBy(change => change.Item, StringComparer.Ordinal).ToDictionary(changes => changes.Key, changes => changes.ToList(), StringComparer.Ordinal));
    }

    /// <summary>
    /// Marks as applied what the row agrees with, and answers the fields in which it does not: those stay as staff set them.
    /// </summary>
    public IReadOnlySet<string> Settle<TRow>(string item, TRow row, IReadOnlyList<KeptField<TRow>> fields, DateTimeOffset at)
    {
        if (!_byItem.TryGetValue(item, out var waiting))
        {
            return s_nothing;
        }

        var kept = new HashSet<string>(StringComparer.Ordinal);
        foreach (var change in waiting.Where(change => change.State == PlatformChangeState.Waiting))
        {
            if (fields.FirstOrDefault(field => string.Equals(field.Field, change.Field, StringComparison.Ordinal)) is not { } field)
            {
                continue;
            }

            if (string.Equals(JsonSerializer.Serialize(field.Value(row)), change.Value, StringComparison.Ordinal))
            {
                change.Apply(at);
            }
            else
            {
                kept.Add(change.Field);
            }
        }

        return kept;
    }
}
