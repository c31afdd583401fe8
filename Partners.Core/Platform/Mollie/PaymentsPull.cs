using Partners.Core.Access;
using Partners.Core.Changes;
using Partners.Core.Jobs;
using Partners.Core.Platform.Import;
using Partners.Core.Platform.Live;
using Partners.Core.Values;

namespace Partners.Core.Platform.Mollie;

/// <summary>
/// Reads payments, refunds and chargebacks from Mollie, through the same import as its files (docs/product.md I80, I81). Who asks needs
/// what an import needs. One runs at a time, imports of files included.
/// </summary>
public sealed class PaymentsPull
{
    public const Permission Needs = PlatformImport.Needs;

    /// <summary>
    /// So far behind the mark each pull reads again: a payment, a refund and a chargeback go on changing after they were made. Mollie does
    /// not say which did.
    /// </summary>
    public static readonly TimeSpan Window = TimeSpan.FromDays(60);

    private const int MostInOneTransaction = 5_000;

    private readonly MollieSettings _settings;
    private readonly MollieReader _reader;
    private readonly SyncState _state;
    private readonly JobRunner _jobs;
    private readonly ImportRuns _runs;
    private readonly ImportWork _work;
    private readonly TimeProvider _time;

    /// <summary>Which states of rows of the window are in already, and what was said of the others.</summary>
    private Seen _seen = Seen.Nothing;

    internal PaymentsPull(
        MollieSettings settings,
        MollieReader reader,
        SyncState state,
        JobRunner jobs,
        ImportRuns runs,
        ImportWork work,
        TimeProvider time) =>
        (_settings, _reader, _state, _jobs, _runs, _work, _time) = (settings, reader, state, jobs, runs, work, time);

    /// <param name="kind">Changes, or everything: a comparison reads everything, too.</param>
    /// <returns>Refused without a key, and where Mollie does not answer or does not accept the key.</returns>
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

        if (!_settings.IsOn)
        {
            return new PaymentsByFiles();
        }

        try
        {
            var now = _time.GetUtcMilliseconds();
            var mark = (await _state.FindAsync(PlatformSync.Payments, cancel))?.Mark;
            var outcome = kind is PullKind.Changes or PullKind.Minute && mark is { } from
                ? await ChangesAsync(who, from - Window, now, progress, cancel)
                : await WholeAsync(who, now, progress, cancel);
            if (outcome.Value?.Import is { Status: ImportStatus.Failed, Message: { } message })
            {
                await _state.FailAsync(PlatformSync.Payments, message, pauses: false, CancellationToken.None);
            }

            return outcome;
        }
        catch (PlatformFaultException stopped)
        {
            var refusal = new PaymentsStopped(stopped.Fault);
            await _state.FailAsync(PlatformSync.Payments, refusal.Sentence, refusal.Pauses, CancellationToken.None);
            return refusal;
        }
    }

    /// <summary>All is read before anything is written: where Mollie stops answering half way, nothing is taken in.</summary>
    private async Task<Outcome<PullResult>> ChangesAsync(
        Staff who,
        DateTimeOffset since,
        DateTimeOffset now,
        IProgress<ImportProgress>? progress,
        CancellationToken cancel)
    {
        var (found, fresh) = (new Dictionary<(string, string), string>(), new Dictionary<CollectionImport, List<MollieRow>>());
        foreach (var list in MollieReader.Lists)
        {
            fresh[list] = [];
            await foreach (var page in _reader.ReadAsync(list, since, cancel))
            {
                fresh[list].AddRange(page.Rows.Where(row => !_seen.Knows(list, row)));
                Note(found, list, page, since);
            }
        }

        var changed = fresh.Sum(list => list.Value.Count);
        if (changed == 0)
        {
            await _state.WriteAsync(PlatformSync.Payments, (sync, at) => sync.Pull(now, at), cancel);
            return new PullResult(null);
        }

        return await JobAsync(
            who,
            meter => new(
                Host,
                (list, _) => fresh[list].Chunk(CollectionImport.BatchSize).ToAsyncEnumerable(),
                changed <= MostInOneTransaction ? ImportCommit.Whole : ImportCommit.ByBatch,
                _seen.Said,
                isWhole: false,
                now,
                meter),
            found,
            progress,
            cancel);
    }

    private async Task<Outcome<PullResult>> WholeAsync(
        Staff who,
        DateTimeOffset now,
        IProgress<ImportProgress>? progress,
        CancellationToken cancel)
    {
        // A key that is not accepted leaves no record of an import.
        await _reader.TryAsync(MollieReader.Lists[0], cancel);
        var found = new Dictionary<(string, string), string>();
        return await JobAsync(
            who,
            meter => new(
                Host,
                (list, stopping) => _reader.ReadAsync(list, since: null, stopping).Select(page =>
                {
                    Note(found, list, page, now - Window);
                    return page.Rows;
                }),
                ImportCommit.ByBatch,
                _seen.Said,
                isWhole: true,
                now,
                meter),
            found,
            progress,
            cancel);
    }

    private async Task<Outcome<PullResult>> JobAsync(
        Staff who,
        Func<ImportMeter, PaymentsSource> source,
        Dictionary<(string, string), string> found,
        IProgress<ImportProgress>? progress,
        CancellationToken cancel)
    {
        var outcome = await _jobs.RunAsync<ImportResult>(
            who,
            _runs,
            $"reading payments from {Host}",
            async turn =>
            {
                var meter = new ImportMeter(turn, progress, bytesOfAllFiles: 0);
                meter.CheckEnds();
                return await _work.RunAsync(turn, who, source(meter), [], [], meter);
            },
            result => result.RunId is null ? null : new(ImportRuns.StateOf(result.Status), result.Message),
            cancel);
        if (!outcome.IsDone)
        {
            return Outcome<PullResult>.Refused(outcome.Refusals);
        }

        if (outcome.Value.Status is not (ImportStatus.Failed or ImportStatus.Cancelled))
        {
            _seen = Seen.After(found, outcome.Value);
        }

        return new PullResult(outcome.Value.RunId is null ? null : outcome.Value);
    }

    private string Host => _settings.Address.Host;

    private static void Note(Dictionary<(string, string), string> found, CollectionImport list, MolliePage page, DateTimeOffset since)
    {
        foreach (var row in page.Rows.Where(row => row.Id.Length > 0 && row.CreatedAt >= since))
        {
            found[(list.Name, row.Id)] = row.State;
        }
    }

    private sealed record Seen(IReadOnlyDictionary<(string List, string Id), string> States, IReadOnlySet<string> Said)
    {
        public static readonly Seen Nothing = new(new Dictionary<(string, string), string>(), new HashSet<string>(StringComparer.Ordinal));

        public bool Knows(CollectionImport list, MollieRow row) =>
            row.Id.Length > 0 && States.GetValueOrDefault((list.Name, row.Id)) == row.State;

        /// <summary>A row that was rejected is tried again: its account or its payment may come.</summary>
        public static Seen After(Dictionary<(string List, string Id), string> found, ImportResult result)
        {
            var rejected = result.Rejections.Select(one => one.Item).ToHashSet(StringComparer.Ordinal);
            return new(
                found.Where(one => !rejected.Contains(one.Key.Id)).ToDictionary(one => one.Key, one => one.Value),
                PaymentsSource.SaidBy(result));
        }
    }
}
