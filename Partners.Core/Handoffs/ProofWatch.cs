using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Changes;
using Partners.Core.Jobs;
using Partners.Core.Persistence;
using Partners.Core.Values;
using Partners.Core.Workspaces;

namespace Partners.Core.Handoffs;

/// <summary>
/// The proofs of completed handoffs stand: they are taken again after every command and import that may have opened a path, and all of
/// them nightly. What opened is recorded with what opened it (docs/product.md H26).
/// </summary>
public sealed partial class ProofWatch(
    IDbContextFactory<PartnersDb> contexts,
    WriteGate gate,
    ChangeFeed feed,
    SideSettings sides,
    TimeProvider time,
    ILogger<ProofWatch> log)
{
    public static readonly JobKind Job = new(
        "proofs",
        Permission.Transfer,
        "check of the proofs",
        "Each handoff is checked or not. The rest are checked within 15 minutes, or at the next start.");

    /// <summary>Handoffs that are checked in one transaction.</summary>
    private const int BatchSize = 50;

    /// <summary>Checks every completed handoff, batch by batch.</summary>
    /// <returns>How many paths were found that had opened.</returns>
    public async Task<int> CheckAllAsync(Staff who, string openedBy, CancellationToken cancel)
    {
        who.Require(Permission.Transfer);
        return await CheckAsync(who, handoffs: null, openedBy, cancel);
    }

    /// <summary>Checks some handoffs outside any other transaction.</summary>
    /// <param name="handoffs">Null for all.</param>
    internal async Task<int> CheckAsync(Staff who, IReadOnlyCollection<Guid>? handoffs, string openedBy, CancellationToken cancel)
    {
        List<Guid> ids;
        await using (var db = await contexts.OpenAsync(cancel))
        {
            ids = await db.Handoffs.AsNoTracking()
                .Where(handoff => handoff.Status == HandoffStatus.Completed && (handoffs == null || handoffs.Contains(handoff.Id)))
                .OrderBy(handoff => handoff.Id)
                .Select(handoff => handoff.Id)
                .ToListAsync(cancel);
        }

        var opened = 0;
        foreach (var batch in ids.Chunk(BatchSize))
        {
            List<Changed> changed;
            using (await gate.EnterAsync(cancel))
            {
                await using var db = await contexts.CreateDbContextAsync(cancel);
                await using var transaction = await db.BeginWriteAsync(cancel);
                changed = await CheckAsync(db, batch, who.Subject, who.Name, openedBy, cancel);
                await transaction.CommitAsync(CancellationToken.None);
            }

            opened += changed.Count(change => change.Action == AuditActions.ProofBroken);
            feed.Publish(changed);
        }

        return opened;
    }

    /// <summary>Checks the handoffs of the workspaces that a command changed, in the command's transaction.</summary>
    internal async Task AfterChangeAsync(PartnersDb db, IReadOnlyList<Changed> changed, CancellationToken cancel)
    {
        // A handoff that was just carried out has just been proved.
        if (changed.Any(change => change.Action == AuditActions.HandoffCompleted))
        {
            return;
        }

        var workspaces = changed.Select(change => change.WorkspaceId).OfType<Guid>().Distinct().ToList();
        if (changed.Any(change => change.Action == AuditActions.ProjectsMovedHere))
        {
            // Those that were handed over may come from anywhere.
            workspaces.AddRange(await db.Projects
                .Where(project => workspaces.Contains(project.WorkspaceId) && project.HandedOverInId != null)
                .Select(project => project.HandedOverInId!.Value)
                .Distinct()
                .ToListAsync(cancel));
        }

        var handoffs = workspaces.Count == 0 ? [] : await db.Handoffs.AsNoTracking()
            .Where(handoff => handoff.Status == HandoffStatus.Completed && workspaces.Contains(handoff.WorkspaceId))
            .Select(handoff => handoff.Id)
            .ToListAsync(cancel);
        if (handoffs.Count > 0)
        {
            var first = changed[0];
            var actions = changed.Select(change => AuditActions.InWords(change.Action)).Distinct(StringComparer.Ordinal);
            await CheckAsync(
                db,
                handoffs,
                first.ActorSubject,
                first.ActorName,
                $"{first.ActorName}: {string.Join(", ", actions).ToLowerInvariant()}",
                cancel);
        }
    }

    private async Task<List<Changed>> CheckAsync(
        PartnersDb db,
        IReadOnlyCollection<Guid> handoffs,
        string subject,
        string name,
        string openedBy,
        CancellationToken cancel)
    {
        var at = time.GetUtcMilliseconds();
        var audit = new List<AuditFacts>();
        var known = (await db.ProofBreaches
            .Where(breach => handoffs.Contains(breach.HandoffId) && breach.ClosedAt == null)
            .ToListAsync(cancel)).ToLookup(breach => breach.HandoffId);
        var completed = await (
            from handoff in db.Handoffs.AsNoTracking()
            where handoffs.Contains(handoff.Id)
            join workspace in db.Workspaces on handoff.WorkspaceId equals workspace.Id
            select new { Handoff = handoff, Workspace = workspace.Name })
            .ToListAsync(cancel);
        foreach (var one in completed)
        {
            var (handoff, workspace) = (one.Handoff, one.Workspace);
            var proof = await AccessProof.TakeAsync(
                db,
                handoff.WorkspaceId,
                handoff.PartnerId,
                KeptOnPurpose.Of(handoff),
                sides,
                at,
                cancel);
            var open = proof.Open.Where(path => path.Kind != AccessPathKind.SupportAccess)
                .DistinctBy(path => path.Key, StringComparer.Ordinal)
                .ToList();
            var before = known[handoff.Id].ToDictionary(breach => breach.Key, StringComparer.Ordinal);
            var record = new AuditSubject(
                HandoffSubjects.Handoff,
                handoff.Id.ToString(),
                workspace,
                handoff.PartnerId,
                Version: null,
                handoff.WorkspaceId);
            foreach (var path in open.Where(path => !before.ContainsKey(path.Key)))
            {
                db.ProofBreaches.Add(new(handoff, path, openedBy, at));
                audit.Add(Entry(record, AuditActions.ProofBroken, before: null, new { path.Who, Path = path.Kind, OpenedBy = openedBy }));
                LogOpened(handoff.Id, path.Kind, openedBy);
            }

            // What was found on the platform is looked for there again.
            foreach (var breach in before.Values
                .Where(breach => !breach.IsThere && open.TrueForAll(path => path.Key != breach.Key)))
            {
                breach.Close(at);
                audit.Add(Entry(record, AuditActions.ProofMended, new { breach.Who, Path = breach.Kind }, after: null));
            }
        }

        if (audit.Count > 0)
        {
            await AuditChain.AppendAsync(db, audit, cancel);
            await db.SaveChangesAsync(cancel);
        }

        await db.Handoffs.Where(handoff => handoffs.Contains(handoff.Id))
            .ExecuteUpdateAsync(handoff => handoff.SetProperty(found => found.ProvenAt, at), cancel);
        return audit.ConvertAll(facts => new Changed(
            facts.Subject.Kind,
            facts.Subject.Id,
            facts.Subject.OrganisationId,
            facts.Subject.WorkspaceId,
            facts.ActorSubject,
            facts.ActorName,
            facts.Action));

        AuditFacts Entry(AuditSubject record, string action, object? before, object? after) => new(
            at,
            subject,
            name,
            action,
            record,
            before is null ? null : CanonicalJson.Of(before),
            after is null ? null : CanonicalJson.Of(after),
            openedBy,
            RequestId: Guid.CreateVersion7(at));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The proof of handoff {Handoff} no longer holds: {Path}, opened by {OpenedBy}")]
    private partial void LogOpened(Guid handoff, AccessPathKind path, string openedBy);
}
