namespace Partners.Console.Shell;

/// <summary>Light or dark, as the person chose it; shell.js writes the cookie, the server reads it before the first paint.</summary>
internal sealed record Theme(string Name, string StyleSheet)
{
    public const string Cookie = "theme";

    public static readonly Theme Light = new("light", "_content/Radzen.Blazor/css/material-base.css");
    public static readonly Theme Dark = new("dark", "_content/Radzen.Blazor/css/material-dark-base.css");

    public static Theme Of(HttpRequest request) =>
        string.Equals(request.Cookies[Cookie], Dark.Name, StringComparison.Ordinal) ? Dark : Light;
}
