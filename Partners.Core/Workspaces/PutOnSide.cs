using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Changes;
using Partners.Core.Values;

namespace Partners.Core.Workspaces;

/// <param name="Side">Null to let memberships and addresses decide again.</param>
public sealed record PutOnSide(Guid RequestId, Guid WorkspaceId, string? Email, Side? Side, string? Reason);

/// <param name="Side">Null if memberships and addresses decide again.</param>
public sealed record SidePut(string Email, Side? Side);

public sealed record OnThatSideAlready(string Address) : Refusal($"{Address} was put on that side already.", nameof(PutOnSide.Side));

public sealed record NobodyPutThere(string Address) : Refusal($"Nobody has put {Address} on a side.", nameof(PutOnSide.Side));

public sealed partial class WorkspacePeople
{
    /// <summary>
    /// Says by hand whose side an address is on in one workspace (docs/product.md W22). Needs the transfer permission, because a handoff's
    /// proof believes it.
    /// </summary>
    public Task<Outcome<SidePut>> PutOnSideAsync(Staff who, PutOnSide command, CancellationToken cancel) =>
        changes.RunAsync<SidePut>(who, Permission.Transfer, command.RequestId, nameof(PutOnSide), async (change, token) =>
        {
            if (await FindAsync(change.Db, command.WorkspaceId, token) is not { } workspace)
            {
                return new NoSuchWorkspace();
            }

            if (EmailAddress.Problem(command.Email) is { } problem)
            {
                return new BadAddress(problem, nameof(command.Email));
            }

            if (Reasons.Refuse(command.Reason) is { } refused)
            {
                return refused;
            }

            var (address, reason) = (command.Email!.Trim(), command.Reason!.Trim());
            var key = EmailAddress.Key(address);
            var earlier = await change.Db.SidePlacements.SingleOrDefaultAsync(
                placement => placement.WorkspaceId == workspace.Id && placement.EmailKey == key && placement.EndedAt == null,
                token);
            if (earlier?.Side == command.Side)
            {
                return earlier is null ? new NobodyPutThere(address) : new OnThatSideAlready(address);
            }

            if (earlier is not null)
            {
                earlier.End(change.At);

                // One at a time: the earlier one has to end in the database before the next is there.
                await change.Db.SaveChangesAsync(token);
            }

            if (command.Side is { } side)
            {
                change.Db.SidePlacements.Add(new(workspace.Id, address, side, reason, who, change.At));
            }

            change.Record(
                AuditActions.PutOnSide,
                new(
                    WorkspaceSubjects.Side,
                    key,
                    WorkspaceSubjects.Within(address, workspace),
                    workspace.OrganisationId,
                    Version: null,
                    workspace.Id),
                earlier is null ? null : new { earlier.Side },
                command.Side is null ? null : new { command.Side },
                reason);
            return new SidePut(address, command.Side);
        }, cancel);
}
