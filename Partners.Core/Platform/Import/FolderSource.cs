using System.Runtime.CompilerServices;
using Partners.Core.Platform.Import.Collections;

namespace Partners.Core.Platform.Import;

/// <summary>The checked files of a folder.</summary>
internal sealed class FolderSource(string folder, IReadOnlyList<ExportList> lists, bool dryRun, ImportMeter meter) : ImportSource(folder)
{
    private readonly Dictionary<CollectionImport, ExportList> _lists = lists
        .Where(list => list.Files.Count > 0)
        .ToDictionary(list => list.Collection);

    public override ImportCommit Commit => dryRun ? ImportCommit.Never : ImportCommit.ByBatch;

    public override IReadOnlyList<CollectionImport> Collections => [.. _lists.Keys];

    public override async IAsyncEnumerable<SourcePage> PagesAsync(
        CollectionImport collection,
        [EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (var file in _lists[collection].Files)
        {
            using var rows = file.Open();
            rows.FindRows();
            yield return new(file.Name, rows);
            meter.FileEnds();
        }

        await Task.CompletedTask;
    }

    public override Task AfterAsync(CollectionImport collection, ImportSession session, CancellationToken cancel) =>
        _lists[collection] is { Collection: DealImport, Extent: not ListExtent.Part } deals
            ? VanishedDeals.EndAsync(deals, deals.Extent == ListExtent.Whole, session, cancel)
            : Task.CompletedTask;
}
