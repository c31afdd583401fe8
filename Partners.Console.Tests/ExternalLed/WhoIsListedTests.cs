using FluentAssertions;
using Partners.Console.Tests.Support;
using Partners.Core.ExternalLed;
using Partners.Core.Organisations;
using Partners.Core.Workspaces;

namespace Partners.Console.Tests.ExternalLed;

/// <summary>Who is listed and who is not, when a real refresh reads records made by hand.</summary>
public sealed class WhoIsListedTests : IAsyncLifetime
{
    private ClientScene _scene = default!;

    private Person Carla => _scene.Carla;

    private Person Pim => _scene.Pim;

    public async ValueTask InitializeAsync() => _scene = await ClientScene.CreateAsync();

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    [Fact]
    public async Task A_quiet_observer_is_not_listed()
    {
        await using var scene = await ClientScene.CreateAsync(WorkspaceRole.Observer);
        await scene.ProjectAsync(scene.Pim, conversations: 30);
        await scene.AddAsync(
            scene.Did(Activity.SignIn, "directus_users", scene.Carla.Id, ClientScene.Ago(1)),
            scene.Did(Activity.SignIn, "directus_users", scene.Carla.Id, ClientScene.Ago(2)));

        (await scene.ReadAsync()).Should().Match<PipelineEntry>(client =>
            !client.IsListed && client.Score == 0 && client.AllConversations == 30 && client.ClientConversations == 0);
    }

    [Fact]
    public async Task An_engaged_external_who_edits_projects_and_creates_none_is_not_listed()
    {
        var project = await _scene.ProjectAsync(Pim, conversations: 30);
        await _scene.AddAsync(Enumerable.Range(0, 40).Select(i => _scene.Did(Activity.Update, "project", project.Id, ClientScene.Ago(i))));

        (await _scene.ReadAsync()).Should().Match<PipelineEntry>(client => !client.IsListed && client.Score == 0 && client.OwnerActs == 0);
    }

    [Fact]
    public async Task A_partners_own_busy_team_is_not_listed()
    {
        await _scene.ProjectAsync(Pim, conversations: 60);
        await _scene.ProjectAsync(Pim);
        await _scene.ProjectAsync(Pim);
        await _scene.AddAsync([
            _scene.Sent("a@zwolle.example", Pim),
            _scene.Sent("b@zwolle.example", Pim),
            ClientScene.Founded(Pim, 5),
            .. _scene.ChangedSettings(8, Pim.DirectusUserId),
        ]);

        (await _scene.ReadAsync()).Should().Match<PipelineEntry>(client =>
            !client.IsListed && client.Signals == Signal.None && client.OwnerActs == 0 && client.Invites == 0 && client.Organisations == 0);
    }

    [Fact]
    public async Task A_client_whose_people_create_projects_and_record_most_conversations_is_listed()
    {
        await _scene.ProjectAsync(Carla, conversations: 38);
        await _scene.ProjectAsync(Pim, conversations: 15);

        (await _scene.ReadAsync()).Should().Match<PipelineEntry>(client =>
            client.IsListed
            && client.Signals == Signal.DrivesUsage
            && client.Score == 40
            && client.ClientConversations == 38
            && client.AllConversations == 53);
    }

    [Fact]
    public async Task A_client_that_invites_colleagues_and_acts_as_owner_is_listed()
    {
        await _scene.AddAsync([_scene.Sent("a@zwolle.example", Carla, daysAgo: 30), _scene.Sent("b@zwolle.example", Carla, daysAgo: 9)]);
        (await _scene.ReadAsync()).Should().Match<PipelineEntry>(client =>
            !client.IsListed && client.Score == 20 && client.LatestInvite == ClientScene.Ago(9));

        _scene.Database.Clock.Now += TimeSpan.FromMinutes(1);
        await _scene.AddAsync(_scene.ChangedSettings(3));
        await _scene.TouchAsync(_scene.Client.Id);

        (await _scene.ReadAsync()).Should().Match<PipelineEntry>(client =>
            client.IsListed
            && client.Signals == (Signal.InvitesPeople | Signal.ActsAsOwner)
            && client.Score == 40
            && client.LatestOwnerAct == ClientScene.Ago(2));
    }

    [Fact]
    public async Task Settings_roles_and_new_projects_are_owner_like_acts_together()
    {
        await _scene.ProjectAsync(Carla, conversations: 10);
        await _scene.AddAsync([
            .. _scene.ChangedSettings(1),
            _scene.Did(Activity.Update, Activity.WorkspaceMembership, _scene.CarlasSeat.Id, ClientScene.Ago(4)),
        ]);

        (await _scene.ReadAsync()).Should().Match<PipelineEntry>(client => client.IsListed && client.OwnerActs == 3 && client.Score == 60);
    }

