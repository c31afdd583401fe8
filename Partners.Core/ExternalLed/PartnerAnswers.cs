using Microsoft.EntityFrameworkCore;
using Partners.Core.Consent;
using Partners.Core.Persistence;

namespace Partners.Core.ExternalLed;

/// <summary>Reads what partners said to our contacting their clients.</summary>
internal static class PartnerAnswers
{
    public static async Task<PartnerAnswer> OfAsync(PartnersDb db, Candidate card, DateTimeOffset now, CancellationToken cancel)
    {
        var links = await LinksAsync(db, [card.Id], cancel);
        var partner = await (
            from workspace in db.Workspaces
            where workspace.Id == card.Id
            join organisation in db.Organisations on workspace.OrganisationId equals organisation.Id
            select new { organisation.Id, organisation.Name }).SingleAsync(cancel);
        return PartnerAnswer.Of(partner.Name, [.. links.Where(link => link.PartnerId == partner.Id)], now);
    }

    /// <summary>The links of some cards, to whichever partner, without those that nobody can answer since a name has changed.</summary>
    public static async Task<IReadOnlyList<PartnerLink>> LinksAsync(
        PartnersDb db,
        IReadOnlyCollection<Guid> workspaces,
        CancellationToken cancel)
    {
        var links = await db.ConsentLinks.AsNoTracking()
            .Where(link => workspaces.Contains(link.SubjectId) && link.Purpose == ConsentPurpose.ClientContact)
            .Select(link => new PartnerLink(
                link.SubjectId,
                link.ItemId,
                link.Print,
                link.State,
                link.CreatedAt,
                link.ExpiresAt,
                link.EndedAt,
                link.Answer,
                link.OtherDay,
                link.Reason,
                link.PersonName))
            .ToListAsync(cancel);
        var open = links.Where(link => link.State == ConsentState.Open).Select(link => link.WorkspaceId).ToHashSet();
        if (open.Count == 0)
        {
            return links;
        }

        var prints = (await ContactFacts.ListAsync(db, open, cancel)).ToDictionary(facts => facts.WorkspaceId, facts => facts.Print);
        return links.FindAll(link => link.State != ConsentState.Open || prints.GetValueOrDefault(link.WorkspaceId) == link.Print);
    }
}
