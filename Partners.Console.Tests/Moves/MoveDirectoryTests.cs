using FluentAssertions;
using Partners.Console.Tests.Support;
using Partners.Core.Moves;
using Partners.Core.Workspaces;

namespace Partners.Console.Tests.Moves;

public sealed class MoveDirectoryTests : IAsyncLifetime
{
    private MoveScene _scene = default!;

    private MoveDirectory Directory => _scene.Database.Get<MoveDirectory>();

    private MoveChoices Choices => _scene.Database.Get<MoveChoices>();

    public async ValueTask InitializeAsync() => _scene = await MoveScene.CreateAsync();

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    [Fact]
    public async Task Lists_moves_newest_first_and_finds_them_by_workspace_client_and_project()
    {
        await MoveThereAndOnAsync();

        (await ListAsync(new())).Should().Equal("Archive to Woonvisie", "Team to Archive");
        (await ListAsync(new(WorkspaceId: _scene.Team.Id))).Should().Equal("Team to Archive");
        (await ListAsync(new(WorkspaceId: _scene.Archive.Id))).Should().HaveCount(2);
        (await ListAsync(new(ProjectId: _scene.Projects[0].Id))).Should().HaveCount(2);
        (await ListAsync(new(ProjectId: _scene.Projects[1].Id))).Should().Equal("Team to Archive");
        (await ListAsync(new("zwolle"))).Should().Equal("Archive to Woonvisie");
        (await ListAsync(new("ARCHIV"))).Should().HaveCount(2);
        (await ListAsync(new("nergens"))).Should().BeEmpty();
    }

    [Fact]
    public async Task A_page_beyond_the_last_shows_the_last_and_a_search_without_end_nothing()
    {
        await MoveThereAndOnAsync();

        (await Directory.ListAsync(Make.Staff, new(Page: 900), default)).Notice
            .Should().Be("There is no page 900. This is the last one, page 1.");
        (await Directory.ListAsync(Make.Staff, new(new string('a', 300)), default)).Notice.Should().StartWith("A search may have");
    }

    [Fact]
    public async Task Shows_what_was_moved_by_name_and_where_each_is_today()
    {
        var first = await MoveThereAndOnAsync();

        var details = (await Directory.FindAsync(Make.Staff, first, default))!;
        details.Sides.Select(side => (side.Name, side.Left, side.Arrived)).Should().Equal(("Team", 3, 0), ("Archive", 0, 3));
        var moved = await Directory.ProjectsAsync(Make.Staff, first, 1, default);
        moved.Total.Should().Be(3);
        moved.Rows
            .Select(row => (row.Name, row.From, row.To, row.NowIn))
            .Should().Equal(
                ("Alfa", "Team", "Archive", "Woonvisie"),
                ("Beta", "Team", "Archive", "Archive"),
                ("Gamma", "Team", "Archive", "Archive"));
        (await Directory.FindAsync(Make.Staff, Guid.CreateVersion7(), default)).Should().BeNull();
    }

    [Fact]
    public async Task Offers_the_workspaces_of_the_same_organisation_first_and_others_by_organisation_or_client()
    {
        var other = Make.Organisation("Studio Weerklank");
        await _scene.Database.AddAsync(
            other,
            Make.Internal(other, "Raadsenquête"),
            Make.Account(Guid.CreateVersion7(), _scene.Client, "cst_1"),
            Make.Removed(Make.Internal(_scene.Partner, "Archief weg")));

        (await NamesAsync(null)).Should().Equal("Archive", "Team", "Woonvisie");
        (await NamesAsync("arch")).Should().Equal("Archive");
        (await NamesAsync("zwolle")).Should().Equal("Woonvisie");
        (await NamesAsync("weerklank")).Should().Equal("Raadsenquête");
        (await NamesAsync("bestaat niet")).Should().BeEmpty();

        async Task<IEnumerable<string>> NamesAsync(string? search) =>
            (await Choices.WorkspacesAsync(Make.Staff, [_scene.Team.Id], search, default)).Rows.Select(row => row.Name);
    }

    [Fact]
    public async Task Finds_projects_of_a_workspace_by_any_part_of_their_name_and_takes_signs_for_themselves()
    {
        await _scene.Database.AddAsync(
            MoveScene.Project(_scene.Team, "100% mee_doen"),
            MoveScene.Project(_scene.Team, "Weg", FixedClock.Noon));

        (await NamesAsync(null)).Should().BeEquivalentTo("Alfa", "Beta", "Gamma", "100% mee_doen");
        (await NamesAsync("ALF")).Should().Equal("Alfa");
        (await NamesAsync("0%")).Should().Equal("100% mee_doen");
        (await NamesAsync("e_d")).Should().Equal("100% mee_doen");

        async Task<IEnumerable<string>> NamesAsync(string? search) =>
            (await Choices.ProjectsAsync(Make.Staff, _scene.Team.Id, search, 1, default)).Rows.Select(row => row.Name);
    }

    [Fact]
    public async Task Every_list_walks_an_index_to_its_first_rows() => await _scene.Database.QueryAsync(async db =>
    {
        (await db.Matching(new(), string.Empty).NewestFirst().Take(25).PlanAsync()).ShouldWalk("IX_Moves_MovedAt");
        (await db.Matching(new(ProjectId: Guid.CreateVersion7()), string.Empty).NewestFirst().Take(25).PlanAsync()).Indexes
            .Should().Contain("IX_MovedProjects_ProjectId_MoveId");
        (await db.Matching(new(WorkspaceId: Guid.CreateVersion7()), string.Empty).NewestFirst().Take(25).PlanAsync()).Indexes
            .Should().Contain("IX_MoveSides_WorkspaceId_MoveId");
        (await db.MovedProjects.Of(Guid.CreateVersion7()).Take(25).PlanAsync()).ShouldWalk("IX_MovedProjects_MoveId_Name_ProjectId");
        return true;
    });

    [Fact]
    public async Task The_projects_of_a_workspace_are_walked() =>
        (await _scene.Database.QueryAsync(db =>
            db.LiveProjects().Where(project => project.WorkspaceId == Guid.CreateVersion7()).Take(25).PlanAsync()))
            .ShouldWalk("IX_Projects_Workspace");

    private async Task<Guid> MoveThereAndOnAsync()
    {
        var first = (await _scene.MoveAsync(Make.Staff, _scene.Archive, null, MoveScene.All(_scene.Team))).Value!;
        (await _scene.MoveAsync(
            MoveScene.Operator,
            _scene.Client,
            "For the client",
            MoveScene.Some(_scene.Archive, _scene.Projects[0]))).IsDone
            .Should().BeTrue();
        return first.MoveId;
    }

    private async Task<IEnumerable<string>> ListAsync(MoveQuery query) =>
        (await Directory.ListAsync(Make.Staff, query, default)).Rows.Select(row => $"{row.From} to {row.To}");
}
