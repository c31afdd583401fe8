using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Changes;
using Partners.Core.Persistence;

namespace Partners.Core.Handoffs;

public sealed record AcceptBreach(Guid RequestId, Guid BreachId, int VersionSeen, string? Reason);

public sealed record BreachAccepted(Guid HandoffId, string Who);

public sealed record NoSuchBreach() : Refusal("There is no such path.");

public sealed record BreachIsOver(string Became) : Refusal($"It was {Became} already.");

/// <summary>Paths that opened again after handoffs: what there are, and accepting one.</summary>
public sealed class HandoffProofs(ChangeRunner changes, IDbContextFactory<PartnersDb> contexts)
{
    /// <summary>Every path that opened after a handoff, those that are open first, then the latest.</summary>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public async Task<IReadOnlyList<ProofBreach>> OfHandoffAsync(Staff who, Guid handoffId, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.OpenAsync(cancel);
        return
        [
            .. (await db.ProofBreaches.AsNoTracking().Where(breach => breach.HandoffId == handoffId).ToListAsync(cancel))
                .OrderBy(breach => breach.IsOpen ? 0 : 1)
                .ThenByDescending(breach => breach.FoundAt)
                .ThenBy(breach => breach.Id),
        ];
    }

    /// <summary>Accepts a path with a reason: it is no longer an alarm, and stays on record. It alarms again if it changes.</summary>
    public Task<Outcome<BreachAccepted>> AcceptAsync(Staff who, AcceptBreach command, CancellationToken cancel) =>
        changes.RunAsync<BreachAccepted>(who, Permission.Transfer, command.RequestId, nameof(AcceptBreach), async (change, token) =>
        {
            if (await change.Db.ProofBreaches.SingleOrDefaultAsync(found => found.Id == command.BreachId, token) is not { } breach)
            {
                return new NoSuchBreach();
            }

            if (!breach.IsOpen)
            {
                return new BreachIsOver(breach.ClosedAt is null ? "accepted" : "closed");
            }

            if (Reasons.Refuse(command.Reason) is { } refused)
            {
                return refused;
            }

            var names = await change.Db.Handoffs
                .Where(handoff => handoff.Id == breach.HandoffId)
                .Join(
                    change.Db.Workspaces,
                    handoff => handoff.WorkspaceId,
                    workspace => workspace.Id,
                    (handoff, workspace) => new { handoff.PartnerId, workspace.Name })
                .SingleAsync(token);
            breach.Accept(who, command.Reason!.Trim(), change.At);
            change.Record(
                AuditActions.ProofAccepted,
                new(
                    HandoffSubjects.Handoff,
                    breach.HandoffId.ToString(),
                    names.Name,
                    names.PartnerId,
                    Version: null,
                    breach.WorkspaceId),
                new { breach.Who, Path = breach.Kind, breach.OpenedBy },
                new { breach.Who, Path = breach.Kind, breach.AcceptedBecause },
                breach.AcceptedBecause);
            return new BreachAccepted(breach.HandoffId, breach.Who);
        }, cancel);
}
