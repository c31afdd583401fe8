using Microsoft.EntityFrameworkCore;
using Partners.Core.Organisations;
using Partners.Core.Persistence;
using Partners.Core.Referrals;
using Partners.Core.Values;
using Partners.Core.Workspaces;

namespace Partners.Core.Handoffs;

/// <summary>Loads everything that a handoff depends on, in a dozen queries however many people there are.</summary>
internal static class HandoffFactsQuery
{
    /// <returns>Null if there is no such workspace or partner.</returns>
    public static async Task<HandoffFacts?> LoadAsync(
        PartnersDb db,
        Guid workspaceId,
        Guid partnerId,
        ClientPlan plan,
        DateTimeOffset now,
        CancellationToken cancel)
    {
        var workspace = await db.Workspaces.AsNoTracking().SingleOrDefaultAsync(found => found.Id == workspaceId, cancel);
        var partner = await db.Organisations.AsNoTracking().SingleOrDefaultAsync(found => found.Id == partnerId, cancel);
        if (workspace is null || partner is null)
        {
            return null;
        }

        var ofPartner = (await db.OrganisationMemberships.AsNoTracking()
            .Where(membership => membership.OrganisationId == partnerId && membership.DeletedAt == null)
            .Select(membership => membership.PersonId)
            .ToListAsync(cancel)).ToHashSet();
        var projects = db.Projects.Where(project => project.WorkspaceId == workspaceId && project.DeletedAt == null);
        return new(
            new(
                workspace.Id,
                workspace.Name,
                workspace.OrganisationId,
                workspace.UsageContext,
                workspace.DataOwnerName,
                workspace.DataOwnerEmail,
                workspace.DeletedAt is not null,
                await projects.CountAsync(cancel),
                await db.Conversations.In(projects).CountAsync(cancel)),
            new(partner.Id, partner.Name, partner.IsPartner, partner.DeletedAt is not null),
            await ClientAsync(db, plan.OrganisationId, ofPartner, cancel),
            plan.OrganisationId is null ? await PersonAsync(db, plan.NewOwnerId, ofPartner, cancel) : null,
            plan.OrganisationId is null ? await NamesakeAsync(db, plan.NewName, cancel) : null,
            await AccountAsync(db, workspace.BillingAccountId, cancel),
            await PeopleAsync(db, workspace, plan, ofPartner, cancel),
            await InvitesAsync(db, workspace, partnerId, now, cancel),
            await DealsAsync(db, workspaceId, now.DayInAmsterdam(), cancel),
            now.DayInAmsterdam());
    }

    private static async Task<ClientFact?> ClientAsync(PartnersDb db, Guid? id, HashSet<Guid> ofPartner, CancellationToken cancel)
    {
        if (await db.Organisations.AsNoTracking().SingleOrDefaultAsync(found => found.Id == id, cancel) is not { } client)
        {
            return null;
        }

        var members = await db.OrganisationMemberships.AsNoTracking()
            .Where(membership => membership.OrganisationId == client.Id && membership.DeletedAt == null)
            .Join(
                db.People,
                membership => membership.PersonId,
                person => person.Id,
                (membership, person) => new { membership.PersonId, membership.Role, person.DisplayName })
            .OrderBy(member => member.DisplayName)
            .ToListAsync(cancel);
        return new(
            client.Id,
            client.Name,
            client.IsPartner,
            client.DeletedAt is not null,
            [.. members.Where(member => member.Role == OrganisationRole.Owner && !ofPartner.Contains(member.PersonId))
                .Select(member => member.DisplayName)],
            [.. members.Where(member => ofPartner.Contains(member.PersonId)).Select(member => member.DisplayName)],
            await db.BillingAccounts.AnyAsync(account => account.OrganisationId == client.Id && account.DeletedAt == null, cancel));
    }

    private static async Task<PersonFact?> PersonAsync(PartnersDb db, Guid? id, HashSet<Guid> ofPartner, CancellationToken cancel) =>
        await db.People.AsNoTracking().SingleOrDefaultAsync(found => found.Id == id, cancel) is { } person
            ? new(person.Id, person.DisplayName, person.Email, ofPartner.Contains(person.Id))
            : null;

    private static async Task<string?> NamesakeAsync(PartnersDb db, string? name, CancellationToken cancel)
    {
        var key = SearchKey.Of(name ?? string.Empty);
        return key.Length == 0 ? null : await db.Organisations.AsNoTracking()
            .Where(found => found.NameKey == key && found.DeletedAt == null)
            .Select(found => found.Name)
            .FirstOrDefaultAsync(cancel);
    }

