using System.Net.Mime;

namespace Partners.Console.Hosting;

internal static class SecurityHeaders
{
    /// <summary>Answers other than pages may load and run nothing, in case a browser shows one as a page.</summary>
    private const string PolicyOfFiles = "default-src 'none'; frame-ancestors 'none'";

    private const string ReferrerPolicy = "Referrer-Policy";

    /// <summary>Denies all device features except writing to the clipboard, for the copy buttons.</summary>
    private const string Permissions =
        "accelerometer=(), camera=(), clipboard-read=(), clipboard-write=(self), display-capture=(), geolocation=(), gyroscope=(), "
        + "magnetometer=(), microphone=(), midi=(), payment=(), publickey-credentials-get=(), usb=()";

    /// <summary>Sets the headers of every answer, and keeps answers with data out of caches.</summary>
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

    private static void Set(HttpResponse response)
    {
        var headers = response.Headers;
        var isPage = response.ContentType?.StartsWith(MediaTypeNames.Text.Html, StringComparison.OrdinalIgnoreCase) == true;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        if (headers.ContentSecurityPolicy.Count == 0)
        {
            // Unless the answer has set a stricter policy itself.
            headers.ContentSecurityPolicy = isPage ? PagePolicy.Text : PolicyOfFiles;
        }

        if (!headers.ContainsKey(ReferrerPolicy))
        {
            // The page of a link sends no address at all, because its own is a secret.
            headers[ReferrerPolicy] = "same-origin";
        }

        headers["Permissions-Policy"] = Permissions;
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";

        // A page or a download shows one person's current data. Scripts, styles and fonts hold no data and set their own caching.
        if (isPage || (headers.CacheControl.Count == 0 && response.StatusCode != StatusCodes.Status304NotModified))
        {
            headers.CacheControl = "no-store";
        }
    }
}
