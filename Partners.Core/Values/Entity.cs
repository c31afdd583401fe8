namespace Partners.Core.Values;

/// <summary>A record with the platform's id, or our own if it was created here.</summary>
public abstract class Entity
{
    public Guid Id { get; protected init; }
}

/// <summary>
/// A record that people edit. Every save that changes it raises its version, which is compared with the version that the person saw.
/// </summary>
public abstract class Aggregate : Entity
{
    public int Version { get; private set; } = 1;

    internal void RaiseVersion() => Version++;
}
