using FluentAssertions;
using Partners.Console.Tests.Support;
using Partners.Core.Workspaces;

namespace Partners.Console.Tests.Workspaces;

/// <summary>Ten million conversations are not read to count those of one workspace.</summary>
public sealed class ConversationQueryTests : IAsyncLifetime
{
    private TestDatabase _database = default!;

    public async ValueTask InitializeAsync() => _database = await TestDatabase.CreateAsync();

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task The_conversations_of_a_workspace_are_found_by_its_projects()
    {
        var workspace = Guid.CreateVersion7();
        var plan = await _database.QueryAsync(db =>
            db.Conversations.In(db.Projects.Where(project => project.WorkspaceId == workspace && project.DeletedAt == null)).PlanAsync());

        plan.Indexes.Should().HaveCount(2).And.NotContain(QueryPlan.Table);
        plan.Indexes[0].Should().Be("IX_Projects_Workspace");
    }
}
