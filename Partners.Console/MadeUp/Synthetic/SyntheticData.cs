using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Partners.Console.MadeUp.Demonstration;
using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Changes;
using Partners.Core.Persistence;
using Partners.Core.Referrals;

namespace Partners.Console.MadeUp.Synthetic;

/// <summary>
/// Much data, for measuring: the same each time for the same scale and day. Written in batches, so that its size is bound by
/// the disk and not by memory. A load that was broken off leaves what it wrote: begin again with a new file.
/// </summary>
public sealed class SyntheticData(
    ChangeRunner runner,
    IDbContextFactory<PartnersDb> contexts,
    WriteGate gate,
    LedgerUpkeep ledger,
    TimeProvider time)
{
    /// <summary>In one transaction.</summary>
    private const int RowsOfBatch = 20_000;

    private const int OrganisationsBetweenReports = 2_000;

    /// <summary>With <see cref="SyntheticScale.UsualConversations"/>.</summary>
    public Task<Outcome<SyntheticLoaded>> LoadAsync(Staff who, int organisations, IProgress<string>? progress, CancellationToken cancel) =>
        LoadAsync(who, new SyntheticScale(organisations), progress, cancel);

    /// <summary>Refused where the database holds any organisation, deleted ones included.</summary>
    /// <param name="progress">Gets a line of text every few seconds.</param>
    public async Task<Outcome<SyntheticLoaded>> LoadAsync(
        Staff who,
        SyntheticScale scale,
        IProgress<string>? progress,
        CancellationToken cancel)
    {
        if (!who.May(DemonstrationData.Needs))
        {
            return new NotPermitted(DemonstrationData.Needs);
        }

        if (scale.Organisations is < 1 or > SyntheticScale.MostOrganisations
            || scale.ConversationsPerOrganisation is < 0 or > SyntheticScale.MostConversations)
        {
            return new ScaleOutOfBounds();
        }

        // The first organisation goes in with the audit entry, and so makes the database one that is in use.
        var counts = new SyntheticCounts();
        var now = time.GetUtcNow();
        var begun = await runner.RunAsync<SyntheticScale>(
            who,
            DemonstrationData.Needs,
            Guid.CreateVersion7(now),
            "load-synthetic",
            async (change, token) =>
            {
                if (await change.Db.Organisations.AnyAsync(token))
                {
                    return new DatabaseNotEmpty();
                }

                change.Record(
                    AuditActions.SyntheticLoaded,
                    new AuditSubject("synthetic", "synthetic", "Synthetic data", null, null),
                    before: null,
                    after: scale,
                    reason: null);
                using var batch = new SyntheticBatch(change.Db, counts);
                SyntheticOrganisation.Write(batch, 0, scale, now);
                return scale;
            },
            cancel);
        if (!begun.IsDone)
        {
            return Outcome<SyntheticLoaded>.Refused(begun.Refusals);
        }

        var started = Stopwatch.GetTimestamp();
        var reported = 0;
        await using var db = await contexts.CreateDbContextAsync(cancel);
        for (var next = 1; next < scale.Organisations;)
        {
            next = await WriteBatchAsync(db, counts, next, scale, now, cancel);
            if (next - reported >= OrganisationsBetweenReports || next == scale.Organisations)
            {
                var perSecond = counts.Rows / Stopwatch.GetElapsedTime(started).TotalSeconds;
                progress?.Report($"{next:N0} of {scale.Organisations:N0} organisations, {counts.Rows:N0} rows, {perSecond:N0} a second");
                reported = next;
            }
        }

        await ledger.PostAllAsync(cancel);
        return new SyntheticLoaded(
            scale.Organisations,
            counts.Partners,
            counts.People,
            counts.Workspaces,
            counts.Memberships,
            counts.Projects,
            counts.Conversations,
            counts.Deals,
            counts.Payments,
            counts.Rows);
    }

    /// <returns>The first organisation that is still to be written.</returns>
    private async Task<int> WriteBatchAsync(
        PartnersDb db,
        SyntheticCounts counts,
        int first,
        SyntheticScale scale,
        DateTimeOffset now,
        CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        using var turn = await gate.EnterAsync(cancel);
        await using var transaction = await db.BeginWriteAsync(cancel);
        using var batch = new SyntheticBatch(db, counts);
        var next = first;
        while (next < scale.Organisations && batch.Rows < RowsOfBatch)
        {
            SyntheticOrganisation.Write(batch, next++, scale, now);
        }

        await transaction.CommitAsync(cancel);
        return next;
    }
}
