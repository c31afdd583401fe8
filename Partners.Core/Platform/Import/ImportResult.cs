using Partners.Core.Findings;

namespace Partners.Core.Platform.Import;

/// <summary>What an import did, or would do if it was a dry run.</summary>
/// <param name="RunId">The stored <see cref="ImportRun"/>; null for a dry run.</param>
/// <param name="Message">How it ended, if it did not complete.</param>
/// <param name="Rejections">The first <see cref="MostRejectionsKept"/>; the collections count all.</param>
/// <param name="SkippedFiles">Files missing from the folder.</param>
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
    /// <summary>Further rejections are counted but kept neither in memory nor in the database.</summary>
    public const int MostRejectionsKept = 1000;

    /// <summary>Rules that the data breaks after it, and differences to the platform.</summary>
    public IReadOnlyList<FindingCount> Findings { get; init; } = [];

    /// <summary>What somebody must know of files whose rows are well; the first <see cref="ImportWarning.MostKept"/>.</summary>
    public IReadOnlyList<ImportWarning> Warnings { get; init; } = [];

    /// <summary>No row was added, updated or rejected, and nothing is to be said.</summary>
    public bool ChangedNothing =>
        Warnings.Count == 0 && Collections.All(collection => collection is { Added: 0, Updated: 0, Rejected: 0 });

    public long Rejected => Collections.Sum(collection => collection.Rejected);

    public long Rows => Collections.Sum(collection => collection.Rows);
}

/// <summary>The result of one collection's rows.</summary>
public sealed record CollectionResult(string Name, long Added, long Updated, long Unchanged, long Rejected)
{
    /// <summary>Rows older than what is known (docs/product.md I21).</summary>
    public long LeftAlone { get; init; }

    public long Rows => Added + Updated + Unchanged + LeftAlone + Rejected;
}

/// <summary>A row that is not valid.</summary>
/// <param name="Item">The row's id as it came, or its place in the file.</param>
public sealed record RejectedRow(string File, string Item, string Reason);

/// <summary>An import's progress.</summary>
/// <param name="File">The file being read; null at the end.</param>
/// <param name="IsChecking">True in the first pass, before anything is written.</param>
/// <param name="Rows">Rows read so far, over all files.</param>
/// <param name="Bytes">Out of <paramref name="BytesInAll"/>; a file is read once to check it and once for its rows.</param>
public sealed record ImportProgress(string? File, bool IsChecking, long Rows, long Bytes, long BytesInAll);
