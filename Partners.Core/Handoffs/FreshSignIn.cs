using Partners.Core.Access;
using Partners.Core.Changes;

namespace Partners.Core.Handoffs;

/// <summary>
/// Checks that the person has just proved who they are, before the one act that cannot be undone. The identity provider's side implements
/// it.
/// </summary>
public interface IFreshSignIn
{
    /// <returns>Null if they have.</returns>
    public Refusal? Refuse(DateTimeOffset now, Staff who);
}

/// <summary>For made-up people, who have nothing to prove.</summary>
internal sealed class NoFreshSignIn : IFreshSignIn
{
    public Refusal? Refuse(DateTimeOffset now, Staff who) => null;
}

/// <summary>
/// Requires that the person proved who they are to the identity provider within this time. If the provider does not say when, that counts
/// as no.
/// </summary>
public sealed class FreshSignIn(TimeSpan within) : IFreshSignIn
{
    public Refusal? Refuse(DateTimeOffset now, Staff who)
    {
        ArgumentNullException.ThrowIfNull(who);
        return who.ProvedAt is { } at && now - at <= within ? null : new SignInNotFresh(within);
    }
}
