namespace Partners.Console.Access;

/// <summary>Where to go after signing in: an address of this console, or its first page if there is none.</summary>
internal static class ReturnAddress
{
    public const string Parameter = "returnUrl";
    public const string Home = "/";

    private static readonly string[] s_neverReturnedTo = ["/signin", "/signout", "/no-access"];

    public static string Local(string? address)
    {
        if (string.IsNullOrEmpty(address)
            || address[0] != '/'
            // Browsers read "//host" and "/\host" as another site, and drop control characters first.
            || (address.Length > 1 && address[1] is '/' or '\\')
            || address.Any(char.IsControl)
            || s_neverReturnedTo.Any(page =>
                new PathString(address.Split('?', '#')[0]).StartsWithSegments(page, StringComparison.OrdinalIgnoreCase)))
        {
            return Home;
        }

        return ForHeader(address);
    }

    /// <summary>
    /// Makes an address safe for a header, which is ASCII only: a redirect with any other letter cannot be sent. Existing escapes stay, so
    /// that the address still leads to the same place; half a surrogate pair becomes the replacement character.
    /// </summary>
    private static string ForHeader(string address) => address.All(char.IsAscii)
        ? address
        : string.Concat(address.EnumerateRunes().Select(rune => rune.IsAscii ? rune.ToString() : Uri.EscapeDataString(rune.ToString())));

    public static string SignInFor(string address) => $"/signin?{Parameter}={Uri.EscapeDataString(address)}";
}
