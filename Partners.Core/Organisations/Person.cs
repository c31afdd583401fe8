using Partners.Core.Values;

namespace Partners.Core.Organisations;

/// <summary>Someone with an account on the platform.</summary>
public sealed class Person : Entity, IFollowsPlatform
{
    private Person()
    {
    }

    public Person(Guid id, Guid directusUserId, string email, string displayName, DateTimeOffset createdAt)
    {
        Id = id;
        CreatedAt = createdAt;
        CopyFromPlatform(directusUserId, email, displayName, createdAt);
    }

    /// <summary>The id that projects and activity use for the person.</summary>
    public Guid DirectusUserId { get; private set; }

    public string Email { get; private set; } = string.Empty;

    /// <summary>The address in lower case, for comparing.</summary>
    public string EmailKey { get; private set; } = string.Empty;

    public string DisplayName { get; private set; } = string.Empty;

    /// <summary>The name as searched, see <see cref="SearchKey"/>.</summary>
    public string NameKey { get; private set; } = string.Empty;

    public DateTimeOffset CreatedAt { get; private set; }

    /// <inheritdoc/>
    public DateTimeOffset? PlatformUpdatedAt { get; private set; }

    void IFollowsPlatform.KnowOf(DateTimeOffset updatedAt) => PlatformUpdatedAt = updatedAt;

    internal void CopyFromPlatform(Guid directusUserId, string email, string displayName, DateTimeOffset createdAt)
    {
        DirectusUserId = directusUserId;
        Email = email;
        EmailKey = email.ToLowerInvariant();
        DisplayName = displayName;
        NameKey = SearchKey.Of(displayName);
        CreatedAt = createdAt;
    }
}
