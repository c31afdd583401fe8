using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Findings;
using Partners.Core.Values;

namespace Partners.Core.Platform;

public enum ImportStatus
{
    Running,
    Completed,

    /// <summary>Done, and some rows could not be true.</summary>
    CompletedWithRejections,

    /// <summary>Done with what was there; a file is only a part of its list, or was not read.</summary>
    CompletedInPart,
    Cancelled,
    Failed,
}

/// <summary>One import of the platform's exports, or one pull from the platform or the payment provider, kept with its result.</summary>
public sealed class ImportRun : Entity
{
    private readonly List<ImportedCollection> _collections = [];

    private ImportRun()
    {
    }

    public ImportRun(string folder, Staff startedBy, DateTimeOffset at)
        : this(Guid.CreateVersion7(at), folder, startedBy, at)
    {
    }

    internal ImportRun(Guid id, string folder, Staff startedBy, DateTimeOffset at, bool isLive = false)
    {
        IsLive = isLive;
        Id = id;
        Folder = folder;
        StartedBySubject = startedBy.Subject;
        StartedByName = startedBy.Name;
        StartedAt = at;
    }

    /// <summary>The folder, or the host name of the platform or the payment provider where the import is live.</summary>
    public string Folder { get; private set; } = string.Empty;

    /// <summary>True where its rows came from the platform or the payment provider itself.</summary>
    public bool IsLive { get; private set; }

    public string StartedBySubject { get; private set; } = string.Empty;

    public string StartedByName { get; private set; } = string.Empty;

    public DateTimeOffset StartedAt { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    public ImportStatus Status { get; private set; }

    /// <summary>A sentence on how it ended, where it did not complete.</summary>
    public string? Message { get; private set; }

    /// <summary>The anomalies after it, as JSON: the kind and how many. Null on an import of before they were counted.</summary>
    public string? Findings { get; private set; }

    public IReadOnlyList<ImportedCollection> Collections => _collections;

    /// <summary>Keeps what was found wrong after it.</summary>
    internal void Find(IReadOnlyList<FindingCount> findings) => Findings = CanonicalJson.Of(findings);

    internal void End(ImportStatus status, string? message, IEnumerable<ImportedCollection> collections, DateTimeOffset at)
    {
        if (Status != ImportStatus.Running)
        {
            throw new InvalidOperationException("The import ended before.");
        }

        Status = status;
        Message = message;
        EndedAt = at;
        _collections.AddRange(collections);
    }
}

/// <summary>What an import did to one collection.</summary>
public sealed class ImportedCollection
{
    private ImportedCollection()
    {
    }

    public ImportedCollection(string name, int order, long added, long updated, long unchanged, long rejected, long leftAlone = 0)
    {
        Name = name;
        Order = order;
        Added = added;
        Updated = updated;
        Unchanged = unchanged;
        Rejected = rejected;
        LeftAlone = leftAlone;
    }

    public string Name { get; private set; } = string.Empty;

    public int Order { get; private set; }

    public long Added { get; private set; }

    public long Updated { get; private set; }

    public long Unchanged { get; private set; }

    public long Rejected { get; private set; }

    /// <summary>Rows older than what was known.</summary>
    public long LeftAlone { get; private set; }
}

/// <summary>A row that could not be true, left out of an import alone.</summary>
public sealed class ImportRejection : Entity
{
    private ImportRejection()
    {
    }

    public ImportRejection(Guid importRunId, string file, string item, string reason, DateTimeOffset at)
    {
        Id = Guid.CreateVersion7(at);
        ImportRunId = importRunId;
        File = file;
        Item = item;
        Reason = reason;
    }

    public Guid ImportRunId { get; private set; }

    public string File { get; private set; } = string.Empty;

    /// <summary>The row's id as it came, or its place in the file where it has none.</summary>
    public string Item { get; private set; } = string.Empty;

    public string Reason { get; private set; } = string.Empty;
}

/// <summary>Something about a file of an import that somebody must know, though no row of it is wrong.</summary>
public sealed class ImportNotice : Entity
{
    private ImportNotice()
    {
    }

    public ImportNotice(Guid importRunId, int position, string file, string sentence, bool isPart, DateTimeOffset at)
    {
        Id = Guid.CreateVersion7(at);
        ImportRunId = importRunId;
        Position = position;
        File = file;
        Sentence = sentence;
        IsPart = isPart;
    }

    public Guid ImportRunId { get; private set; }

    /// <summary>In the order in which they were found, from 0.</summary>
    public int Position { get; private set; }

    public string File { get; private set; } = string.Empty;

    public string Sentence { get; private set; } = string.Empty;

    /// <summary>True if the import did not take in all that there is.</summary>
    public bool IsPart { get; private set; }
}
