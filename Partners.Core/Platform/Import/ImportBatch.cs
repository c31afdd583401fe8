namespace Partners.Core.Platform.Import;

/// <summary>Rows that are applied together, and the result.</summary>
internal sealed class ImportBatch<TKey, TRow>
    where TKey : notnull
{
    private readonly List<(string Item, string Reason)> _rejected = [];

    private readonly Dictionary<TKey, DateTimeOffset?> _updatedAt = [];

    public Dictionary<TKey, TRow> Rows { get; } = [];

    public int Added { get; set; }

    public int Updated { get; set; }

    public int Unchanged { get; set; }

    public IReadOnlyList<(string Item, string Reason)> Rejected => _rejected;

    /// <summary>Rows older than what is known.</summary>
    public int LeftAlone { get; set; }

    public BatchCounts Counts => new(Added, Updated, Unchanged, LeftAlone, _rejected);

    /// <summary>Of two rows with the same id, the one that the platform changed later wins; if neither says when, the later row.</summary>
    public void Take(TKey key, TRow row, DateTimeOffset? updatedAt = null)
    {
        if (updatedAt < _updatedAt.GetValueOrDefault(key))
        {
            LeftAlone++;
            return;
        }

        Rows[key] = row;
        if (updatedAt is not null)
        {
            _updatedAt[key] = updatedAt;
        }
    }

    /// <summary>When the platform changed the row; null if it does not say.</summary>
    public DateTimeOffset? UpdatedAt(TKey key) => _updatedAt.GetValueOrDefault(key);

    /// <summary>Rows that were refused, for those who ask for them later; a value read after the first problem means nothing.</summary>
    public List<(TRow Row, string Reason)> Refused { get; } = [];

    public void Reject(string item, string reason) => _rejected.Add((item, reason));
}

internal sealed record BatchCounts(
    int Added,
    int Updated,
    int Unchanged,
    int LeftAlone,
    IReadOnlyList<(string Item, string Reason)> Rejected);
