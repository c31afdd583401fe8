using System.Text.Json.Nodes;

namespace Partners.Core.Platform.Push;

/// <summary>The platform's rows of one step, as they are now.</summary>
/// <param name="rows">By collection and id; one that is not there is missing.</param>
public sealed class RowsThere(IReadOnlyDictionary<(string Collection, string Item), JsonObject> rows)
{
    public static readonly RowsThere None = new(new Dictionary<(string, string), JsonObject>());

    /// <summary>With rows that earlier steps would have made.</summary>
    public RowsThere With(IReadOnlyDictionary<(string Collection, string Item), JsonObject> made) => new(
        made.Concat(rows).GroupBy(row => row.Key).ToDictionary(same => same.Key, same => same.Last().Value));

    public JsonObject? Find(PushRow row) => rows.GetValueOrDefault(row.Key);
}

/// <summary>Who moves projects, and when: the platform keeps it with each.</summary>
/// <param name="Person">Their account on the platform; null if they have none there.</param>
public sealed record Mover(Guid? Person, DateTimeOffset At);
