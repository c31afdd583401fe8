using Microsoft.EntityFrameworkCore;
using Partners.Core.Organisations;
using Partners.Core.Persistence;

namespace Partners.Core.Workspaces;

/// <summary>
/// Answers for some workspaces whose side people are on (docs/product.md W21). The only place that does: signals, lists of people, checks
/// and the proof all ask here.
/// </summary>
internal sealed class Sides
{
    private readonly Dictionary<Guid, TeamOfPartner> _teams;
    private readonly Dictionary<(Guid WorkspaceId, string EmailKey), SidePlacement> _byHand;

    private Sides(Dictionary<Guid, TeamOfPartner> teams, IEnumerable<SidePlacement> byHand) =>
        (_teams, _byHand) = (teams, byHand.ToDictionary(placement => (placement.WorkspaceId, placement.EmailKey)));

    /// <param name="partnerId">The organisation that owns the workspace, or that handed it off.</param>
    public static async Task<SidesOfWorkspace> OfWorkspaceAsync(
        PartnersDb db,
        Guid workspaceId,
        Guid partnerId,
        SideSettings settings,
        CancellationToken cancel)
    {
        var teams = await TeamsAsync(
            db,
            db.Organisations.Where(organisation => organisation.Id == partnerId).Select(organisation => organisation.Id),
            settings,
            cancel);
        var byHand = await db.SidePlacements.AsNoTracking()
            .Where(placement => placement.WorkspaceId == workspaceId && placement.EndedAt == null)
            .ToListAsync(cancel);
        return new(new(teams, byHand), workspaceId, partnerId);
    }

    /// <summary>Of many clients at once, in three queries.</summary>
    public static async Task<Sides> OfClientsAsync(
        PartnersDb db,
        IQueryable<Workspace> clients,
        SideSettings settings,
        CancellationToken cancel) =>
        new(
            await TeamsAsync(db, clients.Select(workspace => workspace.OrganisationId).Distinct(), settings, cancel),
            await clients
                .Join(
                    db.SidePlacements.AsNoTracking().Where(placement => placement.EndedAt == null),
                    workspace => workspace.Id,
                    placement => placement.WorkspaceId,
                    (_, placement) => placement)
                .ToListAsync(cancel));

    /// <summary>The address's standing towards an organisation, whatever the workspace.</summary>
    public static async Task<Standing> OfAddressAsync(
        PartnersDb db,
        Guid partnerId,
        string emailKey,
        SideSettings settings,
        CancellationToken cancel) =>
        (await OfWorkspaceAsync(db, workspaceId: default, partnerId, settings, cancel)).Of(personId: null, emailKey);

    public Standing Of(
        Guid workspaceId,
        Guid partnerId,
        Guid? personId,
        string emailKey,
        bool isSupport = false,
        DateTimeOffset? at = null) =>
        _teams[partnerId].Of(personId, emailKey, isSupport, _byHand.GetValueOrDefault((workspaceId, emailKey)), at);

    public TeamOfPartner TeamOf(Guid partnerId) => _teams[partnerId];

    private static async Task<Dictionary<Guid, TeamOfPartner>> TeamsAsync(
        PartnersDb db,
        IQueryable<Guid> partners,
        SideSettings settings,
        CancellationToken cancel)
    {
        var names = await partners
            .Join(
                db.Organisations,
                id => id,
                organisation => organisation.Id,
                (_, organisation) => new { organisation.Id, organisation.Name })
            .ToListAsync(cancel);
        var members = (await (
            from partner in partners
            join membership in db.OrganisationMemberships on partner equals membership.OrganisationId
            join person in db.People on membership.PersonId equals person.Id
            select new
            {
                membership.OrganisationId,
                membership.PersonId,
                membership.Role,
                person.EmailKey,
                membership.CreatedAt,
                membership.DeletedAt,
            })
            .ToListAsync(cancel))
            .ToLookup(
                member => member.OrganisationId,
                member => new TeamMember(
                    member.PersonId,
                    member.EmailKey,
                    member.CreatedAt,
                    member.DeletedAt,
                    member.Role is OrganisationRole.Owner or OrganisationRole.Admin));
        return names.ToDictionary(partner => partner.Id, partner => new TeamOfPartner(partner.Name, members[partner.Id], settings));
    }
}

/// <summary>The same for one workspace.</summary>
internal sealed class SidesOfWorkspace(Sides sides, Guid workspaceId, Guid partnerId)
{
    public int PartnerPeople => sides.TeamOf(partnerId).People;

    public Standing Of(Guid? personId, string emailKey, bool isSupport = false) =>
        sides.Of(workspaceId, partnerId, personId, emailKey, isSupport);

    /// <summary>Whether a host on the web is at the domain of the partner's owners and admins, or below it.</summary>
    public bool IsAtPartner(string host) => sides.TeamOf(partnerId).DomainOf(host) is not null;

    /// <summary>True for whoever is of the partner, whatever they are here as: its own people do not hide behind support.</summary>
    public bool IsPartner(Guid? personId, string emailKey) => Of(personId, emailKey).Side == Side.Partner;
}
