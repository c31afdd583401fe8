namespace Partners.Core.Workspaces;

/// <summary>Who did what on the platform; the signals are read from it.</summary>
public sealed class Activity
{
    public const string Update = "update";
    public const string Workspace = "workspace";
    public const string WorkspaceMembership = "workspace_membership";

    /// <summary>The platform's name for signing in.</summary>
    public const string SignIn = "login";

    private Activity()
    {
    }

    public Activity(long id, string action, Guid? directusUserId, DateTimeOffset at, string collection, string item)
    {
        Id = id;
        CopyFromPlatform(action, directusUserId, at, collection, item);
    }

    /// <summary>The platform's running number.</summary>
    public long Id { get; private init; }

    /// <summary><c>create</c>, <c>update</c>, <c>login</c> and so on.</summary>
    public string Action { get; private set; } = string.Empty;

    public Guid? DirectusUserId { get; private set; }

    public DateTimeOffset At { get; private set; }

    public string Collection { get; private set; } = string.Empty;

    /// <summary>The id of the record acted on, as the platform writes it.</summary>
    public string Item { get; private set; } = string.Empty;

    internal void CopyFromPlatform(string action, Guid? directusUserId, DateTimeOffset at, string collection, string item)
    {
        Action = action;
        DirectusUserId = directusUserId;
        At = at;
        Collection = collection;
        Item = item;
    }
}
