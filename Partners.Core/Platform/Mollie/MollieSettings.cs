namespace Partners.Core.Platform.Mollie;

/// <summary>
/// The configuration section <c>Mollie</c>: the key with which the console reads payments from the payment provider's API (docs/product.md
/// I80). Without a key payments come by files.
/// </summary>
public sealed record MollieSettings
{
    private const string LiveKey = "live_";

    private const string TestKey = "test_";

    /// <summary>Mollie's public API. Another address can only be one of this machine.</summary>
    public static readonly Uri Api = new("https://api.mollie.com");

    public Uri Address { get; init; } = Api;

    /// <summary>Never logged, shown or put into an address.</summary>
    public string? Key { get; init; }

    public bool IsOn => !string.IsNullOrEmpty(Key);

    /// <summary>What keeps these settings from being used, in one sentence that never holds the key; null where nothing does.</summary>
    public string? Problem => (Address, Key) switch
    {
        ({ IsAbsoluteUri: false }, _) => "Mollie:Address has to be a whole address. Leave it out: it is for tests on this machine alone.",
        var (address, _) when address != Api && !IsOfThisMachine(address) =>
            $"Mollie:Address is for tests on this machine alone: the key is sent nowhere but to {Api.Host}. Leave it out.",
        (_, null or "") => null,
        var (_, key) when key.StartsWith(TestKey, StringComparison.Ordinal) =>
            "Mollie:Key is a test key. Test payments are not taken, since nobody earns from them. Set the live key (live_…).",
        var (_, key) when !key.StartsWith(LiveKey, StringComparison.Ordinal) || key.Any(character => character is <= ' ' or > '~') =>
            "Mollie:Key has to be a live key of Mollie's API, which begins with live_.",
        _ => null,
    };

    private static bool IsOfThisMachine(Uri address) =>
        address is { IsLoopback: true, Scheme: "https" or "http", PathAndQuery: "/", Fragment: "", UserInfo: "" };

    /// <summary>The compiler would write the key, too.</summary>
    public override string ToString() => $"{nameof(MollieSettings)} {{ {nameof(Address)} = {Address} }}";
}
