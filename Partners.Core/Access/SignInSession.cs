namespace Partners.Core.Access;

/// <summary>Why a session ended early. A session that simply expires is deleted instead.</summary>
public enum SessionEnd
{
    /// <summary>The person signed out here, or elsewhere and the identity provider told us.</summary>
    SignedOut,

    /// <summary>The identity provider refused when it was asked again.</summary>
    Refused,

    /// <summary>The identity provider was unreachable for too long to trust its last answer.</summary>
    ProviderUnreachable,
}

/// <summary>
/// A sign-in, stored here instead of in the browser so that the server can end it. The browser holds a random key and the database only its
/// hash, so reading the database is not enough to sign in.
/// </summary>
public sealed class SignInSession
{
    private SignInSession()
    {
    }

    /// <param name="id">SHA-256 of the browser's key, as base64url.</param>
    /// <param name="providerSession">The identity provider's id for the session (<c>sid</c>); null if it gives none.</param>
    /// <param name="ticket">Who signed in, with the provider's tokens; encrypted, so unreadable here.</param>
    public SignInSession(string id, string subject, string? providerSession, byte[] ticket, DateTimeOffset at, DateTimeOffset expiresAt)
    {
        (Id, Subject, ProviderSession, Ticket) = (id, subject, providerSession, ticket);
        (CreatedAt, CheckedAt, RenewedAt, ExpiresAt) = (at, at, at, expiresAt);
    }

    public string Id { get; private set; } = string.Empty;

    public string Subject { get; private set; } = string.Empty;

    public string? ProviderSession { get; private set; }

    /// <summary>Empty once the session has ended: provider tokens are kept only while they are used.</summary>
    public byte[] Ticket { get; private set; } = [];

    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>When the identity provider last confirmed that this person may sign in.</summary>
    public DateTimeOffset CheckedAt { get; private set; }

    /// <summary>Until when one instance alone asks the identity provider: a refresh token works only once. Null if none asks.</summary>
    public DateTimeOffset? AskingUntil { get; private set; }

    public DateTimeOffset RenewedAt { get; private set; }

    public DateTimeOffset ExpiresAt { get; private set; }

    /// <summary>Null while the session is valid.</summary>
    public SessionEnd? EndedBecause { get; private set; }
}
