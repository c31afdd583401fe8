namespace Partners.Core.Platform;

/// <summary>The platform's names for what staff change here.</summary>
public static class PlatformFields
{
    public const string Organisation = "org";
    public const string IsPartner = "is_partner";
}
