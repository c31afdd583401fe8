namespace Partners.Console.Hosting;

/// <summary>
/// The content security policy of a page: what it may load, run and send, and where to. Everything comes from this host, and nothing is
/// inline. The page that continues to the identity provider's sign-out has its own policy.
/// </summary>
internal static class PagePolicy
{
    public static readonly string Text = string.Join("; ", [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        // MudBlazor writes sizes and places into style attributes. They cannot run anything; style elements stay forbidden.
        "style-src-attr 'unsafe-inline'",
        "img-src 'self'",
        "font-src 'self'",
        // Covers the circuit too: a socket to the page's own host counts as 'self'.
        "connect-src 'self'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    ]);
}
