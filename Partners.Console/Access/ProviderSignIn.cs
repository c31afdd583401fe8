using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.Extensions.Options;
using Partners.Console.Access.OpenIdConnect;
using Partners.Core.Handoffs;

namespace Partners.Console.Access;

/// <summary>The sign-in through the identity provider: its handler, and what this console makes of what the handler found.</summary>
internal static partial class ProviderSignIn
{
    /// <summary>In the protected state: who has to come back from a fresh sign-in.</summary>
    private const string ExpectedSubject = ".expected_subject";

    public static void Add(WebApplicationBuilder builder, SignInSettings settings, CookieSecurePolicy secure)
    {
        var section = builder.Configuration.GetSection(SignInSettings.Section);
        ProviderSetup.Refuse(section, builder.Environment);

        // Read once now, so that a value that makes no sense stops the start and not the first sign-in.
        ProviderSetup.Bind(section, new OpenIdConnectOptions());

        // Where the package registry carries the framework's own handler, `AddOpenIdConnect(SignIn.ProviderScheme, options => …)` takes the
        // place of this one registration: the options have the same names, and everything below asks only for what both handlers give.
        builder.Services.AddAuthentication().AddOAuth<OpenIdConnectOptions, OpenIdConnectHandler>(SignIn.ProviderScheme, options =>
        {
            ProviderSetup.Bind(section, options);
            options.SignInScheme = CookieAuthenticationDefaults.AuthenticationScheme;
            options.SignOutScheme = CookieAuthenticationDefaults.AuthenticationScheme;
            // The provider leads back by a link, for which Lax is enough.
            options.CorrelationCookie.SameSite = SameSiteMode.Lax;
            options.CorrelationCookie.SecurePolicy = secure;
            options.BackchannelHttpHandler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) };
            options.Events = new OAuthEvents { OnTicketReceived = Receive, OnRemoteFailure = LeadBack };
        });
        builder.Services.AddSingleton<IPostConfigureOptions<OpenIdConnectOptions>, ConfigureOpenIdConnect>();
        builder.Services.AddSingleton<IProviderInquiry, ProviderInquiry>();
        builder.Services.AddSingleton<BackChannelLogout>();
        builder.Services.AddSingleton<IFreshSignIn>(new FreshSignIn(settings.FreshSignIn));
        builder.Services.AddSignInLimits(settings.AttemptsPerMinute);
    }

    /// <summary>Leads to the provider, and from there to an address of this console.</summary>
    /// <param name="fresh">The person has to prove now who they are, and be the same as before.</param>
    public static AuthenticationProperties Challenge(HttpContext context, string? returnUrl, bool fresh)
    {
        var properties = new AuthenticationProperties { RedirectUri = ReturnAddress.Local(returnUrl) };
        if (fresh)
        {
            properties.SetParameter<TimeSpan?>(OpenIdConnectHandler.MaxAge, TimeSpan.Zero);
            properties.SetParameter(OpenIdConnectHandler.Prompt, "login");
            if (context.User.FindFirst(StaffClaims.Subject)?.Value is { } subject)
            {
                properties.Items[ExpectedSubject] = subject;
            }
        }

        return properties;
    }

    /// <summary>From here on it is one of our people, and not a provider's set of claims.</summary>
    private static Task Receive(TicketReceivedContext context)
    {
        var found = context.Principal!;
        var subject = found.FindFirst("sub")!.Value;
        if (context.Properties!.Items.Remove(ExpectedSubject, out var expected) && expected != subject)
        {
            Log(context).Refused("Somebody else than before came back from a fresh sign-in.");
            context.Response.Redirect(SignInEndpoints.PageFor(SignInProblem.SomebodyElse, context.ReturnUri));
            context.HandleResponse();
            return Task.CompletedTask;
        }

        var services = context.HttpContext.RequestServices;
        var name = Claim("name") ?? Claim("preferred_username") ?? Claim("email") ?? subject;
        var provedAt = long.TryParse(Claim("auth_time"), System.Globalization.CultureInfo.InvariantCulture, out var seconds) ? DateTimeOffset.FromUnixTimeSeconds(seconds) : (DateTimeOffset?)null;
        var roles = services.GetRequiredService<SignInSettings>().RolesOf(found.Claims).Select(role => role.Name).ToArray();
        context.Properties.Items[SessionStore.ProviderSession] = Claim("sid");
        context.Principal = StaffClaims.Principal(subject, name, Claim("email") ?? string.Empty, roles, services.GetRequiredService<TimeProvider>().GetUtcNow(), provedAt);
        SessionStore.BeginAnew(context.HttpContext);
        Log(context).SignedIn(subject, roles);
        return Task.CompletedTask;

        string? Claim(string type) => found.FindFirst(type)?.Value;
    }

    private static Task LeadBack(RemoteFailureContext context)
    {
        var refused = context.Failure as SignInRefusedException;
        if (refused is null)
        {
            Log(context).Failed(context.Failure?.GetType().Name);
        }
        else
        {
            Log(context).Refused(refused.Message);
        }

        context.Response.Redirect(SignInEndpoints.PageFor(refused?.Problem ?? SignInProblem.AnswerRefused, context.Properties?.RedirectUri));
        context.HandleResponse();
        return Task.CompletedTask;
    }

    private static ILogger Log(HandleRequestContext<RemoteAuthenticationOptions> context) => context.HttpContext.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(ProviderSignIn));

    [LoggerMessage(Level = LogLevel.Information, Message = "{Subject} signed in as {Roles}")]
    private static partial void SignedIn(this ILogger log, string subject, string[] roles);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Refused a sign-in: {Reason}")]
    private static partial void Refused(this ILogger log, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "A sign-in failed with {Fault}")]
    private static partial void Failed(this ILogger log, string? fault);
}
