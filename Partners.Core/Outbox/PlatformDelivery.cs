using Partners.Core.Values;

namespace Partners.Core.Outbox;

/// <summary>
/// How the carrying of one act to the platform goes: a row from the first time that it was taken up. The states are those of its changes.
/// </summary>
public sealed class PlatformDelivery : Aggregate
{
    private PlatformDelivery()
    {
    }

    /// <param name="act">See <see cref="PlatformChange.Act"/>.</param>
    public PlatformDelivery(Guid act, DateTimeOffset at)
    {
        Id = act;
        At = at;
    }

    /// <summary>When the act was done here.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>How often it was tried without an answer that settled it.</summary>
    public int Tries { get; private set; }

    /// <summary>Not to be tried before; null for as soon as may be.</summary>
    public DateTimeOffset? NextTryAt { get; private set; }

    /// <summary>A sentence: why it waits, is refused or cannot be held.</summary>
    public string? Because { get; private set; }

    /// <summary>Who changed there what it is in conflict with: a name, if one is known.</summary>
    public string? TheirsBy { get; private set; }

    public DateTimeOffset? TheirsAt { get; private set; }

    /// <summary>The platform's last entry in its own trail before the first write: what is ours since then is told by it.</summary>
    public long? RevisionBefore { get; private set; }

    /// <summary>The platform's last entry that is ours.</summary>
    public long? Revision { get; private set; }

    /// <summary>When the last write of it was answered.</summary>
    public DateTimeOffset? AnsweredAt { get; private set; }

    internal void Begin(long revisionBefore) => (RevisionBefore, Because, NextTryAt) = (RevisionBefore ?? revisionBefore, null, null);

    internal void Wait(string because, DateTimeOffset? until, bool counts) =>
        (Because, NextTryAt, Tries) = (because, until, counts ? Tries + 1 : Tries);

    internal void Answer(long? revision, DateTimeOffset at) =>
        (Revision, AnsweredAt, Because, NextTryAt, Tries) = (revision ?? Revision, at, null, null, 0);

    internal void Stop(string because) => (Because, NextTryAt) = (because, null);

    internal void Meet(string because, string? by, DateTimeOffset? at) =>
        (Because, NextTryAt, TheirsBy, TheirsAt) = (because, null, by, at);

    /// <summary>A person decided: it starts anew.</summary>
    internal void StartAgain() =>
        (Tries, NextTryAt, Because, TheirsBy, TheirsAt, RevisionBefore) = (0, null, null, null, null, null);
}
