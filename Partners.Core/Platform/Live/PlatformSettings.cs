namespace Partners.Core.Platform.Live;

/// <summary>
/// The configuration section <c>Platform</c>: where the platform's items API is, and the static token of the service user that the console
/// is there (docs/product.md I50). Without an address the console works from files.
/// </summary>
public sealed record PlatformSettings
{
    /// <summary>The address of Directus, such as https://directus.example.com; null where the console works from files.</summary>
    public Uri? Address { get; init; }

    /// <summary>Never logged, shown or put into an address.</summary>
    public string? Token { get; init; }

    public bool IsLive => Address is not null;

    /// <summary>What keeps these settings from being used, in one sentence; null where nothing does.</summary>
    public string? Problem => Address switch
    {
        null => string.IsNullOrEmpty(Token) ? null : "Platform:Token is set, and Platform:Address is not. Set both, or neither.",
        { IsAbsoluteUri: false } or { Scheme: not ("https" or "http") } =>
            "Platform:Address has to be an https address, such as https://directus.example.com.",
        { Scheme: "http", IsLoopback: false } => "Platform:Address has to be https: the token would cross the network in the open.",
        { UserInfo: not "" } or { Query: not "" } or { Fragment: not "" } =>
            "Platform:Address has to be an address alone, without a name, a question mark or a hash.",
        _ => Token switch
        {
            null or "" => "Platform:Token is not set. It is the static token of the console's user on the platform.",
            _ when Token.Any(character => character is <= ' ' or > '~') =>
                "Platform:Token holds a space or another character that no token has.",
            _ => null,
        },
    };

    /// <summary>The compiler would write the token, too.</summary>
    public override string ToString() => $"{nameof(PlatformSettings)} {{ {nameof(Address)} = {Address} }}";
}
