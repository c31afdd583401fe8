using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Billing;
using Partners.Core.ExternalLed;
using Partners.Core.Organisations;
using Partners.Core.Persistence;
using Partners.Core.Referrals;
using Partners.Core.Values;
using Partners.Core.Workspaces;

namespace Partners.Core.Handoffs;

/// <summary>What an organisation is to one partner whose client it is or was.</summary>
/// <param name="Since">The day of the first workspace or handoff.</param>
/// <param name="Until">The day of the last handoff once all is handed off; null while the partner runs or prepares something.</param>
/// <param name="Workspaces">Those that the partner runs for it, by name; empty once all are handed off.</param>
/// <param name="Cards">The workspaces in the pipeline, highest score first.</param>
public sealed record ClientOf(
    Guid PartnerId,
    string Partner,
    DateOnly Since,
    DateOnly? Until,
    IReadOnlyList<WorkspaceOfClient> Workspaces,
    IReadOnlyList<LedgerRow> Deals,
    IReadOnlyList<CandidateCard> Cards,
    IReadOnlyList<HandoffRow> Handoffs);

/// <param name="Health">Null if no address is named.</param>
/// <param name="Conversations">In the window of the last refresh of signals; null if it has not read the workspace yet.</param>
public sealed record WorkspaceOfClient(
    Guid Id,
    string Name,
    string? DataOwnerName,
    DataOwnerHealth? Health,
    int Seats,
    int? Conversations,
    DateOnly CreatedOn);

