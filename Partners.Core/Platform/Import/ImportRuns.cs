using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Changes;
using Partners.Core.Jobs;
using Partners.Core.Persistence;
using Partners.Core.Values;

namespace Partners.Core.Platform.Import;

/// <summary>Keeps the record of imports: begun, ended, interrupted. Each has the id of its job, which says whether it runs.</summary>
public sealed class ImportRuns(IDbContextFactory<PartnersDb> contexts, WriteGate gate, ChangeRunner changes, TimeProvider time)
    : JobKind(JobName, PlatformImport.Needs, "import", "What was imported until then is kept; import again to complete it.")
{
    public const string JobName = "import";

    private const string SubjectKind = "import";

    internal async Task BeginAsync(JobTurn turn, Staff who, ImportSource source, CancellationToken cancel)
    {
        using var queue = await gate.EnterAsync(cancel);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        db.ImportRuns.Add(new ImportRun(turn.Id, source.Name, who, time.GetUtcMilliseconds(), source.IsLive));
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>Removes the record of a pull that changed nothing: there is one every minute.</summary>
    internal async Task ForgetAsync(Guid id)
    {
        using var queue = await gate.EnterAsync(CancellationToken.None);
        await using var db = await contexts.CreateDbContextAsync(CancellationToken.None);
        await db.ImportRuns.Where(run => run.Id == id).ExecuteDeleteAsync(CancellationToken.None);
    }

    /// <summary>
    /// Writes how the import ended, its rejections, and its one audit entry. Asked a second time, it leaves the first answer. Not to be
    /// cancelled: what was done is done.
    /// </summary>
    internal async Task EndAsync(Guid id, Staff who, ImportResult result)
    {
        var outcome = await changes.RunAsync<Guid>(
            who,
            PlatformImport.Needs,
            requestId: id,
            "platform.import",
            async (change, cancel) =>
            {
                var run = await change.Db.ImportRuns.SingleAsync(run => run.Id == id, cancel);
                run.End(
                    result.Status,
                    result.Message,
                    result.Collections.Select((collection, order) =>
                        new ImportedCollection(
                            collection.Name,
                            order,
                            collection.Added,
                            collection.Updated,
                            collection.Unchanged,
                            collection.Rejected,
                            collection.LeftAlone)),
                    change.At);
                run.Find(result.Findings);
                change.Db.ImportRejections.AddRange(result.Rejections.Select(rejection =>
                    new ImportRejection(id, rejection.File, rejection.Item, rejection.Reason, change.At)));
                change.Db.ImportNotices.AddRange(result.Warnings.Select((warning, position) =>
                    new ImportNotice(id, position, warning.File, warning.Sentence, warning.IsPart, change.At)));
                change.Record(
                    IsQuiet(run, who, result) ? AuditActions.ReadByItself : AuditActions.Imported,
                    new AuditSubject(SubjectKind, id.ToString(), run.Folder, OrganisationId: null, Version: null),
                    before: null,
                    new
                    {
                        result.Status,
                        Collections = result.Collections.Select(collection => new
                        {
                            collection.Name,
                            collection.Rows,
                            collection.Added,
                            collection.Updated,
                            collection.Unchanged,
                            collection.Rejected,
                        }),
                        result.Rejected,
                        LeftAlone = result.Collections.Sum(collection => collection.LeftAlone),
                        Parts = Parts(result),
                    },
                    result.Message);
                return id;
            },
            CancellationToken.None);
        if (!outcome.IsDone)
        {
            throw new InvalidOperationException($"The import {id} could not be ended.");
        }
    }

    internal override async Task<JobEnd> FindEndAsync(Job job, CancellationToken cancel)
    {
        if (await FindAsync(job.Id, cancel) is null)
        {
            // It was still checking its files, or a dry run.
            return new(JobState.Failed, "Interrupted: the process ended before anything was imported.");
        }

        // It was that person's import, and nobody else is here.
        var starter = new Staff(job.StartedBySubject, job.StartedByName, string.Empty, PlatformImport.Needs);
        var result = new ImportResult(job.Id, IsDryRun: false, ImportStatus.Failed, Interrupted, [], [], [], TimeSpan.Zero);
        await EndAsync(job.Id, starter, result);

        var run = await FindAsync(job.Id, cancel);
        return new(StateOf(run!.Status), run.Message);
    }

    internal static JobState StateOf(ImportStatus status) => status switch
    {
        ImportStatus.Completed or ImportStatus.CompletedWithRejections or ImportStatus.CompletedInPart => JobState.Completed,
        ImportStatus.Cancelled => JobState.Cancelled,
        _ => JobState.Failed,
    };

    /// <summary>The console read it by itself, and nobody has to look (docs/product.md I56).</summary>
    private static bool IsQuiet(ImportRun run, Staff who, ImportResult result) =>
        run.IsLive && who.Subject == Staff.ConsoleSubject && result is { Status: ImportStatus.Completed, Warnings.Count: 0 };

    /// <summary>The files that are only a part; null if there are none.</summary>
    private static IReadOnlyList<string>? Parts(ImportResult result) =>
        result.Status is ImportStatus.CompletedInPart
            ? [.. result.Warnings.Where(warning => warning.IsPart).Select(warning => warning.File).Distinct(StringComparer.Ordinal)]
            : null;

    private async Task<ImportRun?> FindAsync(Guid id, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.ImportRuns.AsNoTracking().FirstOrDefaultAsync(run => run.Id == id, cancel);
    }
}
