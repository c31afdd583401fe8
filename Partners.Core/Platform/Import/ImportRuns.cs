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

    internal async Task BeginAsync(JobTurn turn, Staff who, string folder, CancellationToken cancel)
    {
        using var queue = await gate.EnterAsync(cancel);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        db.ImportRuns.Add(new ImportRun(turn.Id, folder, who, time.GetUtcMilliseconds()));
        await db.SaveChangesAsync(cancel);
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
                            collection.Rejected)),
                    change.At);
                change.Db.ImportRejections.AddRange(result.Rejections.Select(rejection =>
                    new ImportRejection(id, rejection.File, rejection.Item, rejection.Reason, change.At)));
                change.Record(
                    AuditActions.Imported,
                    new AuditSubject(SubjectKind, id.ToString(), run.Folder, OrganisationId: null, Version: null),
                    before: null,
                    new { result.Status, result.Collections, result.Rejected },
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
        ImportStatus.Completed or ImportStatus.CompletedWithRejections => JobState.Completed,
        ImportStatus.Cancelled => JobState.Cancelled,
        _ => JobState.Failed,
    };

    private async Task<ImportRun?> FindAsync(Guid id, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.ImportRuns.AsNoTracking().FirstOrDefaultAsync(run => run.Id == id, cancel);
    }
}
