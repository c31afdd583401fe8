using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Partners.Console.Access.OpenIdConnect;

/// <param name="AccessEndsAt">When the access token expires; null if the provider does not say.</param>
internal sealed record ProviderTokens(string AccessToken, string? RefreshToken, string? IdToken, DateTimeOffset? AccessEndsAt);

/// <summary>The provider answered no, as opposed to not answering at all.</summary>
internal sealed class ProviderSaidNoException(HttpStatusCode status) : Exception($"The provider answered {(int)status}.")
{
    public ProviderSaidNoException()
        : this(HttpStatusCode.BadRequest)
    {
    }
}

/// <summary>
/// Asks the provider about someone who signed in a while ago. Not cancellable: several callers may wait for the answer, and a refresh token
/// may be used up once sent.
/// </summary>
internal sealed class ProviderEndpoints(OpenIdConnectOptions options, OpenIdConnectConfiguration provider, TimeProvider clock)
{
    /// <exception cref="ProviderSaidNoException">The access token is not valid for it, or no longer.</exception>
    /// <exception cref="SignInRefusedException">There was no answer, or an unusable one.</exception>
    public async Task<JsonElement> UserInfoAsync(string accessToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, provider.UserInfoEndpoint);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
        return await AnswerAsync(request);
    }

    /// <inheritdoc cref="UserInfoAsync"/>
    public async Task<ProviderTokens> RefreshAsync(string refreshToken)
    {
        var parameters = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["grant_type"] = "refresh_token",
            ["refresh_token"] = refreshToken,
            ["client_id"] = options.ClientId,
            ["client_secret"] = options.ClientSecret,
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, provider.TokenEndpoint);
        request.Content = new FormUrlEncodedContent(parameters.Where(parameter => !string.IsNullOrEmpty(parameter.Value)));
        var answer = await AnswerAsync(request);
        return new(
            answer.Text("access_token") ?? throw new SignInRefusedException("The provider gave no access token."),
            answer.Text("refresh_token"),
            answer.Text("id_token"),
            answer.TryGetProperty("expires_in", out var lifetime)
                && int.TryParse(lifetime.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
                    ? clock.GetUtcNow().AddSeconds(seconds)
                    : null);
    }

    private async Task<JsonElement> AnswerAsync(HttpRequestMessage request)
    {
        request.Headers.Accept.ParseAdd("application/json");
        try
        {
            using var answer = await options.Backchannel.SendAsync(request);
            if (!answer.IsSuccessStatusCode)
            {
                throw new ProviderSaidNoException(answer.StatusCode);
            }

            using var document = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync());
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : throw new JsonException();
        }
        catch (JsonException fault)
        {
            throw new SignInRefusedException("The provider's answer cannot be read.", fault);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or TaskCanceledException)
        {
            throw ProviderErrors.InWords(fault, state: null);
        }
    }
}
