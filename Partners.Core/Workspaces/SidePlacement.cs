using Partners.Core.Access;
using Partners.Core.Values;

namespace Partners.Core.Workspaces;

/// <summary>Staff said whose side an address is on in one workspace. A later one ends the earlier, which stays readable.</summary>
public sealed class SidePlacement : Entity
{
    private SidePlacement()
    {
    }

    internal SidePlacement(Guid workspaceId, string email, Side side, string reason, Staff by, DateTimeOffset at)
    {
        Id = Guid.CreateVersion7(at);
        (WorkspaceId, Email, EmailKey) = (workspaceId, email, EmailAddress.Key(email));
        (Side, Reason, PlacedByName, PlacedAt) = (side, reason, by.Name, at);
    }

    public Guid WorkspaceId { get; private set; }

    public string Email { get; private set; } = string.Empty;

    public string EmailKey { get; private set; } = string.Empty;

    public Side Side { get; private set; }

    public string Reason { get; private set; } = string.Empty;

    public string PlacedByName { get; private set; } = string.Empty;

    public DateTimeOffset PlacedAt { get; private set; }

    /// <summary>Null while it holds.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    internal void End(DateTimeOffset at)
    {
        if (EndedAt is not null)
        {
            throw new InvalidOperationException("It has ended already.");
        }

        EndedAt = at;
    }
}
