namespace Partners.Console.Hosting;

internal static class CircuitOriginCheck
{
    /// <summary>
    /// Opens circuits only for pages of this host. A browser opens a socket for any site's page, and sends our cookie along if that site is
    /// on a sister domain, but it says which page asks.
    /// </summary>
    public static void UseOwnCircuits(this WebApplication app) => app.Use(async (context, next) =>
    {
        if (context.Request.Path.StartsWithSegments("/_blazor", StringComparison.Ordinal) && !IsOwn(context.Request))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        await next(context);
    });

    /// <summary>A client that is not a browser sends no origin, and no one else's cookie either.</summary>
    private static bool IsOwn(HttpRequest request) => request.Headers.Origin is not [{ Length: > 0 } origin]
        || (Uri.TryCreate(origin, UriKind.Absolute, out var page)
            && string.Equals(page.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase));
}
