using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Persistence;

namespace Partners.Core.Outbox;

/// <summary>Whether the platform has what was changed here of a record.</summary>
/// <param name="State">
/// The gravest of what is true of its acts, see <see cref="PlatformChangeStates.Of"/>; null if nothing of it ever had to be carried over.
/// </param>
/// <param name="Latest">The same of the last act alone: null if that one told the platform nothing.</param>
/// <param name="WaitingAct">Its last act that waits; null if none does.</param>
public sealed record RecordOnPlatform(PlatformChangeState? State, PlatformChangeState? Latest, Guid? WaitingAct = null)
{
    /// <summary>Nothing of it is to be told to customers yet.</summary>
    public bool Waits => State is not (null or PlatformChangeState.NotHeld) && State.Value.IsOpen();
}

/// <summary>Says of single records whether the platform has them, by the acts in their part of the trail (docs/product.md I10).</summary>
public sealed class PlatformStates(IDbContextFactory<PartnersDb> contexts)
{
    /// <param name="record">Which entries are about the record.</param>
    public Task<RecordOnPlatform> FindAsync(Staff who, AuditQuery record, CancellationToken cancel) =>
        FindAsync(who, db => AuditTrail.Filter(db, record), cancel);

    /// <summary>Of what was done to a workspace at one moment.</summary>
    public Task<RecordOnPlatform> FindAsync(Staff who, Guid workspace, DateTimeOffset at, CancellationToken cancel) =>
        FindAsync(who, db => db.AuditEntries.AsNoTracking().Where(entry => entry.WorkspaceId == workspace && entry.At == at), cancel);

    private async Task<RecordOnPlatform> FindAsync(
        Staff who, Func<PartnersDb, IQueryable<AuditEntry>> entriesIn, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.OpenAsync(cancel);
        var (entries, acts) = (entriesIn(db), db.Set<PlatformActTally>());

        // Looked up for each entry: as a condition, SQLite would begin with all that waits.
        var states = await entries
            .Select(entry => new { entry.Sequence, entry.At, Act = entry.RequestId })
            .Select(entry => new
            {
                Waits = acts.Any(act => act.State == PlatformChangeState.Waiting && act.At == entry.At && act.Act == entry.Act),
                Sends = acts.Any(act => act.State == PlatformChangeState.Sending && act.At == entry.At && act.Act == entry.Act),
                Conflicts = acts.Any(act => act.State == PlatformChangeState.InConflict && act.At == entry.At && act.Act == entry.Act),
                Refused = acts.Any(act => act.State == PlatformChangeState.Refused && act.At == entry.At && act.Act == entry.Act),
                NotHeld = acts.Any(act => act.State == PlatformChangeState.NotHeld && act.At == entry.At && act.Act == entry.Act),
                Applied = acts.Any(act => act.State == PlatformChangeState.Applied && act.At == entry.At && act.Act == entry.Act),
                IsLatest = entry.Sequence == entries.Max(other => other.Sequence),
            })
            .Distinct()
            .ToListAsync(cancel);
        var waiting = states.Exists(state => state.Waits)
            ? await entries
                .Where(entry => acts.Any(act =>
                    act.State == PlatformChangeState.Waiting && act.At == entry.At && act.Act == entry.RequestId))
                .OrderByDescending(entry => entry.Sequence)
                .Select(entry => (Guid?)entry.RequestId)
                .FirstOrDefaultAsync(cancel)
            : null;
        return new(StateOf(_ => true), StateOf(isLatest => isLatest), waiting);

        PlatformChangeState? StateOf(Predicate<bool> counts)
        {
            var found = new HashSet<PlatformChangeState>();
            foreach (var state in states.Where(state => counts(state.IsLatest)))
            {
                found.UnionWith(new[]
                {
                    (PlatformChangeState.Waiting, state.Waits),
                    (PlatformChangeState.Sending, state.Sends),
                    (PlatformChangeState.InConflict, state.Conflicts),
                    (PlatformChangeState.Refused, state.Refused),
                    (PlatformChangeState.NotHeld, state.NotHeld),
                    (PlatformChangeState.Applied, state.Applied),
                }.Where(one => one.Item2).Select(one => one.Item1));
            }

            return PlatformChangeStates.Of(found);
        }
    }
}
