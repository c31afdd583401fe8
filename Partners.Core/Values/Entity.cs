namespace Partners.Core.Values;

/// <summary>A record with an id of the platform's, or of our own making where it was made here.</summary>
public abstract class Entity
{
    public Guid Id { get; protected init; }
}

/// <summary>
/// A record that people edit. Its version is raised by every save that changes it, and compared with the version that
/// the person saw.
/// </summary>
public abstract class Aggregate : Entity
{
    public int Version { get; private set; } = 1;

    internal void RaiseVersion() => Version++;
}