    [Fact]
    public async Task Settings_and_roles_of_another_workspace_are_none_of_this_one()
    {
        var other = Make.Client(_scene.Partner, "Elders", "Gemeente Ede");
        var seat = Make.Seat(other, Pim, WorkspaceRole.Owner);
        await _scene.AddAsync(other, seat);
        await _scene.AddAsync(
            Enumerable.Range(1, 4).SelectMany(day => new[]
            {
                _scene.Did(Activity.Update, Activity.Workspace, other.Id, ClientScene.Ago(day)),
                _scene.Did(Activity.Update, Activity.WorkspaceMembership, seat.Id, ClientScene.Ago(day)),
            }));

        (await _scene.ReadAsync()).OwnerActs.Should().Be(0);
    }

    [Fact]
    public async Task One_who_created_an_organisation_after_joining_is_listed()
    {
        await _scene.AddAsync(ClientScene.Founded(Carla, daysAgo: 5));

        (await _scene.ReadAsync()).Should().Match<PipelineEntry>(client =>
            client.IsListed
            && client.Signals == Signal.CreatedOrganisation
            && client.Score == 40
            && client.LatestOrganisation == ClientScene.Ago(5));
    }

    [Fact]
    public async Task One_who_created_it_before_joining_is_not_listed()
    {
        await _scene.AddAsync(Made("Dirk", "dirk@zwolle.example", out var dirk));
        await _scene.AddAsync(
            new WorkspaceMembership(
                Guid.CreateVersion7(),
                _scene.Client.Id,
                dirk.Id,
                WorkspaceRole.External,
                WorkspaceMembership.Direct,
                ClientScene.Ago(30),
                deletedAt: null),
            ClientScene.Founded(dirk, daysAgo: 40));

        (await _scene.ReadAsync()).Should().Match<PipelineEntry>(client => !client.IsListed && client.Organisations == 0);
    }

    [Fact]
    public async Task Activity_by_unknown_users_or_nobody_counts_nowhere()
    {
        await _scene.AddAsync([
            .. _scene.ChangedSettings(5, Guid.CreateVersion7()),
            new Activity(900, Activity.Update, null, ClientScene.Ago(1), Activity.Workspace, _scene.Client.Id.ToString()),
        ]);
        await _scene.AddAsync(
            new Project(Guid.CreateVersion7(), _scene.Client.Id, "Van wie?", Guid.CreateVersion7(), ClientScene.Ago(3), null, null),
            new Project(Guid.CreateVersion7(), _scene.Client.Id, "Van niemand", null, ClientScene.Ago(3), null, null));

        (await _scene.ReadAsync()).Should().Match<PipelineEntry>(client => !client.IsListed && client.OwnerActs == 0);
    }

    [Fact]
    public async Task What_happens_after_the_day_that_is_asked_for_counts_nowhere()
    {
        var project = await _scene.ProjectAsync(Carla, daysAgo: 60);
        await _scene.AddAsync(Enumerable.Range(0, 12).Select(i => ClientScene.Recorded(project, daysAgo: i < 3 ? -i : 1)));
        await _scene.AddAsync([
            .. _scene.ChangedSettings(4, since: 0),
            _scene.Sent("a@zwolle.example", Carla, daysAgo: 1),
            _scene.Sent("b@zwolle.example", Carla, daysAgo: -2),
            ClientScene.Founded(Carla, daysAgo: 3),
        ]);

        (await _scene.ReadAsync(Clients.Today.AddDays(-30))).Should().Match<PipelineEntry>(client =>
            !client.IsListed && client.AllConversations == 0 && client.Invites == 0 && client.Organisations == 0 && client.OwnerActs == 1);
        _scene.Database.Clock.Now += TimeSpan.FromMinutes(1);
        (await _scene.ReadAsync()).Should().Match<PipelineEntry>(client =>
            client.AllConversations == 10 && client.Invites == 1 && client.Organisations == 1 && client.OwnerActs == 5);
    }

    [Fact]
    public async Task The_same_act_twice_is_one()
    {
        var at = ClientScene.Ago(3);
        await _scene.AddAsync(Enumerable.Range(0, 5).Select(_ => _scene.Did(Activity.Update, Activity.Workspace, _scene.Client.Id, at)));

        (await _scene.ReadAsync()).OwnerActs.Should().Be(1);
    }

    [Fact]
    public async Task A_client_person_who_also_belongs_to_the_partner_counts_as_the_partners()
    {
        await _scene.ProjectAsync(Carla, conversations: 40);
        await _scene.AddAsync([
            Make.Belonging(_scene.Partner, Carla, OrganisationRole.Member),
            _scene.Sent("a@zwolle.example", Carla),
            _scene.Sent("b@zwolle.example", Carla),
            ClientScene.Founded(Carla, 5),
            .. _scene.ChangedSettings(5),
        ]);

        (await _scene.ReadAsync()).Should().Match<PipelineEntry>(client =>
            !client.IsListed && client.Signals == Signal.None && client.ClientConversations == 0);
    }

    [Fact]
    public async Task Who_has_left_the_partner_stays_the_partners()
    {
        await _scene.ProjectAsync(Carla, conversations: 40);
        await _scene.AddAsync(Make.Belonging(_scene.Partner, Carla, OrganisationRole.Member, leftAt: ClientScene.Ago(100)));

        (await _scene.ReadAsync()).ClientConversations.Should().Be(0);
    }

