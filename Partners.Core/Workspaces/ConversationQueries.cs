namespace Partners.Core.Workspaces;

internal static class ConversationQueries
{
    /// <summary>
    /// The conversations of these projects, which are few. A join starts at the projects; SQLite answers "any of these projects" per
    /// conversation, by reading every conversation there is.
    /// </summary>
    public static IQueryable<Conversation> In(this IQueryable<Conversation> conversations, IQueryable<Project> projects) =>
        projects.Join(conversations, project => project.Id, conversation => conversation.ProjectId, (_, conversation) => conversation);
}
