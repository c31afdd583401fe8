namespace Partners.Core.Access;

/// <summary>Why a sign-in is over before its time. A session that simply grew too old is removed instead.</summary>
public enum SessionEnd
{
    /// <summary>The person signed out, here or anywhere else that their identity provider tells us of.</summary>
    SignedOut,

    /// <summary>The identity provider was asked again, and answered no.</summary>
    Refused,

    /// <summary>The identity provider could not be asked for too long, and nobody stays in on an old answer.</summary>
    ProviderUnreachable,
}

/// <summary>
/// Somebody's sign-in, kept here and not in their browser, so that it can be ended from here. The browser holds a random key; only its hash
/// is stored, so that whoever reads the database cannot sign in with what they find.
/// </summary>
public sealed class SignInSession
{
    private SignInSession()
    {
    }

    /// <param name="id">SHA-256 of the browser's key, as base64url.</param>
    /// <param name="providerSession">The identity provider's own name for the session (<c>sid</c>); null where it has none.</param>
    /// <param name="ticket">Who signed in, with the provider's tokens; protected, unreadable here.</param>
    public SignInSession(string id, string subject, string? providerSession, byte[] ticket, DateTimeOffset at, DateTimeOffset expiresAt)
    {
        (Id, Subject, ProviderSession, Ticket) = (id, subject, providerSession, ticket);
        (CreatedAt, CheckedAt, RenewedAt, ExpiresAt) = (at, at, at, expiresAt);
    }

    public string Id { get; private set; } = string.Empty;

    public string Subject { get; private set; } = string.Empty;

    public string? ProviderSession { get; private set; }

    /// <summary>Empty once the session has ended: nothing of the provider's is kept longer than it is used.</summary>
    public byte[] Ticket { get; private set; } = [];

    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>When the identity provider last said that this person may be here.</summary>
    public DateTimeOffset CheckedAt { get; private set; }

    public DateTimeOffset RenewedAt { get; private set; }

    public DateTimeOffset ExpiresAt { get; private set; }

    /// <summary>Null while it holds.</summary>
    public SessionEnd? EndedBecause { get; private set; }
}
