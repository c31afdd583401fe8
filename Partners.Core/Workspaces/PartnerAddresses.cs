using Partners.Core.Changes;
using Partners.Core.Persistence;
using Partners.Core.Values;

namespace Partners.Core.Workspaces;

/// <summary>The partner's own addresses, which a data owner is unlikely to have.</summary>
internal static class PartnerAddresses
{
    /// <summary>Refuses an address that is on the partner's side (docs/product.md W5, W21).</summary>
    public static async Task<Refusal?> RefuseAsync(
        PartnersDb db,
        Guid organisationId,
        string organisation,
        string? typed,
        SideSettings sides,
        CancellationToken cancel)
    {
        if (EmailAddress.Problem(typed) is not null)
        {
            return null;
        }

        var address = typed!.Trim();
        return (await Sides.OfAddressAsync(db, organisationId, EmailAddress.Key(address), sides, cancel)).Side == Side.Partner
            ? new DataOwnerIsThePartner(address, organisation)
            : null;
    }
}
