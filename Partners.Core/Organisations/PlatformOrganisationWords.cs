namespace Partners.Core.Organisations;

/// <summary>The platform's words for roles in an organisation, as its exports have them and as changes carry them to it.</summary>
internal static class PlatformOrganisationWords
{
    public static readonly IReadOnlyDictionary<string, OrganisationRole> Roles =
        new Dictionary<string, OrganisationRole>(StringComparer.Ordinal)
        {
            ["owner"] = OrganisationRole.Owner,
            ["admin"] = OrganisationRole.Admin,
            ["billing"] = OrganisationRole.Billing,
            ["member"] = OrganisationRole.Member,
        };
}
