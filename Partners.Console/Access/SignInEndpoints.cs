using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Partners.Core.Access;

namespace Partners.Console.Access;

internal static class SignInEndpoints
{
    public const string Page = "/signin";
    public const string StartAddress = "/signin/start";
    public const string PersonaAddress = "/signin/persona";
    public const string SignOutAddress = "/signout";

    /// <summary>Says on the sign-in page that the form it came from was too old.</summary>
    public const string StaleParameter = "stale";

    /// <summary>Where somebody is sent on to the provider, and comes back to where they were going.</summary>
    public static string StartFor(string? returnUrl) =>
        QueryHelpers.AddQueryString(StartAddress, ReturnAddress.Parameter, ReturnAddress.Local(returnUrl));

    /// <summary>Where somebody proves anew who they are, and comes back to where they were.</summary>
    public static string FreshFor(string address) => QueryHelpers.AddQueryString(
        QueryHelpers.AddQueryString(StartAddress, "fresh", "true"), ReturnAddress.Parameter, address);

    /// <summary>The sign-in page with what went wrong, and where the person was going.</summary>
    public static string PageFor(SignInProblem problem, string? returnUrl) => QueryHelpers.AddQueryString(
        QueryHelpers.AddQueryString(Page, SignInProblems.Parameter, problem.Code()),
        ReturnAddress.Parameter,
        ReturnAddress.Local(returnUrl));

    /// <summary>The sign-in page's address, and why a session is over where that is known.</summary>
    public static string Saying(SessionEnd? end, string page) =>
        end is { } because ? QueryHelpers.AddQueryString(page, SignInProblems.Parameter, SignInProblems.Of(because).Code()) : page;

    public static void MapPersonas(this WebApplication app) => app
        .MapPost(PersonaAddress, async (
            HttpContext context, TimeProvider clock, [FromForm] string? persona, [FromForm] string? returnUrl) =>
        {
            if (Persona.All.FirstOrDefault(known => string.Equals(known.Key, persona, StringComparison.Ordinal)) is not { } chosen)
            {
                return Results.LocalRedirect(Page);
            }

            await context.SignInAsync(chosen.SignedIn(clock.GetUtcNow()));
            return Results.LocalRedirect(ReturnAddress.Local(returnUrl));
        })
        .OnlyFromOurForms()
        .AllowAnonymous();

    public static void MapSignOut(this WebApplication app) => app
        .MapPost(SignOutAddress, async (HttpContext context) =>
        {
            await context.SignOutAsync();
            return Results.LocalRedirect(Page);
        })
        .OnlyFromOurForms()
        .AllowAnonymous();

    public static void MapSignOutWithProvider(this WebApplication app) => app
        .MapPost(SignOutAddress, async (HttpContext context, IOptionsMonitor<OpenIdConnectOptions> options) =>
        {
            await ProviderSignIn.SignOutAsync(context, options);
            return Results.Empty;
        })
        .OnlyFromOurForms()
        .AllowAnonymous();

    /// <summary>Leads to the identity provider.</summary>
    public static void MapStart(this WebApplication app) => app
        .MapGet(StartAddress, (
            HttpContext context,
            IOptionsMonitor<OpenIdConnectOptions> options,
            [FromQuery] string? returnUrl,
            [FromQuery] string? fresh) =>
            ProviderSignIn.StartAsync(context, options, returnUrl, fresh: string.Equals(fresh, "true", StringComparison.Ordinal)))
        .AllowAnonymous();

    /// <summary>What an open page asks for while its person is at work, so that the sign-in slides on. See shell.js.</summary>
    public static void MapSession(this WebApplication app) => app.MapGet("/session", () => Results.NoContent());

    /// <summary>
    /// Antiforgery, answered with the sign-in page rather than with a bare 400: a form left open in another tab is the
    /// usual cause, and no attack.
    /// </summary>
    private static RouteHandlerBuilder OnlyFromOurForms(this RouteHandlerBuilder endpoint) => endpoint
        .DisableAntiforgery() // The middleware's own check, which would answer with a bare 400.
        .AddEndpointFilter(async (invocation, next) =>
        {
            var context = invocation.HttpContext;
            return await context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context)
                ? await next(invocation)
                : Results.LocalRedirect($"{Page}?{StaleParameter}=true");
        });
}
