using System.Globalization;
using Partners.Core.Billing;
using Partners.Core.Organisations;
using Partners.Core.Values;
using Partners.Core.Workspaces;

namespace Partners.Core.Platform;

/// <summary>The platform's words for what are enumerations here, read from its exports and written into changes to carry to it.</summary>
internal static class PlatformWords
{
    public static readonly IReadOnlyDictionary<string, OrganisationRole> OrganisationRoles = new Dictionary<string, OrganisationRole>(StringComparer.Ordinal)
    {
        ["owner"] = OrganisationRole.Owner,
        ["admin"] = OrganisationRole.Admin,
        ["billing"] = OrganisationRole.Billing,
        ["member"] = OrganisationRole.Member,
    };

    public static readonly IReadOnlyDictionary<string, WorkspaceRole> Roles = new Dictionary<string, WorkspaceRole>(StringComparer.Ordinal)
    {
        ["owner"] = WorkspaceRole.Owner,
        ["admin"] = WorkspaceRole.Admin,
        ["billing"] = WorkspaceRole.Billing,
        ["member"] = WorkspaceRole.Member,
        ["external"] = WorkspaceRole.External,
        ["observer"] = WorkspaceRole.Observer,

        // Before there were observers and externals. Read only: Of answers the first word.
        ["viewer"] = WorkspaceRole.Member,
    };

    public static readonly IReadOnlyDictionary<string, UsageContext> Contexts = new Dictionary<string, UsageContext>(StringComparer.Ordinal)
    {
        ["internal"] = UsageContext.Internal,
        ["external"] = UsageContext.External,
    };

    public static readonly IReadOnlyDictionary<string, WorkspaceVisibility> Visibilities = new Dictionary<string, WorkspaceVisibility>(StringComparer.Ordinal)
    {
        ["open_to_organisation"] = WorkspaceVisibility.OpenToOrganisation,
        ["private"] = WorkspaceVisibility.Private,
    };

    public static readonly IReadOnlyDictionary<string, Tier> Tiers = new Dictionary<string, Tier>(StringComparer.Ordinal)
    {
        ["free"] = Tier.Free,
        ["pilot"] = Tier.Pilot,
        ["pioneer"] = Tier.Pioneer,
        ["innovator"] = Tier.Innovator,
        ["changemaker"] = Tier.Changemaker,
        ["guardian"] = Tier.Guardian,
    };

    public static readonly IReadOnlyDictionary<string, PaymentMode> PaymentModes = new Dictionary<string, PaymentMode>(StringComparer.Ordinal)
    {
        ["none"] = PaymentMode.None,
        ["mollie"] = PaymentMode.Mollie,
        ["offline"] = PaymentMode.Offline,
    };

    public static readonly IReadOnlyDictionary<string, BillingPeriod> Periods = new Dictionary<string, BillingPeriod>(StringComparer.Ordinal)
    {
        ["annual"] = BillingPeriod.Annual,
        ["monthly"] = BillingPeriod.Monthly,
    };

    public static string Of<T>(IReadOnlyDictionary<string, T> words, T value)
        where T : struct, Enum => words.First(word => EqualityComparer<T>.Default.Equals(word.Value, value)).Key;

    /// <summary>An instant as the platform writes it: UTC, to the millisecond.</summary>
    public static string? Of(DateTimeOffset? instant) => instant?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>A day as the platform keeps it: its midnight in UTC.</summary>
    public static DateTimeOffset? Midnight(DateOnly? day) => day is { } found ? new DateTimeOffset(found.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero) : null;

    /// <summary>In percent.</summary>
    public static decimal Of(Percentage percentage) => percentage.BasisPoints / 100m;

    /// <summary>In euros.</summary>
    public static decimal? Of(Money? money) => money is { } found ? found.Cents / 100m : null;
}
