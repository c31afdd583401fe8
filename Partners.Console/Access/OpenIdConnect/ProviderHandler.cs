using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Partners.Console.Access.OpenIdConnect;

/// <summary>Sets the framework's handler up, and adds the rules that it leaves to its events.</summary>
internal static class ProviderHandler
{
    /// <summary>In a ticket: the names of the userinfo's claims. One that goes missing there later was taken away.</summary>
    public const string UserInfoClaims = ".userinfo_claims";

    /// <summary>Bytes of one answer. A provider's keys with their certificates, the largest usual answer, take a tenth of it.</summary>
    private const int LongestAnswer = 256 * 1024;

    private const string AskedAt = ".asked_at";
    private const string AskedMaxAge = ".max_age";

    private static readonly string[] s_algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    /// <param name="received">Receives who signed in.</param>
    /// <param name="failed">Receives why nobody did. <see cref="ProviderErrors"/> puts it in words.</param>
    public static void AddProviderHandler(
        this WebApplicationBuilder builder,
        IConfigurationSection section,
        CookieSecurePolicy secure,
        Func<TicketReceivedContext, Task> received,
        Func<RemoteFailureContext, Task> failed)
    {
        // Its messages quote what the provider and the browser sent. The console logs each refusal in its own words.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Authentication.OpenIdConnect", LogLevel.None);
        builder.Services.AddAuthentication().AddOpenIdConnect(SignIn.ProviderScheme, options =>
        {
            SetUp(options, secure);
            ProviderSetup.Bind(section, options);
            options.Events = new OpenIdConnectEvents
            {
                OnRedirectToIdentityProvider = RememberWhatWasAsked,
                OnMessageReceived = ReadAnswer,
                OnTokenValidated = ApplyRules,
                OnUserInformationReceived = PreferUserInfo,
                OnRedirectToIdentityProviderForSignOut = SignOutAtProvider.LeadThere,
                OnSignedOutCallbackRedirect = SignOutAtProvider.LeadBack,
                OnTicketReceived = received,
                OnRemoteFailure = failed,
            };
        });
        builder.Services.AddOptions<OpenIdConnectOptions>(SignIn.ProviderScheme)
            .Configure<TimeProvider>((options, clock) => Validate(options.TokenValidationParameters, clock))
            .PostConfigure(GuardBackchannel);
    }

    private static void SetUp(OpenIdConnectOptions options, CookieSecurePolicy secure)
    {
        options.SignInScheme = CookieAuthenticationDefaults.AuthenticationScheme;
        options.ResponseType = OpenIdConnectResponseType.Code;
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        options.PushedAuthorizationBehavior = PushedAuthorizationBehavior.Disable;
        options.DisableTelemetry = true;
        // Front-channel logout: any site could sign people out with a link.
        options.RemoteSignOutPath = PathString.Empty;
        options.SaveTokens = true;
        options.GetClaimsFromUserInfoEndpoint = true;
        options.MapInboundClaims = false;
        options.ClaimActions.Clear();
        options.RefreshInterval = TimeSpan.FromSeconds(30);
        options.BackchannelTimeout = TimeSpan.FromSeconds(10);
        options.BackchannelHttpHandler = new ProviderBackchannel();
        options.TokenHandler = new ProviderTokenHandler();
        foreach (var cookie in new[] { options.CorrelationCookie, options.NonceCookie })
        {
            // The provider leads back by a link, for which Lax is enough.
            cookie.SameSite = SameSiteMode.Lax;
            cookie.SecurePolicy = secure;
        }
    }

    private static void Validate(TokenValidationParameters rules, TimeProvider clock)
    {
        rules.ClockSkew = TimeSpan.FromMinutes(1);
        rules.ValidAlgorithms = s_algorithms;
        rules.TypeValidator = ProviderTokenHandler.OfType(IdTokenRules.Types);
        rules.LifetimeValidator = (from, until, _, _) =>
        {
            var now = clock.GetUtcNow().UtcDateTime;
            return until > now - rules.ClockSkew && (from is null || from <= now + rules.ClockSkew);
        };
    }

