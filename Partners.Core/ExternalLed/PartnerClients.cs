using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Persistence;
using Partners.Core.Values;

namespace Partners.Core.ExternalLed;

/// <summary>An external client as of the last refresh, listed in the pipeline or not.</summary>
/// <param name="Client">The data owner's name, or the workspace's if none is named.</param>
/// <param name="Place">Null if the client is not listed.</param>
/// <param name="Deal">Null if no deal of this client runs or has yet to start.</param>
/// <param name="AsOf">The day of the refresh that read it.</param>
public sealed record PartnerClient(
    Guid WorkspaceId,
    string Client,
    string Workspace,
    DateOnly AsOf,
    Signal Signals,
    int Score,
    CardPlace? Place,
    string? OwnerName,
    CandidateDeal? Deal);

/// <summary>A page of a partner's clients.</summary>
/// <param name="Unread">How many clients no refresh has read yet; they are on no page.</param>
/// <param name="Page">The page shown; the last page if a later one was asked for.</param>
/// <param name="Notice">Says how the list differs from what was asked for; null if it does not.</param>
public sealed record PartnerClientListing(IReadOnlyList<PartnerClient> Rows, int Total, int Unread, int Page, string? Notice);

/// <summary>A partner's external clients, whether they show signals or not.</summary>
public sealed class PartnerClients(IDbContextFactory<PartnersDb> contexts, TimeProvider time)
{
    public const int LargestPage = 200;

    /// <summary>One page, highest score first.</summary>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public async Task<PartnerClientListing> ListAsync(Staff who, Guid partnerId, int page, int pageSize, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.OpenAsync(cancel);
        var total = await Of(db, partnerId).CountAsync(cancel);
        var unread = await db.Workspaces.LiveClients().CountAsync(
            workspace => workspace.OrganisationId == partnerId && !db.PipelineEntries.Any(entry => entry.WorkspaceId == workspace.Id),
            cancel);
        var paging = Paging.Of(page, pageSize, LargestPage, total);
        var rows = await RowsAsync(db, ByScore(db, partnerId).InPage(paging), cancel);
        return new(rows, total, unread, paging.Page, paging.Notice);
    }

    /// <summary>One client; null if the workspace has none or no refresh has read it yet.</summary>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public async Task<PartnerClient?> FindAsync(Staff who, Guid workspaceId, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.OpenAsync(cancel);
        return (await RowsAsync(db, Live(db).Where(entry => entry.WorkspaceId == workspaceId), cancel)).SingleOrDefault();
    }

    internal static IQueryable<PipelineEntry> ByScore(PartnersDb db, Guid partnerId) =>
        Of(db, partnerId).OrderByDescending(entry => entry.Score).ThenBy(entry => entry.WorkspaceId);

    private static IQueryable<PipelineEntry> Of(PartnersDb db, Guid partnerId) => Live(db).Where(entry => entry.PartnerId == partnerId);

    /// <summary>Leaves out workspaces that were removed or handed off since the refresh.</summary>
    private static IQueryable<PipelineEntry> Live(PartnersDb db) =>
        db.PipelineEntries.AsNoTracking().Where(entry => db.Workspaces.LiveClients().Any(workspace => workspace.Id == entry.WorkspaceId));

    /// <param name="entries">Already ordered and limited.</param>
    private async Task<IReadOnlyList<PartnerClient>> RowsAsync(PartnersDb db, IQueryable<PipelineEntry> entries, CancellationToken cancel)
    {
        var today = time.TodayInAmsterdam();
        var rows = await (
            from entry in entries
            join workspace in db.Workspaces on entry.WorkspaceId equals workspace.Id
            join card in db.Candidates.AsNoTracking() on entry.WorkspaceId equals card.Id into cards
            from card in cards.DefaultIfEmpty()
            join found in db.DealSummaries.AsNoTracking() on entry.DealId equals (Guid?)found.DealId into deals
            from deal in deals.DefaultIfEmpty()
            select new { entry, Workspace = workspace.Name, workspace.DataOwnerName, OwnerName = (string?)card.OwnerName, deal })
            .ToListAsync(cancel);
        return
        [
            .. rows.Select(row => new PartnerClient(
                row.entry.WorkspaceId,
                row.DataOwnerName ?? row.Workspace,
                row.Workspace,
                row.entry.AsOf,
                row.entry.Signals,
                row.entry.Score,
                row.entry is { IsListed: true, Stage: { } stage } ? CardPlaces.Of(stage, row.entry.IsSnoozed) : null,
                row.OwnerName,
                row.deal is null ? null : CandidateDeal.Of(row.deal, today))),
        ];
    }
}
