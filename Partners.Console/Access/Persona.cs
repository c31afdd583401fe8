using System.Security.Claims;
using Partners.Core.Access;

namespace Partners.Console.Access;

/// <summary>A made-up person to sign in as during development. Available only if <see cref="SignIn.OffersPersonas"/> says so.</summary>
internal sealed record Persona(string Key, string Label, string Name, Role? Role)
{
    public static readonly IReadOnlyList<Persona> All =
    [
        new("staff", "Continue as Staff", "Noor de Wit", Role.Staff),
        new("commercial-owner", "Continue as Commercial owner", "Joris Bakker", Role.CommercialOwner),
        new("handoff-operator", "Continue as Handoff operator", "Amina Haddad", Role.HandoffOperator),
        new("no-access", "Continue without access", "Tim Visser", Role: null),
    ];

    public ClaimsPrincipal SignedIn(DateTimeOffset now) => StaffClaims.Principal(
        $"persona:{Key}",
        Name,
        $"{Name.Split(' ')[0]}@dembrane.example".ToLowerInvariant(),
        Role is null ? [] : [Role.Name],
        now);
}
