using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Partners.Console.Access.OpenIdConnect;
using Partners.Core.Handoffs;

namespace Partners.Console.Access;

/// <summary>Sign-in through the identity provider: sets up its handler, and turns its result into a person of this console.</summary>
internal static partial class ProviderSignIn
{
    /// <summary>In the protected state: the person who must return from a fresh sign-in.</summary>
    private const string ExpectedSubject = ".expected_subject";

    public static void Add(WebApplicationBuilder builder, SignInSettings settings, CookieSecurePolicy secure)
    {
        var section = builder.Configuration.GetSection(SignInSettings.Section);
        ProviderSetup.Refuse(section, builder.Environment);

        // Bind once now, so that an invalid value stops the start and not the first sign-in.
        ProviderSetup.Bind(section, new OpenIdConnectOptions());

        builder.AddProviderHandler(section, secure, Receive, LeadBack);
        builder.Services.AddSingleton<IProviderInquiry, ProviderInquiry>();
        builder.Services.AddSingleton<BackChannelLogout>();
        builder.Services.AddSingleton<IFreshSignIn>(new FreshSignIn(settings.FreshSignIn));
        builder.Services.AddSignInLimits(settings.AttemptsPerMinute);
    }

    /// <summary>Sends the person to the provider, and from there to an address of this console.</summary>
    /// <param name="fresh">The person must prove again who they are, and be the same as before.</param>
    public static async Task<IResult> StartAsync(
        HttpContext context, IOptionsMonitor<OpenIdConnectOptions> options, string? returnUrl, bool fresh)
    {
        try
        {
            await options.Get(SignIn.ProviderScheme).DiscoverAsync(context.RequestAborted);
        }
        catch (SignInRefusedException refused)
        {
            // The handler's challenge would answer with a bare 500.
            Log(context).Refused(refused.Message);
            return Results.LocalRedirect(SignInEndpoints.PageFor(refused.Problem, returnUrl));
        }

        return Results.Challenge(Challenge(context.User, returnUrl, fresh), [SignIn.ProviderScheme]);
    }

    /// <summary>Signs out here first, so that the person is signed out of Partners even if the provider does not answer.</summary>
    public static async Task SignOutAsync(HttpContext context, IOptionsMonitor<OpenIdConnectOptions> options)
    {
        await context.SignOutAsync();
        var signedOut = SignInEndpoints.PageFor(SignInProblem.SignedOut, ReturnAddress.Home);
        try
        {
            await options.Get(SignIn.ProviderScheme).DiscoverAsync(context.RequestAborted);
            await context.SignOutAsync(SignIn.ProviderScheme, new() { RedirectUri = signedOut });
        }
        catch (SignInRefusedException)
        {
            context.Response.Redirect(signedOut);
        }
    }

    private static AuthenticationProperties Challenge(ClaimsPrincipal person, string? returnUrl, bool fresh)
    {
        var properties = new AuthenticationProperties { RedirectUri = ReturnAddress.Local(returnUrl) };
        if (fresh)
        {
            properties.SetParameter<TimeSpan?>(OpenIdConnectParameterNames.MaxAge, TimeSpan.Zero);
            properties.SetParameter(OpenIdConnectParameterNames.Prompt, OpenIdConnectPrompt.Login);
            if (person.FindFirstValue(StaffClaims.Subject) is { } subject)
            {
                properties.Items[ExpectedSubject] = subject;
            }
        }

        return properties;
    }

    /// <summary>Turns the provider's claims into one of our people.</summary>
    private static Task Receive(TicketReceivedContext context)
    {
        var found = context.Principal!;
        var subject = found.FindFirst("sub")!.Value;
        if (context.Properties!.Items.Remove(ExpectedSubject, out var expected) && expected != subject)
        {
            Log(context.HttpContext).Refused("Somebody else than before came back from a fresh sign-in.");
            context.Response.Redirect(SignInEndpoints.PageFor(SignInProblem.SomebodyElse, context.ReturnUri));
            context.HandleResponse();
            return Task.CompletedTask;
        }

        var services = context.HttpContext.RequestServices;
        var name = Claim("name") ?? Claim("preferred_username") ?? Claim("email") ?? subject;
        var provedAt = long.TryParse(Claim("auth_time"), CultureInfo.InvariantCulture, out var seconds)
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : (DateTimeOffset?)null;
        var roles = services.GetRequiredService<SignInSettings>().RolesOf(found.Claims).Select(role => role.Name).ToArray();
        context.Properties.Items[SessionStore.ProviderSession] = Claim("sid");
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        context.Principal = StaffClaims.Principal(subject, name, Claim("email") ?? string.Empty, roles, now, provedAt);
        SessionStore.BeginAnew(context.HttpContext);
        var named = string.Join(", ", roles);
        Log(context.HttpContext).SignedIn(subject, named);
        return Task.CompletedTask;

        string? Claim(string type) => found.FindFirst(type)?.Value;
    }

    private static Task LeadBack(RemoteFailureContext context)
    {
        var refused = ProviderErrors.InWords(context.Failure, context.Properties);
        Log(context.HttpContext).Refused(refused.Message);
        context.Response.Redirect(SignInEndpoints.PageFor(refused.Problem, context.Properties?.RedirectUri));
        context.HandleResponse();
        return Task.CompletedTask;
    }

    private static ILogger Log(HttpContext context) =>
        context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(ProviderSignIn));

    [LoggerMessage(Level = LogLevel.Information, Message = "{Subject} signed in as {Roles}")]
    private static partial void SignedIn(this ILogger log, string subject, string roles);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Refused a sign-in: {Reason}")]
    private static partial void Refused(this ILogger log, string reason);
}
