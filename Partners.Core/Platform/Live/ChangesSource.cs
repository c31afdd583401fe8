using System.Runtime.CompilerServices;
using Partners.Core.Platform.Import;
using Partners.Core.Platform.Import.Collections;

namespace Partners.Core.Platform.Live;

/// <summary>
/// The rows that changed on the platform since the last pull, already read: they go in as one transaction together with the mark, unless
/// they are a great many.
/// </summary>
internal sealed class ChangesSource(
    string name,
    IReadOnlyList<(LiveCollection Collection, IReadOnlyList<LivePage> Pages, IReadOnlyList<string> Gone)> changed,
    DateTimeOffset mark,
    List<ImportWarning> warnings,
    ImportMeter meter) : ImportSource(name)
{
    private const int MostInOneTransaction = 5_000;

    public override bool IsLive => true;

    public override ImportCommit Commit =>
        changed.Sum(one => one.Gone.Count + one.Pages.Sum(page => page.Ids.Count)) <= MostInOneTransaction
            ? ImportCommit.Whole
            : ImportCommit.ByBatch;

    public override bool TouchesLedger => changed.Any(one =>
        one.Collection.Import is OrganisationImport or WorkspaceImport or BillingAccountImport or DealImport);

    /// <summary>Today and the anomalies' own page count them all the time.</summary>
    public override bool CountsFindings => false;

    public override IReadOnlyList<CollectionImport> Collections => [.. changed.Select(one => one.Collection.Import)];

    public override async IAsyncEnumerable<SourcePage> PagesAsync(
        CollectionImport collection,
        [EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (var page in changed.Single(one => one.Collection.Import == collection).Pages)
        {
            cancel.ThrowIfCancellationRequested();
            using var rows = page.Rows();
            yield return new(collection.Name, rows);
            meter.FileEnds();
        }

        await Task.CompletedTask;
    }

    public override async Task AfterAsync(CollectionImport collection, ImportSession session, CancellationToken cancel)
    {
        var gone = changed.Single(one => one.Collection.Import == collection).Gone;
        if (gone.Count == 0)
        {
            return;
        }

        var ended = 0;
        await session.InBatchAsync(async db => ended = await collection.EndAsync(db, gone, session, cancel), cancel);
        if (ended > 0)
        {
            warnings.Add(LiveSource.Ending(collection.Name, gone));
        }
    }

    public override Task EndAsync(ImportSession session, CancellationToken cancel) =>
        session.InBatchAsync(db => LiveSource.KeepMarkAsync(db, mark, session.At, cancel), cancel);
}