    private static async Task<AccountFact?> AccountAsync(PartnersDb db, Guid? id, CancellationToken cancel) =>
        await db.BillingAccounts.AsNoTracking().SingleOrDefaultAsync(
            found => found.Id == id && found.DeletedAt == null,
            cancel) is { } account
            ? new(
                account.Id,
                account.Label,
                account.OrganisationId,
                account.WorkspaceId,
                account.Tier,
                account.PaymentMode,
                account.Discount,
                HandoffPrefill.Of(account))
            : null;

    private static async Task<IReadOnlyList<AccessFact>> PeopleAsync(
        PartnersDb db,
        Workspace workspace,
        ClientPlan plan,
        HashSet<Guid> ofPartner,
        CancellationToken cancel)
    {
        var people = await db.WorkspaceMemberships.AsNoTracking()
            .Where(membership => membership.WorkspaceId == workspace.Id && membership.DeletedAt == null)
            .Join(
                db.People,
                membership => membership.PersonId,
                person => person.Id,
                (membership, person) => new { membership.Id, membership.Role, person })
            .OrderBy(found => found.person.DisplayName).ThenBy(found => found.Id)
            .ToListAsync(cancel);
        var ofClient = plan.OrganisationId is { } client
            ? (await db.OrganisationMemberships
                .AsNoTracking()
                .Where(membership => membership.OrganisationId == client && membership.DeletedAt == null)
                .Select(membership => membership.PersonId)
                .ToListAsync(cancel))
                .ToHashSet()
            : plan.NewOwnerId is { } owner ? [owner]
            : [];
        var seen = await DataOwners.SignInsAsync(db, people.ConvertAll(found => found.person.DirectusUserId), cancel);
        var dataOwner = EmailAddress.Key(workspace.DataOwnerEmail ?? string.Empty);
        return
        [
            .. people.Select(found => new AccessFact(
                found.Id,
                found.person.Id,
                found.person.DisplayName,
                found.person.Email,
                found.Role,
                ofPartner.Contains(found.person.Id),
                ofClient.Contains(found.person.Id),
                found.person.EmailKey == dataOwner,
                seen.TryGetValue(found.person.DirectusUserId, out var at) ? at : null)),
        ];
    }

    private static async Task<IReadOnlyList<InviteFact>> InvitesAsync(
        PartnersDb db,
        Workspace workspace,
        Guid partnerId,
        DateTimeOffset now,
        CancellationToken cancel)
    {
        var invites = (await db.WorkspaceInvites.AsNoTracking()
            .Where(invite => invite.WorkspaceId == workspace.Id && invite.AcceptedAt == null && invite.DeletedAt == null)
            .OrderBy(invite => invite.EmailKey).ThenBy(invite => invite.Id)
            .ToListAsync(cancel)).FindAll(invite => invite.IsPending(now));
        var ofPartner = await AccessProof.PartnerAddressesAsync(db, partnerId, invites.ConvertAll(invite => invite.EmailKey), cancel);
        var dataOwner = EmailAddress.Key(workspace.DataOwnerEmail ?? string.Empty);
        return [.. invites.Select(invite => new InviteFact(
            invite.Id,
            invite.Email,
            invite.Role,
            ofPartner.Contains(invite.EmailKey),
            invite.EmailKey == dataOwner,
            invite.ExpiresAt))];
    }

    private static async Task<IReadOnlyList<DealFact>> DealsAsync(PartnersDb db, Guid workspaceId, DateOnly today, CancellationToken cancel)
    {
        var deals = await (
            from deal in db.Deals.AsNoTracking()
            where deal.WorkspaceId == workspaceId && deal.VoidedAt == null && deal.DeletedAt == null
            join summary in db.DealSummaries.AsNoTracking() on deal.Id equals summary.DealId
            join partner in db.Organisations on deal.PartnerId equals partner.Id
            join workspace in db.Workspaces on deal.WorkspaceId equals (Guid?)workspace.Id
            select new { deal.Id, deal.PartnerId, summary, Partner = partner.Name, Client = workspace.DataOwnerName ?? workspace.Name })
            .ToListAsync(cancel);
        var facts = new List<DealFact>();
        foreach (var found in deals.OrderBy(found => found.summary.StartsOn))
        {
            var status = DealStatuses.Of(
                found.summary.IsVoid,
                found.summary.StartsOn,
                found.summary.ExpiresOn,
                found.summary.EndedOn,
                found.summary.Cap,
                found.summary.Earned,
                today);
            if (status is not (DealStatus.Void or DealStatus.Ended or DealStatus.Expired))
            {
                facts.Add(new(
                    found.Id,
                    $"{found.Partner} – {found.Client}",
                    status,
                    found.summary.StartsOn,
                    found.summary.LastDay,
                    found.summary.Earned,
                    found.summary.Owed,
                    found.summary.Cap is { } cap ? (cap > found.summary.Earned ? cap - found.summary.Earned : Money.Zero) : null,
                    await DealChanges.ClosedThroughAsync(db, found.PartnerId, cancel)));
            }
        }

        return facts;
    }
}
