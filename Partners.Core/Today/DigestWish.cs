using Partners.Core.Access;
using Partners.Core.Values;

namespace Partners.Core.Today;

/// <summary>
/// One of the staff wants a morning digest by mail (docs/product.md N10). It ends by itself, so that nobody who left goes on getting one.
/// </summary>
public sealed class DigestWish : Entity
{
    /// <summary>How many days a wish lasts before it has to be renewed.</summary>
    public const int LastsDays = 90;

    private DigestWish()
    {
    }

    internal DigestWish(Staff who, DateTimeOffset at)
    {
        Id = Guid.CreateVersion7(at);
        Subject = who.Subject;
        Ask(who, at);
    }

    /// <summary>The person, by the identity provider's subject.</summary>
    public string Subject { get; private set; } = string.Empty;

    public string Name { get; private set; } = string.Empty;

    /// <summary>The person's own address, as the identity provider has it.</summary>
    public string Email { get; private set; } = string.Empty;

    public DateTimeOffset AskedAt { get; private set; }

    /// <summary>The last day with a digest; null once the person does not want one any more.</summary>
    public DateOnly? Until { get; private set; }

    /// <summary>The last day for which one was put in the outbox.</summary>
    public DateOnly? SentFor { get; private set; }

    internal void Ask(Staff who, DateTimeOffset at) =>
        (Name, Email, AskedAt, Until) = (who.Name, who.Email, at, at.DayInAmsterdam().Plus(LastsDays));

    internal void End() => Until = null;

    internal void Sent(DateOnly day) => SentFor = day;
}
