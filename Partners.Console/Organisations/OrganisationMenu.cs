using Partners.Console.Links;
using Partners.Console.Shell;
using Partners.Core.Access;
using Partners.Core.Changes;
using Partners.Core.Organisations;

namespace Partners.Console.Organisations;

/// <summary>What can be done with an organisation, as data: the same for its kebab menu everywhere.</summary>
public static class OrganisationMenu
{
    public static IReadOnlyList<KebabItem> For(OrganisationRow organisation, Staff who, Func<Task> makePartner, Func<Task> withdraw)
    {
        var refused = who.May(Permission.TogglePartner) ? null : new NotPermitted(Permission.TogglePartner).Sentence;
        return
        [
            new("Open", Href: OrganisationAddresses.Of(organisation.Id)),
            organisation.IsPartner
                ? new("Withdraw partner status…", OnClick: withdraw, DisabledReason: refused)
                : new("Make partner…", OnClick: makePartner, DisabledReason: refused),
            new("External-client workspaces", Href: OrganisationAddresses.Workspaces(organisation.Id, externalOnly: true))
            {
                StartsGroup = true,
            },
            new("Deals", Href: OrganisationAddresses.Deals(organisation.Id)),
            new("Audit trail", Href: OrganisationAddresses.Of(organisation.Id, OrganisationAddresses.AuditTab)),
        ];
    }
}
