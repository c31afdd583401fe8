using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Partners.Console.Access.OpenIdConnect;
using Partners.Console.Shell;
using Partners.Core.Access;

namespace Partners.Console.Access;

/// <summary>
/// How people sign in: through the identity provider or, in Development and only while none is configured, as one of the personas. The code
/// behind this file sees claims and the cookie, not where they came from.
/// </summary>
internal static class SignIn
{
    public const string AuthoritySetting = "Authentication:Authority";
    public const string ProviderScheme = "OpenIdConnect";

    private const string PersonasSetting = "Authentication:Personas";

    /// <exception cref="StartRefusedException">There would be no way to sign in, or an unsafe one.</exception>
    public static void AddSignIn(WebApplicationBuilder builder)
    {
        RefuseNoWayIn(builder.Environment, builder.Configuration);
        var settings = SignInSettings.Of(builder.Configuration, ProviderSetup.Names);
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton<SessionTickets>();
        builder.Services.AddSingleton<SessionWatch>();
        builder.Services.AddSingleton<SessionPages>();
        builder.Services.AddSingleton<ITicketStore, SessionStore>();
        AddCookie(builder.Services, builder.Environment);
        if (!OffersPersonas(builder.Environment, builder.Configuration))
        {
            ProviderSignIn.Add(builder, settings, SecurePolicyIn(builder.Environment));
        }

        AddPermissions(builder.Services);
        builder.Services.AddAntiforgery(forms =>
        {
            forms.Cookie.SecurePolicy = SecurePolicyIn(builder.Environment);
            if (!builder.Environment.IsDevelopment())
            {
                // With this prefix a browser accepts the cookie only from this host, over https.
                forms.Cookie.Name = "__Host-partners-forms";
            }
        });
    }

    /// <summary>Runs before authentication, so that excess attempts are rejected unread.</summary>
    public static void UseSignInLimits(this WebApplication app)
    {
        if (!OffersPersonas(app.Environment, app.Configuration))
        {
            app.UseRateLimiter();
        }
    }

    public static void MapSignIn(this WebApplication app)
    {
        app.MapSession();
        if (OffersPersonas(app.Environment, app.Configuration))
        {
            app.MapSignOut();
            app.MapPersonas();
        }
        else
        {
            app.MapSignOutWithProvider();
            app.MapStart();
            BackChannelLogout.Map(app);
        }
    }

    /// <summary>Requires both: a wrong environment name alone must never let anyone in.</summary>
    public static bool OffersPersonas(IHostEnvironment environment, IConfiguration configuration) =>
        environment.IsDevelopment() && string.IsNullOrWhiteSpace(configuration[AuthoritySetting]);

    private static void RefuseNoWayIn(IHostEnvironment environment, ConfigurationManager configuration)
    {
        var asksForPersonas = string.Equals(configuration[PersonasSetting], bool.TrueString, StringComparison.OrdinalIgnoreCase);
        if (asksForPersonas && !OffersPersonas(environment, configuration))
        {
            throw new StartRefusedException(
                $"The made-up people of {PersonasSetting} exist only in Development without an identity provider: leave that setting out, "
                    + $"and set {AuthoritySetting} to the provider's address.");
        }

        if (!environment.IsDevelopment() && string.IsNullOrWhiteSpace(configuration[AuthoritySetting]))
        {
            throw new StartRefusedException(
                $"Partners does not start without an identity provider outside Development: set {AuthoritySetting} to its address.");
        }
    }

    private static void AddCookie(IServiceCollection services, IHostEnvironment environment)
    {
        services
            .AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme)
            .AddCookie(cookie =>
            {
                cookie.LoginPath = SignInEndpoints.Page;
                cookie.AccessDeniedPath = "/no-access";
                cookie.ReturnUrlParameter = ReturnAddress.Parameter;
                cookie.ExpireTimeSpan = SessionLifetime.Idle;
                cookie.SlidingExpiration = true;
                cookie.Cookie.Name = environment.IsDevelopment() ? "partners" : "__Host-partners";
                cookie.Cookie.Path = "/";
                cookie.Cookie.HttpOnly = true;
                cookie.Cookie.SameSite = SameSiteMode.Lax;
                cookie.Cookie.SecurePolicy = SecurePolicyIn(environment);
                cookie.Events.OnValidatePrincipal = EndWhenOver;
                cookie.Events.OnRedirectToLogin = context => AskOrRefuse(
                    context,
                    StatusCodes.Status401Unauthorized,
                    SignInEndpoints.Saying(SessionStore.EndOf(context.HttpContext), context.RedirectUri));
                cookie.Events.OnRedirectToAccessDenied = context =>
                    AskOrRefuse(context, StatusCodes.Status403Forbidden, cookie.AccessDeniedPath);
            });
        services.AddOptions<CookieAuthenticationOptions>(CookieAuthenticationDefaults.AuthenticationScheme)
            .Configure<ITicketStore>((cookie, store) => cookie.SessionStore = store);
    }

    private static CookieSecurePolicy SecurePolicyIn(IHostEnvironment environment) =>
        environment.IsDevelopment() ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;

    private static void AddPermissions(IServiceCollection services)
    {
        var mayRead = new AuthorizationPolicyBuilder()
            .RequireAuthenticatedUser()
            .RequireAssertion(context => StaffClaims.StaffOf(context.User).May(Permission.Read))
            .Build();

        services.AddAuthorizationBuilder()
            .AddPolicy(Policies.Read, mayRead)
            .SetDefaultPolicy(mayRead)
            .SetFallbackPolicy(mayRead);
        services.AddCascadingAuthenticationState();
        services.AddScoped<AuthenticationStateProvider, OpenPages>();
        services.AddScoped<CircuitHandler, SessionCircuit>();
    }

    private static async Task EndWhenOver(CookieValidatePrincipalContext context)
    {
        var now = context.HttpContext.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        if (context.Principal is null || SessionLifetime.IsOver(context.Principal, now))
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync();
        }
    }

    /// <summary>Redirects a person to a page, and refuses a script's call with a status code.</summary>
    private static Task AskOrRefuse(RedirectContext<CookieAuthenticationOptions> context, int refusal, string page)
    {
        if (HttpMethods.IsGet(context.Request.Method) && !context.Request.Path.StartsWithSegments("/_blazor", StringComparison.Ordinal))
        {
            context.Response.Redirect(page);
        }
        else
        {
            context.Response.StatusCode = refusal;
        }

        return Task.CompletedTask;
    }
}
