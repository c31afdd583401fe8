namespace Partners.Console.Hosting;

/// <summary>
/// The content security policy of a page: what it may load, run and send, and where to. Everything comes from here, and nothing is inline.
/// The page that goes on to the identity provider's sign-out has its own.
/// </summary>
internal static class PagePolicy
{
    public static readonly string Text = string.Join("; ", [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        // Radzen writes widths and heights into style attributes. They can run nothing; a style element stays forbidden.
        "style-src-attr 'unsafe-inline'",
        "img-src 'self'",
        "font-src 'self'",
        // The circuit's connection too: a socket to the page's own host counts as itself.
        "connect-src 'self'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    ]);
}
