using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Billing;
using Partners.Core.Changes;
using Partners.Core.Outbox;
using Partners.Core.Persistence;
using Partners.Core.Workspaces;

namespace Partners.Core.Branding;

public sealed record LogoPlaced(Guid WorkspaceId, Guid LogoId, string ContentType, int Width, int Height, int Bytes);

/// <param name="LogoId">The logo that was removed. It can still be fetched.</param>
public sealed record LogoRemoved(Guid WorkspaceId, Guid LogoId);

/// <summary>A logo as served.</summary>
/// <param name="ContentType">One of <see cref="LogoContent.ContentTypes"/>.</param>
public sealed record LogoFile(string ContentType, byte[] Content);

/// <summary>What a workspace's page shows about its logo.</summary>
/// <param name="Logo">The current logo; null if there is none.</param>
/// <param name="RefusalToPlace">Why no logo may be set; null if one may.</param>
public sealed record LogoSummary(LogoFacts? Logo, string? RefusalToPlace);

public sealed record LogoFacts(
    Guid Id,
    string ContentType,
    int Width,
    int Height,
    int Bytes,
    string UploadedByName,
    DateTimeOffset UploadedAt);

/// <summary>
/// White labelling (docs/product.md W18, W19, W20). <see cref="WhiteLabelGate"/> says who may have a logo, <see cref="LogoContent"/> what
/// may be one. A logo is never changed or deleted; after a replacement or removal it stays for the audit trail.
/// </summary>
public sealed partial class WorkspaceLogos(ChangeRunner changes, IDbContextFactory<PartnersDb> contexts)
{
    /// <summary>The one input of this capability, as refusals name it.</summary>
    public const string Field = "Logo";

    /// <summary>A current or earlier logo of this workspace; null if there is no such logo or the workspace is gone.</summary>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public async Task<LogoFile?> FindAsync(Staff who, Guid workspaceId, Guid logoId, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.WorkspaceLogos.AsNoTracking()
            .Where(logo =>
                logo.Id == logoId
                && logo.WorkspaceId == workspaceId
                && db.Workspaces.Any(workspace => workspace.Id == workspaceId && workspace.DeletedAt == null))
            .Select(logo => new LogoFile(logo.ContentType, logo.Content))
            .SingleOrDefaultAsync(cancel);
    }

    /// <summary>Null if there is no such live workspace.</summary>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public async Task<LogoSummary?> SummaryAsync(Staff who, Guid workspaceId, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var workspace = await db.Workspaces.AsNoTracking().SingleOrDefaultAsync(
            found => found.Id == workspaceId && found.DeletedAt == null,
            cancel);
        if (workspace is null)
        {
            return null;
        }

        var logo = await db.WorkspaceLogos.AsNoTracking()
            .Where(found => found.Id == workspace.LogoId)
            .Select(found => new LogoFacts(
                found.Id,
                found.ContentType,
                found.Width,
                found.Height,
                found.Content.Length,
                found.UploadedByName,
                found.UploadedAt))
            .SingleOrDefaultAsync(cancel);
        return new(logo, WhiteLabelGate.Refuse(workspace.UsageContext, await TierAsync(db, workspace.BillingAccountId, cancel))?.Sentence);
    }

    private static async Task ShowAsync(
        Change change,
        Workspace workspace,
        Guid? logoId,
        string action,
        (LogoState? Before, LogoState? After) states,
        string why,
        CancellationToken cancel)
    {
        var earlier = (workspace.LogoId?.ToString()) ?? workspace.LogoUrl;
        workspace.ShowLogo(logoId);
        change.Record(action, workspace.Subject(), states.Before, states.After, why);

        // To the platform a logo is a file of its own, by its bare id: ours goes there under the id that it has here.
        await change.CarryToPlatformAsync(workspace.Item(), PlatformFields.LogoUrl, earlier, logoId?.ToString(), why, cancel);
    }

    private static Task<Workspace?> FindAsync(PartnersDb db, Guid id, CancellationToken cancel) =>
        db.Workspaces.SingleOrDefaultAsync(workspace => workspace.Id == id && workspace.DeletedAt == null, cancel);

    private static async Task<Tier?> TierAsync(PartnersDb db, Guid? accountId, CancellationToken cancel) =>
        await db.BillingAccounts
            .Where(account => account.Id == accountId && account.DeletedAt == null)
            .Select(account => (Tier?)account.Tier)
            .SingleOrDefaultAsync(cancel);

    private static Task<LogoState?> StateAsync(PartnersDb db, Workspace workspace, CancellationToken cancel) =>
        db.WorkspaceLogos.AsNoTracking()
            .Where(logo => logo.Id == workspace.LogoId)
            .Select(logo => new LogoState(logo.Sha256, logo.ContentType, logo.Width, logo.Height, logo.Content.Length))
            .SingleOrDefaultAsync(cancel);

    /// <summary>A logo's state in the audit trail, without its bytes.</summary>
    private sealed record LogoState(string Sha256, string ContentType, int Width, int Height, int Bytes);
}
