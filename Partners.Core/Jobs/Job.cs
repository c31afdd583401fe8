using Partners.Core.Access;
using Partners.Core.Values;

namespace Partners.Core.Jobs;

public enum JobState
{
    Running,
    Completed,
    Cancelled,
    Failed,
}

/// <summary>
/// One piece of long work, from its start to its end (docs/product.md X16). The row says that it is under way, whichever process of
/// whichever instance does it; <see cref="JobRows"/> keeps it up to date.
/// </summary>
public sealed class Job : Entity
{
    private Job()
    {
    }

    internal Job(Guid id, string kind, string about, Staff by, JobHolder holder, DateTimeOffset at, DateTimeOffset leaseUntil)
    {
        Id = id;
        Kind = kind;
        About = about;
        StartedBySubject = by.Subject;
        StartedByName = by.Name;
        StartedAt = at;
        (Machine, ProcessId, ProcessStamp) = (holder.Machine, holder.ProcessId, holder.Stamp);
        LeaseUntil = leaseUntil;
    }

    /// <summary>The name of its <see cref="JobKind"/>. One of a kind runs at a time.</summary>
    public string Kind { get; private set; } = string.Empty;

    /// <summary>What somebody is doing: "moving 3 projects".</summary>
    public string About { get; private set; } = string.Empty;

    public string StartedBySubject { get; private set; } = string.Empty;

    public string StartedByName { get; private set; } = string.Empty;

    public DateTimeOffset StartedAt { get; private set; }

    /// <summary>Machine, process and stamp are those of its <see cref="JobHolder"/>.</summary>
    public string Machine { get; private set; } = string.Empty;

    public int ProcessId { get; private set; }

    public long ProcessStamp { get; private set; }

    /// <summary>A holder that has not renewed its lease by then does not work any more.</summary>
    public DateTimeOffset LeaseUntil { get; private set; }

    public long Done { get; private set; }

    /// <summary>What <see cref="Done"/> comes to at the end; 0 while nobody knows.</summary>
    public long Total { get; private set; }

    /// <summary>Who asked for its end before it was done; null where nobody did.</summary>
    public string? CancelledByName { get; private set; }

    public JobState State { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>A sentence on how it ended, where it did not complete.</summary>
    public string? Message { get; private set; }

    internal JobHolder Holder => new(Machine, ProcessId, ProcessStamp);

    /// <summary>Whether its process ended before it did: it is gone from this machine, or nobody has renewed the lease.</summary>
    internal bool IsAbandoned(DateTimeOffset now) => LeaseUntil < now || Holder.IsGone();
}

/// <param name="Message">A sentence, where it did not complete.</param>
public sealed record JobEnd(JobState State, string? Message = null);
