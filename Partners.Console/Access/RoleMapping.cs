using System.Security.Claims;
using System.Text.Json;
using Partners.Core.Access;

namespace Partners.Console.Access;

/// <summary>Reads this console's roles from a provider's claims. Values that the configuration does not name are ignored.</summary>
internal static class RoleMapping
{
    public static IReadOnlyList<Role> RolesOf(this SignInSettings settings, IEnumerable<Claim> claims)
    {
        var values = Values(settings.RoleClaim, [.. claims]).ToHashSet(StringComparer.Ordinal);
        return [.. settings.Roles.Where(role => role.Value.Any(values.Contains)).Select(role => role.Key)];
    }

    /// <summary>True if claims with these names include the one with the roles.</summary>
    public static bool IsAmong(this SignInSettings settings, IEnumerable<string> names) =>
        names.Any(name => name == settings.RoleClaim || settings.RoleClaim.StartsWith($"{name}.", StringComparison.Ordinal));

    /// <summary>A claim's own name may contain dots, as a URL does. Dots lead into an object only if no claim has that name.</summary>
    private static IEnumerable<string> Values(string path, IReadOnlyList<Claim> claims)
    {
        var named = claims.Where(claim => claim.Type == path).Select(claim => claim.Value).ToList();
        if (named.Count > 0 || path.Split('.') is not [var first, _, ..])
        {
            return named;
        }

        return claims.Where(claim => claim.Type == first).SelectMany(claim => Within(claim.Value, path.Split('.')[1..]));
    }

    private static List<string> Within(string json, IReadOnlyList<string> path)
    {
        JsonElement found;
        try
        {
            using var document = JsonDocument.Parse(json);
            found = document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return [];
        }

        foreach (var step in path)
        {
            if (found.ValueKind != JsonValueKind.Object || !found.TryGetProperty(step, out found))
            {
                return [];
            }
        }

        return found.ValueKind == JsonValueKind.Array
                ? [.. found.EnumerateArray().Where(value => value.ValueKind == JsonValueKind.String).Select(value => value.GetString()!)]
            : found.ValueKind == JsonValueKind.String ? [found.GetString()!]
            : [];
    }
}
