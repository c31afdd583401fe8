using Partners.Core.Access;
using Partners.Core.Changes;
using Partners.Core.Jobs;

namespace Partners.Core.Platform.Import;

/// <summary>
/// Imports a folder of the platform's exports (docs/product.md I1, I2, I3): streaming, repeatable, row by row. Needs the permission for
/// the partner flag, which all staff have.
/// </summary>
public sealed class PlatformImport
{
    public const Permission Needs = Permission.TogglePartner;

    private readonly JobRunner _jobs;
    private readonly ImportRuns _runs;
    private readonly ImportWork _work;
    private readonly TimeProvider _time;

    internal PlatformImport(JobRunner jobs, ImportRuns runs, ImportWork work, TimeProvider time) =>
        (_jobs, _runs, _work, _time) = (jobs, runs, work, time);

    /// <summary>
    /// Applies the files of a folder. Refused before anything is written: without permission, if the folder is missing or holds no export,
    /// if a file is not JSON, and while another import runs. If cancelled, returns what was done until then. A fault is rethrown after the
    /// run is marked as failed.
    /// </summary>
    /// <param name="dryRun">Checks and counts everything but changes nothing. It blocks writers while it runs.</param>
    public async Task<Outcome<ImportResult>> RunAsync(
        Staff who,
        string folder,
        bool dryRun,
        IProgress<ImportProgress>? progress,
        CancellationToken cancel)
    {
        if (!who.May(Needs))
        {
            return new NotPermitted(Needs);
        }

        if (!Directory.Exists(folder))
        {
            return new FolderNotFound(folder);
        }

        folder = Path.GetFullPath(folder);
        var lists = ExportFolder.ListsIn(folder);
        var absent = AbsentFrom(lists);
        if (lists.All(list => list.Files.Count == 0))
        {
            return new FolderWithoutExports(folder);
        }

        return await _jobs.RunAsync<ImportResult>(
            who,
            _runs,
            $"{(dryRun ? "checking" : "importing")} {folder}",
            turn => ImportAsync(turn, who, folder, dryRun, lists, absent, progress),
            result => result.RunId is null ? null : new(ImportRuns.StateOf(result.Status), result.Message),
            cancel);
    }

    private async Task<Outcome<ImportResult>> ImportAsync(
        JobTurn turn,
        Staff who,
        string folder,
        bool dryRun,
        IReadOnlyList<ExportList> lists,
        IReadOnlyList<string> absent,
        IProgress<ImportProgress>? progress)
    {
        var cancel = turn.Cancel;
        var began = _time.GetTimestamp();
        var meter = new ImportMeter(turn, progress, lists.Sum(list => list.Files.Sum(file => file.Length)));
        var warnings = new List<ImportWarning>();
        try
        {
            if (Check(lists, warnings, meter, cancel) is { } refusal)
            {
                return refusal;
            }
        }
        catch (OperationCanceledException)
        {
            return new ImportResult(
                RunId: null,
                dryRun,
                ImportStatus.Cancelled,
                "Cancelled before anything was imported.",
                [],
                [],
                absent,
                _time.GetElapsedTime(began));
        }

        return await _work.RunAsync(turn, who, new FolderSource(folder, lists, dryRun, meter), absent, warnings, meter);
    }

    /// <summary>Reads every file once, and adds to the warnings what its list lacks or has twice.</summary>
    private static Refusal? Check(
        IReadOnlyList<ExportList> lists,
        List<ImportWarning> warnings,
        ImportMeter meter,
        CancellationToken cancel)
    {
        foreach (var list in lists)
        {
            var repeated = new RepeatedRows(list.Files.Sum(file => file.Length));
            var read = new List<ReadFile>();
            foreach (var file in list.Files)
            {
                if (ExportFolder.Check(file, repeated.See, rows => meter.Read(file.Name, rows), out var pages, cancel) is { } refusal)
                {
                    return refusal;
                }

                read.Add(new(file.Name, file.Page, pages));
                meter.FileEnds();
            }

            warnings.AddRange(Warnings(list, read, repeated, cancel));
        }

        List<ImportWarning> kept = [.. warnings.OrderByDescending(warning => warning.IsPart).Take(ImportWarning.MostKept)];
        warnings.Clear();
        warnings.AddRange(kept);
        meter.CheckEnds();
        return null;
    }

    private static IEnumerable<ImportWarning> Warnings(
        ExportList list,
        List<ReadFile> read,
        RepeatedRows repeated,
        CancellationToken cancel)
    {
        var others = list.Others.Select(file =>
            new ImportWarning(file.Name, $"It is {file.OtherKind}, and no plain file. It was not read.", IsPart: true));
        List<ImportWarning> lacking = read.Count == 0 ? [] : [.. Completeness.Of(list.Collection.Name, list.Collection.IsOfProvider, read)];
        list.Extent = list.Others.Count > 0 ? ListExtent.Part : Completeness.ExtentOf(read, lacking);
        var twice = !repeated.HasSuspects ? [] : repeated.Differing(list.Rows(cancel)).Select(found => new ImportWarning(
            found.File,
            $"{Shown.Plain(found.Id)} is there more than once, with different content. Only one of them can be true.",
            IsPart: false));
        return [.. others, .. lacking, .. twice];
    }

    private static IReadOnlyList<string> AbsentFrom(IReadOnlyList<ExportList> lists) =>
    [
        .. ExportFolder.Collections.Except(lists.Select(list => list.Collection))
            .Where(collection => !collection.IsOptional)
            .Select(collection => collection.File),
    ];
}
