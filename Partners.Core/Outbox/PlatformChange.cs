using Partners.Core.Access;
using Partners.Core.Values;

namespace Partners.Core.Outbox;

public enum PlatformChangeState
{
    /// <summary>To be carried to the platform.</summary>
    Waiting,

    /// <summary>An import found the platform saying the same.</summary>
    Applied,

    /// <summary>A later change of the same field took its place before it was applied.</summary>
    Superseded,
}

/// <summary>
/// What staff changed here and the platform does not yet know. Recorded with the change itself; while it waits, an import
/// leaves the field alone (docs/product.md I10, I11).
/// </summary>
public sealed class PlatformChange : Entity
{
    private PlatformChange()
    {
    }

    public PlatformChange(PlatformItem item, string field, string value, Staff by, DateTimeOffset at, string why)
    {
        Id = Guid.CreateVersion7(at);
        Collection = item.Collection;
        Item = item.Id;
        ItemName = item.Name;
        Field = field;
        Value = value;
        BySubject = by.Subject;
        ByName = by.Name;
        At = at;
        Why = why;
    }

    /// <summary>The platform's collection: <c>org</c>, for instance.</summary>
    public string Collection { get; private set; } = string.Empty;

    /// <summary>The record's id, as the platform writes it.</summary>
    public string Item { get; private set; } = string.Empty;

    /// <summary>What people call the record, as it was when it was changed.</summary>
    public string ItemName { get; private set; } = string.Empty;

    public string Field { get; private set; } = string.Empty;

    /// <summary>The value that the platform should take, as JSON.</summary>
    public string Value { get; private set; } = string.Empty;

    public string BySubject { get; private set; } = string.Empty;

    public string ByName { get; private set; } = string.Empty;

    public DateTimeOffset At { get; private set; }

    public string Why { get; private set; } = string.Empty;

    public PlatformChangeState State { get; private set; }

    /// <summary>When it stopped waiting.</summary>
    public DateTimeOffset? SettledAt { get; private set; }

    /// <summary>The platform has given a record that was made here an id of its own.</summary>
    internal void TakeItem(string item) => Item = item;

    internal void Supersede(DateTimeOffset at) => Settle(PlatformChangeState.Superseded, at);

    internal void Apply(DateTimeOffset at) => Settle(PlatformChangeState.Applied, at);

    private void Settle(PlatformChangeState state, DateTimeOffset at)
    {
        if (State != PlatformChangeState.Waiting)
        {
            throw new InvalidOperationException("The change is no longer waiting.");
        }

        State = state;
        SettledAt = at;
    }
}

/// <summary>A record of the platform's.</summary>
/// <param name="Id">As the platform writes it.</param>
/// <param name="Name">What people call it.</param>
public sealed record PlatformItem(string Collection, string Id, string Name);