    [Fact]
    public async Task A_data_owner_without_access_is_one_of_the_client()
    {
        await _scene.AddAsync(Make.Person("Griffie", "Griffie@Zwolle.Example"));
        var griffie = await _scene.Database.QueryAsync(db => Task.FromResult(db.People.Single(person => person.DisplayName == "Griffie")));
        await _scene.ProjectAsync(griffie, conversations: 12);

        (await _scene.ReadAsync()).Should().Match<PipelineEntry>(client => client.IsListed && client.ClientConversations == 12);
    }

    [Fact]
    public async Task A_data_owner_at_a_public_mail_provider_is_one_person_and_not_everybody_there()
    {
        var client = Make.Client(_scene.Partner, "Buurtraad", "Buurtraad Zuid");
        client.CopyFromPlatform(new(
            _scene.Partner.Id,
            "Buurtraad",
            UsageContext.External,
            "Buurtraad Zuid",
            "zuid.buurt@gmail.com",
            null,
            null,
            WorkspaceVisibility.Private,
            null,
            null,
            ClientScene.Ago(200),
            null));
        var (owner, stranger) = (Make.Person("Zus Buurt", "Zuid.Buurt@gmail.com"), Make.Person("Iemand Anders", "anders@gmail.com"));
        await _scene.AddAsync(client, owner, stranger);
        await _scene.ProjectAsync(stranger, conversations: 30, workspace: client);
        await _scene.ProjectAsync(owner, conversations: 11, workspace: client);
        await _scene.AddAsync(ClientScene.Founded(stranger, daysAgo: 4));

        await _scene.RefreshAsync();

        (await _scene.StandingAsync(client.Id)).Should().Match<PipelineEntry>(found =>
            !found.IsListed && found.ClientConversations == 11 && found.AllConversations == 41 && found.Organisations == 0);
    }

    [Fact]
    public async Task A_workspace_without_conversations_has_no_share_and_is_not_listed()
    {
        await _scene.ProjectAsync(Carla);

        var client = await _scene.ReadAsync();

        client.Should().Match<PipelineEntry>(found =>
            !found.IsListed && found.ClientConversations == 0 && found.AllConversations == 0 && found.LatestConversation == null);
        client.Reading(new SignalSettings())[Signal.DrivesUsage].Share.Should().Be(0);
    }

    [Theory]
    [InlineData(10, 10, true)]
    [InlineData(9, 0, false)]
    [InlineData(10, 11, false)]
    public async Task Ten_conversations_and_half_of_all_are_enough_and_less_is_not(int theirs, int others, bool isListed)
    {
        await _scene.ProjectAsync(Carla, theirs);
        await _scene.ProjectAsync(Pim, others);

        (await _scene.ReadAsync()).IsListed.Should().Be(isListed);
    }

    [Fact]
    public async Task An_invite_sent_to_one_address_again_counts_once()
    {
        await _scene.AddAsync(
            _scene.Sent("Sanne@zwolle.example", Carla, daysAgo: 20),
            _scene.Sent("sanne@Zwolle.example", Carla, daysAgo: 8));

        (await _scene.ReadAsync()).Should().Match<PipelineEntry>(client =>
            client.Invites == 1 && client.Signals == Signal.None && client.LatestInvite == ClientScene.Ago(20));
    }

    [Fact]
    public async Task What_was_deleted_counts_nowhere()
    {
        var gone = ClientScene.Ago(1);
        await _scene.ProjectAsync(Carla, conversations: 40, deletedAt: gone);
        var founded = ClientScene.Founded(Carla, daysAgo: 5);
        founded.CopyFromPlatform(founded.Name, isPartner: false, Carla.Id, founded.CreatedAt, deletedAt: gone);
        await _scene.AddAsync(
            _scene.Sent("a@zwolle.example", Carla, deletedAt: gone),
            _scene.Sent("b@zwolle.example", Carla, deletedAt: gone),
            founded);

        (await _scene.ReadAsync()).Should().Match<PipelineEntry>(client =>
            client.Score == 0 && client.AllConversations == 0 && client.Invites == 0 && client.OwnerActs == 0 && client.Organisations == 0);
    }

    [Fact]
    public async Task Who_has_left_the_workspace_is_none_of_the_clients_people()
    {
        await _scene.AddAsync(Made("Dirk", "dirk@zwolle.example", out var dirk));
        await _scene.AddAsync(Make.Seat(_scene.Client, dirk, WorkspaceRole.External, leftAt: ClientScene.Ago(2)));
        await _scene.ProjectAsync(dirk, conversations: 30);

        (await _scene.ReadAsync()).Should().Match<PipelineEntry>(client =>
            !client.IsListed && client.ClientConversations == 0 && client.AllConversations == 30);
    }

    private static Person Made(string name, string email, out Person person) => person = Make.Person(name, email);
}
