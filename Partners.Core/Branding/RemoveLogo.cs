using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Changes;
using Partners.Core.Workspaces;

namespace Partners.Core.Branding;

/// <param name="VersionSeen">The workspace's version on the page the person acted on.</param>
public sealed record RemoveLogo(Guid RequestId, Guid WorkspaceId, int VersionSeen, string? Reason);

public sealed record NoLogo() : Refusal("There is no logo to remove.", WorkspaceLogos.Field);

public sealed partial class WorkspaceLogos
{
    /// <summary>Removes the logo, in a workspace of any kind or tier. Refused without a reason, and if there is none.</summary>
    public Task<Outcome<LogoRemoved>> RemoveAsync(Staff who, RemoveLogo command, CancellationToken cancel) =>
        changes.RunAsync<LogoRemoved>(who, Permission.ManageWorkspaces, command.RequestId, nameof(RemoveLogo), async (change, token) =>
        {
            if (await FindAsync(change.Db, command.WorkspaceId, token) is not { } workspace)
            {
                return new NoSuchWorkspace();
            }

            if (await change.FindConflictAsync(workspace, command.VersionSeen, WorkspaceSubjects.Workspace, token) is { } conflict)
            {
                return conflict;
            }

            if (workspace.LogoId is not { } logoId)
            {
                return new NoLogo();
            }

            var reason = command.Reason?.Trim() ?? string.Empty;
            if (Reasons.Refuse(reason) is { } refused)
            {
                return refused;
            }

            await ShowAsync(
                change,
                workspace,
                null,
                AuditActions.LogoRemoved,
                (await StateAsync(change.Db, workspace, token), null),
                reason,
                token);
            return new LogoRemoved(workspace.Id, logoId);
        }, cancel);
}
