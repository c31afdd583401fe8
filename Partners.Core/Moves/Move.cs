using Partners.Core.Access;
using Partners.Core.Values;

namespace Partners.Core.Moves;

/// <summary>Projects moved together from one or more workspaces to others. Names are those of the day; a move never changes.</summary>
public sealed class Move : Entity
{
    /// <summary>How many of each kind are named; the rest are counted.</summary>
    private const int Named = 2;

    private Move()
    {
    }

    internal Move(MovePlan plan, int conversations, string? reason, Staff by, DateTimeOffset at)
    {
        Id = Guid.CreateVersion7(at);
        MovedBackId = plan.MovesBack;
        MovedAt = at;
        BySubject = by.Subject;
        ByName = by.Name;
        Reason = reason;
        From = Names(plan.Legs.Select(leg => leg.From).DistinctBy(place => place.WorkspaceId).Select(place => place.Name));
        To = Names(plan.Legs.Select(leg => leg.To).DistinctBy(place => place.WorkspaceId).Select(place => place.Name));
        Organisations = Names(
            plan.Legs
                .SelectMany(leg => new[] { leg.From, leg.To })
                .DistinctBy(place => place.OrganisationId)
                .Select(place => place.OrganisationName));
        Projects = plan.Legs.Sum(leg => leg.Projects);
        Conversations = conversations;
        CrossesDataOwner = plan.Legs.Any(leg => leg.ChangesDataOwner);
        CrossesPayer = plan.Legs.Any(leg => leg.ChangesPayer);
    }

    /// <summary>The move that this one reverses; null for any other.</summary>
    public Guid? MovedBackId { get; private set; }

    public DateTimeOffset MovedAt { get; private set; }

    public string BySubject { get; private set; } = string.Empty;

    public string ByName { get; private set; } = string.Empty;

    /// <summary>Never null if the move crossed data owners or payers.</summary>
    public string? Reason { get; private set; }

    /// <summary>The source workspaces in words: "Woonvisie", or "Woonvisie, Default and 3 more".</summary>
    public string From { get; private set; } = string.Empty;

    public string To { get; private set; } = string.Empty;

    /// <summary>The owning organisations; a single name if the move stayed within one.</summary>
    public string Organisations { get; private set; } = string.Empty;

    public int Projects { get; private set; }

    /// <summary>Conversations in those projects at the time of the move.</summary>
    public int Conversations { get; private set; }

    public bool CrossesDataOwner { get; private set; }

    public bool CrossesPayer { get; private set; }

    private static string Names(IEnumerable<string> all)
    {
        var names = all.ToList();
        return names.Count > Named
            ? $"{string.Join(", ", names.Take(Named))} and {names.Count - Named:N0} more"
            : string.Join(" and ", names);
    }
}

/// <summary>A workspace that took part in a move.</summary>
public sealed class MoveSide
{
    private MoveSide()
    {
    }

    internal MoveSide(Guid moveId, MovePlace place, int left, int arrived)
    {
        MoveId = moveId;
        WorkspaceId = place.WorkspaceId;
        NamesKey = SearchKey.Of($"{place.Name} {place.OrganisationName} {place.DataOwnerName}");
        Left = left;
        Arrived = arrived;
    }

    public Guid MoveId { get; private set; }

    public Guid WorkspaceId { get; private set; }

    /// <summary>Workspace, organisation and client names as searched, see <see cref="SearchKey"/>.</summary>
    public string NamesKey { get; private set; } = string.Empty;

    /// <summary>Projects that left it.</summary>
    public int Left { get; private set; }

    /// <summary>Projects that arrived.</summary>
    public int Arrived { get; private set; }
}

/// <summary>One project of a move.</summary>
public sealed class MovedProject
{
    private MovedProject()
    {
    }

    internal MovedProject(Guid moveId, Guid projectId, string name, Guid fromWorkspaceId, Guid toWorkspaceId)
    {
        MoveId = moveId;
        ProjectId = projectId;
        Name = name;
        FromWorkspaceId = fromWorkspaceId;
        ToWorkspaceId = toWorkspaceId;
    }

    public Guid MoveId { get; private set; }

    public Guid ProjectId { get; private set; }

    /// <summary>The project's name at the time of the move.</summary>
    public string Name { get; private set; } = string.Empty;

    public Guid FromWorkspaceId { get; private set; }

    public Guid ToWorkspaceId { get; private set; }
}
