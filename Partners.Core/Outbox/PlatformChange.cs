using Partners.Core.Access;
using Partners.Core.Values;

namespace Partners.Core.Outbox;

/// <summary>The first state that a list shows is what most needs a person; see <see cref="PlatformChangeStates"/>.</summary>
public enum PlatformChangeState
{
    /// <summary>To be carried to the platform.</summary>
    Waiting,

    /// <summary>The platform has it: its answer or an import says so.</summary>
    Applied,

    /// <summary>A later change of the same field, or what the platform has, took its place before it was applied.</summary>
    Superseded,

    /// <summary>On its way: what became of it is read there before it is sent again.</summary>
    Sending,

    /// <summary>Somebody changed the same field there meanwhile: a person decides.</summary>
    InConflict,

    /// <summary>The platform does not take it.</summary>
    Refused,

    /// <summary>The platform has no place for it, and it stays here.</summary>
    NotHeld,
}

public static class PlatformChangeStates
{
    /// <summary>Whether the platform does not have it yet, and is still to have it.</summary>
    public static bool IsOpen(this PlatformChangeState state) =>
        state is not (PlatformChangeState.Applied or PlatformChangeState.Superseded);

    /// <summary>Those that the platform does not have: an import leaves their fields alone (docs/product.md I11).</summary>
    public static IQueryable<PlatformChange> Open(this IQueryable<PlatformChange> changes) =>
        changes.Where(change => change.State != PlatformChangeState.Applied && change.State != PlatformChangeState.Superseded);

    /// <summary>What an act is, of which several things are true: what a person has to see comes first.</summary>
    public static PlatformChangeState? Of(IReadOnlyCollection<PlatformChangeState> found) =>
        s_gravest.Cast<PlatformChangeState?>().FirstOrDefault(state => found.Contains(state!.Value));

    private static readonly PlatformChangeState[] s_gravest =
    [
        PlatformChangeState.InConflict,
        PlatformChangeState.Refused,
        PlatformChangeState.Sending,
        PlatformChangeState.Waiting,
        PlatformChangeState.Applied,
        PlatformChangeState.NotHeld,
    ];
}

/// <summary>
/// What staff changed here and the platform does not yet know. Recorded with the change itself; until the platform has it, an import
/// leaves the field alone (docs/product.md I10, I11).
/// </summary>
public sealed class PlatformChange : Entity
{
    private PlatformChange()
    {
    }

    public PlatformChange(PlatformItem item, string field, string value, Staff by, DateTimeOffset at, string why, Guid? requestId)
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
        RequestId = requestId;
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

    /// <summary>
    /// The value that the platform is believed to have until then, as JSON. Null where nobody said, and for a new record.
    /// </summary>
    public string? Before { get; private set; }

    /// <summary>The day on which the platform may have it, where it is not to have it at once.</summary>
    public DateOnly? NotBefore { get; private set; }

    /// <summary>What the platform has instead, as JSON, while it is in conflict.</summary>
    public string? Theirs { get; private set; }

    public string BySubject { get; private set; } = string.Empty;

    public string ByName { get; private set; } = string.Empty;

    public DateTimeOffset At { get; private set; }

    public string Why { get; private set; } = string.Empty;

    /// <summary>Of the command that made it: all of one command is one act. Null, it stands alone.</summary>
    public Guid? RequestId { get; private set; }

    public PlatformChangeState State { get; private set; }

    /// <summary>When the platform had it, or something else took its place.</summary>
    public DateTimeOffset? SettledAt { get; private set; }

    /// <summary>What it is a part of.</summary>
    public Guid Act => RequestId ?? Id;

    /// <summary>Says what the platform is believed to have, and from which day it may have the new value.</summary>
    public PlatformChange From(string? before, DateOnly? notBefore = null)
    {
        (Before, NotBefore) = (before, notBefore);
        return this;
    }

    /// <summary>The platform has given a record that was made here an id of its own.</summary>
    internal void TakeItem(string item) => Item = item;

    internal void Supersede(DateTimeOffset at) => Settle(PlatformChangeState.Superseded, at);

    internal void Apply(DateTimeOffset at) => Settle(PlatformChangeState.Applied, at);

    /// <summary>Is to be sent although the platform has something else, which becomes the value before.</summary>
    internal void SendAgain()
    {
        RequireOpen();
        (State, Before, Theirs) = (PlatformChangeState.Waiting, Theirs ?? Before, null);
    }

    private void Settle(PlatformChangeState state, DateTimeOffset at)
    {
        RequireOpen();
        State = state;
        SettledAt = at;
    }

    private void RequireOpen()
    {
        if (!State.IsOpen())
        {
            throw new InvalidOperationException("The change is no longer waiting.");
        }
    }
}

/// <summary>A record of the platform's.</summary>
/// <param name="Id">As the platform writes it.</param>
/// <param name="Name">What people call it.</param>
public sealed record PlatformItem(string Collection, string Id, string Name);
