namespace Partners.Core.Platform.Import;

/// <summary>What an import did; what it would do, where it was a dry run.</summary>
/// <param name="RunId">The kept <see cref="ImportRun"/>; null for a dry run.</param>
/// <param name="Message">A sentence on how it ended, where it did not complete.</param>
/// <param name="Rejections">The first <see cref="MostRejectionsKept"/>; the collections count all.</param>
/// <param name="SkippedFiles">Files that the folder does not hold.</param>
public sealed record ImportResult(
    Guid? RunId,
    bool IsDryRun,
    ImportStatus Status,
    string? Message,
    IReadOnlyList<CollectionResult> Collections,
    IReadOnlyList<RejectedRow> Rejections,
    IReadOnlyList<string> SkippedFiles,
    TimeSpan Took)
{
    /// <summary>More are counted, and neither kept in memory nor in the database.</summary>
    public const int MostRejectionsKept = 1000;

    public long Rejected => Collections.Sum(collection => collection.Rejected);

    public long Rows => Collections.Sum(collection => collection.Rows);
}

/// <summary>What became of one collection's rows.</summary>
public sealed record CollectionResult(string Name, long Added, long Updated, long Unchanged, long Rejected)
{
    public long Rows => Added + Updated + Unchanged + Rejected;
}

/// <summary>A row that cannot be true.</summary>
/// <param name="Item">The row's id as it came, or its place in the file.</param>
public sealed record RejectedRow(string File, string Item, string Reason);

/// <summary>How far an import is.</summary>
/// <param name="File">The file that is being read; null at the end.</param>
/// <param name="IsChecking">The first reading, before anything is written.</param>
/// <param name="Rows">Rows of all files that were read so far.</param>
/// <param name="Bytes">Of <paramref name="BytesInAll"/>; a file is read once for checking and once for its rows.</param>
public sealed record ImportProgress(string? File, bool IsChecking, long Rows, long Bytes, long BytesInAll);
