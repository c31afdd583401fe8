using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Partners.Core.Telemetry;

namespace Partners.Core.Changes;

/// <summary>Something was changed and committed.</summary>
/// <param name="Kind">The record's kind, as in the audit trail.</param>
/// <param name="WorkspaceId">The workspace that it belongs to, or is.</param>
public sealed record Changed(
    string Kind,
    string Id,
    Guid? OrganisationId,
    Guid? WorkspaceId,
    string ActorSubject,
    string ActorName,
    string Action)
{
    /// <summary>The action of news that nobody caused here: the platform has something of the record by now, or does not take it.</summary>
    public const string PlatformNews = "platform.news";

    /// <summary>Something that nobody can tell any more.</summary>
    public static readonly Changed Untold = new(string.Empty, string.Empty, null, null, string.Empty, string.Empty, PlatformNews);

    public bool IsNewsOfPlatform => Action == PlatformNews;
}

/// <summary>A place in one process's feed. What was loaded after it was taken has every commit before it.</summary>
public sealed record FeedPlace(Guid Process, long Commits);

/// <summary>Tells open pages of this process what others changed, after the commit.</summary>
public sealed partial class ChangeFeed(ILogger<ChangeFeed> log)
{
    /// <summary>How many of the last changes can be told again.</summary>
    internal const int Kept = 2_000;

    private readonly ConcurrentDictionary<Guid, Action<IReadOnlyList<Changed>>> _listeners = new();
    private readonly Guid _process = Guid.NewGuid();
    private readonly Lock _telling = new();
    private readonly Queue<IReadOnlyList<Changed>> _told = new();
    private long _commits;
    private int _kept;

    public FeedPlace Now
    {
        get
        {
            lock (_telling)
            {
                return new(_process, _commits);
            }
        }
    }

    /// <summary>What was published after a place was taken. Null if that cannot be told any more: it was too much, or another process took
    /// the place.</summary>
    public IReadOnlyList<Changed>? Since(FeedPlace place)
    {
        lock (_telling)
        {
            var missed = _commits - place.Commits;
            return place.Process != _process || missed > _told.Count
                ? null
                : [.. _told.Skip(_told.Count - (int)missed).SelectMany(changes => changes)];
        }
    }

    /// <summary>Listens until the result is disposed. The listener is called on the changer's thread and must not block.</summary>
    public IDisposable Listen(Action<IReadOnlyList<Changed>> listener)
    {
        var key = Guid.NewGuid();
        _listeners[key] = listener;
        CoreTelemetry.FeedListeners.Add(1);
        return new Subscription(() =>
        {
            if (_listeners.TryRemove(key, out _))
            {
                CoreTelemetry.FeedListeners.Add(-1);
            }
        });
    }

    internal void Publish(IReadOnlyList<Changed> changes)
    {
        CoreTelemetry.ChangesPublished.Add(changes.Count);
        lock (_telling)
        {
            _commits++;
            _told.Enqueue(changes);
            _kept += changes.Count;
            while (_kept > Kept)
            {
                _kept -= _told.Dequeue().Count;
            }
        }

        foreach (var listener in _listeners.Values)
        {
            try
            {
                listener(changes);
            }
#pragma warning disable CA1031 // The change is made and committed: a page that cannot hear of it must not turn it into a fault.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                LogDeaf(log, fault);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A page could not be told of a change.")]
    private static partial void LogDeaf(ILogger log, Exception fault);

    private sealed class Subscription(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
