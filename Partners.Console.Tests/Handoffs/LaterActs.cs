using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Partners.Console.Tests.Moves;
using Partners.Console.Tests.Support;
using Partners.Core.Handoffs;
using Partners.Core.Moves;
using Partners.Core.Organisations;
using Partners.Core.Workspaces;

namespace Partners.Console.Tests.Handoffs;

/// <summary>
/// Whatever may happen to a workspace after its handoff, at random: commands of this console, imports of what was done on the platform, and
/// nights. Many are refused or rejected, as they would be.
/// </summary>
internal sealed class LaterActs(HandoffScene scene, Random random) : IDisposable
{
    private static readonly string[] s_addresses =
    [
        "pip@samenspel.example",
        "Suze@POST.samenspel.example",
        "paula@samenspel.example",
        "wethouder@zwolle.example",
        "sam@dembrane.com",
        "iemand@gmail.com",
    ];

    private static readonly string[] s_hosts =
    [
        "https://hooks.samenspel.example/in",
        "https://data.zwolle.example/in",
        "https://elders.example",
    ];

    /// <summary>Ids of rows that an import brings, few enough that it brings the same ones again.</summary>
    private readonly Guid[] _ids = [.. Enumerable.Range(0, 3).Select(_ => Guid.CreateVersion7())];

    private readonly ExportFiles _export = new();
    private readonly List<Person> _people = [];
    private Workspace _elsewhere = default!;
    private Workspace _ofPartner = default!;
    private Project _other = default!;

    private DateTimeOffset Now => scene.Database.Clock.Now;

    /// <summary>
    /// Before the handoff: somebody whose time ran out, a former member of the partner, and a workspace of the client's own.
    /// </summary>
    public async Task PrepareAsync()
    {
        var (mila, eks) = (Make.Person("Mila", "mila@gmail.com"), Make.Person("Eks", "eks@samenspel.example"));
        _people.AddRange(
            [
                scene.Pim, scene.Paula, scene.Carla, scene.Otto, mila, eks,
                Make.Person("Pip", "pip@samenspel.example"), Make.Person("Sam", "sam@dembrane.com"),
            ]);
        _elsewhere = Make.Internal(scene.Zwolle, "Elders");
        _ofPartner = Make.Internal(scene.Partner, "Eigen werk");
        _other = new(Guid.CreateVersion7(), _elsewhere.Id, "Elders", scene.Carla.DirectusUserId, Now.AddMonths(-1), null, null);
        await scene.AddAsync(
            _people.Skip(4).Append<object>(_elsewhere).Append(_ofPartner).Append(_other).Concat(
            [
                Make.Belonging(scene.Partner, mila, OrganisationRole.Member, leftAt: Now.AddDays(-100)),
                Make.Webhook(_other, "Elders", "hooks.samenspel.example"),
                new WorkspaceMembership(
                    Guid.CreateVersion7(),
                    scene.Workspace.Id,
                    eks.Id,
                    WorkspaceRole.Member,
                    WorkspaceMembership.Direct,
                    Now.AddMonths(-3),
                    deletedAt: null,
                    expiresAt: Now.AddDays(-10)),
            ]));
    }

    /// <returns>What was tried, for the message of a failure.</returns>
    public async Task<string> DoAsync()
    {
        (string Name, Func<Task> Do)[] acts =
        [
            ("invite", InviteAsync),
            ("revoke an invite", RevokeAsync),
            ("send an invite again", SendAgainAsync),
            ("put on a side", PutOnSideAsync),
            ("change a role", ChangeRoleAsync),
            ("remove somebody", RemoveAsync),
            ("move projects", MoveAsync),
            ("accept what opened", AcceptAsync),
            ("a night", NightAsync),
            ("import a membership", () => ImportAsync("workspace_membership", Membership())),
            ("import a renewed membership", async () => await ImportAsync("workspace_membership", Renewed(await SeatAsync()))),
            ("import a membership of an organisation", () => ImportAsync("org_membership", Belonging())),
            ("import an invite", () => ImportAsync("workspace_invite", Invite())),
            ("import a webhook", async () => await ImportAsync("project_webhook", await WebhookAsync())),
            ("import the account", () => ImportAsync("billing_account", Account())),
            ("import the workspace", () => ImportAsync("workspace", Workspace())),
            ("import a project", () => ImportAsync("project", Project())),
            ("import a person", () => ImportAsync("app_user", Somebody())),
        ];
        var (name, act) = Any(acts);
        await act();
        return name;
    }

