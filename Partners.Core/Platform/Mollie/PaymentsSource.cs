using System.Runtime.CompilerServices;
using Partners.Core.Platform.Import;
using Partners.Core.Platform.Live;

namespace Partners.Core.Platform.Mollie;

/// <summary>
/// Payments, refunds and chargebacks from Mollie. Those that changed were read before, and go in as one transaction together with the mark;
/// where all are read, a thousand at a time, the mark last.
/// </summary>
/// <param name="said">What the last pull said already: it is no news.</param>
/// <param name="mark">Kept in the last transaction.</param>
internal sealed class PaymentsSource(
    string name,
    Func<CollectionImport, CancellationToken, IAsyncEnumerable<IReadOnlyList<MollieRow>>> pages,
    ImportCommit commit,
    IReadOnlySet<string> said,
    bool isWhole,
    DateTimeOffset mark,
    ImportMeter meter) : ImportSource(name)
{
    public override bool IsLive => true;

    public override ImportCommit Commit => commit;

    /// <summary>Today and the anomalies' own page count them all the time.</summary>
    public override bool CountsFindings => false;

    public override IReadOnlyList<CollectionImport> Collections => MollieReader.Lists;

    /// <summary>A payment that is refused stays so at every pull until somebody puts it right.</summary>
    public override bool IsNews(ImportResult result) =>
        result.Collections.Any(list => list.Added > 0 || list.Updated > 0) || !said.SetEquals(SaidBy(result));

    public static IReadOnlySet<string> SaidBy(ImportResult result) => result.Rejections
        .Select(rejection => $"{rejection.Item}: {rejection.Reason}")
        .Concat(result.Warnings.Select(warning => warning.Sentence))
        .ToHashSet(StringComparer.Ordinal);

    public override async IAsyncEnumerable<SourcePage> PagesAsync(
        CollectionImport collection,
        [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var page in pages(collection, cancel))
        {
            using var rows = MolliePage.ToJson(page);
            yield return new(collection.Name, rows);
            meter.FileEnds();
        }
    }

    public override Task EndAsync(ImportSession session, CancellationToken cancel) => session.InBatchAsync(
        async db =>
        {
            var sync = await SyncState.OfAsync(db, PlatformSync.Payments, cancel);
            sync.Pull(mark, session.At);
            if (isWhole)
            {
                sync.Compare(session.At, ended: 0, missed: 0, withheld: null);
            }

            db.ChangeTracker.DetectChanges();
            await db.SaveChangesAsync(cancel);
        },
        cancel);
}
