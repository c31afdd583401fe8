namespace Partners.Core.Platform.Import;

/// <summary>Rows that are applied together, and the result.</summary>
internal sealed class ImportBatch<TKey, TRow>
    where TKey : notnull
{
    private readonly List<(string Item, string Reason)> _rejected = [];

    public Dictionary<TKey, TRow> Rows { get; } = [];

    public int Added { get; set; }

    public int Updated { get; set; }

    public int Unchanged { get; set; }

    public BatchCounts Counts => new(Added, Updated, Unchanged, _rejected);

    /// <summary>Of two rows with the same id, the later one wins.</summary>
    public void Take(TKey key, TRow row) => Rows[key] = row;

    public void Reject(string item, string reason) => _rejected.Add((item, reason));
}

internal sealed record BatchCounts(int Added, int Updated, int Unchanged, IReadOnlyList<(string Item, string Reason)> Rejected);
