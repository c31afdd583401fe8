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

    public bool IsNewsOfPlatform => Action == PlatformNews;
}

/// <summary>Tells open pages of this process what others changed, after the commit.</summary>
public sealed partial class ChangeFeed(ILogger<ChangeFeed> log)
{
    private readonly ConcurrentDictionary<Guid, Action<IReadOnlyList<Changed>>> _listeners = new();

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