    /// <summary>Runs after the framework made the client. Its manager of the provider's description would check nothing.</summary>
    private static void GuardBackchannel(OpenIdConnectOptions options)
    {
        options.Backchannel.MaxResponseContentBufferSize = LongestAnswer;
        options.ConfigurationManager = new ConfigurationManager<OpenIdConnectConfiguration>(
            options.MetadataAddress!,
            new OpenIdConnectConfigurationRetriever(),
            new HttpDocumentRetriever(options.Backchannel) { RequireHttps = options.RequireHttpsMetadata },
            new DiscoveryRules(options))
        {
            AutomaticRefreshInterval = options.AutomaticRefreshInterval,
            RefreshInterval = options.RefreshInterval,
            // Otherwise a key that the provider took back stays good for another hour.
            UseLastKnownGoodConfiguration = false,
        };
    }

    private static Task RememberWhatWasAsked(RedirectContext context)
    {
        var now = Clock(context.HttpContext).GetUtcNow().ToUnixTimeSeconds();
        context.Properties.Items[AskedAt] = now.ToString(CultureInfo.InvariantCulture);
        context.Properties.Items[AskedMaxAge] = context.ProtocolMessage.MaxAge;
        return Task.CompletedTask;
    }

    /// <summary>A state that is missing or not ours goes on to the handler, which refuses it.</summary>
    private static async Task ReadAnswer(MessageReceivedContext context)
    {
        if (context.Properties is null)
        {
            return;
        }

        var answer = context.ProtocolMessage;
        var provider = await context.Options.DiscoverAsync(context.HttpContext.RequestAborted);
        // RFC 9207, section 2.4.
        var refusal = answer.Iss is { } issuer && issuer != provider.Issuer ? "The answer was sent by another issuer."
            : string.IsNullOrEmpty(answer.Code) && string.IsNullOrEmpty(answer.Error) ? "The answer carries no code."
            : null;
        if (refusal is not null)
        {
            context.Fail(new SignInRefusedException(refusal));
        }
    }

    private static Task ApplyRules(TokenValidatedContext context)
    {
        var now = Clock(context.HttpContext).GetUtcNow();
        var items = context.Properties!.Items;
        var accessToken = context.TokenEndpointResponse!.AccessToken;
        var expected = new IdTokenExpectation(
            context.Options.ClientId!,
            accessToken,
            Subject: null,
            MaxAge: Seconds(items, AskedMaxAge) is { } maxAge ? TimeSpan.FromSeconds(maxAge) : null,
            AskedAt: Seconds(items, AskedAt) is { } askedAt ? DateTimeOffset.FromUnixTimeSeconds(askedAt) : now,
            context.Options.TokenValidationParameters.ClockSkew);
        var token = SignedToken.Of(context.SecurityToken.RawPayload, context.SecurityToken.Header.Alg);
        // Without an access token the handler would skip the userinfo.
        var reason = string.IsNullOrEmpty(accessToken) ? "The provider gave no access token." : IdTokenRules.Refuse(token, expected, now);
        if (reason is not null)
        {
            context.Fail(new SignInRefusedException(reason));
        }

        return Task.CompletedTask;
    }

    /// <summary>The userinfo counts before the ID token: it is of this moment.</summary>
    private static Task PreferUserInfo(UserInformationReceivedContext context)
    {
        var members = context.User.RootElement.EnumerateObject().Select(member => member.Name).ToHashSet(StringComparer.Ordinal);
        var fromToken = context.Principal!.Claims.Where(claim => !members.Contains(claim.Type));
        var claims = context.User.RootElement.Claims().Concat(fromToken);
        context.Principal = new(new ClaimsIdentity(claims, context.Scheme.Name));
        context.Properties!.Items[UserInfoClaims] = string.Join(' ', members);
        return Task.CompletedTask;
    }

    /// <summary>Takes it out: the ticket has no use for it.</summary>
    private static long? Seconds(IDictionary<string, string?> items, string name) =>
        items.Remove(name, out var text) && long.TryParse(text, CultureInfo.InvariantCulture, out var seconds) ? seconds : null;

    private static TimeProvider Clock(HttpContext context) => context.RequestServices.GetRequiredService<TimeProvider>();
}
