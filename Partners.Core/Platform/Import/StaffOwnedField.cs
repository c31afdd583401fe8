using System.Text.Json;
using Partners.Core.Outbox;
using Partners.Core.Values;

namespace Partners.Core.Platform.Import;

/// <summary>A field that staff change here: an import leaves it alone while a <see cref="PlatformChange"/> of it waits.</summary>
/// <param name="Field">The platform's name for it, see <see cref="PlatformFields"/>.</param>
/// <param name="Agrees">True if a row has what the change asked for.</param>
/// <param name="Keep">The row with this field replaced by the record's value here.</param>
internal sealed record StaffOwnedField<TEntity, TRow>(string Field, Agreement<TEntity, TRow> Agrees, Func<TRow, TEntity, TRow> Keep)
{
    /// <param name="value">The row's value of the field, in the form of the change's value: see <see cref="Recorded.Is"/>.</param>
    public StaffOwnedField(string field, Func<TRow, object?> value, Func<TRow, TEntity, TRow> keep)
        : this(field, (recorded, row, _) => Recorded.Is(recorded, value(row)), keep)
    {
    }
}

/// <param name="recorded">The value that the platform should take.</param>
/// <param name="ours">The record here, before it follows the row.</param>
internal delegate bool Agreement<in TEntity, in TRow>(JsonElement recorded, TRow row, TEntity ours);

/// <summary>Compares a change's value with a row's.</summary>
internal static class Recorded
{
    /// <summary>Compares instants as instants, everything else by value.</summary>
    public static bool Is(JsonElement recorded, object? said) => said switch
    {
        null => IsNothing(recorded),
        DateTimeOffset instant =>
            recorded.ValueKind == JsonValueKind.String && recorded.TryGetDateTimeOffset(out var asked) && asked == instant,
        _ => JsonElement.DeepEquals(recorded, JsonSerializer.SerializeToElement(said)),
    };

    public static bool IsAddress(JsonElement recorded, string? said) =>
        said is null || recorded.ValueKind != JsonValueKind.String
            ? Is(recorded, said)
            : EmailAddress.Key(recorded.GetString()!) == EmailAddress.Key(said);

    /// <summary>The platform ends a record at its own time, so the two agree if both have ended or neither has.</summary>
    public static bool HasEnded(JsonElement recorded, DateTimeOffset? said) => IsNothing(recorded) == said is null;

    public static bool IsNothing(JsonElement recorded) => recorded.ValueKind == JsonValueKind.Null;
}
