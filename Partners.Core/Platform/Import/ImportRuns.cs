using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Changes;
using Partners.Core.Persistence;
using Partners.Core.Values;

namespace Partners.Core.Platform.Import;

/// <summary>Keeps the record of imports: begun, ended, interrupted.</summary>
public sealed partial class ImportRuns(IDbContextFactory<PartnersDb> contexts, WriteGate gate, ChangeRunner changes, TimeProvider time, ILogger<ImportRuns> log)
{
    private const string SubjectKind = "import";

    /// <summary>
    /// Marks as failed every import that still stands as running though none is: its process was ended. For the start of the
    /// console; an import does the same when it starts. Does nothing while an import is under way in another process.
    /// </summary>
    public async Task MarkInterruptedAsync(CancellationToken cancel)
    {
        using var held = await TryLockAsync(cancel);
        if (held is not null)
        {
            await MarkInterruptedAsync(held, cancel);
        }
    }

    internal async Task<JobLock?> TryLockAsync(CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return JobLock.TryTake(db.Database.GetDbConnection().DataSource, JobLock.Import);
    }

    internal async Task MarkInterruptedAsync(JobLock held, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(held);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var interrupted = await db.ImportRuns.AsNoTracking().Where(run => run.Status == ImportStatus.Running).ToListAsync(cancel);
        foreach (var run in interrupted)
        {
            LogInterrupted(run.Folder, run.StartedAt);

            // It was that person's import, and nobody else is here.
            var starter = new Staff(run.StartedBySubject, run.StartedByName, string.Empty, PlatformImport.Needs);
            const string Sentence = "Interrupted: the process ended before the import did. What was imported until then is kept; import again to complete it.";
            await EndAsync(run.Id, starter, new ImportResult(run.Id, IsDryRun: false, ImportStatus.Failed, Sentence, [], [], [], TimeSpan.Zero));
        }
    }

    internal async Task<Guid> BeginAsync(Staff who, string folder, CancellationToken cancel)
    {
        var run = new ImportRun(folder, who, time.GetUtcMilliseconds());
        using var turn = await gate.EnterAsync(cancel);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        db.ImportRuns.Add(run);
        await db.SaveChangesAsync(cancel);
        return run.Id;
    }

    /// <summary>Writes how the import ended, its rejections, and its one audit entry. Not to be cancelled: what was done is done.</summary>
    internal async Task EndAsync(Guid id, Staff who, ImportResult result)
    {
        var outcome = await changes.RunAsync<Guid>(
            who,
            PlatformImport.Needs,
            Guid.CreateVersion7(time.GetUtcNow()),
            "platform.import",
            async (change, cancel) =>
            {
                var run = await change.Db.ImportRuns.SingleAsync(run => run.Id == id, cancel);
                run.End(
                    result.Status,
                    result.Message,
                    result.Collections.Select((collection, order) =>
                        new ImportedCollection(collection.Name, order, collection.Added, collection.Updated, collection.Unchanged, collection.Rejected)),
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

    [LoggerMessage(Level = LogLevel.Warning, Message = "The import of {Folder} that began at {StartedAt} was interrupted.")]
    private partial void LogInterrupted(string folder, DateTimeOffset startedAt);
}