    public void Dispose() => _export.Dispose();

    private T Any<T>(params IReadOnlyList<T> from) => from[random.Next(from.Count)];

    private bool Seldom() => random.Next(4) == 0;

    private WorkspacePeople People => scene.Database.Get<WorkspacePeople>();

    private async Task InviteAsync() =>
        await People.InviteAsync(
            Make.Operator,
            new(Guid.CreateVersion7(), scene.Workspace.Id, Any(s_addresses), WorkspaceRole.Member),
            default);

    private async Task RevokeAsync() =>
        await People.RevokeInviteAsync(Make.Operator, new(Guid.CreateVersion7(), (await InvitedAsync()).Id, "No more"), default);

    private async Task SendAgainAsync() =>
        await People.SendInviteAgainAsync(Make.Operator, new(Guid.CreateVersion7(), (await InvitedAsync()).Id), default);

    private async Task PutOnSideAsync() => await People.PutOnSideAsync(
        Make.Operator,
        new(
            Guid.CreateVersion7(),
            scene.Workspace.Id,
            Any(_people.ConvertAll(person => person.Email)),
            Seldom() ? null : Any(Enum.GetValues<Side>()),
            "Said so"),
        default);

    private async Task ChangeRoleAsync()
    {
        var seat = await SeatAsync();
        await People.ChangeRoleAsync(
            Make.Operator,
            new(Guid.CreateVersion7(), seat.Id, seat.Version, Any(Enum.GetValues<WorkspaceRole>()), "Another role"),
            default);
    }

    private async Task RemoveAsync()
    {
        var seat = await SeatAsync();
        await People.RemoveAsync(Make.Operator, new(Guid.CreateVersion7(), seat.Id, seat.Version, "No more"), default);
    }

    /// <summary>The project of another workspace comes in with its webhook, or what is here goes there or back to the partner.</summary>
    private async Task MoveAsync()
    {
        var moves = scene.Database.Get<ProjectMoves>();
        Workspace[] places = [_elsewhere, scene.Workspace, _ofPartner];
        random.Shuffle(places);
        var (from, to) = random.Next(2) > 0 ? (_elsewhere, scene.Workspace) : (places[0], places[1]);
        var sources = new[] { MoveScene.All(from) };
        var stated = (await moves.PreviewAsync(Make.Operator, sources, to.Id, default)).Stated;
        await moves.MoveAsync(Make.Operator, new(Guid.CreateVersion7(), sources, to.Id, stated, "For the client"), progress: null, default);
    }

    private async Task AcceptAsync()
    {
        if (await scene.Database.QueryAsync(db => db.ProofBreaches.AsNoTracking().FirstOrDefaultAsync(breach =>
            breach.ClosedAt == null && breach.AcceptedAt == null)) is { } open)
        {
            await scene.Database.Get<HandoffProofs>().AcceptAsync(
                Make.Operator,
                new(Guid.CreateVersion7(), open.Id, open.Version, "It is all right"),
                default);
        }
    }

    private async Task NightAsync()
    {
        scene.Database.Clock.Now = Now.AddDays(random.Next(1, 20));
        await scene.Database.Get<ProofWatch>().CheckAllAsync(Make.Operator, "The nightly check", default);
    }

    private async Task<WorkspaceMembership> SeatAsync() => Any(await scene.Database.QueryAsync(db =>
        db.WorkspaceMemberships.AsNoTracking()
            .Where(seat => seat.WorkspaceId == scene.Workspace.Id)
            .OrderBy(seat => seat.Id)
            .ToListAsync()));

    private async Task<WorkspaceInvite> InvitedAsync() => Any(await scene.Database.QueryAsync(db =>
        db.WorkspaceInvites.AsNoTracking()
            .Where(invite => invite.WorkspaceId == scene.Workspace.Id)
            .OrderBy(invite => invite.Id)
            .ToListAsync()));

    private object Membership() => new
    {
        id = Any(_ids),
        workspace_id = scene.Workspace.Id,
        user_id = Any<Person>(_people).Id,
        role = Any("owner", "admin", "member", "external", "billing"),
        source = Any("direct", "inherited", "staff_support"),
        created_at = Now.AddDays(-1),
        expires_at = Any<DateTimeOffset?>(null, Now.AddDays(-1), Now.AddDays(9)),
        deleted_at = Seldom() ? Now.AddHours(-1) : (DateTimeOffset?)null,
    };

