namespace Partners.Core.Values;

/// <summary>A record that follows a row of the platform.</summary>
public interface IFollowsPlatform
{
    /// <summary>When the platform last changed the row that is known here; null if no export said so.</summary>
    public DateTimeOffset? PlatformUpdatedAt { get; }

    internal void KnowOf(DateTimeOffset updatedAt);
}
