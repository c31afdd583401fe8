using System.Security.Claims;
using System.Text.Json;
using Partners.Core.Access;

namespace Partners.Console.Access;

/// <summary>Reads a provider's claims as roles of this console. What is not named in the configuration means nothing here.</summary>
internal static class RoleMapping
{
    public static IReadOnlyList<Role> RolesOf(this SignInSettings settings, IEnumerable<Claim> claims)
    {
        var values = Values(settings.RoleClaim, [.. claims]).ToHashSet(StringComparer.Ordinal);
        return [.. settings.Roles.Where(role => role.Value.Any(values.Contains)).Select(role => role.Key)];
    }

    /// <summary>Whether claims of these names hold the one that names the roles.</summary>
    public static bool IsAmong(this SignInSettings settings, IEnumerable<string> names) =>
        names.Any(name => name == settings.RoleClaim || settings.RoleClaim.StartsWith($"{name}.", StringComparison.Ordinal));

    /// <summary>A claim's own name may have dots in it, as an address has; only where there is no such claim do they lead into an object.</summary>
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

        return found.ValueKind == JsonValueKind.Array ? [.. found.EnumerateArray().Where(value => value.ValueKind == JsonValueKind.String).Select(value => value.GetString()!)]
            : found.ValueKind == JsonValueKind.String ? [found.GetString()!]
            : [];
    }
}