/// <summary>Finds the partners whose client an organisation is.</summary>
public sealed class ClientStanding(
    IDbContextFactory<PartnersDb> contexts,
    PipelineDirectory pipeline,
    HandoffDirectory handoffs,
    TimeProvider time)
{
    /// <summary>The most workspaces that are looked at; a client has a handful.</summary>
    private const int MostWorkspaces = 50;

    private const int MostOwners = 100;

    /// <summary>
    /// By partner, in the order of names; empty if it is nobody's client. It is the client of a workspace whose data owner has its name, or
    /// is one of its owners and admins by address, and of a workspace that was or is to be handed off to it.
    /// </summary>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public async Task<IReadOnlyList<ClientOf>> FindAsync(Staff who, Guid organisationId, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.OpenAsync(cancel);
        if (await db.Organisations.AsNoTracking().SingleOrDefaultAsync(
            found => found.Id == organisationId && found.DeletedAt == null,
            cancel) is not { } client)
        {
            return [];
        }

        var workspaces = await WorkspacesAsync(db, client, time.GetUtcNow(), cancel);
        var ids = workspaces.ConvertAll(workspace => workspace.Id);
        var owned = await handoffs.OfClientAsync(who, organisationId, ids, cancel);
        List<Guid> all = [.. ids.Union(owned.Select(handoff => handoff.WorkspaceId))];
        var ledger = await LedgerDirectory.OfWorkspacesAsync(db, all, time.TodayInAmsterdam(), cancel);
        var cards = await pipeline.OfWorkspacesAsync(who, all, cancel);
        var shown = await ShownAsync(db, workspaces, cancel);
        return
        [
            .. workspaces.Select(workspace => (Id: workspace.OrganisationId, workspace.Partner))
                .Concat(owned.Select(handoff => (Id: handoff.PartnerId, handoff.Partner)))
                .Where(partner => partner.Id != organisationId)
                .Distinct()
                .OrderBy(partner => SearchKey.Of(partner.Partner), StringComparer.Ordinal)
                .Select(partner => OfPartner(partner.Id, partner.Partner)),
        ];

        ClientOf OfPartner(Guid id, string name)
        {
            var ofIt = workspaces.Where(workspace => workspace.OrganisationId == id).ToList();
            var handed = owned.Where(handoff => handoff.PartnerId == id).ToList();
            var days = ofIt.Select(workspace => workspace.CreatedAt).Concat(handed.Select(handoff => handoff.PreparedAt));
            return new(
                id,
                name,
                days.Min().DayInAmsterdam(),
                ofIt.Count == 0 && handed.TrueForAll(handoff => handoff.Status is HandoffStatus.Completed or HandoffStatus.Cancelled)
                    ? handed.Where(handoff => handoff.Status == HandoffStatus.Completed).Max(handoff => handoff.EndedAt)?.DayInAmsterdam()
                    : null,
                [.. ofIt.Select(workspace => shown[workspace.Id])],
                [.. ledger.Where(deal => deal.PartnerId == id)],
                [.. cards.Where(card => card.PartnerId == id)],
                handed);
        }
    }

    /// <summary>By name: both ways to find them walk an index.</summary>
    private static async Task<List<FoundWorkspace>> WorkspacesAsync(
        PartnersDb db,
        Organisation client,
        DateTimeOffset now,
        CancellationToken cancel)
    {
        var live = db.Workspaces.AsNoTracking().LiveClients();
        var named = await live.Where(workspace => workspace.ClientKey == client.NameKey)
            .Select(workspace => workspace.Id)
            .OrderBy(id => id)
            .Take(MostWorkspaces)
            .ToListAsync(cancel);
        var owners = await db.OrganisationMemberships.Hosts(client.Id)
            .Join(db.People, membership => membership.PersonId, person => person.Id, (_, person) => new { person.Id, person.EmailKey })
            .OrderBy(owner => owner.Id)
            .Take(MostOwners)
            .ToListAsync(cancel);
        var (people, addresses) = (owners.ConvertAll(owner => owner.Id), owners.ConvertAll(owner => owner.EmailKey));
        var theirs = await db.WorkspaceMemberships.AsNoTracking()
            .WithAccess(now)
            .Where(access => people.Contains(access.PersonId))
            .Select(access => access.WorkspaceId)
            .ToListAsync(cancel);
        var owned = await live.Where(workspace => theirs.Contains(workspace.Id))
            .OwnedBy(addresses)
            .Select(workspace => workspace.Id)
            .OrderBy(id => id)
            .Take(MostWorkspaces)
            .ToListAsync(cancel);
        List<Guid> ids = [.. named.Union(owned)];
        return await (
            from workspace in db.Workspaces.AsNoTracking()
            where ids.Contains(workspace.Id) && workspace.OrganisationId != client.Id
            join partner in db.Organisations on workspace.OrganisationId equals partner.Id
            orderby workspace.Name, workspace.Id
            select new FoundWorkspace(
                workspace.Id,
                workspace.Name,
                partner.Id,
                partner.Name,
                workspace.DataOwnerName,
                workspace.DataOwnerEmail,
                workspace.CreatedAt))
            .Take(MostWorkspaces)
            .ToListAsync(cancel);
    }

    private async Task<Dictionary<Guid, WorkspaceOfClient>> ShownAsync(
        PartnersDb db,
        List<FoundWorkspace> workspaces,
        CancellationToken cancel)
    {
        var ids = workspaces.ConvertAll(workspace => workspace.Id);
        var owners = workspaces.Where(workspace => workspace.DataOwnerEmail is not null)
            .Select(workspace => (workspace.Id, workspace.DataOwnerEmail!))
            .ToList();
        var health = await DataOwners.HealthAsync(db, owners, time.GetUtcNow(), cancel);
        var seats = await db.BillingAccounts.AsNoTracking()
            .Where(account => account.WorkspaceId != null && ids.Contains(account.WorkspaceId.Value) && account.DeletedAt == null)
            .WithSeats(db, time.GetUtcNow())
            .Select(found => new { WorkspaceId = found.Account.WorkspaceId!.Value, Seats = found.People + found.Invited })
            .ToListAsync(cancel);
        var read = await db.PipelineEntries.AsNoTracking()
            .Where(entry => ids.Contains(entry.WorkspaceId))
            .Select(entry => new { entry.WorkspaceId, entry.AllConversations })
            .ToListAsync(cancel);
        return workspaces.ToDictionary(workspace => workspace.Id, workspace => new WorkspaceOfClient(
            workspace.Id,
            workspace.Name,
            workspace.DataOwnerName,
            health.GetValueOrDefault(workspace.Id),
            seats.Where(found => found.WorkspaceId == workspace.Id).Sum(found => found.Seats),
            read.Find(found => found.WorkspaceId == workspace.Id)?.AllConversations,
            workspace.CreatedAt.DayInAmsterdam()));
    }

    private sealed record FoundWorkspace(
        Guid Id,
        string Name,
        Guid OrganisationId,
        string Partner,
        string? DataOwnerName,
        string? DataOwnerEmail,
        DateTimeOffset CreatedAt);
}
