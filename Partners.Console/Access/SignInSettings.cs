using System.Globalization;
using Partners.Console.Shell;
using Partners.Core.Access;

namespace Partners.Console.Access;

/// <summary>This console's own settings in the section <c>Authentication</c>; the rest belong to the provider's handler.</summary>
internal sealed record SignInSettings
{
    public const string Section = "Authentication";

    /// <summary>The configuration's name for each role.</summary>
    private static readonly (string Name, Role Role)[] s_roles =
    [
        ("Staff", Role.Staff),
        ("CommercialOwner", Role.CommercialOwner),
        ("HandoffOperator", Role.HandoffOperator),
    ];

    private static readonly string[] s_own =
    [
        nameof(RoleClaim),
        "Roles",
        "RecheckMinutes",
        "FreshSignInMinutes",
        nameof(AttemptsPerMinute),
        "Personas",
    ];

    /// <summary>The claim that names the roles: its name, or the path to it through an object, such as <c>realm_access.roles</c>.</summary>
    public string RoleClaim { get; init; } = "roles";

    /// <summary>Which values of that claim mean which role; by default the role's own name.</summary>
    public IReadOnlyDictionary<Role, IReadOnlyList<string>> Roles { get; init; } = s_roles.ToDictionary(
        known => known.Role,
        known => (IReadOnlyList<string>)[known.Role.Name]);

    /// <summary>How often the provider is asked again whether a person may be here, and in which roles.</summary>
    public TimeSpan Recheck { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long the last answer stays valid while the provider cannot be asked.</summary>
    public TimeSpan LongestUnasked { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The greatest age of a sign-in that confirms a handoff.</summary>
    public TimeSpan FreshSignIn { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Per remote address, for each of: starting a sign-in, returning from the provider, and the provider's back-channel logout.
    /// </summary>
    public int AttemptsPerMinute { get; init; } = 30;

    /// <exception cref="StartRefusedException">A setting is unknown or not valid.</exception>
    public static SignInSettings Of(IConfiguration configuration, IReadOnlyCollection<string> others)
    {
        var section = configuration.GetSection(Section);
        var known = s_own.Concat(others).ToList();
        foreach (var setting in section.GetChildren())
        {
            if (!known.Contains(setting.Key, StringComparer.OrdinalIgnoreCase))
            {
                throw new StartRefusedException($"There is no setting {Section}:{setting.Key}. There are: {string.Join(", ", known)}.");
            }
        }

        var usual = new SignInSettings();
        var recheck = Minutes(section, "RecheckMinutes", usual.Recheck, usual.LongestUnasked);
        return new()
        {
            RoleClaim = section[nameof(RoleClaim)] is { Length: > 0 } claim ? claim : usual.RoleClaim,
            Roles = RolesOf(section.GetSection("Roles"), usual.Roles),
            Recheck = recheck,
            FreshSignIn = Minutes(section, "FreshSignInMinutes", usual.FreshSignIn, TimeSpan.FromHours(1)),
            AttemptsPerMinute = section[nameof(AttemptsPerMinute)] is not { } attempts ? usual.AttemptsPerMinute
                : int.TryParse(attempts, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number
                : throw new StartRefusedException($"{Section}:{nameof(AttemptsPerMinute)} has to be a whole number above 0."),
        };
    }

    private static TimeSpan Minutes(IConfigurationSection section, string name, TimeSpan usual, TimeSpan longest) =>
        section[name] is not { } text ? usual
        : double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var minutes)
            && minutes > 0
            && minutes <= longest.TotalMinutes
            ? TimeSpan.FromMinutes(minutes)
        : throw new StartRefusedException($"{Section}:{name} has to be a number of minutes above 0, and {longest.TotalMinutes:0} at most.");

    private static Dictionary<Role, IReadOnlyList<string>> RolesOf(
        IConfigurationSection section,
        IReadOnlyDictionary<Role, IReadOnlyList<string>> usual)
    {
        var roles = new Dictionary<Role, IReadOnlyList<string>>(usual);
        foreach (var setting in section.GetChildren())
        {
            if (s_roles.FirstOrDefault(known =>
                string.Equals(known.Name, setting.Key, StringComparison.OrdinalIgnoreCase)).Role is not { } role)
            {
                throw new StartRefusedException(
                    $"There is no role {Section}:Roles:{setting.Key}. There are: "
                        + $"{string.Join(", ", s_roles.Select(known => known.Name))}.");
            }

            // A single value or a list.
            roles[role] = setting.Value is { } single ? [single] : [.. setting.GetChildren().Select(value => value.Value).OfType<string>()];
        }

        return roles;
    }
}
