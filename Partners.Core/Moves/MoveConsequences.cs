using Microsoft.EntityFrameworkCore;
using Partners.Core.Audit;
using Partners.Core.Persistence;
using Partners.Core.Workspaces;

namespace Partners.Core.Moves;

/// <summary>What a possible move would do: how much goes where, who owns it afterwards, and who can see it.</summary>
internal static class MoveConsequences
{
    public static async Task<IReadOnlyList<MoveLegPreview>> OfAsync(
        PartnersDb db,
        MovePlan plan,
        DateTimeOffset at,
        CancellationToken cancel)
    {
        var previews = new List<MoveLegPreview>();
        foreach (var leg in plan.Legs)
        {
            previews.Add(new(
                leg.From,
                leg.To,
                leg.Projects,
                await ConversationsAsync(db, plan, leg, cancel),
                leg.ChangesDataOwner,
                leg.ChangesPayer,
                await WithAccessAsync(db, leg.To, leg.From, at, cancel),
                await WithAccessAsync(db, leg.From, leg.To, at, cancel)));
        }

        return previews;
    }

    /// <summary>
    /// The consequences as canonical JSON, to compare what the person saw with what is true at the save. Leaves out conversations, because
    /// new ones keep arriving.
    /// </summary>
    public static string Stated(IReadOnlyList<MoveLegPreview> legs) => CanonicalJson.Of(legs.ToDictionary(
        leg => $"{leg.From.Name} of {leg.From.OrganisationName} to {leg.To.Name} of {leg.To.OrganisationName}",
        leg => new
        {
            leg.Projects,
            DataOwner = Change(MoveRules.DataOwner(leg.From), MoveRules.DataOwner(leg.To)),
            Payer = Change(MoveRules.Payer(leg.From), MoveRules.Payer(leg.To)),
            GainAccess = People(leg.Gains),
            LoseAccess = People(leg.Loses),
        },
        StringComparer.Ordinal));

    /// <summary>
    /// People who can enter the first workspace but not the second: by a membership, or because it is open to their organisation. An open
    /// invite gives no access yet.
    /// </summary>
    private static async Task<FewPeople> WithAccessAsync(
        PartnersDb db,
        MovePlace one,
        MovePlace other,
        DateTimeOffset at,
        CancellationToken cancel)
    {
        var (into, within) = (Entrants(db, one, at), Entrants(db, other, at));
        var people = db.People.AsNoTracking().Where(person => into.Contains(person.Id) && !within.Contains(person.Id));
        var count = await people.CountAsync(cancel);
        return count == 0 ? new([], 0)
            : new(
                await people
                    .OrderBy(person => person.DisplayName)
                    .ThenBy(person => person.Id)
                    .Take(FewPeople.Named)
                    .Select(person => person.DisplayName)
                    .ToListAsync(cancel),
                count);
    }

    private static IQueryable<Guid> Entrants(PartnersDb db, MovePlace place, DateTimeOffset at)
    {
        var seated = db.WorkspaceMemberships
            .WithAccess(at)
            .Where(seat => seat.WorkspaceId == place.WorkspaceId)
            .Select(seat => seat.PersonId);
        return place.IsOpen
            ? seated.Union(
                db.OrganisationMemberships
                    .Where(member => member.OrganisationId == place.OrganisationId && member.DeletedAt == null)
                    .Select(member => member.PersonId))
            : seated;
    }

    private static async Task<int> ConversationsAsync(PartnersDb db, MovePlan plan, MoveLeg leg, CancellationToken cancel)
    {
        if (leg.ProjectIds is not { } projects)
        {
            return await db.Conversations.In(plan.ProjectsOf(db, leg)).CountAsync(cancel);
        }

        return await db.Conversations.CountAsync(conversation => projects.Contains(conversation.ProjectId), cancel);
    }

    private static string Change(string before, string after) =>
        string.Equals(before, after, StringComparison.Ordinal) ? before : $"{before} → {after}";

    private static string People(FewPeople people) =>
        people.Count > people.Names.Count ? $"{string.Join(", ", people.Names)} and {people.Count - people.Names.Count:N0} more"
        : people.Count == 0 ? "nobody"
        : string.Join(", ", people.Names);
}
