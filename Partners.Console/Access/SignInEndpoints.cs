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

    /// <summary>The field of the sign-out form with the id of the open page that sends it.</summary>
    public const string PageField = "page";

    /// <summary>Tells the sign-in page that the submitted form was too old.</summary>
    public const string StaleParameter = "stale";

    /// <summary>The address that sends someone to the provider, and back to where they were going.</summary>
    public static string StartFor(string? returnUrl) =>
        QueryHelpers.AddQueryString(StartAddress, ReturnAddress.Parameter, ReturnAddress.Local(returnUrl));

    /// <summary>The address where someone proves again who they are, and returns to where they were.</summary>
    public static string FreshFor(string address) => QueryHelpers.AddQueryString(
        QueryHelpers.AddQueryString(StartAddress, "fresh", "true"), ReturnAddress.Parameter, address);

    /// <summary>The sign-in page with what went wrong and where the person was going.</summary>
    public static string PageFor(SignInProblem problem, string? returnUrl) => QueryHelpers.AddQueryString(
        QueryHelpers.AddQueryString(Page, SignInProblems.Parameter, problem.Code()),
        ReturnAddress.Parameter,
        ReturnAddress.Local(returnUrl));

    /// <summary>Adds to the sign-in page's address why a session ended, if known.</summary>
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
            await LetLeaveAsync(context);
            await context.SignOutAsync();
            return Results.LocalRedirect(Page);
        })
        .OnlyFromOurForms()
        .AllowAnonymous();

    public static void MapSignOutWithProvider(this WebApplication app) => app
        .MapPost(SignOutAddress, async (HttpContext context, IOptionsMonitor<OpenIdConnectOptions> options) =>
        {
            await LetLeaveAsync(context);
            await ProviderSignIn.SignOutAsync(context, options);
            return Results.Empty;
        })
        .OnlyFromOurForms()
        .AllowAnonymous();

    /// <summary>Redirects to the identity provider.</summary>
    public static void MapStart(this WebApplication app) => app
        .MapGet(StartAddress, (
            HttpContext context,
            IOptionsMonitor<OpenIdConnectOptions> options,
            [FromQuery] string? returnUrl,
            [FromQuery] string? fresh) =>
            ProviderSignIn.StartAsync(context, options, returnUrl, fresh: string.Equals(fresh, "true", StringComparison.Ordinal)))
        .AllowAnonymous();

    /// <summary>An open page requests this while its person is active, to extend the sign-in. See shell.js.</summary>
    public static void MapSession(this WebApplication app) => app.MapGet("/session", () => Results.NoContent());

    private static async Task LetLeaveAsync(HttpContext context)
    {
        if (context.Request.HasFormContentType)
        {
            SessionStore.LetLeave(context, (await context.Request.ReadFormAsync(context.RequestAborted))[PageField]);
        }
    }

    /// <summary>
    /// Answers a failed antiforgery check with the sign-in page instead of a bare 400: the usual cause is a form left open in another tab,
    /// not an attack.
    /// </summary>
    private static RouteHandlerBuilder OnlyFromOurForms(this RouteHandlerBuilder endpoint) => endpoint
        .DisableAntiforgery() // Replaces the middleware's own check, which would answer with a bare 400.
        .AddEndpointFilter(async (invocation, next) =>
        {
            var context = invocation.HttpContext;
            return await context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context)
                ? await next(invocation)
                : Results.LocalRedirect($"{Page}?{StaleParameter}=true");
        });
}
