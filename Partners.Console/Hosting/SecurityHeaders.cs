using System.Net.Mime;

namespace Partners.Console.Hosting;

internal static class SecurityHeaders
{
    /// <summary>What is no page loads nothing and runs nothing, should a browser ever show it as one.</summary>
    private const string PolicyOfFiles = "default-src 'none'; frame-ancestors 'none'";

    /// <summary>Nothing of the machine is asked for, but writing to the clipboard for the buttons that copy.</summary>
    private const string Permissions =
        "accelerometer=(), camera=(), clipboard-read=(), clipboard-write=(self), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), publickey-credentials-get=(), usb=()";

    /// <summary>Sets the headers that hold for every answer, and keeps what shows data out of every cache.</summary>
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
            // Where an answer has said nothing stricter of its own.
            headers.ContentSecurityPolicy = isPage ? PagePolicy.Text : PolicyOfFiles;
        }

        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = Permissions;
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";

        // A page or a download shows data of the moment to one person. Scripts, styles and fonts carry none, and have said how they are kept.
        if (isPage || (headers.CacheControl.Count == 0 && response.StatusCode != StatusCodes.Status304NotModified))
        {
            headers.CacheControl = "no-store";
        }
    }
}
