using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Partners.Console.Tests.Support;
using Partners.Core.Access;
using Partners.Core.Changes;
using Partners.Core.Moves;
using Partners.Core.Organisations;
using Partners.Core.Workspaces;

namespace Partners.Console.Tests.Moves;

/// <summary>A partner with two internal workspaces under one account, one client workspace, and projects in each.</summary>
internal sealed class MoveScene : IAsyncDisposable
{
    public static readonly Staff Operator = new("operator-1", "Amina Haddad", "amina@dembrane.example", Role.HandoffOperator.Permissions);

    private MoveScene(TestDatabase database) => Database = database;

    public TestDatabase Database { get; }

    public ProjectMoves Moves => Database.Get<ProjectMoves>();

    public Organisation Partner { get; } = Make.PlatformPartner();

    public Workspace Team { get; private set; } = default!;

    public Workspace Archive { get; private set; } = default!;

    public Workspace Client { get; private set; } = default!;

    public Person Anna { get; } = Make.Person("Anna Visser", "anna@samenspel.example");

    public Person Bart { get; } = Make.Person("Bart Mulder", "bart@samenspel.example");

    public Person Griffie { get; } = Make.Person("Gerda Griffie", "griffie@zwolle.example");

    /// <summary>Three projects in the team's workspace.</summary>
    public IReadOnlyList<Project> Projects { get; private set; } = [];

    public static async Task<MoveScene> CreateAsync(Action<IServiceCollection>? with = null)
    {
        var scene = new MoveScene(await TestDatabase.CreateAsync(with));
        scene.Team = Make.Internal(scene.Partner, "Team");
        scene.Archive = Make.Internal(scene.Partner, "Archive");
        scene.Client = Make.Client(scene.Partner);
        scene.Projects = [Project(scene.Team, "Alfa"), Project(scene.Team, "Beta"), Project(scene.Team, "Gamma")];
        await scene.Database.AddAsync([
            scene.Partner, scene.Team, scene.Archive, scene.Client, scene.Anna, scene.Bart, scene.Griffie, .. scene.Projects,
            Make.Belonging(scene.Partner, scene.Anna),
            Make.Belonging(scene.Partner, scene.Bart, OrganisationRole.Member),
            Make.Seat(scene.Client, scene.Anna, WorkspaceRole.Owner),
            Make.Seat(scene.Client, scene.Griffie, WorkspaceRole.Observer),
            new Conversation(Guid.CreateVersion7(), scene.Projects[0].Id, FixedClock.Noon.AddDays(-3), 600),
            new Conversation(Guid.CreateVersion7(), scene.Projects[0].Id, FixedClock.Noon.AddDays(-2), 600),
        ]);
        return scene;
    }

    public static Project Project(Workspace workspace, string name, DateTimeOffset? deletedAt = null) =>
        new(Guid.CreateVersion7(), workspace.Id, name, createdByUserId: null, FixedClock.Noon.AddMonths(-2), deletedAt, moveHistory: null);

    public static MoveSource Some(Workspace from, params IReadOnlyList<Project> projects) =>
        new(from.Id, [.. projects.Select(project => project.Id)]);

    public static MoveSource All(Workspace from) => new(from.Id, ProjectIds: null);

    /// <summary>The command of a person who has just seen the preview.</summary>
    public async Task<MoveProjects> CommandAsync(Workspace? target, string? reason, params IReadOnlyList<MoveSource> sources) =>
        new(
            Guid.CreateVersion7(),
            sources,
            target?.Id,
            (await Moves.PreviewAsync(Make.Staff, sources, target?.Id, default)).Stated,
            reason);

    public async Task<Outcome<ProjectsMoved>> MoveAsync(
        Staff who,
        Workspace? target,
        string? reason,
        params IReadOnlyList<MoveSource> sources)
    {
        GoOn();
        return await Moves.MoveAsync(who, await CommandAsync(target, reason, sources), progress: null, default);
    }

    public async Task<Outcome<ProjectsMoved>> MoveBackAsync(Staff who, Guid moveId, string? reason = null)
    {
        GoOn();
        return await Moves.MoveBackAsync(
            who,
            new(Guid.CreateVersion7(), moveId, (await Moves.PreviewBackAsync(Make.Staff, moveId, default)).Stated, reason),
            progress: null,
            default);
    }

    public Task<Dictionary<Guid, Guid>> PlacesAsync() =>
        Database.QueryAsync(db => db.Projects.ToDictionaryAsync(project => project.Id, project => project.WorkspaceId));

    public Task<string[]> NamesInAsync(Workspace workspace) =>
        Database.QueryAsync(db => db.Projects
            .Where(project => project.WorkspaceId == workspace.Id && project.DeletedAt == null)
            .OrderBy(project => project.Name)
            .Select(project => project.Name)
            .ToArrayAsync());

    /// <summary>Advances the clock, so that no two moves share an instant.</summary>
    private void GoOn() => Database.Clock.Now = Database.Clock.Now.AddMinutes(1);

    public ValueTask DisposeAsync() => Database.DisposeAsync();
}
