using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Partners.Core.Access;
using Partners.Core.Changes;
using Partners.Core.Jobs;
using Partners.Core.Platform.Live;
using Partners.Core.Values;

namespace Partners.Core.Platform.Push;

/// <summary>What one pass over the outbox came to.</summary>
/// <param name="Taken">Acts that were taken up.</param>
/// <param name="Stopped">Why it ended before everything was tried; null where it did not.</param>
public sealed record PushPass(int Taken, AfterFault? Stopped);

public sealed record PushIsOff() : Refusal("Nothing is sent: Platform:Address is not set, or nothing is switched on under Platform:Push.");

/// <summary>
/// Carries to the platform what was done here (docs/product.md I70): a leased job, so that one process at a time does it, act by act in the
/// order in which they were done.
/// </summary>
public sealed partial class PlatformPush
{
    public static readonly JobKind Job = new(
        "platform-push",
        Permission.Read,
        "sending to the platform",
        "What was on its way is looked for there before it is sent again.");

    private readonly PushRows _rows;
    private readonly ActSender _sender;
    private readonly HandoffThere _there;
    private readonly PlatformSettings _platform;
    private readonly JobRunner _jobs;
    private readonly TimeProvider _time;
    private readonly ILogger<PlatformPush> _log;

    /// <summary>Acts of which something is switched off. The switches hold as long as the process.</summary>
    private readonly ConcurrentDictionary<Guid, bool> _off = new();

    internal PlatformPush(
        PushRows rows,
        ActSender sender,
        HandoffThere there,
        PushSettings settings,
        PlatformSettings platform,
        JobRunner jobs,
        TimeProvider time,
        ILogger<PlatformPush> log)
    {
        (_rows, _sender, _there, Settings, _platform, _jobs, _time, _log) = (rows, sender, there, settings, platform, jobs, time, log);
    }

    public PushSettings Settings { get; }

    public bool IsOn => _platform.IsLive && Settings.IsOn;

    /// <summary>Why nothing is sent at all: the platform does not let the console in. Null while it does.</summary>
    public string? PausedBecause { get; private set; }

    public DateTimeOffset? PausedAt { get; private set; }

    /// <summary>
    /// Whether there is anything to send now; asked often, so it takes no row in the table of jobs, and reads no further than it has to.
    /// </summary>
    public async Task<bool> HasWorkAsync(CancellationToken cancel) =>
        IsOn && (await _rows.ReadAsync(db => PushQueue.AnyAsync(db, _time.GetUtcMilliseconds(), _off.ContainsKey, cancel), cancel)
            || (await _there.DueAsync(cancel)).Count > 0);

    /// <summary>Sends everything that can be sent now. Refused while another process does.</summary>
    public Task<Outcome<PushPass>> RunAsync(Staff who, CancellationToken cancel) => IsOn || !who.May(Job.Needs)
        ? _jobs.RunAsync<PushPass>(
            who,
            Job,
            "sending changes to the platform",
            async turn => await PassAsync(turn),
            pass => pass.Taken > 0 ? new(JobState.Completed, pass.Stopped?.Because) : null,
            cancel)
        : Task.FromResult<Outcome<PushPass>>(new PushIsOff());

    private async Task<PushPass> PassAsync(JobTurn turn)
    {
        var (tried, done) = (new HashSet<Guid>(), 0);
        while (true)
        {
            // Those that are due do not depend on one another. Once they are through, others may be due that waited for them.
            var due = (await _rows.ReadAsync(db => PushQueue.DueAsync(db, _time.GetUtcMilliseconds(), turn.Cancel), turn.Cancel))
                .Where(act => tried.Add(act.Id))
                .ToList();
            if (due.Count == 0)
            {
                return await ProveAsync(tried.Count, turn.Cancel);
            }

            foreach (var queued in due)
            {
                var after = await SendAsync(queued, turn.Cancel);
                turn.Report(++done, tried.Count);
                PausedAt = after is PauseAll ? PausedAt ?? _time.GetUtcMilliseconds() : null;
                PausedBecause = after is PauseAll ? after.Because : null;
                if (after is PauseAll)
                {
                    LogPaused(after.Because);
                }

                if (after is PauseAll or TryAllLater)
                {
                    return new(done, after);
                }
            }
        }
    }

    private async Task<AfterFault?> SendAsync(QueuedAct queued, CancellationToken cancel)
    {
        var act = await _rows.ReadAsync(db => PushQueue.FindAsync(db, queued, _time.GetUtcMilliseconds(), cancel), cancel);
        var after = act is null ? null : await _sender.SendAsync(act, Settings, cancel);
        if (after is SwitchedOff)
        {
            _off[queued.Id] = true;
        }

        return after;
    }

    /// <summary>Looks at what the platform has of the handoffs that it took.</summary>
    private async Task<PushPass> ProveAsync(int taken, CancellationToken cancel)
    {
        foreach (var handoff in await _there.DueAsync(cancel))
        {
            taken++;
            if (await _there.ProveAsync(handoff, cancel) is { } fault)
            {
                return new(taken, new TryAllLater(fault.Sentence, PushFaults.Backoff(0)));
            }
        }

        return new(taken, null);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Nothing is sent to the platform: {Because}")]
    private partial void LogPaused(string because);
}
