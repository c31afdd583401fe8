using System.Security.Cryptography;
using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Changes;
using Partners.Core.Values;
using Partners.Core.Workspaces;

namespace Partners.Core.Branding;

/// <param name="VersionSeen">The workspace's version on the page the person acted on.</param>
public sealed record PlaceLogo(Guid RequestId, Guid WorkspaceId, int VersionSeen, byte[] Content);

public sealed record SameLogo() : Refusal("This logo is already in use. Nothing changed.", WorkspaceLogos.Field);

public sealed partial class WorkspaceLogos
{
    /// <summary>Sets or replaces the logo. Refused if it is the same file.</summary>
    public Task<Outcome<LogoPlaced>> PlaceAsync(Staff who, PlaceLogo command, CancellationToken cancel) =>
        changes.RunAsync<LogoPlaced>(who, Permission.ManageWorkspaces, command.RequestId, nameof(PlaceLogo), async (change, token) =>
        {
            if (await FindAsync(change.Db, command.WorkspaceId, token) is not { } workspace)
            {
                return new NoSuchWorkspace();
            }

            if (WhiteLabelGate.Refuse(workspace.UsageContext, await TierAsync(change.Db, workspace.BillingAccountId, token)) is { } closed)
            {
                return closed;
            }

            if (await change.FindConflictAsync(workspace, command.VersionSeen, WorkspaceSubjects.Workspace, token) is { } conflict)
            {
                return conflict;
            }

            var read = LogoContent.Read(command.Content);
            if (!read.IsDone)
            {
                return Outcome<LogoPlaced>.Refused(read.Refusals);
            }

            var before = await StateAsync(change.Db, workspace, token);
            var after = new LogoState(
                Convert.ToHexStringLower(SHA256.HashData(command.Content)),
                read.Value.ContentType,
                read.Value.Width,
                read.Value.Height,
                command.Content.Length);
            if (after.Sha256 == before?.Sha256)
            {
                return new SameLogo();
            }

            var logo = new WorkspaceLogo(
                workspace.Id,
                after.ContentType,
                after.Width,
                after.Height,
                command.Content,
                after.Sha256,
                change.Who,
                change.At);
            change.Db.WorkspaceLogos.Add(logo);
            var why = $"A logo of {after.Width} × {after.Height} pixels, {FileSize.InWords(after.Bytes)}";
            await ShowAsync(change, workspace, logo.Id, AuditActions.LogoPlaced, (before, after), why, token);
            return new LogoPlaced(workspace.Id, logo.Id, logo.ContentType, logo.Width, logo.Height, after.Bytes);
        }, cancel);
}
