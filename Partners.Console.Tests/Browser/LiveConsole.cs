using Microsoft.AspNetCore.SignalR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Partners.Console.Tests.Hosting;
using Partners.Console.Tests.Platform.Push;
using Partners.Console.Tests.Support;
using Partners.Core;
using Partners.Core.Organisations;
using Partners.Core.Persistence;
using Partners.Core.Workspaces;

namespace Partners.Console.Tests.Browser;

/// <summary>
/// The real host beside a real Directus that has the same records: an agency that is no partner yet, with a workspace for a client. What is
/// done is sent by itself, and what changes there is read, as on a server.
/// </summary>
internal sealed class LiveConsole : DemonstrationConsole
{
    private readonly LivePush _live;
    private readonly object[] _all;

    public Organisation Agency { get; } = Make.Organisation($"Bureau {Guid.NewGuid():N}"[..15]);

    public Person Pim { get; } = Somebody("Pim Smit");

    /// <summary>The data owner.</summary>
    public Person Carla { get; } = Make.Person("Carla Bos", "griffie@zwolle.example");

    public Person Otto { get; } = Somebody("Otto Kamp");

    public Workspace Workspace { get; }

    public WorkspaceMembership SeatOfOtto { get; }

    private LiveConsole(LivePush live)
    {
        _live = live;
        var account = Guid.CreateVersion7();
        Workspace = Make.Client(Agency, $"Woonvisie {Agency.Name[^4..]}", billingAccountId: account);
        SeatOfOtto = Make.Seat(Workspace, Otto, WorkspaceRole.External);
        _all =
        [
            Agency,
            Pim,
            Carla,
            Otto,
            Make.Belonging(Agency, Pim),
            Workspace,
            Make.Account(account, Workspace, $"cst_{account:N}"),
            Make.Seat(Workspace, Pim, WorkspaceRole.Owner),
            Make.Seat(Workspace, Carla, WorkspaceRole.Observer),
            SeatOfOtto,
        ];
    }

    public LivePush Live => _live;

    /// <summary>Skips the test where there is no Directus.</summary>
    public static async Task<LiveConsole> StartedAsync()
    {
        var console = new LiveConsole(await LivePush.StartAsync(
            ("billing_account", "update", ["mollie_customer_id", "mollie_subscription_id"]),
            ("workspace_membership", "update", ["expires_at"])));
        await console.InitializeAsync();

        // Everything that is there is read once before anybody works.
        await Eventually.HoldsAsync(() => console.QueryAsync(db => db.PlatformSyncs.AnyAsync(sync => sync.PulledAt != null)));
        return console;
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _live.Dispose();
    }

    private protected override Task<RunningConsole> StartAsync() => RunningConsole.StartAsync(
        builder =>
        {
            builder.Configuration.AddInMemoryCollection(_live.Settings);
            builder.Services.AddSingleton<TimeProvider>(new FixedClock(FixedClock.Noon));
            builder.Services.Configure<HubOptions>(hub => hub.ClientTimeoutInterval = TimeSpan.FromMinutes(3));
        },
        lay: LayAsync);

    private async Task LayAsync(string file)
    {
        await Templates.CopyMigratedAsync(file);
        await using var core = new ServiceCollection().AddLogging().AddPartnersCore(TestStore.AddressOf(file)).BuildServiceProvider();
        var contexts = core.GetRequiredService<IDbContextFactory<PartnersDb>>();
        await using (var db = await contexts.CreateDbContextAsync())
        {
            db.AddRange(_all);
            await db.SaveChangesAsync();
        }

        await _live.MirrorAsync(contexts);
    }

    private static Person Somebody(string name) => Make.Person(name, $"{Guid.NewGuid():N}@people.example");
}
