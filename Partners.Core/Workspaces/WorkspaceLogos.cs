using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Billing;
using Partners.Core.Changes;
using Partners.Core.Persistence;
using Partners.Core.Platform;
using Partners.Core.Values;

namespace Partners.Core.Workspaces;

/// <param name="VersionSeen">The workspace's version on the page that the person decided from.</param>
public sealed record PlaceLogo(Guid RequestId, Guid WorkspaceId, int VersionSeen, byte[] Content);

public sealed record LogoPlaced(Guid WorkspaceId, Guid LogoId, string ContentType, int Width, int Height, int Bytes);

/// <param name="VersionSeen">The workspace's version on the page that the person decided from.</param>
public sealed record RemoveLogo(Guid RequestId, Guid WorkspaceId, int VersionSeen, string? Reason);

/// <param name="LogoId">The one that was in place. It can still be fetched.</param>
public sealed record LogoRemoved(Guid WorkspaceId, Guid LogoId);

/// <summary>A logo as it is served.</summary>
/// <param name="ContentType">One of <see cref="LogoContent.ContentTypes"/>.</param>
public sealed record LogoFile(string ContentType, byte[] Content);

/// <summary>What a workspace's page shows of its white label.</summary>
/// <param name="Logo">The one in place; null where there is none.</param>
/// <param name="RefusalToPlace">Why none may be put in place, in a sentence; null where one may.</param>
public sealed record LogoSummary(LogoFacts? Logo, string? RefusalToPlace);

public sealed record LogoFacts(Guid Id, string ContentType, int Width, int Height, int Bytes, string UploadedByName, DateTimeOffset UploadedAt);

/// <summary>
/// White labelling (PRODUCT.md, section 2). Who may carry a logo is said by <see cref="WhiteLabelGate"/>, what may be one by
/// <see cref="LogoContent"/>. A logo is never changed or deleted: replaced or removed, it stays for the trail.
/// </summary>
public sealed class WorkspaceLogos(ChangeRunner changes, IDbContextFactory<PartnersDb> contexts)
{
    /// <summary>The one input of this capability, as refusals name it.</summary>
    public const string Field = "Logo";

    /// <summary>Puts a logo in place, or in the place of the earlier one. Refused where it is the same file.</summary>
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

            if (await change.SinceAsync(workspace, command.VersionSeen, WorkspaceSubjects.Workspace, token) is { } conflict)
            {
                return conflict;
            }

            var read = LogoContent.Read(command.Content);
            if (!read.IsDone)
            {
                return Outcome<LogoPlaced>.Refused(read.Refusals);
            }

            var before = await StateAsync(change.Db, workspace, token);
            var after = new LogoState(Convert.ToHexStringLower(SHA256.HashData(command.Content)), read.Value.ContentType, read.Value.Width, read.Value.Height, command.Content.Length);
            if (after.Sha256 == before?.Sha256)
            {
                return new SameLogo();
            }

            var logo = new WorkspaceLogo(workspace.Id, after.ContentType, after.Width, after.Height, command.Content, after.Sha256, change.Who, change.At);
            change.Db.WorkspaceLogos.Add(logo);
            var why = $"A logo of {after.Width} × {after.Height} pixels, {FileSize.InWords(after.Bytes)}";
            await ShowAsync(change, workspace, logo.Id, AuditActions.LogoPlaced, (before, after), why, token);
            return new LogoPlaced(workspace.Id, logo.Id, logo.ContentType, logo.Width, logo.Height, after.Bytes);
        }, cancel);

    /// <summary>Takes the logo away. Refused without a reason, and where none is in place; in any workspace of any tier.</summary>
    public Task<Outcome<LogoRemoved>> RemoveAsync(Staff who, RemoveLogo command, CancellationToken cancel) =>
        changes.RunAsync<LogoRemoved>(who, Permission.ManageWorkspaces, command.RequestId, nameof(RemoveLogo), async (change, token) =>
        {
            if (await FindAsync(change.Db, command.WorkspaceId, token) is not { } workspace)
            {
                return new NoSuchWorkspace();
            }

            if (await change.SinceAsync(workspace, command.VersionSeen, WorkspaceSubjects.Workspace, token) is { } conflict)
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

            await ShowAsync(change, workspace, null, AuditActions.LogoRemoved, (await StateAsync(change.Db, workspace, token), null), reason, token);
            return new LogoRemoved(workspace.Id, logoId);
        }, cancel);

    /// <summary>A logo that is or was in place in this workspace; null where there is no such one, or the workspace is gone.</summary>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public async Task<LogoFile?> FindAsync(Staff who, Guid workspaceId, Guid logoId, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.WorkspaceLogos.AsNoTracking()
            .Where(logo => logo.Id == logoId && logo.WorkspaceId == workspaceId && db.Workspaces.Any(workspace => workspace.Id == workspaceId && workspace.DeletedAt == null))
            .Select(logo => new LogoFile(logo.ContentType, logo.Content))
            .SingleOrDefaultAsync(cancel);
    }

    /// <summary>Null where there is no such live workspace.</summary>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public async Task<LogoSummary?> SummaryAsync(Staff who, Guid workspaceId, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var workspace = await db.Workspaces.AsNoTracking().SingleOrDefaultAsync(found => found.Id == workspaceId && found.DeletedAt == null, cancel);
        if (workspace is null)
        {
            return null;
        }

        var logo = await db.WorkspaceLogos.AsNoTracking()
            .Where(found => found.Id == workspace.LogoId)
            .Select(found => new LogoFacts(found.Id, found.ContentType, found.Width, found.Height, found.Content.Length, found.UploadedByName, found.UploadedAt))
            .SingleOrDefaultAsync(cancel);
        return new(logo, WhiteLabelGate.Refuse(workspace.UsageContext, await TierAsync(db, workspace.BillingAccountId, cancel))?.Sentence);
    }

    private static async Task ShowAsync(
        Change change, Workspace workspace, Guid? logoId, string action, (LogoState? Before, LogoState? After) states, string why, CancellationToken cancel)
    {
        workspace.ShowLogo(logoId);
        change.Record(action, workspace.Subject(), states.Before, states.After, why);
        var address = logoId is { } id ? LogoAddress.Of(workspace.Id, id) : null;
        await change.CarryToPlatformAsync(workspace.Item(), PlatformFields.LogoUrl, address, why, cancel);
    }

    private static Task<Workspace?> FindAsync(PartnersDb db, Guid id, CancellationToken cancel) =>
        db.Workspaces.SingleOrDefaultAsync(workspace => workspace.Id == id && workspace.DeletedAt == null, cancel);

    private static async Task<Tier?> TierAsync(PartnersDb db, Guid? accountId, CancellationToken cancel) =>
        await db.BillingAccounts.Where(account => account.Id == accountId && account.DeletedAt == null).Select(account => (Tier?)account.Tier).SingleOrDefaultAsync(cancel);

    private static Task<LogoState?> StateAsync(PartnersDb db, Workspace workspace, CancellationToken cancel) =>
        db.WorkspaceLogos.AsNoTracking()
            .Where(logo => logo.Id == workspace.LogoId)
            .Select(logo => new LogoState(logo.Sha256, logo.ContentType, logo.Width, logo.Height, logo.Content.Length))
            .SingleOrDefaultAsync(cancel);

    /// <summary>What the trail shows of a logo: never its bytes.</summary>
    private sealed record LogoState(string Sha256, string ContentType, int Width, int Height, int Bytes);
}
