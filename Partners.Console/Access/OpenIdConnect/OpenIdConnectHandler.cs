using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Partners.Console.Access.OpenIdConnect;

/// <summary>
/// OpenID Connect, authorisation code with PKCE, on the framework's OAuth handler: state, correlation with the browser and the code challenge
/// are that handler's; discovery, nonce, ID token, userinfo and the sign-out at the provider are added here.
/// </summary>
internal sealed class OpenIdConnectHandler(IOptionsMonitor<OpenIdConnectOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : OAuthHandler<OpenIdConnectOptions>(options, logger, encoder), IAuthenticationSignOutHandler
{
    /// <summary>The parameters of a challenge, and of an authorisation request, by the names that the framework's handler has for them.</summary>
    public const string MaxAge = "max_age";

    public const string Prompt = "prompt";

    /// <summary>In the properties of a ticket: which claims the userinfo had, so that one that goes missing there is known to have been taken away.</summary>
    public const string UserInfoClaims = ".userinfo_claims";

    private const string Nonce = ".nonce";
    private const string AskedMaxAge = ".max_age";
    private const string AskedAt = ".asked_at";

    public override async Task<bool> HandleRequestAsync()
    {
        if (Request.Path != Options.SignedOutCallbackPath)
        {
            return await base.HandleRequestAsync();
        }

        // Only what this console made leads on: somebody else's link leads to the first page, and nowhere else.
        var state = Options.StateDataFormat.Unprotect(Request.Query["state"]);
        Response.Redirect(state?.RedirectUri ?? ReturnAddress.Home);
        return true;
    }

    /// <summary>Signs out at the provider, by a form: in an address, the ID token would stand in histories and logs.</summary>
    public async Task SignOutAsync(AuthenticationProperties? properties)
    {
        var leadsTo = properties?.RedirectUri ?? ReturnAddress.Home;
        var idToken = await Context.GetTokenAsync(Options.SignOutScheme ?? Options.SignInScheme!, "id_token");
        if (idToken is null || await EndSessionEndpointAsync() is not { } endpoint)
        {
            Response.Redirect(leadsTo);
            return;
        }

        var page = new SignOutAtProvider(endpoint,
        [
            new("id_token_hint", idToken),
            new("client_id", Options.ClientId),
            new("post_logout_redirect_uri", BuildRedirectUri(Options.SignedOutCallbackPath)),
            new("state", Options.StateDataFormat.Protect(new AuthenticationProperties { RedirectUri = leadsTo })),
        ]);
        await page.WriteAsync(Response, Context.RequestAborted);
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        try
        {
            var provider = await Options.DiscoverAsync(Context.RequestAborted);
            // The base reads it from the options. It is the same for everybody.
            Options.AuthorizationEndpoint = provider.AuthorizationEndpoint;
            await base.HandleChallengeAsync(properties);
        }
        catch (SignInRefusedException refused)
        {
            var failure = new RemoteFailureContext(Context, Scheme, Options, refused) { Properties = properties };
            await Events.RemoteFailure(failure);
            if (failure.Result?.Handled != true)
            {
                throw;
            }
        }
    }

    /// <summary>What is put in the properties travels in the protected state, which only the browser that holds the correlation cookie can bring back.</summary>
    protected override string BuildChallengeUrl(AuthenticationProperties properties, string redirectUri)
    {
        var nonce = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));
        var question = new Dictionary<string, string?>(StringComparer.Ordinal) { ["nonce"] = nonce };
        properties.Items[Nonce] = nonce;
        properties.Items[AskedAt] = JsonSerializer.Serialize(TimeProvider.GetUtcNow());
        if ((properties.GetParameter<TimeSpan?>(MaxAge) ?? Options.MaxAge) is { } maxAge)
        {
            properties.Items[AskedMaxAge] = JsonSerializer.Serialize(maxAge);
            question[MaxAge] = ((long)maxAge.TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        if ((properties.GetParameter<string>(Prompt) ?? Options.Prompt) is { } prompt)
        {
            question[Prompt] = prompt;
        }

        return QueryHelpers.AddQueryString(base.BuildChallengeUrl(properties, redirectUri), question);
    }

    protected override async Task<HandleRequestResult> HandleRemoteAuthenticateAsync()
    {
        if (Options.StateDataFormat.Unprotect(Request.Query["state"]) is not { } properties)
        {
            return HandleRequestResult.Fail(new SignInRefusedException(SignInProblem.NotBegunHere, "The state is missing, or not of this console."));
        }

        if (!ValidateCorrelationId(properties))
        {
            return HandleRequestResult.Fail(new SignInRefusedException(SignInProblem.NotBegunHere, "The sign-in was begun in another browser, or was ended already."), properties);
        }

        try
        {
            return HandleRequestResult.Success(await SignInAsync(properties));
        }
        catch (SignInRefusedException refused)
        {
            return HandleRequestResult.Fail(refused, properties);
        }
    }

    private async Task<AuthenticationTicket> SignInAsync(AuthenticationProperties properties)
    {
        var cancel = Context.RequestAborted;
        var provider = await Options.DiscoverAsync(cancel);
        if (Request.Query.TryGetValue("iss", out var issuer) && issuer != provider.Issuer)
        {
            throw new SignInRefusedException(SignInProblem.AnswerRefused, "The answer was sent by another issuer.");
        }

        if (Request.Query.TryGetValue("error", out var error))
        {
            throw ProviderErrors.Read(error.ToString());
        }

        if (Request.Query["code"].ToString() is not { Length: > 0 } code)
        {
            throw new SignInRefusedException(SignInProblem.AnswerRefused, "The answer carries no code.");
        }

        var endpoints = new ProviderEndpoints(Options, provider, TimeProvider);
        var tokens = await RedeemAsync(endpoints, code, properties, cancel);
        var token = await ReadIdTokenAsync(tokens, properties, cancel);
        var userInfo = await UserInfoAsync(endpoints, provider, tokens, token, cancel);
        KeepTokens(properties, tokens, userInfo);
        var claims = ProviderClaims.Of(token.Claims, userInfo, provider.Issuer);
        return new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity(claims, Scheme.Name, "name", "role")), properties, Scheme.Name);
    }

    private async Task<ProviderTokens> RedeemAsync(ProviderEndpoints endpoints, string code, AuthenticationProperties properties, CancellationToken cancel)
    {
        properties.Items.Remove(OAuthConstants.CodeVerifierKey, out var verifier);
        try
        {
            return await endpoints.RedeemAsync(code, BuildRedirectUri(Options.CallbackPath), verifier, cancel);
        }
        catch (ProviderSaidNoException no)
        {
            throw new SignInRefusedException(SignInProblem.AnswerRefused, "The provider did not redeem the code.", no);
        }
    }

    private async Task<SignedToken> ReadIdTokenAsync(ProviderTokens tokens, AuthenticationProperties properties, CancellationToken cancel)
    {
        var token = await SignedToken.ReadAsync(tokens.IdToken, Options, IdTokenRules.Types, TimeProvider.GetUtcNow(), cancel);
        properties.Items.Remove(Nonce, out var nonce);
        properties.Items.Remove(AskedAt, out var askedAt);
        properties.Items.Remove(AskedMaxAge, out var maxAge);
        var expected = new IdTokenExpectation(
            Options.ClientId,
            tokens.AccessToken,
            // A state without one was not made here: nothing equals it.
            nonce ?? string.Empty,
            Subject: null,
            maxAge is null ? null : JsonSerializer.Deserialize<TimeSpan>(maxAge),
            askedAt is null ? TimeProvider.GetUtcNow() : JsonSerializer.Deserialize<DateTimeOffset>(askedAt),
            Options.TokenValidationParameters.ClockSkew);
        return IdTokenRules.Refuse(token, expected, TimeProvider.GetUtcNow()) is { } reason ? throw new SignInRefusedException(SignInProblem.AnswerRefused, reason) : token;
    }

    private async Task<JsonElement?> UserInfoAsync(ProviderEndpoints endpoints, OpenIdConnectConfiguration provider, ProviderTokens tokens, SignedToken token, CancellationToken cancel)
    {
        if (!Options.GetClaimsFromUserInfoEndpoint || string.IsNullOrEmpty(provider.UserInfoEndpoint))
        {
            return null;
        }

        try
        {
            var info = await endpoints.UserInfoAsync(tokens.AccessToken, cancel);
            return info.Text("sub") == token.Claims.Text("sub") ? info : throw new SignInRefusedException(SignInProblem.AnswerRefused, "The userinfo is about somebody else.");
        }
        catch (ProviderSaidNoException no)
        {
            throw new SignInRefusedException(SignInProblem.AnswerRefused, "The provider did not tell who signed in.", no);
        }
    }

    private static void KeepTokens(AuthenticationProperties properties, ProviderTokens tokens, JsonElement? userInfo)
    {
        TicketTokens.Write(properties, tokens);
        if (userInfo is { } info)
        {
            properties.Items[UserInfoClaims] = string.Join(' ', info.EnumerateObject().Select(member => member.Name));
        }
    }

    private async Task<string?> EndSessionEndpointAsync()
    {
        try
        {
            return (await Options.DiscoverAsync(Context.RequestAborted)).EndSessionEndpoint is { Length: > 0 } endpoint ? endpoint : null;
        }
        catch (SignInRefusedException)
        {
            // Here the person is signed out all the same.
            return null;
        }
    }
}
