using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Changes;
using Partners.Core.Outbox;

namespace Partners.Core.Workspaces;

/// <param name="VersionSeen">The membership's version on the page the person acted on.</param>
public sealed record RemovePerson(Guid RequestId, Guid MembershipId, int VersionSeen, string? Reason);

public sealed partial class WorkspacePeople
{
    /// <summary>Ends someone's access. Refused for the last owner.</summary>
    public Task<Outcome<PersonRemoved>> RemoveAsync(Staff who, RemovePerson command, CancellationToken cancel) =>
        OfPersonAsync<PersonRemoved>(
            who,
            command.RequestId,
            nameof(RemovePerson),
            command.MembershipId,
            command.VersionSeen,
            command.Reason,
            async (change, found, reason, token) =>
            {
                var (membership, workspace, name) = found;
                if (RoleRules.RefuseWithoutOwner(
                    name,
                    membership.Role,
                    next: null,
                    await OwnersAsync(change, workspace, token)) is { } refused)
                {
                    return refused;
                }

                change.Record(
                    AuditActions.PersonRemoved,
                    membership.Subject(workspace, name),
                    new { membership.Role },
                    after: null,
                    reason);
                membership.End(change.At);
                await change.CarryToPlatformAsync(
                    membership.Item(workspace, name),
                    PlatformFields.DeletedAt,
                    before: null,
                    PlatformWords.Of(membership.DeletedAt),
                    reason,
                    token);
                if (await BelongsAsync(change.Db, workspace, person => person.Id == membership.PersonId, token))
                {
                    // The organisation is a way in of its own. The platform keeps who was removed from a workspace in its settings.
                    var before = workspace.Removed();
                    change.Db.Attach(workspace);
                    workspace.KeepOut(membership.PersonId);
                    await change.CarryToPlatformAsync(
                        workspace.Item(), PlatformFields.StickyRemoved, before.Order(), workspace.Removed().Order(), reason, token);
                }

                return new PersonRemoved(membership.Id, name);
            },
            cancel);
}
