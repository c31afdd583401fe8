using Partners.Core.Access;
using Partners.Core.Changes;
using Partners.Core.Jobs;
using Partners.Core.Platform.Import;

namespace Partners.Core.Platform.Live;

public enum PullKind
{
    /// <summary>
    /// The same as <see cref="Changes"/>, unless two small questions show that there are none. What happened on the platform without a
    /// trace in its trail may come some minutes later.
    /// </summary>
    Minute,

    /// <summary>What changed since the last pull.</summary>
    Changes,

    /// <summary>All records, but of conversations and of what people did only the last days.</summary>
    Comparison,

    /// <summary>All there is.</summary>
    Everything,
}

/// <param name="Import">What was done; null where there was nothing new.</param>
public sealed record PullResult(ImportResult? Import);

/// <summary>
/// Reads the platform itself, through the same import as its files (docs/product.md I51, I52, I53, I54). Who asks needs what an import
/// needs. One runs at a time, imports of files included.
/// </summary>
public sealed class PlatformPull
{
    public const Permission Needs = PlatformImport.Needs;

    /// <summary>
    /// So far behind the mark each pull reads again: a change gets its stamp and its number before it is committed, and a large one may be
    /// committed minutes later.
    /// </summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromMinutes(10);

    /// <summary>The same for conversations and people's acts in a comparison.</summary>
    private static readonly TimeSpan s_days = TimeSpan.FromDays(2);

    /// <summary>For so long minutes are quiet by two questions: rights and limits may have changed, and the platform's clock.</summary>
    private static readonly TimeSpan s_quiet = TimeSpan.FromMinutes(30);

    private readonly PlatformSettings _settings;
    private readonly PlatformReader _reader;
    private readonly SyncState _state;
    private readonly JobRunner _jobs;
    private readonly ImportRuns _runs;
    private readonly ImportWork _work;
    private readonly TimeProvider _time;

    /// <summary>Which states of rows behind the mark are in already.</summary>
    private IReadOnlyDictionary<(string Collection, string Id), string> _known = new Dictionary<(string, string), string>();

    private Basis? _last;
    private int _turn;

    internal PlatformPull(
        PlatformSettings settings,
        PlatformReader reader,
        SyncState state,
        JobRunner jobs,
        ImportRuns runs,
        ImportWork work,
        TimeProvider time) =>
        (_settings, _reader, _state, _jobs, _runs, _work, _time) = (settings, reader, state, jobs, runs, work, time);

    /// <returns>Refused without an address, and where the platform does not answer or lets the console read too little.</returns>
    public async Task<Outcome<PullResult>> RunAsync(
        Staff who,
        PullKind kind,
        IProgress<ImportProgress>? progress,
        CancellationToken cancel)
    {
        if (!who.May(Needs))
        {
            return new NotPermitted(Needs);
        }

        if (!_settings.IsLive)
        {
            return new NotConnected();
        }

        try
        {
            var sync = await _state.FindAsync(PlatformSync.One, cancel);
            if (kind is PullKind.Minute && await IsQuietAsync(sync, cancel))
            {
                await _state.WriteAsync(PlatformSync.One, (known, at) => known.Pull(sync!.Mark!.Value, at), cancel);
                return new PullResult(null);
            }

            var (limits, rights) = (Of(await _reader.LimitsAsync(cancel)), Of(await _reader.RightsAsync(cancel)));
            if (PullRights.Refuse(rights) is { } refusal)
            {
                await _state.FailAsync(PlatformSync.One, refusal.Sentence, pauses: false, cancel);
                return refusal;
            }

            var mark = sync?.Mark;
            var now = limits.Now ?? _time.GetUtcNow();
            var outcome = kind is PullKind.Changes or PullKind.Minute && mark is { } from
                ? await ChangesAsync(who, limits, rights, Earlier(from, now) - Overlap, now, progress, cancel)
                : await WholeAsync(who, limits, rights, kind is PullKind.Comparison ? mark - s_days : null, now, progress, cancel);
            if (outcome.Value?.Import is { Status: ImportStatus.Failed, Message: { } message })
            {
                await _state.FailAsync(PlatformSync.One, message, pauses: false, CancellationToken.None);
            }

            return outcome;
        }
        catch (PlatformFaultException stopped)
        {
            var refusal = new PlatformStopped(stopped.Fault);
            await _state.FailAsync(PlatformSync.One, refusal.Sentence, stopped.Fault is Unauthorised, CancellationToken.None);
            return refusal;
        }
    }

    /// <summary>
    /// Asks the trail, and the stamps of one collection in turn, for what is not known since the last pull that asked for everything. Sees
    /// nothing that the whole questions would not, and where in doubt it says no.
    /// </summary>
    private async Task<bool> IsQuietAsync(PlatformSync? sync, CancellationToken cancel)
    {
        if (_last is not { } last
            || sync is not { Problem: null }
            || sync.Mark != last.Mark
            || last.At + s_quiet <= _time.GetUtcNow())
        {
            return false;
        }

        var rows = new ChangedRows(_reader, last.Rights, last.Limits);
        if (rows is not { Trail: { } trail, Stamped: { Count: > 0 } stamped })
        {
            return false;
        }

        var one = stamped[_turn++ % stamped.Count];
        var found = await rows.FindAsync(last.Mark - Overlap, [one], cancel);
        return !Unknown(trail, found[trail]).Concat(Unknown(one, found[one])).Any();
    }

