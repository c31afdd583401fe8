namespace Partners.Console.Look;

/// <summary>The person's choice of light or dark. shell.js writes the cookie, and the server reads it before the first paint.</summary>
internal static class Theme
{
    public const string Cookie = "theme";

    private const string Light = "light";
    private const string Dark = "dark";

    /// <returns>Null if the person has not chosen: the system's preference decides.</returns>
    public static string? Of(HttpRequest request) => request.Cookies[Cookie] is Light or Dark ? request.Cookies[Cookie] : null;
}
