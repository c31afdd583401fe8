namespace Partners.Console.Access.OpenIdConnect;

/// <param name="Subject">Null if only a session is named.</param>
/// <param name="Session">Null if all of the person's sessions are meant.</param>
/// <param name="Id">The token's id, to recognise it if it comes again.</param>
internal sealed record LogoutOrder(string? Subject, string? Session, string Id);

/// <summary>What a logout token must contain: OpenID Connect Back-Channel Logout 1.0, section 2.6. Pure, to be read beside it.</summary>
internal static class LogoutTokenRules
{
    /// <summary>The greatest age of a token, which is also how long a used one must be remembered.</summary>
    public static readonly TimeSpan Oldest = TimeSpan.FromMinutes(5);

    /// <summary>The types that the header may state.</summary>
    public static readonly IReadOnlyList<string> Types = ["logout+jwt", "JWT"];

    private const string Event = "http://schemas.openid.net/event/backchannel-logout";

    /// <returns>Null if it is refused, for the reason given.</returns>
    public static LogoutOrder? Read(SignedToken token, TimeSpan skew, DateTimeOffset now, out string reason)
    {
        var claims = token.Claims;
        var order = new LogoutOrder(claims.Text("sub"), claims.Text("sid"), claims.Text("jti") ?? string.Empty);
        reason = claims.Moment("iat") is not { } issuedAt || issuedAt - skew > now || issuedAt + Oldest + skew < now
                ? "The logout token is not of now."
            : !claims.TryGetProperty("events", out var events)
                || events.ValueKind != System.Text.Json.JsonValueKind.Object
                || !events.Has(Event)
                    ? "The token is no logout token."
            : claims.Has("nonce") ? "The token carries a nonce, which a logout token must not."
            : order is { Subject: null, Session: null } ? "The logout token names neither a person nor a session."
            : order.Id.Length == 0 ? "The logout token has no id."
            : string.Empty;
        return reason.Length == 0 ? order : null;
    }
}
