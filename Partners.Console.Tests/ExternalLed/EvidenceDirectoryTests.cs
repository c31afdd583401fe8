using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Partners.Console.Tests.Support;
using Partners.Core.Access;
using Partners.Core.ExternalLed;
using Partners.Core.Organisations;
using Partners.Core.Workspaces;

namespace Partners.Console.Tests.ExternalLed;

/// <summary>Over random records: every figure of a reading matches the records listed beside it.</summary>
public sealed class EvidenceDirectoryTests : IAsyncLifetime
{
    private ClientScene _scene = default!;

    public static TheoryData<int> Seeds => [1, 2, 3, 4, 5, 6];

    private EvidenceDirectory Directory => _scene.Database.Get<EvidenceDirectory>();

    private Guid Client => _scene.Client.Id;

    public async ValueTask InitializeAsync() => _scene = await ClientScene.CreateAsync();

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Each_figure_is_the_number_of_what_is_listed(int seed)
    {
        await LiveAsync(new Random(seed));
        await _scene.RefreshAsync();

        var found = await FindAsync();

        found.Reading.Should().BeEquivalentTo((await _scene.StandingAsync(Client)).Reading(new()), "the refresh has read the same");
        (
            found.Reading[Signal.InvitesPeople].Count,
            found.Reading[Signal.ActsAsOwner].Count,
            found.Reading[Signal.CreatedOrganisation].Count)
            .Should().Be((found.Evidence.Invites.Count, found.Evidence.OwnerActs.Count, found.Evidence.Organisations.Count));
        found.Evidence.Invites.Select(invite => invite.Email.ToUpperInvariant()).Should().OnlyHaveUniqueItems();
        found.Evidence.OwnerActs.Select(act => (act.Kind, act.Record)).Should().OnlyHaveUniqueItems();
        foreach (var (signal, moments) in new[]
        {
            (Signal.InvitesPeople, found.Evidence.Invites.Select(invite => invite.At)),
            (Signal.ActsAsOwner, found.Evidence.OwnerActs.Select(act => act.At)),
            (Signal.CreatedOrganisation, found.Evidence.Organisations.Select(organisation => organisation.At)),
        })
        {
            moments.Should().OnlyContain(at => at >= found.Window.Begins && at < found.Window.Ends);
            found.Reading[signal].Latest.Should().Be(moments.Max());
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task The_share_is_that_of_the_conversations_which_are_listed(int seed)
    {
        await LiveAsync(new Random(seed));
        await _scene.RefreshAsync();

        var found = await FindAsync();
        var (all, theirs) = (await AllAsync(theirs: false), await AllAsync(theirs: true));

        var figures = found.Reading[Signal.DrivesUsage];
        (figures.Count, figures.Of).Should().Be((theirs.Count, all.Count));
        figures.Latest.Should().Be(theirs.Max(conversation => conversation.At));
        theirs.Should().BeEquivalentTo(all.Where(conversation => conversation.Creator is not null));
        all.Should().BeInDescendingOrder(conversation => conversation.At)
            .And.OnlyContain(conversation => conversation.At >= found.Window.Begins && conversation.At < found.Window.Ends);
        foreach (var project in found.Evidence.Projects)
        {
            var recorded = await AllAsync(theirs: false, project.Id);
            (recorded.Count, recorded.Count == 0 ? null : recorded.Max(conversation => (DateTimeOffset?)conversation.At))
                .Should().Be((project.Conversations, project.Latest));
            recorded.Should().NotContain(conversation => conversation.Creator != project.Creator || conversation.Project != project.Name);
        }
    }

    [Fact]
    public async Task The_window_is_that_of_the_last_refresh_and_of_today_before_the_first()
    {
        (await FindAsync()).Window.Through.Should().Be(Clients.Today);

        await _scene.RefreshAsync(Clients.Today.AddDays(-7));

        (await FindAsync()).Window.Through.Should().Be(Clients.Today.AddDays(-7));
    }

    [Fact]
    public async Task What_came_since_the_refresh_is_evidence_already_and_the_card_is_as_it_was_read()
    {
        await _scene.AddAsync(ClientScene.Founded(_scene.Carla, daysAgo: 3));
        await _scene.RefreshAsync();
        await _scene.ProjectAsync(_scene.Carla, conversations: 12);

        var found = await FindAsync();

        (found.Reading.Score, found.Card!.Reading.Score).Should().Be((80, 40));
    }

    [Fact]
    public async Task There_is_no_evidence_of_a_workspace_that_is_internal_removed_or_unknown()
    {
        var (own, gone) = (Make.Internal(_scene.Partner), Make.Removed(Make.Client(_scene.Partner, "Weg")));
        await _scene.AddAsync(own, gone);

        foreach (var id in (Guid[])[own.Id, gone.Id, Guid.NewGuid()])
        {
            (await Directory.FindAsync(Make.Staff, id, default)).Should().BeNull();
        }
    }

    [Fact]
    public async Task A_page_of_conversations_beyond_the_last_is_the_last_and_says_so()
    {
        await _scene.ProjectAsync(_scene.Carla, conversations: 7);

        var listing = await Directory.ConversationsAsync(Make.Staff, Client, theirs: true, projectId: null, page: 9, pageSize: 5, default);

        (listing.Rows.Count, listing.Total, listing.Page, listing.Notice)
            .Should().Be((2, 7, 2, "There is no page 9. This is the last one, page 2."));
    }

    [Fact]
    public async Task Nobody_reads_it_without_leave()
    {
        await FluentActions.Awaiting(() => Directory.FindAsync(Make.Nobody, Client, default)).Should().ThrowAsync<NotPermittedException>();
        await FluentActions.Awaiting(() => Directory.ConversationsAsync(Make.Nobody, Client, false, null, 1, 50, default))
            .Should().ThrowAsync<NotPermittedException>();
    }

    private async Task<CandidateEvidence> FindAsync() => (await Directory.FindAsync(Make.Staff, Client, default))!;

    /// <summary>All rows, read in pages too small for them.</summary>
    private async Task<IReadOnlyList<ConversationRecord>> AllAsync(bool theirs, Guid? project = null)
    {
        var rows = new List<ConversationRecord>();
        for (var page = 1; ; page++)
        {
            var listing = await Directory.ConversationsAsync(Make.Staff, Client, theirs, project, page, pageSize: 7, default);
            rows.AddRange(listing.Rows);
            if (rows.Count >= listing.Total)
            {
                rows.Select(row => row.Id).Should().OnlyHaveUniqueItems().And.HaveCount(listing.Total);
                return rows;
            }
        }
    }

    /// <summary>
    /// Some months in which everyone does something: inside and before the window, in the workspace and elsewhere, repeated, and undone.
    /// </summary>
    private async Task LiveAsync(Random random)
    {
        var chris = Make.Person("Chris Vos", "chris@zwolle.example");
        var left = Make.Person("Lotte Weg", "lotte@zwolle.example");
        var elsewhere = Make.Client(_scene.Partner, "Elders", "Gemeente Ede");
        var seat = Make.Seat(_scene.Client, chris, WorkspaceRole.Admin);
        await _scene.AddAsync(
            chris,
            left,
            elsewhere,
            seat,
            Make.Seat(_scene.Client, left, WorkspaceRole.Member, leftAt: ClientScene.Ago(30)));
        Person[] people = [_scene.Carla, chris, left, _scene.Pim];
        await _scene.ProjectAsync(_scene.Carla, conversations: 1);
        await _scene.AddAsync([_scene.Sent("altijd@zwolle.example", _scene.Carla), ClientScene.Founded(_scene.Carla, daysAgo: 9)]);
        for (var i = random.Next(2, 9); i > 0; i--)
        {
            await _scene.ProjectAsync(
                Anyone(),
                random.Next(12),
                random.Next(200),
                random.Next(6) == 0 ? ClientScene.Ago(1) : null,
                random.Next(6) == 0 ? elsewhere : null);
        }

        var projects = await _scene.Database.QueryAsync(db => db.Projects.AsNoTracking().ToListAsync());
        await _scene.AddAsync([
            .. Enumerable.Range(0, random.Next(40)).Select(_ =>
                ClientScene.Recorded(projects[random.Next(projects.Count)], random.Next(-2, 180))),
            .. Enumerable.Range(0, random.Next(8)).Select(_ => _scene.Sent(
                random.Next(2) == 0 ? $"Collega{random.Next(3)}@zwolle.example" : $"collega{random.Next(3)}@zwolle.example",
                Anyone(),
                random.Next(120),
                random.Next(6) == 0 ? ClientScene.Ago(1) : null)),
            .. Enumerable.Range(0, random.Next(8)).Select(_ => _scene.Did(
                Activity.Update,
                random.Next(2) == 0 ? Activity.Workspace : Activity.WorkspaceMembership,
                random.Next(4) switch { 0 => elsewhere.Id, 1 => seat.Id, 2 => _scene.CarlasSeat.Id, _ => Client },
                ClientScene.Ago(random.Next(120)),
                Anyone().DirectusUserId)),
            .. Enumerable.Range(0, random.Next(4)).Select(_ => ClientScene.Founded(Anyone(), random.Next(150))),
        ]);

        Person Anyone() => people[random.Next(people.Length)];
    }
}
