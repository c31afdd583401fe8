namespace Partners.Core.Platform.Import;

/// <summary>Where an import's rows come from: a folder of exports, the platform itself, or the payment provider.</summary>
/// <param name="name">As the import's record and its audit entry name it.</param>
internal abstract class ImportSource(string name)
{
    public string Name => name;

    /// <summary>True for the platform itself and the payment provider.</summary>
    public virtual bool IsLive => false;

    /// <summary>How its rows are committed.</summary>
    public virtual ImportCommit Commit => ImportCommit.ByBatch;

    /// <summary>Whether what a change entails in the ledger is to be worked out after it.</summary>
    public virtual bool TouchesLedger => true;

    /// <summary>Whether the rules that the data breaks are counted after it.</summary>
    public virtual bool CountsFindings => true;

    /// <summary>Whether a live import that came to its end is worth a record.</summary>
    public virtual bool IsNews(ImportResult result) => !result.ChangedNothing;

    /// <summary>Parents before children.</summary>
    public abstract IReadOnlyList<CollectionImport> Collections { get; }

    /// <summary>The collection's rows, page by page; each page is used up before the next is asked for.</summary>
    public abstract IAsyncEnumerable<SourcePage> PagesAsync(CollectionImport collection, CancellationToken cancel);

    /// <summary>Called once all rows of a collection are in.</summary>
    public virtual Task AfterAsync(CollectionImport collection, ImportSession session, CancellationToken cancel) => Task.CompletedTask;

    /// <summary>Called once all rows are in, before the last commit.</summary>
    public virtual Task EndAsync(ImportSession session, CancellationToken cancel) => Task.CompletedTask;
}

/// <param name="Name">As a rejected row is named by.</param>
internal sealed record SourcePage(string Name, JsonRows Rows);

internal enum ImportCommit
{
    /// <summary>A thousand rows at a time, so that staff can save in between.</summary>
    ByBatch,

    /// <summary>All of it or nothing.</summary>
    Whole,

    /// <summary>Nothing.</summary>
    Never,
}
