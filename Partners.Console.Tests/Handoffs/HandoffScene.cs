using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Partners.Console.Tests.Support;
using Partners.Core.Billing;
using Partners.Core.Changes;
using Partners.Core.Handoffs;
using Partners.Core.Organisations;
using Partners.Core.Referrals;
using Partners.Core.Workspaces;

namespace Partners.Console.Tests.Handoffs;

/// <summary>
/// Bureau Samenspel, with Pim and Paula, is about to hand "Woonvisie" to its client, the Gemeente Zwolle. Carla is the data owner and so
/// far an observer; Otto is her colleague. Today is 20 November 2026.
/// </summary>
internal sealed class HandoffScene : IAsyncDisposable
{
    private HandoffScene(TestDatabase database) => Database = database;

    public TestDatabase Database { get; }

    public Organisation Partner { get; } = Make.PlatformPartner();

    public Organisation Zwolle { get; } = Make.Organisation("Gemeente Zwolle");

    public Person Pim { get; } = Make.Person("Pim Smit", "pim@samenspel.example");

    public Person Paula { get; } = Make.Person("Paula Vos", "paula@samenspel.example");

    public Person Carla { get; } = Make.Person("Carla Bos", "griffie@zwolle.example");

    public Person Otto { get; } = Make.Person("Otto Kamp", "otto@zwolle.example");

    public Workspace Workspace { get; private set; } = default!;

    public Deal Deal { get; private set; } = default!;

    public Project Inloopavonden { get; private set; } = default!;

    public static async Task<HandoffScene> CreateAsync(Action<IServiceCollection>? with = null)
    {
        var scene = new HandoffScene(await TestDatabase.CreateAsync(with));
        var account = Guid.CreateVersion7();
        scene.Workspace = Make.Client(scene.Partner, billingAccountId: account);
        scene.Deal = Make.Deal(scene.Partner, scene.Workspace, expiresOn: new(2027, 12, 31));
        scene.Inloopavonden = new(
            Guid.CreateVersion7(),
            scene.Workspace.Id,
            "Inloopavonden",
            scene.Carla.DirectusUserId,
            FixedClock.Noon.AddMonths(-2),
            deletedAt: null,
            moveHistory: null);
        await scene.AddAsync(
            scene.Partner,
            scene.Zwolle,
            scene.Pim,
            scene.Paula,
            scene.Carla,
            scene.Otto,
            Make.Belonging(scene.Partner, scene.Pim),
            Make.Belonging(scene.Partner, scene.Paula, OrganisationRole.Member),
            Make.Belonging(scene.Zwolle, scene.Carla),
            scene.Workspace,
            Make.Account(account, scene.Workspace, "cst_woonvisie"),
            Make.Payment("tr_1", "cst_woonvisie", 121_00, 21_00, FixedClock.Noon.AddDays(-30)),
            scene.Deal,
            Make.Seat(scene.Workspace, scene.Pim, WorkspaceRole.Owner),
            Make.Seat(scene.Workspace, scene.Paula, WorkspaceRole.Admin),
            Make.Seat(scene.Workspace, scene.Carla, WorkspaceRole.Observer),
            Make.Seat(scene.Workspace, scene.Otto, WorkspaceRole.Observer),
            Make.Invite(scene.Workspace, "piet@samenspel.example", WorkspaceRole.Member),
            Make.Invite(scene.Workspace, "raad@zwolle.example", WorkspaceRole.Observer),
            scene.Inloopavonden);
        return scene;
    }

    public static BillingPlan Bill { get; } = new(
        "Gemeente Zwolle",
        "Grote Kerkplein 15",
        "8011 PK",
        "Zwolle",
        "NL",
        "NL001234567B01",
        "facturen@zwolle.example",
        PaymentMode.Offline);

    public static TimingPlan Agreed(DateOnly on) =>
        new(on, new("Pim Smit", on.AddDays(-8), "In a call", on), new("Carla Bos", on.AddDays(-7), "By mail", on));

    public Task AddAsync(params IEnumerable<object> entities) => Database.AddAsync(entities);

    /// <summary>A draft with nothing left to decide, for the existing organisation.</summary>
    public async Task<HandoffDetails> DecidedAsync(
        ClientPlan? client = null,
        DateOnly? on = null,
        Func<HandoffPlan, HandoffPlan>? but = null)
    {
        var begun =
            (await Database.Get<HandoffDrafts>().BeginAsync(Make.Operator, new(Guid.CreateVersion7(), Workspace.Id), default)).Value!;
        var draft = await FindAsync(begun.HandoffId);
        var plan = draft.Handoff.Plan with
        {
            Client = client ?? new(Zwolle.Id),
            Timing = Agreed(on ?? Database.Today),
            Billing = Bill,
            Deals = [.. draft.Facts.Deals.Select(deal => new DealPlan(deal.Id, DealFate.SettleAndEnd))],
        };
        await SaveAsync(draft, but?.Invoke(plan) ?? plan);
        return await FindAsync(begun.HandoffId);
    }

    public async Task<HandoffDetails> FindAsync(Guid id) => (await Database.Get<HandoffDirectory>().FindAsync(Make.Operator, id, default))!;

    public Task<Outcome<HandoffChanged>> SaveAsync(HandoffDetails seen, HandoffPlan plan) =>
        Database.Get<HandoffDrafts>().SaveAsync(
            Make.Operator,
            new(Guid.CreateVersion7(), seen.Handoff.Id, seen.Handoff.Version, plan),
            default);

    /// <summary>Everything typed and ticked correctly.</summary>
    public static ConfirmHandoff Confirmed(HandoffDetails seen, Guid? requestId = null) =>
        new(
            requestId ?? Guid.CreateVersion7(),
            seen.Handoff.Id,
            seen.Handoff.Version,
            seen.Facts.Workspace.Name,
            seen.ClientName,
            PartnerLosesAccess: true,
            CannotBeUndone: true);

    public Task<Outcome<HandedOff>> HandOffAsync(HandoffDetails seen) =>
        Database.Get<HandoffTransfer>().HandOffAsync(Make.Operator, Confirmed(seen), default);

    public Task<Workspace> WorkspaceNowAsync() =>
        Database.QueryAsync(db => db.Workspaces.AsNoTracking().SingleAsync(workspace => workspace.Id == Workspace.Id));

    /// <summary>The people with access now, and their roles.</summary>
    public Task<Dictionary<string, WorkspaceRole>> PeopleNowAsync() => Database.QueryAsync(db =>
        db.WorkspaceMemberships.WithAccess(Database.Clock.Now).Where(membership => membership.WorkspaceId == Workspace.Id)
            .Join(
                db.People,
                membership => membership.PersonId,
                person => person.Id,
                (membership, person) => new { person.DisplayName, membership.Role })
            .ToDictionaryAsync(person => person.DisplayName, person => person.Role, StringComparer.Ordinal));

    public ValueTask DisposeAsync() => Database.DisposeAsync();
}
