using FluentAssertions;
using Partners.Console.Tests.Support;
using Partners.Core.ExternalLed;
using Partners.Core.Organisations;
using Partners.Core.Workspaces;

namespace Partners.Console.Tests.ExternalLed;

/// <summary>Whose side somebody is on is asked of each act as of its day (docs/product.md P6, W21).</summary>
public sealed class AsOfTheDayTests : IAsyncLifetime
{
    private ClientScene _scene = null!;

    public async ValueTask InitializeAsync() => _scene = await ClientScene.CreateAsync();

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    [Fact]
    public async Task What_somebody_did_before_they_joined_the_partner_counts_as_it_was()
    {
        await _scene.ProjectAsync(_scene.Carla, conversations: 12, daysAgo: 40);
        await _scene.AddAsync(
            _scene.Sent("a@zwolle.example", _scene.Carla, daysAgo: 31),
            _scene.Sent("b@zwolle.example", _scene.Carla, daysAgo: 30),
            Joined(daysAgo: 30));

        var read = await _scene.ReadAsync();
        (read.ClientConversations, read.Invites).Should().Be((12, 1), "from the day they joined, the day itself too, it is the partner's");
    }

    [Fact]
    public async Task What_they_do_from_that_day_on_is_the_partners_also_after_they_left()
    {
        await _scene.ProjectAsync(_scene.Carla, conversations: 12, daysAgo: 29);
        await _scene.AddAsync([Joined(daysAgo: 30, leftDaysAgo: 20), .. _scene.ChangedSettings(5)]);

        var read = await _scene.ReadAsync();
        (read.ClientConversations, read.OwnerActs, read.IsListed).Should().Be((0, 0, false));
    }

    [Fact]
    public async Task An_organisation_that_they_founded_before_joining_the_partner_counts_and_one_after_does_not()
    {
        await _scene.AddAsync(
            ClientScene.Founded(_scene.Carla, daysAgo: 40),
            ClientScene.Founded(_scene.Carla, daysAgo: 10),
            Joined(daysAgo: 30));

        (await _scene.ReadAsync()).Organisations.Should().Be(1);
    }

    [Fact]
    public async Task The_evidence_behind_the_figures_is_as_of_the_day_too()
    {
        var before = await _scene.ProjectAsync(_scene.Carla, conversations: 12, daysAgo: 40);
        await _scene.ProjectAsync(_scene.Carla, conversations: 3, daysAgo: 10);
        await _scene.AddAsync(Joined(daysAgo: 30));
        await _scene.RefreshAsync();

        var theirs = await _scene.Database.Get<EvidenceDirectory>()
            .ConversationsAsync(Make.Staff, _scene.Client.Id, theirs: true, projectId: null, 1, 50, default);
        (theirs.Total, theirs.Rows.Select(row => row.ProjectId).Distinct().Single()).Should().Be((12, before.Id));
        (await _scene.Database.Get<EvidenceDirectory>().FindAsync(Make.Staff, _scene.Client.Id, default))!.Evidence.People
            .Should().BeEmpty("nobody is on the client's side now");
    }

    [Theory]
    [InlineData("pip@samenspel.example")]
    [InlineData("Pip@POST.Samenspel.example")]
    public async Task Who_has_an_address_of_the_partners_is_its_on_every_day(string address)
    {
        var pip = Make.Person("Pip", address);
        await _scene.AddAsync(pip, Make.Seat(_scene.Client, pip, WorkspaceRole.Admin));
        await _scene.ProjectAsync(pip, conversations: 40);

        (await _scene.ReadAsync()).Should().Match<PipelineEntry>(client => client.ClientConversations == 0 && !client.IsListed);
    }

    [Fact]
    public async Task Support_of_dembranes_own_is_no_evidence_ever()
    {
        var sam = Make.Person("Sam", "sam@elders.example");
        await _scene.AddAsync(sam, Seat(sam, WorkspaceMembership.StaffSupport));
        await _scene.ProjectAsync(sam, conversations: 40);

        (await _scene.ReadAsync()).ClientConversations.Should().Be(0);
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(30, 40)]
    public async Task Past_its_end_a_membership_gives_no_side(int endsInDays, int conversations)
    {
        var dirk = Make.Person("Dirk", "dirk@zwolle.example");
        await _scene.AddAsync(dirk, Seat(dirk, WorkspaceMembership.Direct, ClientScene.Ago(-endsInDays)));
        await _scene.ProjectAsync(dirk, conversations: 40);

        (await _scene.ReadAsync()).ClientConversations.Should().Be(conversations);
    }

    [Fact]
    public async Task Said_by_hand_it_is_read_again_at_the_next_refresh()
    {
        await _scene.ProjectAsync(_scene.Carla, conversations: 40);
        (await _scene.ReadAsync()).ClientConversations.Should().Be(40);
        (await _scene.Database.Get<WorkspacePeople>().PutOnSideAsync(
            Make.Operator,
            new(Guid.CreateVersion7(), _scene.Client.Id, "carla@zwolle.example", Side.Partner, "Hired by the agency"),
            default)).IsDone.Should().BeTrue();

        (await _scene.ReadAsync()).ClientConversations.Should().Be(0);
    }

    private OrganisationMembership Joined(int daysAgo, int? leftDaysAgo = null) => new(
        Guid.CreateVersion7(),
        _scene.Partner.Id,
        _scene.Carla.Id,
        OrganisationRole.Member,
        ClientScene.Ago(daysAgo),
        leftDaysAgo is { } left ? ClientScene.Ago(left) : null);

    private WorkspaceMembership Seat(Person person, string source, DateTimeOffset? expiresAt = null) => new(
        Guid.CreateVersion7(),
        _scene.Client.Id,
        person.Id,
        WorkspaceRole.External,
        source,
        ClientScene.Ago(80),
        deletedAt: null,
        expiresAt);
}
