using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Partners.Console.Access.OpenIdConnect;

/// <param name="AccessEndsAt">When the access token is over; null where the provider does not say.</param>
internal sealed record ProviderTokens(string AccessToken, string? RefreshToken, string? IdToken, DateTimeOffset? AccessEndsAt);

/// <summary>The provider was asked, and said no; as against one that gave no answer at all.</summary>
internal sealed class ProviderSaidNoException(HttpStatusCode status) : Exception($"The provider answered {(int)status}.")
{
    public ProviderSaidNoException()
        : this(HttpStatusCode.BadRequest)
    {
    }
}

/// <summary>The two endpoints that this server itself speaks to. Their answers are limited in size by the client that is used.</summary>
internal sealed class ProviderEndpoints(OpenIdConnectOptions options, OpenIdConnectConfiguration provider, TimeProvider clock)
{
    public Task<ProviderTokens> RedeemAsync(string code, string redirectUri, string? codeVerifier, CancellationToken cancel) => TokensAsync(
        [new("grant_type", "authorization_code"), new("code", code), new("redirect_uri", redirectUri), .. codeVerifier is null ? [] : new KeyValuePair<string, string>[] { new("code_verifier", codeVerifier) }],
        cancel);

    public Task<ProviderTokens> RefreshAsync(string refreshToken, CancellationToken cancel) =>
        TokensAsync([new("grant_type", "refresh_token"), new("refresh_token", refreshToken)], cancel);

    /// <exception cref="ProviderSaidNoException">The access token is not, or no longer, good for it.</exception>
    /// <exception cref="SignInRefusedException">There was no answer, or one that cannot be used.</exception>
    public async Task<JsonElement> UserInfoAsync(string accessToken, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, provider.UserInfoEndpoint);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
        return await AnswerAsync(request, cancel);
    }

    private async Task<ProviderTokens> TokensAsync(IReadOnlyList<KeyValuePair<string, string>> parameters, CancellationToken cancel)
    {
        var client = new List<KeyValuePair<string, string>> { new("client_id", options.ClientId) };
        if (!string.IsNullOrEmpty(options.ClientSecret))
        {
            client.Add(new("client_secret", options.ClientSecret));
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, provider.TokenEndpoint);
        request.Content = new FormUrlEncodedContent([.. client, .. parameters]);
        var answer = await AnswerAsync(request, cancel);
        var seconds = answer.TryGetProperty("expires_in", out var lifetime) && double.TryParse(lifetime.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number is > 0 and < int.MaxValue ? number : (double?)null;
        return new(
            answer.Text("access_token") ?? throw new SignInRefusedException(SignInProblem.AnswerRefused, "The provider gave no access token."),
            answer.Text("refresh_token"),
            answer.Text("id_token"),
            seconds is { } known ? clock.GetUtcNow().AddSeconds(known) : null);
    }

    private async Task<JsonElement> AnswerAsync(HttpRequestMessage request, CancellationToken cancel)
    {
        request.Headers.Accept.ParseAdd("application/json");
        try
        {
            using var answer = await options.Backchannel.SendAsync(request, cancel);
            if (answer.StatusCode is >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError and not HttpStatusCode.RequestTimeout and not HttpStatusCode.TooManyRequests)
            {
                throw new ProviderSaidNoException(answer.StatusCode);
            }

            answer.EnsureSuccessStatusCode();
            if (answer.Content.Headers.ContentType?.MediaType is not "application/json")
            {
                // A signed or encrypted answer, say, of which nothing here would check the signature.
                throw new SignInRefusedException(SignInProblem.AnswerRefused, "The provider's answer is not plain JSON.");
            }

            using var document = await JsonDocument.ParseAsync(await answer.Content.ReadAsStreamAsync(cancel), cancellationToken: cancel);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? document.RootElement.Clone()
                : throw new SignInRefusedException(SignInProblem.AnswerRefused, "The provider's answer is no JSON object.");
        }
        catch (JsonException)
        {
            throw new SignInRefusedException(SignInProblem.AnswerRefused, "The provider's answer cannot be read.");
        }
        catch (HttpRequestException fault) when (fault.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            throw new SignInRefusedException(SignInProblem.AnswerRefused, "The provider's answer is too long.");
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException || (fault is TaskCanceledException && !cancel.IsCancellationRequested))
        {
            throw new SignInRefusedException(SignInProblem.Unreachable, "The provider gave no answer.", fault);
        }
    }
}
