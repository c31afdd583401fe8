using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Findings;
using Partners.Core.Persistence;

namespace Partners.Core.Platform;

/// <summary>A past import as lists show it.</summary>
public sealed record ImportSummary(
    Guid Id,
    string Folder,
    string StartedByName,
    DateTimeOffset StartedAt,
    DateTimeOffset? EndedAt,
    ImportStatus Status,
    string? Message,
    IReadOnlyList<ImportSummaryCollection> Collections)
{
    /// <summary>The anomalies after it.</summary>
    public IReadOnlyList<FindingCount> Findings => FindingsJson is null ? [] : CanonicalJson.Read<List<FindingCount>>(FindingsJson);

    /// <summary>As stored; null on an import of before they were counted.</summary>
    public string? FindingsJson { get; init; }

    /// <summary>True where its rows came from the platform itself.</summary>
    public bool IsLive { get; init; }

    public long Added => Collections.Sum(collection => collection.Added);

    public long Updated => Collections.Sum(collection => collection.Updated);

    public long Unchanged => Collections.Sum(collection => collection.Unchanged);

    public long Rejected => Collections.Sum(collection => collection.Rejected);

    /// <summary>Rows older than what was known.</summary>
    public long LeftAlone => Collections.Sum(collection => collection.LeftAlone);
}

public sealed record ImportSummaryCollection(string Name, long Added, long Updated, long Unchanged, long Rejected, long LeftAlone = 0);

public sealed record ImportNoticeRow(string File, string Sentence, bool IsPart);

public sealed record ImportRejectionRow(string File, string Item, string Reason);

/// <summary>Past imports, of files and from the platform itself.</summary>
public sealed class ImportRecord(IDbContextFactory<PartnersDb> contexts)
{
    /// <summary>Past imports, newest first, with counts in the order the collections were read.</summary>
    /// <param name="page">1 for the first; empty past the end.</param>
    public Task<PageOf<ImportSummary>> ImportsAsync(Staff who, int page, int size, CancellationToken cancel) =>
        ImportsAsync(who, isEvery: true, page, size, cancel);

    /// <param name="isEvery">
    /// Also the pulls that the console itself began, that went well and had nothing to name: there can be one a minute
    /// (docs/product.md I56).
    /// </param>
    /// <param name="page">1 for the first; empty past the end.</param>
    public async Task<PageOf<ImportSummary>> ImportsAsync(Staff who, bool isEvery, int page, int size, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.OpenAsync(cancel);
        var runs = db.ImportRuns.AsNoTracking();
        if (!isEvery)
        {
            var quiet = Quiet(db).Select(run => run.Id);
            runs = runs.Where(run => !quiet.Contains(run.Id));
        }

        var rows = await runs.OrderByDescending(run => run.StartedAt).ThenByDescending(run => run.Id)
            .Page(page, size)
            .Select(run => new ImportSummary(
                run.Id,
                run.Folder,
                run.StartedByName,
                run.StartedAt,
                run.EndedAt,
                run.Status,
                run.Message,
                run.Collections.OrderBy(collection => collection.Order)
                    .Select(collection => new ImportSummaryCollection(
                        collection.Name,
                        collection.Added,
                        collection.Updated,
                        collection.Unchanged,
                        collection.Rejected,
                        collection.LeftAlone))
                    .ToList())
            {
                FindingsJson = run.Findings,
                IsLive = run.IsLive,
            })
            .ToListAsync(cancel);
        return new(rows, await runs.LongCountAsync(cancel));
    }

    /// <summary>How many pulls there were with nothing to look at.</summary>
    public async Task<long> QuietPullsAsync(Staff who, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.OpenAsync(cancel);
        return await Quiet(db).LongCountAsync(cancel);
    }

    /// <summary>What an import found about its files, in the order in which it did; empty if there is no such import.</summary>
    public async Task<IReadOnlyList<ImportNoticeRow>> NoticesAsync(Staff who, Guid import, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.OpenAsync(cancel);
        return await db.ImportNotices.AsNoTracking()
            .Where(notice => notice.ImportRunId == import)
            .OrderBy(notice => notice.Position)
            .Select(notice => new ImportNoticeRow(notice.File, notice.Sentence, notice.IsPart))
            .ToListAsync(cancel);
    }

    /// <summary>The stored rejections of one import, by file and item; empty if there is no such import.</summary>
    public async Task<PageOf<ImportRejectionRow>> RejectionsAsync(Staff who, Guid import, int page, int size, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.OpenAsync(cancel);
        var rejections = db.ImportRejections.AsNoTracking().Where(rejection => rejection.ImportRunId == import);
        var rows = await rejections
            .OrderBy(rejection => rejection.File).ThenBy(rejection => rejection.Item).ThenBy(rejection => rejection.Id)
            .Page(page, size)
            .Select(rejection => new ImportRejectionRow(rejection.File, rejection.Item, rejection.Reason))
            .ToListAsync(cancel);
        return new(rows, await rejections.LongCountAsync(cancel));
    }

    private static IQueryable<ImportRun> Quiet(PartnersDb db) => db.ImportRuns.Where(run => run.IsLive
        && run.Status == ImportStatus.Completed
        && run.StartedBySubject == Staff.ConsoleSubject
        && !db.ImportNotices.Any(notice => notice.ImportRunId == run.Id));
}