    /// <summary>As it was, but without its end.</summary>
    private static object Renewed(WorkspaceMembership seat) => new
    {
        id = seat.Id,
        workspace_id = seat.WorkspaceId,
        user_id = seat.PersonId,
        role = seat.Role.ToString().ToLowerInvariant(),
        source = seat.Source,
        created_at = seat.CreatedAt,
        expires_at = (DateTimeOffset?)null,
        deleted_at = seat.DeletedAt,
    };

    private object Belonging() => new
    {
        id = Any(_ids),
        org_id = Any(scene.Partner.Id, scene.Zwolle.Id),
        user_id = Any<Person>(_people).Id,
        role = Any("owner", "admin", "member"),
        created_at = Now.AddDays(-1),
        deleted_at = Seldom() ? Now.AddHours(-1) : (DateTimeOffset?)null,
    };

    private object Invite() => new
    {
        id = Any(_ids),
        workspace_id = scene.Workspace.Id,
        email = Any(s_addresses),
        role = Any("member", "admin", "external"),
        created_at = Now.AddDays(-2),
        expires_at = Any<DateTimeOffset?>(null, Now.AddDays(-1), Now.AddDays(9)),
        accepted_at = Seldom() ? Now.AddDays(-1) : (DateTimeOffset?)null,
        deleted_at = Seldom() ? Now.AddHours(-1) : (DateTimeOffset?)null,
    };

    private async Task<object> WebhookAsync() => new
    {
        id = Any([.. _ids, .. await scene.Database.QueryAsync(db =>
            db.ProjectWebhooks.OrderBy(webhook => webhook.Id).Select(webhook => webhook.Id).ToListAsync())]),
        project_id = Any(scene.Inloopavonden.Id, _other.Id),
        name = "Raadsmonitor",
        url = Any(s_hosts),
        events = new[] { "conversation.transcribed" },
        status = Any("active", "active", "inactive"),
        deleted_at = Seldom() ? Now.AddHours(-1) : (DateTimeOffset?)null,
    };

    private object Account()
    {
        var pooled = Any<Guid?>(null, scene.Zwolle.Id, scene.Partner.Id);
        return new
        {
            id = scene.Workspace.BillingAccountId,
            org_id = pooled,
            workspace_id = pooled is null ? scene.Workspace.Id : (Guid?)null,
            label = "Woonvisie",
            tier = "changemaker",
            payment_mode = Any("offline", "mollie"),
            billing_period = "monthly",
            mollie_customer_id = Any(null, "cst_woonvisie", "cst_zwolle"),
            created_at = Now.AddMonths(-9),
        };
    }

    private object Workspace() => new
    {
        id = scene.Workspace.Id,
        org_id = Any(scene.Zwolle.Id, scene.Zwolle.Id, scene.Partner.Id),
        name = scene.Workspace.Name,
        usage_context = Any("internal", "external"),
        billing_account_id = scene.Workspace.BillingAccountId,
        billed_to_team_id = Any<Guid?>(null, scene.Zwolle.Id, scene.Partner.Id),
        visibility = Any("open_to_organisation", "invite_only", "private"),
        created_at = scene.Workspace.CreatedAt,
    };

    private object Project()
    {
        var project = Any(scene.Inloopavonden, _other);
        return new
        {
            id = project.Id,
            workspace_id = Any(scene.Workspace.Id, _elsewhere.Id, _ofPartner.Id),
            name = project.Name,
            directus_user_id = project.CreatedByUserId,
            created_at = project.CreatedAt,
            deleted_at = Seldom() ? Now.AddHours(-1) : (DateTimeOffset?)null,
        };
    }

    private object Somebody()
    {
        var person = Any<Person>(_people);
        return new
        {
            id = person.Id,
            directus_user_id = person.DirectusUserId,
            email = Any([.. s_addresses, person.Email]),
            display_name = person.DisplayName,
            created_at = person.CreatedAt,
        };
    }

    private async Task ImportAsync(string collection, object row)
    {
        foreach (var other in Directory.EnumerateFiles(_export.WrittenFolder))
        {
            File.Delete(other);
        }

        _export.Raw(collection, $"[{JsonSerializer.Serialize(row)}]");
        await scene.Database.ImportAsync(_export.WrittenFolder);
    }
}
