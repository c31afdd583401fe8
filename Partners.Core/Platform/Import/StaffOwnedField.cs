using System.Text.Json;
using Partners.Core.Outbox;
using Partners.Core.Values;

namespace Partners.Core.Platform.Import;

/// <summary>A field that staff change here: an import leaves it alone while a <see cref="PlatformChange"/> of it waits.</summary>
/// <param name="Field">The platform's name of it, see <see cref="PlatformFields"/>.</param>
/// <param name="Agrees">Whether a row says what the change asked for.</param>
/// <param name="Keep">The row, saying of this field what the record says here.</param>
internal sealed record StaffOwnedField<TEntity, TRow>(string Field, Agreement<TEntity, TRow> Agrees, Func<TRow, TEntity, TRow> Keep)
{
    /// <param name="value">What a row says of the field, as the change's value would: see <see cref="Recorded.Is"/>.</param>
    public StaffOwnedField(string field, Func<TRow, object?> value, Func<TRow, TEntity, TRow> keep)
        : this(field, (recorded, row, _) => Recorded.Is(recorded, value(row)), keep)
    {
    }
}

/// <param name="recorded">The value that the platform should take.</param>
/// <param name="ours">The record as it is here, before it follows the row.</param>
internal delegate bool Agreement<in TEntity, in TRow>(JsonElement recorded, TRow row, TEntity ours);

/// <summary>Compares a change's value with what a row says.</summary>
internal static class Recorded
{
    /// <summary>Instants as instants, all else by value.</summary>
    public static bool Is(JsonElement recorded, object? said) => said switch
    {
        null => IsNothing(recorded),
        DateTimeOffset instant => recorded.ValueKind == JsonValueKind.String && recorded.TryGetDateTimeOffset(out var asked) && asked == instant,
        _ => JsonElement.DeepEquals(recorded, JsonSerializer.SerializeToElement(said)),
    };

    public static bool IsAddress(JsonElement recorded, string? said) =>
        said is null || recorded.ValueKind != JsonValueKind.String
            ? Is(recorded, said)
            : EmailAddress.Key(recorded.GetString()!) == EmailAddress.Key(said);

    /// <summary>The platform ends a record at a moment of its own: it agrees where both have ended, or neither.</summary>
    public static bool HasEnded(JsonElement recorded, DateTimeOffset? said) => IsNothing(recorded) == said is null;

    public static bool IsNothing(JsonElement recorded) => recorded.ValueKind == JsonValueKind.Null;
}