    private async Task<Outcome<PullResult>> ChangesAsync(
        Staff who,
        PlatformLimits limits,
        PlatformRights rights,
        DateTimeOffset since,
        DateTimeOffset now,
        IProgress<ImportProgress>? progress,
        CancellationToken cancel)
    {
        var rows = new ChangedRows(_reader, rights, limits);
        var found = await rows.FindAsync(since, rows.Stamped, cancel);
        var seen = found
            .SelectMany(pair => pair.Value.Select(row => (Key: (pair.Key.Name, Id: row.Key), State: row.Value)))
            .ToDictionary(row => row.Key, row => row.State);
        var changed = new List<(LiveCollection, IReadOnlyList<LivePage>, IReadOnlyList<string>)>();
        foreach (var (collection, states) in found)
        {
            string[] fresh = [.. Unknown(collection, states)];
            if (fresh.Length > 0)
            {
                changed.Add(await FetchAsync(collection, fresh, rights, limits, cancel));
            }
        }

        if (changed.Count == 0)
        {
            await _state.WriteAsync(PlatformSync.One, (sync, at) => sync.Pull(now, at), cancel);
            _last = new(limits, rights, now, _time.GetUtcNow());
            return new PullResult(null);
        }

        var outcome = await JobAsync(
            who, (warnings, meter) => new ChangesSource(Host, changed, now, warnings, meter), progress, cancel);
        if (outcome.Value is { } result && Completed(result))
        {
            _known = seen;
            _last = new(limits, rights, now, _time.GetUtcNow());
        }

        return outcome;
    }

    private async Task<Outcome<PullResult>> WholeAsync(
        Staff who,
        PlatformLimits limits,
        PlatformRights rights,
        DateTimeOffset? since,
        DateTimeOffset now,
        IProgress<ImportProgress>? progress,
        CancellationToken cancel)
    {
        LiveSource? source = null;
        var outcome = await JobAsync(
            who,
            (warnings, meter) => source = new(Host, _reader, rights, limits, since, now, warnings, meter),
            progress,
            cancel);
        if (source is not null && outcome.Value is { } result && Completed(result))
        {
            var missed = (int)(result.Import?.Collections.Sum(collection => collection.Added + collection.Updated) ?? 0);
            await _state.WriteAsync(
                PlatformSync.One, (sync, at) => sync.Compare(at, source.Ended, missed, source.Withheld), CancellationToken.None);
        }

        return outcome;
    }

    private async Task<Outcome<PullResult>> JobAsync(
        Staff who,
        Func<List<ImportWarning>, ImportMeter, ImportSource> source,
        IProgress<ImportProgress>? progress,
        CancellationToken cancel)
    {
        var outcome = await _jobs.RunAsync<ImportResult>(
            who,
            _runs,
            $"pulling from {Host}",
            async turn =>
            {
                var (warnings, meter) = (new List<ImportWarning>(), new ImportMeter(turn, progress, bytesOfAllFiles: 0));
                meter.CheckEnds();
                return await _work.RunAsync(turn, who, source(warnings, meter), [], warnings, meter);
            },
            result => result.RunId is null ? null : new(ImportRuns.StateOf(result.Status), result.Message),
            cancel);
        return outcome.IsDone
            ? new PullResult(outcome.Value.RunId is null ? null : outcome.Value)
            : Outcome<PullResult>.Refused(outcome.Refusals);
    }

    private async Task<(LiveCollection, IReadOnlyList<LivePage>, IReadOnlyList<string>)> FetchAsync(
        LiveCollection collection,
        string[] ids,
        PlatformRights rights,
        PlatformLimits limits,
        CancellationToken cancel)
    {
        var (pages, gone) = (new List<LivePage>(), new List<string>());
        foreach (var some in ids.Chunk(limits.Page))
        {
            var page = LivePage
                .Of(Of(await _reader.SearchBytesAsync(collection.Name, some, collection.FieldsUnder(rights), cancel)))
                .With(collection);
            pages.Add(page);
            gone.AddRange(some.Except(page.Ids, StringComparer.OrdinalIgnoreCase));
        }

        return (collection, pages, rights.MayReadAll(collection.Name) && !collection.IsTrail ? gone : []);
    }

    private string Host => _settings.Address!.Host;

    private IEnumerable<string> Unknown(LiveCollection collection, Dictionary<string, string> states) =>
        states.Where(state => _known.GetValueOrDefault((collection.Name, state.Key)) != state.Value).Select(state => state.Key);

    private static bool Completed(PullResult result) =>
        result.Import is null or { Status: not (ImportStatus.Failed or ImportStatus.Cancelled) };

    /// <summary>The platform's clock may have been put back since the mark.</summary>
    private static DateTimeOffset Earlier(DateTimeOffset mark, DateTimeOffset now) => mark < now ? mark : now;

    private static T Of<T>(PlatformAnswer<T> answer)
        where T : notnull =>
        answer.IsThere ? answer.Value : throw new PlatformFaultException(answer.Fault);

    /// <summary>The last pull that asked for everything that changed.</summary>
    /// <param name="Mark">By the platform's clock.</param>
    /// <param name="At">By ours.</param>
    private sealed record Basis(PlatformLimits Limits, PlatformRights Rights, DateTimeOffset Mark, DateTimeOffset At);
}
