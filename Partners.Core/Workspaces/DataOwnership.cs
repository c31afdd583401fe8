using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Changes;
using Partners.Core.Outbox;
using Partners.Core.Persistence;
using Partners.Core.Values;

namespace Partners.Core.Workspaces;

/// <param name="VersionSeen">The workspace's version on the page the person acted on.</param>
/// <param name="OwnAddressMeant">See <see cref="DataOwnerIsThePartner"/>.</param>
public sealed record NameDataOwner(
    Guid RequestId,
    Guid WorkspaceId,
    int VersionSeen,
    string? DataOwnerName,
    string? DataOwnerEmail,
    bool OwnAddressMeant,
    string? Reason);

/// <param name="Invited">The new address was invited as a free observer.</param>
/// <param name="Revoked">The previous address's open invite was revoked, since it may have reached a stranger.</param>
public sealed record DataOwnerNamed(Guid WorkspaceId, string DataOwnerName, string DataOwnerEmail, bool Invited, bool Revoked);

/// <summary>
/// Carries a client's new name into what another capability keeps under it, in the same transaction. Registered by that capability.
/// </summary>
public delegate Task ClientRenamed(PartnersDb db, Guid workspaceId, string name, CancellationToken cancel);

/// <summary>Who owns the data of an external-client workspace. The earlier data owner stays in the trail.</summary>
public sealed class DataOwnership(ChangeRunner changes, IEnumerable<ClientRenamed> followers, SideSettings sides)
{
    /// <summary>
    /// Names another data owner. A new address is invited as a free observer unless it has access; the previous address's open invite is
    /// revoked. Existing access stays.
    /// </summary>
    public Task<Outcome<DataOwnerNamed>> NameAsync(Staff who, NameDataOwner command, CancellationToken cancel) =>
        changes.RunAsync<DataOwnerNamed>(
            who,
            Permission.ManageWorkspaces,
            command.RequestId,
            nameof(NameDataOwner),
            async (change, token) =>
            {
                var workspace = await change.Db.Workspaces.SingleOrDefaultAsync(
                    found => found.Id == command.WorkspaceId && found.DeletedAt == null,
                    token);
                if (workspace is null)
                {
                    return new NoSuchWorkspace();
                }

                if (workspace.UsageContext != UsageContext.External)
                {
                    return new OnlyForExternalClients();
                }

                if (await change.FindConflictAsync(workspace, command.VersionSeen, WorkspaceSubjects.Workspace, token) is { } conflict)
                {
                    return conflict;
                }

                var reason = command.Reason?.Trim() ?? string.Empty;
                var (name, email) = (command.DataOwnerName?.Trim(), command.DataOwnerEmail?.Trim());
                Refusal?[] found =
                [
                    .. DataOwnerRules.Refuse(name, email),
                    name == workspace.DataOwnerName && email == workspace.DataOwnerEmail ? new NothingChanged() : null,
                    Reasons.Refuse(reason),
                    command.OwnAddressMeant
                        ? null
                        : await PartnerAddresses.RefuseAsync(
                            change.Db,
                            workspace.OrganisationId,
                            await NameOfAsync(change.Db, workspace.OrganisationId, token),
                            email,
                            sides,
                            token),
                ];
                if (found.OfType<Refusal>().ToList() is { Count: > 0 } refusals)
                {
                    return Outcome<DataOwnerNamed>.Refused(refusals);
                }

                var (earlierName, earlier) = (workspace.DataOwnerName, workspace.DataOwnerEmail);
                var before = workspace.State();
                workspace.NameDataOwner(name!, email!);
                foreach (var rename in followers)
                {
                    await rename(change.Db, workspace.Id, name!, token);
                }

                change.Record(AuditActions.DataOwnerNamed, workspace.Subject(), before, workspace.State(), reason);
                if (name != earlierName)
                {
                    await change.CarryToPlatformAsync(workspace.Item(), PlatformFields.DataOwnerName, earlierName, name, reason, token);
                }

                if (email != earlier)
                {
                    await change.CarryToPlatformAsync(workspace.Item(), PlatformFields.DataOwnerEmail, earlier, email, reason, token);
                }

                var (invited, revoked) = await InviteInsteadAsync(change, workspace, earlier, reason, token);
                return new DataOwnerNamed(workspace.Id, name!, email!, invited, revoked);
            },
            cancel);

    private static async Task<(bool Invited, bool Revoked)> InviteInsteadAsync(
        Change change,
        Workspace workspace,
        string? earlier,
        string why,
        CancellationToken cancel)
    {
        var address = workspace.DataOwnerEmail!;
        if (earlier is not null && EmailAddress.Key(earlier) == EmailAddress.Key(address))
        {
            return (false, false);
        }

        var stale = earlier is null ? null : await change.OpenInviteAsync(workspace.Id, earlier, cancel);
        if (stale is not null)
        {
            await change.RevokeAsync(stale, workspace, why, cancel);
        }

        var isKnown = await change.PresenceAsync(workspace.Id, address, cancel) is not null
            || await change.OpenInviteAsync(workspace.Id, address, cancel) is not null;
        if (!isKnown)
        {
            await change.InviteAsync(workspace, address, WorkspaceRole.Observer, why, cancel);
        }

        return (!isKnown, stale is not null);
    }

    private static Task<string> NameOfAsync(PartnersDb db, Guid organisationId, CancellationToken cancel) =>
        db.Organisations
            .Where(organisation => organisation.Id == organisationId)
            .Select(organisation => organisation.Name)
            .SingleAsync(cancel);
}
