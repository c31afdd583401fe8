namespace Partners.Console.Hosting;

internal static class CircuitOriginCheck
{
    /// <summary>
    /// A browser opens a socket for a page of any site, and sends the cookie along where that site is a sister of ours. A browser says
    /// which page asks: a connection is opened for pages of this host alone.
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

    /// <summary>What is no browser sends no origin, and no stranger's cookie either.</summary>
    private static bool IsOwn(HttpRequest request) => request.Headers.Origin is not [{ Length: > 0 } origin]
        || (Uri.TryCreate(origin, UriKind.Absolute, out var page) && string.Equals(page.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase));
}
