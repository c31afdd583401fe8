namespace Partners.Core.Access;

/// <summary>A logout token of the identity provider that was carried out: in any instance, none is a second time.</summary>
internal sealed class UsedLogoutToken
{
    private UsedLogoutToken()
    {
    }

    public UsedLogoutToken(string id, DateTimeOffset forgetAt) => (Id, ForgetAt) = (id, forgetAt);

    /// <summary>SHA-256 of the token's id, as base64url.</summary>
    public string Id { get; private set; } = string.Empty;

    /// <summary>From then on the token is refused for its age.</summary>
    public DateTimeOffset ForgetAt { get; private set; }
}
