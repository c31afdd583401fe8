using System.Globalization;
using System.Security.Claims;
using Partners.Core.Access;

namespace Partners.Console.Access;

/// <summary>The one place where a sign-in's claims are written and read.</summary>
public static class StaffClaims
{
    public const string Subject = "sub";
    public const string Name = "name";
    public const string Email = "email";
    public const string Role = "role";

    /// <summary>When the person signed in: seconds since 1970, UTC.</summary>
    public const string SignedInAt = "signed_in_at";

    public static ClaimsPrincipal Principal(string subject, string name, string email, IEnumerable<string> roles, DateTimeOffset signedInAt) =>
        new(new ClaimsIdentity(
            [
                new Claim(Subject, subject),
                new Claim(Name, name),
                new Claim(Email, email),
                new Claim(SignedInAt, signedInAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)),
                .. roles.Select(role => new Claim(Role, role)),
            ],
            "Partners",
            Name,
            Role));

    /// <summary>A person without a sign-in, or without a role known here, has no permission.</summary>
    public static Staff StaffOf(ClaimsPrincipal principal)
    {
        var permissions = RolesOf(principal).Aggregate(Permission.None, (held, role) => held | role.Permissions);
        return new Staff(
            principal.FindFirstValue(Subject) ?? string.Empty,
            principal.FindFirstValue(Name) ?? string.Empty,
            principal.FindFirstValue(Email) ?? string.Empty,
            principal.Identity?.IsAuthenticated == true ? permissions : Permission.None);
    }

    public static IReadOnlyList<Role> RolesOf(ClaimsPrincipal principal) =>
        [.. Core.Access.Role.All.Where(role => principal.HasClaim(Role, role.Name))];

    public static DateTimeOffset? SignedInAtOf(ClaimsPrincipal principal) =>
        long.TryParse(principal.FindFirstValue(SignedInAt), CultureInfo.InvariantCulture, out var seconds)
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;
}
