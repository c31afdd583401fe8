namespace Partners.Core.Platform.Import;

/// <summary>Counts the results of one collection's rows.</summary>
internal sealed class ImportTally(string name, string file, RejectionList rejections)
{
    private long _added;
    private long _updated;
    private long _unchanged;
    private long _leftAlone;
    private long _rejected;

    /// <summary>The file being read: a list can come in several.</summary>
    public string File { get; set; } = file;

    public CollectionResult Result => new(name, _added, _updated, _unchanged, _rejected) { LeftAlone = _leftAlone };

    /// <summary>Call it after the batch has committed, so that it only reports what was done.</summary>
    public void Add(BatchCounts batch)
    {
        _added += batch.Added;
        _updated += batch.Updated;
        _unchanged += batch.Unchanged;
        _leftAlone += batch.LeftAlone;
        _rejected += batch.Rejected.Count;
        foreach (var (item, reason) in batch.Rejected)
        {
            rejections.Add(new(File, item, reason));
        }
    }
}

/// <summary>Keeps the first rejections of an import.</summary>
internal sealed class RejectionList
{
    private readonly List<RejectedRow> _kept = [];

    public IReadOnlyList<RejectedRow> Kept => _kept;

    public bool Any => _kept.Count > 0;

    public void Add(RejectedRow rejection)
    {
        if (_kept.Count < ImportResult.MostRejectionsKept)
        {
            _kept.Add(rejection);
        }
    }
}
