using Microsoft.EntityFrameworkCore;
using Partners.Core.Organisations;
using Partners.Core.Persistence;
using Partners.Core.Values;
using Partners.Core.Workspaces;

namespace Partners.Core.Handoffs;

/// <summary>Suggests organisations that may be the client, by the data owner's name, address and domain.</summary>
internal static class ClientSuggestions
{
    private const int Most = 10;
    private const int ShortestName = 4;

    /// <summary>Most reasons first. Never suggests the partner itself.</summary>
    public static async Task<IReadOnlyList<ClientSuggestion>> OfAsync(PartnersDb db, Workspace workspace, CancellationToken cancel)
    {
        var reasons = new Dictionary<Guid, (string Name, List<string> Reasons)>();
        var live = db.Organisations.AsNoTracking().Where(organisation =>
            organisation.DeletedAt == null && organisation.Id != workspace.OrganisationId);
        var name = SearchKey.Of(workspace.DataOwnerName ?? string.Empty);
        if (name.Length > 0)
        {
            Add(await live.Where(organisation => organisation.NameKey == name).ToListAsync(cancel), "It has the data owner's name.");
        }

        if (name.Length >= ShortestName)
        {
            Add(
                await live
                    .Where(organisation => organisation.NameKey != name && organisation.NameKey.StartsWith(name))
                    .OrderBy(organisation => organisation.NameKey)
                    .Take(Most)
                    .ToListAsync(cancel),
                "Its name begins with the data owner's.");
        }

        var address = EmailAddress.Key(workspace.DataOwnerEmail ?? string.Empty);
        if (address.Length > 0)
        {
            AddMembers(
                await MembersAsync(db, live, people => people.Where(person => person.EmailKey == address), cancel),
                member => $"The data owner, {member}, belongs to it.");
            if (!EmailAddress.IsOfPublicProvider(address))
            {
                var domain = "@" + EmailAddress.DomainOf(address);
                AddMembers(
                    await MembersAsync(
                        db,
                        live,
                        people => people.Where(person => person.EmailKey != address && person.EmailKey.EndsWith(domain)),
                        cancel),
                    member => $"{member}, who belongs to it, has an address at {domain[1..]} as well.");
            }
        }

        return [.. reasons
            .Select(found => new ClientSuggestion(found.Key, found.Value.Name, found.Value.Reasons))
            .OrderByDescending(found => found.Reasons.Count)
            .ThenBy(found => found.Name, StringComparer.OrdinalIgnoreCase)
            .Take(Most)];

        void Add(IEnumerable<Organisation> organisations, string reason)
        {
            foreach (var organisation in organisations)
            {
                AddOne(organisation.Id, organisation.Name, reason);
            }
        }

        void AddMembers(IEnumerable<Member> members, Func<string, string> reason)
        {
            foreach (var organisation in members.GroupBy(member => (member.OrganisationId, member.Organisation)))
            {
                AddOne(organisation.Key.OrganisationId, organisation.Key.Organisation, reason(organisation.First().Person));
            }
        }

        void AddOne(Guid id, string called, string reason)
        {
            if (!reasons.TryGetValue(id, out var found))
            {
                reasons[id] = found = (called, []);
            }

            found.Reasons.Add(reason);
        }
    }

    private static async Task<IReadOnlyList<Member>> MembersAsync(
        PartnersDb db,
        IQueryable<Organisation> live,
        Func<IQueryable<Person>, IQueryable<Person>> who,
        CancellationToken cancel) =>
        await (
            from person in who(db.People.AsNoTracking())
            join membership in db.OrganisationMemberships on person.Id equals membership.PersonId
            where membership.DeletedAt == null
            join organisation in live on membership.OrganisationId equals organisation.Id
            orderby organisation.NameKey, person.DisplayName
            select new Member(organisation.Id, organisation.Name, person.DisplayName)).Take(Most * Most).ToListAsync(cancel);

    private sealed record Member(Guid OrganisationId, string Organisation, string Person);
}
