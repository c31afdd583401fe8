using System.Globalization;
using System.Security.Claims;
using Partners.Core.Access;

namespace Partners.Console.Access;

/// <summary>The only place that writes and reads a sign-in's claims.</summary>
public static class StaffClaims
{
    public const string Subject = "sub";
    public const string Name = "name";
    public const string Email = "email";
    public const string Role = "role";

    /// <summary>When the person signed in: seconds since 1970, UTC.</summary>
    public const string SignedInAt = "signed_in_at";

    /// <summary>
    /// When the person last proved who they are to the identity provider: seconds since 1970, UTC. Missing if it does not say.
    /// </summary>
    public const string ProvedAt = "proved_at";

    /// <summary>The session's id, by which an open page checks it.</summary>
    public const string Session = "session";

    public static ClaimsPrincipal Principal(
        string subject,
        string name,
        string email,
        IEnumerable<string> roles,
        DateTimeOffset signedInAt,
        DateTimeOffset? provedAt = null) =>
        Principal(
        [
            new Claim(Subject, subject),
            new Claim(Name, name),
            new Claim(Email, email),
            new Claim(SignedInAt, Seconds(signedInAt)),
            .. provedAt is { } at ? [new Claim(ProvedAt, Seconds(at))] : Array.Empty<Claim>(),
            .. roles.Select(role => new Claim(Role, role)),
        ]);

    /// <summary>The same person with only these roles.</summary>
    public static ClaimsPrincipal WithRoles(ClaimsPrincipal principal, IEnumerable<Role> roles) =>
        Principal([.. principal.Claims.Where(claim => claim.Type != Role), .. roles.Select(role => new Claim(Role, role.Name))]);

    /// <summary>A person without a sign-in, or without a role known here, has no permission.</summary>
    public static Staff StaffOf(ClaimsPrincipal principal)
    {
        var permissions = RolesOf(principal).Aggregate(Permission.None, (held, role) => held | role.Permissions);
        return new Staff(
            principal.FindFirstValue(Subject) ?? string.Empty,
            principal.FindFirstValue(Name) ?? string.Empty,
            principal.FindFirstValue(Email) ?? string.Empty,
            principal.Identity?.IsAuthenticated == true ? permissions : Permission.None)
        {
            ProvedAt = MomentOf(principal, ProvedAt),
        };
    }

    public static IReadOnlyList<Role> RolesOf(ClaimsPrincipal principal) =>
        [.. Core.Access.Role.All.Where(role => principal.HasClaim(Role, role.Name))];

    public static DateTimeOffset? SignedInAtOf(ClaimsPrincipal principal) => MomentOf(principal, SignedInAt);

    private static ClaimsPrincipal Principal(IEnumerable<Claim> claims) => new(new ClaimsIdentity(claims, "Partners", Name, Role));

    private static string Seconds(DateTimeOffset moment) => moment.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    private static DateTimeOffset? MomentOf(ClaimsPrincipal principal, string claim) =>
        long.TryParse(principal.FindFirstValue(claim), CultureInfo.InvariantCulture, out var seconds)
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;
}
