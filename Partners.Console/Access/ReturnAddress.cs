namespace Partners.Console.Access;

/// <summary>Where to go after signing in: an address of this console, or its first page.</summary>
internal static class ReturnAddress
{
    public const string Parameter = "returnUrl";
    public const string Home = "/";

    private static readonly string[] s_neverReturnedTo = ["/signin", "/signout", "/no-access"];

    public static string Local(string? address)
    {
        if (string.IsNullOrEmpty(address)
            || address[0] != '/'
            // A browser reads "//host" and "/\host" as another site, and drops control characters before it looks.
            || (address.Length > 1 && address[1] is '/' or '\\')
            || address.Any(char.IsControl)
            || s_neverReturnedTo.Any(page => new PathString(address.Split('?', '#')[0]).StartsWithSegments(page, StringComparison.OrdinalIgnoreCase)))
        {
            return Home;
        }

        return ForHeader(address);
    }

    /// <summary>
    /// A header holds ASCII alone, and a redirection with any other letter in it cannot be sent. Escapes stay as they are, so that the
    /// address leads where it led; half a character becomes the one that stands for unreadable text.
    /// </summary>
    private static string ForHeader(string address) => address.All(char.IsAscii)
        ? address
        : string.Concat(address.EnumerateRunes().Select(rune => rune.IsAscii ? rune.ToString() : Uri.EscapeDataString(rune.ToString())));

    public static string SignInFor(string address) => $"/signin?{Parameter}={Uri.EscapeDataString(address)}";
}
