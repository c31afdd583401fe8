using Microsoft.EntityFrameworkCore;
using Partners.Core.Changes;
using Partners.Core.Organisations;
using Partners.Core.Persistence;
using Partners.Core.Values;

namespace Partners.Core.Workspaces;

/// <summary>Addresses of the partner itself, which a data owner's hardly is.</summary>
internal static class PartnerAddresses
{
    /// <summary>The partner's own: of somebody who belongs to it, or at the domain of its owners and admins.</summary>
    public static async Task<Refusal?> RefuseAsync(PartnersDb db, Guid organisationId, string organisation, string? typed, CancellationToken cancel)
    {
        if (EmailAddress.Problem(typed) is not null)
        {
            return null;
        }

        var address = typed!.Trim();
        var key = EmailAddress.Key(address);
        var belongs = await db.OrganisationMemberships.AnyAsync(
            membership => membership.OrganisationId == organisationId && membership.DeletedAt == null && db.People.Any(person => person.Id == membership.PersonId && person.EmailKey == key), cancel);
        if (!belongs && !EmailAddress.IsOfPublicProvider(key))
        {
            var domain = "@" + EmailAddress.DomainOf(key);
            belongs = await db.OrganisationMemberships.Hosts(organisationId)
                .AnyAsync(membership => db.People.Any(person => person.Id == membership.PersonId && person.EmailKey.EndsWith(domain)), cancel);
        }

        return belongs ? new DataOwnerIsThePartner(address, organisation) : null;
    }
}
