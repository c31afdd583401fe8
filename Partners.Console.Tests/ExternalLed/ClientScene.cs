using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Partners.Console.Tests.Support;
using Partners.Core.ExternalLed;
using Partners.Core.Organisations;
using Partners.Core.Workspaces;

namespace Partners.Console.Tests.ExternalLed;

/// <summary>
/// A partner with Pim on its team, and its client's workspace, which Pim owns and where the client's Carla has been an external since
/// August. Tests state what they do in a line each, and a real refresh reads it as of 20 November 2026.
/// </summary>
internal sealed class ClientScene : IAsyncDisposable
{
    private long _activities;

    private ClientScene(TestDatabase database) => Database = database;

    public TestDatabase Database { get; }

    public Organisation Partner { get; } = Make.PlatformPartner();

    public Person Pim { get; } = Make.Person("Pim Smit", "pim@samenspel.example");

    public Person Carla { get; } = Make.Person("Carla Bos", "carla@zwolle.example");

    public Workspace Client { get; private set; } = default!;

    public WorkspaceMembership CarlasSeat { get; private set; } = default!;

    public static async Task<ClientScene> CreateAsync(WorkspaceRole carla = WorkspaceRole.External, Action<IServiceCollection>? with = null)
    {
        var scene = new ClientScene(await TestDatabase.CreateAsync(with));
        scene.Client = Make.Client(scene.Partner);
        scene.CarlasSeat = Make.Seat(scene.Client, scene.Carla, carla);
        await scene.AddAsync(
            scene.Partner,
            scene.Pim,
            scene.Carla,
            Make.Belonging(scene.Partner, scene.Pim),
            scene.Client,
            Make.Seat(scene.Client, scene.Pim, WorkspaceRole.Owner),
            scene.CarlasSeat);
        return scene;
    }

    public static DateTimeOffset Ago(int days) => FixedClock.Noon.AddDays(-days);

    public Task AddAsync(params IEnumerable<object> entities) => Database.AddAsync(entities);

    /// <param name="conversations">How many are recorded in it, all in the last days.</param>
    public async Task<Project> ProjectAsync(
        Person by,
        int conversations = 0,
        int daysAgo = 20,
        DateTimeOffset? deletedAt = null,
        Workspace? workspace = null)
    {
        var project = new Project(
            Guid.CreateVersion7(),
            (workspace ?? Client).Id,
            "Omgevingsvisie",
            by.DirectusUserId,
            Ago(daysAgo),
            deletedAt,
            moveHistory: null);
        await AddAsync([project, .. Enumerable.Range(0, conversations).Select(i => Recorded(project, i % 9))]);
        return project;
    }

    public static Conversation Recorded(Project project, int daysAgo) => new(Guid.CreateVersion7(), project.Id, Ago(daysAgo), 600);

    public WorkspaceInvite Sent(string email, Person by, int daysAgo = 10, DateTimeOffset? deletedAt = null, Workspace? workspace = null) =>
        new(
            Guid.CreateVersion7(),
            new((workspace ?? Client).Id, email, WorkspaceRole.External, by.Id, Ago(daysAgo), null, null, deletedAt));

    /// <summary>Changes to the workspace's settings by Carla or someone else, each on its own day.</summary>
    public IEnumerable<Activity> ChangedSettings(int times, Guid? user = null, int since = 2) =>
        Enumerable.Range(0, times).Select(i => Did(Activity.Update, Activity.Workspace, Client.Id, Ago(since + i), user));

    public Activity Did(string action, string collection, Guid item, DateTimeOffset at, Guid? user = null) =>
        new(++_activities, action, user ?? Carla.DirectusUserId, at, collection, item.ToString());

    public static Organisation Founded(Person by, int daysAgo) => new(Guid.CreateVersion7(), "Zwolle zelf", by.Id, Ago(daysAgo));

    public async Task<SignalRefreshRun> RefreshAsync(DateOnly? asOf = null) =>
        (await Database.Get<SignalRefresh>().RunAsync(Make.Staff, asOf ?? Clients.Today, null, default)).Value!;

    /// <summary>The client as a refresh reads it.</summary>
    public async Task<PipelineEntry> ReadAsync(DateOnly? asOf = null)
    {
        await RefreshAsync(asOf);
        return await StandingAsync(Client.Id);
    }

    public Task<PipelineEntry> StandingAsync(Guid workspace) =>
        Database.QueryAsync(db => db.PipelineEntries.AsNoTracking().SingleAsync(entry => entry.WorkspaceId == workspace));

    public Task<List<Guid>> TouchesAsync() => Database.QueryAsync(db => db.SignalTouches.Select(touch => touch.WorkspaceId).ToListAsync());

    /// <summary>Marks clients as changed, as any change does.</summary>
    public Task TouchAsync(params IEnumerable<Guid> workspaces) => Database.QueryAsync(async db =>
    {
        await using var transaction = await db.Database.BeginTransactionAsync();
        var touched = new StaleClients();
        foreach (var workspace in workspaces)
        {
            touched.Workspace(workspace);
        }

        await touched.SaveAsync(db, default);
        await transaction.CommitAsync();
        return 0;
    });

    public ValueTask DisposeAsync() => Database.DisposeAsync();
}
