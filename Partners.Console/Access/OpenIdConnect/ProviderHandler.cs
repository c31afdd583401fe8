using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Partners.Console.Access.OpenIdConnect;

/// <summary>Configures the framework's handler, and adds the rules that it leaves to its events.</summary>
internal static class ProviderHandler
{
    /// <summary>The ticket item with the names of the userinfo claims. A claim that is missing there later was withdrawn.</summary>
    public const string UserInfoClaims = ".userinfo_claims";

    /// <summary>Size of an answer in bytes. A provider's keys with certificates, usually the largest answer, take a tenth of it.</summary>
    private const int LongestAnswer = 256 * 1024;

    private const string AskedAt = ".asked_at";
    private const string AskedMaxAge = ".max_age";

    private static readonly string[] s_algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    /// <param name="received">Called with the person who signed in.</param>
    /// <param name="failed">Called with the reason why no one did. <see cref="ProviderErrors"/> puts it into words.</param>
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
        // No front-channel logout: any site could sign people out with a link.
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
            // The provider returns people by a link, for which Lax is enough.
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

    /// <summary>Runs after the framework has created the client. Its default manager would not check the provider's description.</summary>
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
            // Otherwise a key that the provider withdrew stays valid for another hour.
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

    /// <summary>Passes a missing or foreign state on to the handler, which refuses it.</summary>
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

    /// <summary>The userinfo overrides the ID token, because it is current.</summary>
    private static Task PreferUserInfo(UserInformationReceivedContext context)
    {
        var members = context.User.RootElement.EnumerateObject().Select(member => member.Name).ToHashSet(StringComparer.Ordinal);
        var fromToken = context.Principal!.Claims.Where(claim => !members.Contains(claim.Type));
        var claims = context.User.RootElement.Claims().Concat(fromToken);
        context.Principal = new(new ClaimsIdentity(claims, context.Scheme.Name));
        context.Properties!.Items[UserInfoClaims] = string.Join(' ', members);
        return Task.CompletedTask;
    }

    /// <summary>Removes the item, because the ticket does not need it.</summary>
    private static long? Seconds(IDictionary<string, string?> items, string name) =>
        items.Remove(name, out var text) && long.TryParse(text, CultureInfo.InvariantCulture, out var seconds) ? seconds : null;

    private static TimeProvider Clock(HttpContext context) => context.RequestServices.GetRequiredService<TimeProvider>();
}
