using System.Globalization;
using Microsoft.AspNetCore.Authentication;

namespace Partners.Console.Access.OpenIdConnect;

/// <summary>The provider's tokens in a ticket, under the names that the framework's handlers use.</summary>
internal static class TicketTokens
{
    public static void Write(AuthenticationProperties properties, ProviderTokens tokens)
    {
        var kept = new List<AuthenticationToken> { new() { Name = "access_token", Value = tokens.AccessToken } };
        Add("refresh_token", tokens.RefreshToken);
        Add("id_token", tokens.IdToken);
        Add("expires_at", tokens.AccessEndsAt?.ToString("o", CultureInfo.InvariantCulture));
        properties.StoreTokens(kept);

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                kept.Add(new() { Name = name, Value = value });
            }
        }
    }

    /// <returns>Null if the sign-in did not come from a provider.</returns>
    public static ProviderTokens? Read(AuthenticationProperties properties) =>
        properties.GetTokenValue("access_token") is not { } access ? null : new(
            access,
            properties.GetTokenValue("refresh_token"),
            properties.GetTokenValue("id_token"),
            DateTimeOffset.TryParse(
                properties.GetTokenValue("expires_at"),
                CultureInfo.InvariantCulture,
                DateTimeStyles.RoundtripKind,
                out var at)
                ? at
                : null);
}
