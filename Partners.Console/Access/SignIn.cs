using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Partners.Console.Hosting;
using Partners.Core.Access;

namespace Partners.Console.Access;

/// <summary>
/// How people come in: through the identity provider, or, in Development and only while none is configured, as one of the
/// personas. Everything behind this file knows claims and the cookie, not where they came from.
/// </summary>
internal static class SignIn
{
    public const string AuthoritySetting = "Authentication:Authority";

    /// <exception cref="StartRefusedException">There would be no way in, or an unsafe one.</exception>
    public static void AddSignIn(WebApplicationBuilder builder)
    {
        if (!OffersPersonas(builder.Environment, builder.Configuration))
        {
            AddProvider(builder.Configuration[AuthoritySetting]);
        }

        AddCookie(builder.Services, builder.Environment);
        AddPermissions(builder.Services);
    }

    public static void MapSignIn(this WebApplication app)
    {
        app.MapSignOut();
        if (OffersPersonas(app.Environment, app.Configuration))
        {
            app.MapPersonas();
        }
    }

    /// <summary>Both must hold: a forgotten environment name alone must never let anyone in.</summary>
    public static bool OffersPersonas(IHostEnvironment environment, IConfiguration configuration) =>
        environment.IsDevelopment() && string.IsNullOrWhiteSpace(configuration[AuthoritySetting]);

    /// <summary>The seam for OpenID Connect: its handler is added here, and signs in to the cookie scheme.</summary>
    private static void AddProvider(string? authority)
    {
        if (string.IsNullOrWhiteSpace(authority))
        {
            throw new StartRefusedException(
                $"Partners does not start without an identity provider outside Development: set {AuthoritySetting} to its address.");
        }

        throw new StartRefusedException(
            $"{AuthoritySetting} is set, but this version cannot yet sign people in through an identity provider: it runs only in Development, with {AuthoritySetting} left out.");
    }

    private static void AddCookie(IServiceCollection services, IHostEnvironment environment) => services
        .AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme)
        .AddCookie(cookie =>
        {
            cookie.LoginPath = "/signin";
            cookie.AccessDeniedPath = "/no-access";
            cookie.ReturnUrlParameter = ReturnAddress.Parameter;
            cookie.ExpireTimeSpan = SessionLifetime.Idle;
            cookie.SlidingExpiration = true;
            cookie.Cookie.Name = environment.IsDevelopment() ? "partners" : "__Host-partners";
            cookie.Cookie.Path = "/";
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.Cookie.SecurePolicy = environment.IsDevelopment() ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
            cookie.Events.OnValidatePrincipal = EndWhenOver;
            cookie.Events.OnRedirectToLogin = context => AskOrRefuse(context, StatusCodes.Status401Unauthorized, context.RedirectUri);
            cookie.Events.OnRedirectToAccessDenied = context => AskOrRefuse(context, StatusCodes.Status403Forbidden, cookie.AccessDeniedPath);
        });

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

    /// <summary>A person is led to a page; a script that called gets a plain refusal.</summary>
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
