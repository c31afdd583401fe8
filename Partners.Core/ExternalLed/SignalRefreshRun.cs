using Partners.Core.Access;
using Partners.Core.Values;

namespace Partners.Core.ExternalLed;

public enum RefreshStatus
{
    /// <summary>Also what one stands at until it has ended: whether it runs, its job says.</summary>
    Failed,
    Completed,
    Cancelled,
}

/// <summary>One refresh of the signals, kept with its result.</summary>
public sealed class SignalRefreshRun : Entity
{
    private SignalRefreshRun()
    {
    }

    internal SignalRefreshRun(DateOnly asOf, bool isFull, SignalSettings settings, Staff by, DateTimeOffset at)
    {
        Id = Guid.CreateVersion7(at);
        AsOf = asOf;
        IsFull = isFull;
        Settings = settings.Written();
        StartedBySubject = by.Subject;
        StartedByName = by.Name;
        StartedAt = at;
    }

    /// <summary>The last day of the window.</summary>
    public DateOnly AsOf { get; private set; }

    /// <summary>All clients were read, and not only those of which something changed.</summary>
    public bool IsFull { get; private set; }

    /// <summary>Window and thresholds that were read by, as <see cref="SignalSettings.Written"/> writes them.</summary>
    public string Settings { get; private set; } = string.Empty;

    public string StartedBySubject { get; private set; } = string.Empty;

    public string StartedByName { get; private set; } = string.Empty;

    public DateTimeOffset StartedAt { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    public RefreshStatus Status { get; private set; }

    public int Read { get; private set; }

    /// <summary>Listed for the first time.</summary>
    public int NewlyListed { get; private set; }

    /// <summary>Cards that came back from being put aside.</summary>
    public int Returned { get; private set; }

    internal void End(RefreshStatus status, RefreshCounts counts, DateTimeOffset at) =>
        (Status, Read, NewlyListed, Returned, EndedAt) = (status, counts.Read, counts.NewlyListed, counts.Returned, at);
}

/// <summary>What a refresh has come to so far.</summary>
/// <param name="Of">How many clients it will read.</param>
public sealed record RefreshCounts(int Read, int Of, int NewlyListed, int Returned)
{
    public static readonly RefreshCounts None = new(0, 0, 0, 0);
}
