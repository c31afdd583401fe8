using Microsoft.EntityFrameworkCore;
using Partners.Core.Changes;
using Partners.Core.Organisations;
using Partners.Core.Persistence;
using Partners.Core.Values;

namespace Partners.Core.Workspaces;

/// <summary>The partner's own addresses, which a data owner is unlikely to have.</summary>
internal static class PartnerAddresses
{
    /// <summary>Refuses an address that belongs to a member, or is at the domain of the owners and admins.</summary>
    public static async Task<Refusal?> RefuseAsync(
        PartnersDb db,
        Guid organisationId,
        string organisation,
        string? typed,
        CancellationToken cancel)
    {
        if (EmailAddress.Problem(typed) is not null)
        {
            return null;
        }

        var address = typed!.Trim();
        var key = EmailAddress.Key(address);
        var belongs = await db.OrganisationMemberships.AnyAsync(
            membership =>
                membership.OrganisationId == organisationId
                && membership.DeletedAt == null
                && db.People.Any(person => person.Id == membership.PersonId && person.EmailKey == key),
            cancel);
        if (!belongs && !EmailAddress.IsOfPublicProvider(key))
        {
            var domain = "@" + EmailAddress.DomainOf(key);
            belongs = await db.OrganisationMemberships.Hosts(organisationId)
                .AnyAsync(
                    membership => db.People.Any(person => person.Id == membership.PersonId && person.EmailKey.EndsWith(domain)),
                    cancel);
        }

        return belongs ? new DataOwnerIsThePartner(address, organisation) : null;
    }
}
