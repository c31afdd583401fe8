using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Partners.Console.Tests.Support;
using Partners.Core.Changes;
using Partners.Core.Platform.Live;
using Partners.Core.Platform.Mollie;

namespace Partners.Console.Tests.Platform.Mollie;

/// <summary>A client that pays through Mollie, under a deal of 20 %, and a console with a key.</summary>
internal sealed class PaymentsScene : IAsyncDisposable
{
    private PaymentsScene(FakeMollie mollie, TestDatabase database) => (Mollie, Database) = (mollie, database);

    public FakeMollie Mollie { get; }

    public TestDatabase Database { get; }

    /// <param name="isKnown">False where the client's account is not here yet.</param>
    public static async Task<PaymentsScene> CreateAsync(Action<IServiceCollection>? with = null, bool isKnown = true)
    {
        var mollie = await FakeMollie.StartAsync();
        var database = await TestDatabase.CreateAsync(services =>
        {
            services.AddSingleton(mollie.Settings);
            with?.Invoke(services);
        });
        var scene = new PaymentsScene(mollie, database);
        if (isKnown)
        {
            await scene.AddClientAsync();
        }

        return scene;
    }

    public async Task AddClientAsync()
    {
        var (partner, account) = (Make.PlatformPartner(), Guid.CreateVersion7());
        var workspace = Make.Client(partner, billingAccountId: account);
        await Database.AddAsync(partner, workspace, Make.Account(account, workspace, "cst_1"), Make.Deal(partner, workspace));
    }

    public Task<Outcome<PullResult>> PullAsync(PullKind kind = PullKind.Changes) =>
        Database.Get<PaymentsPull>().RunAsync(Make.Staff, kind, progress: null, CancellationToken.None);

    /// <summary>What the partner earned by each source, in the order of the ledger.</summary>
    public Task<List<string>> EarnedAsync() => Database.QueryAsync(async db =>
        (await db.LedgerLines.AsNoTracking().OrderBy(line => line.Position).ToListAsync())
            .ConvertAll(line => $"{line.Source} {line.Contribution.Cents}"));

    public Task<int> PaymentsAsync() => Database.QueryAsync(db => db.Payments.CountAsync());

    public Task<int> RunsAsync() => Database.QueryAsync(db => db.ImportRuns.CountAsync());

    public Task<PlatformSync?> SyncAsync() =>
        Database.QueryAsync(db => db.PlatformSyncs.AsNoTracking().FirstOrDefaultAsync(sync => sync.Id == PlatformSync.Payments));

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        await Mollie.DisposeAsync();
    }
}
