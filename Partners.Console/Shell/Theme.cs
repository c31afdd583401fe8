namespace Partners.Console.Shell;

/// <summary>The person's choice of light or dark. shell.js writes the cookie, and the server reads it before the first paint.</summary>
internal sealed record Theme(string Name, string StyleSheet)
{
    public const string Cookie = "theme";

    public static readonly Theme Light = new("light", "_content/Radzen.Blazor/css/material-base.css");
    public static readonly Theme Dark = new("dark", "_content/Radzen.Blazor/css/material-dark-base.css");

    public static Theme Of(HttpRequest request) =>
        string.Equals(request.Cookies[Cookie], Dark.Name, StringComparison.Ordinal) ? Dark : Light;
}
