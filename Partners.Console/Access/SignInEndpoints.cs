using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;

namespace Partners.Console.Access;

internal static class SignInEndpoints
{
    public const string PersonaAddress = "/signin/persona";
    public const string SignOutAddress = "/signout";

    /// <summary>Says on the sign-in page that the form it came from was too old.</summary>
    public const string StaleParameter = "stale";

    public static void MapPersonas(this WebApplication app) => app
        .MapPost(PersonaAddress, async (HttpContext context, TimeProvider clock, [FromForm] string? persona, [FromForm] string? returnUrl) =>
        {
            if (Persona.All.FirstOrDefault(known => string.Equals(known.Key, persona, StringComparison.Ordinal)) is not { } chosen)
            {
                return Results.LocalRedirect("/signin");
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
            return Results.LocalRedirect("/signin");
        })
        .OnlyFromOurForms()
        .AllowAnonymous();

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
                : Results.LocalRedirect($"/signin?{StaleParameter}=true");
        });
}
