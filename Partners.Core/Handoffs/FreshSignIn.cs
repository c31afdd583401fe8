using Partners.Core.Access;
using Partners.Core.Changes;

namespace Partners.Core.Handoffs;

/// <summary>Asks, before the one thing that cannot be undone, whether the person has just proved who they are. The identity provider's side answers it.</summary>
public interface IFreshSignIn
{
    /// <returns>Null where they have.</returns>
    public Refusal? Refuse(DateTimeOffset now, Staff who);
}

/// <summary>Where people are made up there is nothing to prove.</summary>
internal sealed class NoFreshSignIn : IFreshSignIn
{
    public Refusal? Refuse(DateTimeOffset now, Staff who) => null;
}

/// <summary>The person has to have proved who they are at the identity provider within that time. One whose provider does not say when has not.</summary>
public sealed class FreshSignIn(TimeSpan within) : IFreshSignIn
{
    public Refusal? Refuse(DateTimeOffset now, Staff who)
    {
        ArgumentNullException.ThrowIfNull(who);
        return who.ProvedAt is { } at && now - at <= within ? null : new SignInNotFresh(within);
    }
}
