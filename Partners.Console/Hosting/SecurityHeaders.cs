namespace Partners.Console.Hosting;

internal static class SecurityHeaders
{
    /// <summary>Sets the headers that hold for every answer, and keeps pages out of every cache.</summary>
    public static void UseSecurityHeaders(this WebApplication app) => app.Use((context, next) =>
    {
        context.Response.OnStarting(
            static state =>
            {
                Set((HttpResponse)state);
                return Task.CompletedTask;
            },
            context.Response);

        return next(context);
    });

    /// <summary>What is kept as a file, and has said nothing of caching itself.</summary>
    private static bool IsDownload(IHeaderDictionary headers) => headers.ContentDisposition.Count > 0 && headers.CacheControl.Count == 0;

    private static void Set(HttpResponse response)
    {
        var headers = response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        if (headers.ContentSecurityPolicy.Count == 0)
        {
            // Where an answer has said nothing stricter of its own.
            headers.ContentSecurityPolicy = "frame-ancestors 'none'";
        }

        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";

        // A page or a download shows data of the moment to one person. Scripts, styles and fonts carry none, and keep their own caching.
        if (response.ContentType?.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) == true || IsDownload(headers) || response.StatusCode is >= 300 and < 400 and not StatusCodes.Status304NotModified)
        {
            headers.CacheControl = "no-store";
        }
    }
}
