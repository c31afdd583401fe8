using FluentAssertions;
using Partners.Console.Tests.Support;
using Partners.Core.Organisations;
using Partners.Core.Workspaces;

namespace Partners.Console.Tests.Workspaces;

public sealed class WorkspaceOverviewTests : IAsyncLifetime
{
    private readonly Organisation _partner = Make.PlatformPartner();
    private TestDatabase _database = default!;

    private WorkspaceOverview Overview => _database.Get<WorkspaceOverview>();

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        await _database.AddAsync(_partner);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Shows_who_has_access_owners_first_with_where_they_belong_and_when_they_came()
    {
        var workspace = Make.Client(_partner);
        var (host, client) = (
            Make.Person("Joost Peters", "joost@samenspel.example"),
            Make.Person("Anna Griffioen", "griffie@zwolle.example"));
        await _database.AddAsync(
            workspace,
            host,
            client,
            Make.Belonging(_partner, host),
            Make.Seat(workspace, client, WorkspaceRole.Observer),
            Make.Seat(workspace, host, WorkspaceRole.Owner),
            SignIn(1, client, FixedClock.Noon.AddDays(-9)),
            SignIn(2, client, FixedClock.Noon.AddDays(-2)),
            new Activity(3, "update", client.DirectusUserId, FixedClock.Noon.AddDays(-1), "project", "p"));

        var found = (await Overview.FindAsync(Make.Staff, workspace.Id, CancellationToken.None))!;

        found.People
            .Select(person => (person.Name, person.Role, person.BelongsToOrganisation, person.IsDataOwner, person.LastSignIn))
            .Should().Equal(
                ("Joost Peters", WorkspaceRole.Owner, true, false, null),
                ("Anna Griffioen", WorkspaceRole.Observer, false, true, FixedClock.Noon.AddDays(-2)));
        found.DataOwner!.Health.Should().Be(new DataOwnerHealth(
            DataOwnerState.Present,
            null,
            WorkspaceRole.Observer,
            FixedClock.Noon.AddDays(-2)));
    }

    [Fact]
    public async Task Shows_open_and_expired_invites_and_none_that_was_accepted_or_revoked()
    {
        var workspace = Make.Client(_partner);
        await _database.AddAsync(
            workspace,
            Make.Invite(workspace, "open@zwolle.example", WorkspaceRole.Member),
            Make.Invite(
                workspace,
                "expired@zwolle.example",
                WorkspaceRole.Member,
                expiresAt: FixedClock.Noon.AddDays(-1),
                invitedAt: FixedClock.Noon.AddDays(-31)),
            Make.Invite(workspace, "accepted@zwolle.example", WorkspaceRole.Member, acceptedAt: FixedClock.Noon),
            Make.Invite(workspace, "revoked@zwolle.example", WorkspaceRole.Member, revokedAt: FixedClock.Noon));

        var found = (await Overview.FindAsync(Make.Staff, workspace.Id, CancellationToken.None))!;

        found.Invites
            .Select(invite => (invite.Email, invite.IsOpen))
            .Should().Equal(("open@zwolle.example", true), ("expired@zwolle.example", false));
    }

    [Fact]
    public async Task A_workspace_that_was_removed_is_not_found()
    {
        var workspace = Make.Removed(Make.Client(_partner));
        await _database.AddAsync(workspace);

        (await Overview.FindAsync(Make.Staff, workspace.Id, CancellationToken.None)).Should().BeNull();
    }

    [Fact]
    public async Task Projects_come_newest_first_by_pages_with_their_conversations()
    {
        var workspace = Make.Client(_partner);
        var projects = Enumerable.Range(1, 27)
            .Select(number => new Project(
                Guid.CreateVersion7(),
                workspace.Id,
                $"Ronde {number}",
                null,
                FixedClock.Noon.AddDays(number),
                null,
                null))
            .ToList();
        var gone = new Project(Guid.CreateVersion7(), workspace.Id, "Weg", null, FixedClock.Noon, FixedClock.Noon, null);
        await _database.AddAsync(workspace);
        await _database.AddAsync([.. projects, gone]);
        await _database.AddAsync(
            new Conversation(Guid.CreateVersion7(), projects[0].Id, FixedClock.Noon, 60),
            new Conversation(Guid.CreateVersion7(), projects[0].Id, FixedClock.Noon, 60));

        var second = await Overview.ProjectsAsync(Make.Staff, workspace.Id, 2, CancellationToken.None);

        second.Total.Should().Be(27);
        second.Rows.Select(row => (row.Name, row.Conversations)).Should().Equal(("Ronde 2", 0), ("Ronde 1", 2));
        (await Overview.ProjectsAsync(Make.Staff, workspace.Id, 9, CancellationToken.None)).Notice
            .Should().Be("There is no page 9. This is the last one, page 2.");
    }

    [Fact]
    public async Task Lists_an_organisations_workspaces_by_name_with_the_data_owners_health()
    {
        var (client, other) = (Make.Client(_partner, "Woonvisie"), Make.PlatformPartner("Burgerkracht"));
        await _database.AddAsync(
            other,
            client,
            Make.Internal(_partner, "Default"),
            Make.Client(other, "Elders"),
            Make.Invite(client, client.DataOwnerEmail!, WorkspaceRole.Observer));

        var all = await _database.Get<WorkspaceDirectory>().ListAsync(Make.Staff, new(_partner.Id), CancellationToken.None);
        var external = await _database.Get<WorkspaceDirectory>().ListAsync(
            Make.Staff,
            new(_partner.Id, ExternalOnly: true),
            CancellationToken.None);

        all.Rows
            .Select(row => (row.Name, row.Health?.State))
            .Should().Equal(("Default", null), ("Woonvisie", DataOwnerState.InvitePending));
        external.Rows.Select(row => row.Name).Should().Equal("Woonvisie");
    }

    private static Activity SignIn(long id, Person person, DateTimeOffset at) =>
        new(id, Activity.SignIn, person.DirectusUserId, at, "directus_users", person.DirectusUserId.ToString());
}
