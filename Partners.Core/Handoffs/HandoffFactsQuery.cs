using Microsoft.EntityFrameworkCore;
using Partners.Core.Billing;
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
        SideSettings settings,
        DateTimeOffset now,
        CancellationToken cancel)
    {
        var workspace = await db.Workspaces.AsNoTracking().SingleOrDefaultAsync(found => found.Id == workspaceId, cancel);
        var partner = await db.Organisations.AsNoTracking().SingleOrDefaultAsync(found => found.Id == partnerId, cancel);
        if (workspace is null || partner is null)
        {
            return null;
        }

        var sides = await Sides.OfWorkspaceAsync(db, workspaceId, partnerId, settings, cancel);
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
                await db.Conversations.In(projects).CountAsync(cancel))
            {
                Visibility = workspace.Visibility,
                HasLogo = workspace.LogoId is not null || workspace.LogoUrl is not null,
                PlatformHandoff = workspace.PlatformHandoff,
                PlatformHandoffTarget = await db.Organisations
                    .Where(found => found.Id == workspace.PlatformHandoffTargetId)
                    .Select(found => found.Name)
                    .SingleOrDefaultAsync(cancel),
            },
            new(partner.Id, partner.Name, partner.IsPartner, partner.DeletedAt is not null),
            await ClientAsync(db, workspace, plan.OrganisationId, sides, cancel),
            plan.OrganisationId is null ? await PersonAsync(db, plan.NewOwnerId, sides, cancel) : null,
            plan.OrganisationId is null ? await NamesakeAsync(db, plan.NewName, cancel) : null,
            await AccountAsync(db, workspace.BillingAccountId, now, cancel),
            await PeopleAsync(db, workspace, plan, sides, now, cancel),
            await InvitesAsync(db, workspace, sides, now, cancel),
            await DealsAsync(db, workspaceId, now.DayInAmsterdam(), cancel),
            now.DayInAmsterdam())
        {
            Flows = await DataFlows.OfWorkspaceAsync(db, workspaceId, cancel),
            LapsedPeople = await LapsedAccessQuery.PeopleAsync(db, workspaceId, sides, now, cancel),
            LapsedInvites = await LapsedAccessQuery.InvitesAsync(db, workspaceId, sides, now, cancel),
            Notices = await NoticeFacts.OfWorkspaceAsync(db, workspace, sides, cancel),
        };
    }

    private static async Task<ClientFact?> ClientAsync(
        PartnersDb db,
        Workspace workspace,
        Guid? id,
        SidesOfWorkspace sides,
        CancellationToken cancel)
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
                (membership, person) => new { membership.PersonId, membership.Role, person.DisplayName, person.EmailKey })
            .OrderBy(member => member.DisplayName)
            .ToListAsync(cancel);
        var ofPartner = members.Where(member => sides.IsPartner(member.PersonId, member.EmailKey))
            .Select(member => member.PersonId)
            .ToHashSet();
        return new(
            client.Id,
            client.Name,
            client.IsPartner,
            client.DeletedAt is not null,
            [.. members.Where(member => member.Role == OrganisationRole.Owner && !ofPartner.Contains(member.PersonId))
                .Select(member => member.DisplayName)],
            [.. members.Where(member => ofPartner.Contains(member.PersonId)).Select(member => member.DisplayName)],
            await db.BillingAccounts.AnyAsync(account => account.OrganisationId == client.Id && account.DeletedAt == null, cancel))
        {
            LetIn = [.. members.Where(member => workspace.LetsIn(member.Role, member.PersonId)).Select(member => member.DisplayName)],
        };
    }

    private static async Task<PersonFact?> PersonAsync(PartnersDb db, Guid? id, SidesOfWorkspace sides, CancellationToken cancel)
    {
        if (await db.People.AsNoTracking().SingleOrDefaultAsync(found => found.Id == id, cancel) is not { } person)
        {
            return null;
        }

        var standing = sides.Of(person.Id, person.EmailKey);
        return new(person.Id, person.DisplayName, person.Email, standing.Side == Side.Partner) { Standing = standing };
    }

    private static async Task<string?> NamesakeAsync(PartnersDb db, string? name, CancellationToken cancel)
    {
        var key = SearchKey.Of(name ?? string.Empty);
        return key.Length == 0 ? null : await db.Organisations.AsNoTracking()
            .Where(found => found.NameKey == key && found.DeletedAt == null)
            .Select(found => found.Name)
            .FirstOrDefaultAsync(cancel);
    }

    private static async Task<AccountFact?> AccountAsync(PartnersDb db, Guid? id, DateTimeOffset now, CancellationToken cancel)
    {
        if (await db.BillingAccounts.AsNoTracking()
            .Where(found => found.Id == id && found.DeletedAt == null)
            .WithSeats(db, now)
            .SingleOrDefaultAsync(cancel) is not { } seated)
        {
            return null;
        }

        var account = seated.Account;
        return new(
            account.Id,
            account.Label,
            account.OrganisationId,
            account.WorkspaceId,
            account.Tier,
            account.PaymentMode,
            account.Discount,
            HandoffPrefill.Of(account))
        {
            Payer = await PayerAsync(db, account, now.DayInAmsterdam(), cancel),
            Period = account.BillingPeriod,
            Seats = seated.People + seated.Invited,
            DiscountKind = account.DiscountKind,
            TierExpiresAt = account.TierExpiresAt,
        };
    }

    /// <summary>Null if neither a customer nor a subscription stands on the account.</summary>
    private static async Task<PayerFact?> PayerAsync(PartnersDb db, BillingAccount account, DateOnly today, CancellationToken cancel)
    {
        if (account is { MollieCustomerId: null, MollieSubscriptionId: null })
        {
            return null;
        }

        var ahead = await PaidAhead.OfAccountAsync(db, account, today, cancel);
        return new(account.MollieCustomerId, account.MollieSubscriptionId, ahead.Through, ahead.Credit);
    }

    private static async Task<IReadOnlyList<AccessFact>> PeopleAsync(
        PartnersDb db,
        Workspace workspace,
        ClientPlan plan,
        SidesOfWorkspace sides,
        DateTimeOffset now,
        CancellationToken cancel)
    {
        var people = await db.WorkspaceMemberships.AsNoTracking()
            .WithAccess(now)
            .Where(membership => membership.WorkspaceId == workspace.Id)
            .Join(
                db.People,
                membership => membership.PersonId,
                person => person.Id,
                (membership, person) => new { membership.Id, membership.Role, membership.Source, membership.ExpiresAt, person })
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
            .. people.Select(found =>
            {
                var isSupport = found.Source == WorkspaceMembership.StaffSupport;
                var standing = sides.Of(found.person.Id, found.person.EmailKey, isSupport);
                return new AccessFact(
                    found.Id,
                    found.person.Id,
                    found.person.DisplayName,
                    found.person.Email,
                    found.Role,
                    standing.Side == Side.Partner,
                    ofClient.Contains(found.person.Id),
                    found.person.EmailKey == dataOwner,
                    seen.TryGetValue(found.person.DirectusUserId, out var at) ? at : null)
                {
                    Standing = standing,
                    Until = found.ExpiresAt,
                    IsSupport = isSupport,
                };
            }),
        ];
    }

    private static async Task<IReadOnlyList<InviteFact>> InvitesAsync(
        PartnersDb db,
        Workspace workspace,
        SidesOfWorkspace sides,
        DateTimeOffset now,
        CancellationToken cancel)
    {
        var invites = (await db.WorkspaceInvites.AsNoTracking()
            .Where(invite => invite.WorkspaceId == workspace.Id && invite.AcceptedAt == null && invite.DeletedAt == null)
            .OrderBy(invite => invite.EmailKey).ThenBy(invite => invite.Id)
            .ToListAsync(cancel)).FindAll(invite => invite.IsPending(now));
        var dataOwner = EmailAddress.Key(workspace.DataOwnerEmail ?? string.Empty);
        return
        [
            .. invites.Select(invite =>
            {
                var standing = sides.Of(personId: null, invite.EmailKey);
                return new InviteFact(
                    invite.Id,
                    invite.Email,
                    invite.Role,
                    standing.Side == Side.Partner,
                    invite.EmailKey == dataOwner,
                    invite.ExpiresAt)
                {
                    Standing = standing,
                };
            }),
        ];
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
                    await DealChanges.ClosedThroughAsync(db, found.PartnerId, cancel))
                {
                    Discount = found.summary.Discount,
                });
            }
        }

        return facts;
    }
}
