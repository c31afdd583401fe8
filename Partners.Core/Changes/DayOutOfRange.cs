using Partners.Core.Values;

namespace Partners.Core.Changes;

/// <summary>A day that nothing here can be about (docs/product.md X35).</summary>
/// <param name="Input">The name of the input.</param>
public sealed record DayOutOfRange(string? Input) : Refusal($"Enter a day from {RecordableDays.Words}.", Input)
{
    /// <summary>Null for a day that can be recorded, and for none.</summary>
    public static DayOutOfRange? Of(DateOnly? day, string? input) => day is { } given && !given.IsRecordable() ? new(input) : null;
}
