using FluentAssertions;
using Partners.Console.Tests.Support;
using Partners.Core.Access;
using Partners.Core.Handoffs;
using Partners.Core.Organisations;
using Partners.Core.Referrals;
using Partners.Core.Search;
using Partners.Core.Workspaces;

namespace Partners.Console.Tests.Search;

public sealed class EverywhereSearchTests : IAsyncLifetime
{
    private TestDatabase _database = default!;

    private EverywhereSearch Search => _database.Get<EverywhereSearch>();

    public async ValueTask InitializeAsync() => _database = await TestDatabase.CreateAsync();

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Puts_exact_matches_first_then_beginnings_then_words_then_the_middle_of_words()
    {
        await _database.AddAsync(
            Make.Organisation("Hedel"),
            Make.Organisation("Gemeente Ede"),
            Make.Organisation("Edelsmid"),
            Make.Organisation("Ede"),
            Make.Organisation("Nergens"));

        (await FindAsync("ede")).Rows.Cast<FoundOrganisation>().Select(row => (row.Name, row.Rank)).Should().Equal(
            ("Ede", MatchRank.Exact),
            ("Edelsmid", MatchRank.Prefix),
            ("Gemeente Ede", MatchRank.WordPrefix),
            ("Hedel", MatchRank.Anywhere));
    }

    [Fact]
    public async Task Shows_five_of_a_kind_and_the_best_of_many()
    {
        await _database.AddAsync(Enumerable.Range(0, 30).Select(number => Make.Organisation($"Stichting Zwolle {number:00}")));
        await _database.AddAsync(Enumerable.Range(0, 30).Select(number => Make.Organisation($"Zwolle {number:00}")));
        await _database.AddAsync(Make.Organisation("Zwolle"));

        (await FindAsync("zwolle")).Rows
            .Cast<FoundOrganisation>()
            .Select(row => row.Name)
            .Should().Equal("Zwolle", "Zwolle 00", "Zwolle 01", "Zwolle 02", "Zwolle 03");
    }

    [Fact]
    public async Task Finds_each_kind_by_each_of_its_names()
    {
        var (partner, workspace, person) = await PopulateAsync();

        foreach (var (text, kinds) in ((string, FoundKind[])[])
        [
            ("özdemir adv", [FoundKind.Organisation, FoundKind.Deal, FoundKind.Handoff]),
            ("woonv", [FoundKind.Workspace, FoundKind.Handoff]),
            ("zwol", [FoundKind.Workspace, FoundKind.Deal, FoundKind.Person, FoundKind.Handoff]),
            ("carla bos", [FoundKind.Person]),
            ("griffie@", [FoundKind.Person]),
        ])
        {
            (await FindAsync(text)).Rows.Select(row => row.Kind).Should().Equal(kinds, text);
        }

        (await FindAsync("carla")).Rows.Should().ContainSingle().Which.Should().BeEquivalentTo(
            new FoundPerson(
                person.Id,
                "Carla Bos",
                "griffie@zwolle.example",
                [new(workspace.Id, "Woonvisie", null, WorkspaceRole.Observer)])
            {
                Rank = MatchRank.Prefix,
            });
        (await FindAsync("woonvisie")).Rows[0].Should().Be(new FoundWorkspace(
            workspace.Id,
            "Woonvisie",
            "Gemeente Zwolle",
            partner.Name,
            UsageContext.External)
        {
            Rank = MatchRank.Exact,
        });
        (await FindAsync("zwolle")).Rows
            .OfType<FoundDeal>()
            .Single()
            .Should().Match<FoundDeal>(deal =>
                deal.Partner == partner.Name && deal.Client == "Gemeente Zwolle" && deal.Status == DealStatus.Active);
        (await FindAsync("zwolle")).Rows
            .OfType<FoundHandoff>()
            .Single()
            .Should().Match<FoundHandoff>(handoff =>
                handoff.Partner == partner.Name && handoff.Client == null && handoff.Status == HandoffStatus.Draft);
    }

    [Fact]
    public async Task A_kind_with_an_exact_match_stands_before_the_others()
    {
        await PopulateAsync();
        await _database.AddAsync(Make.Organisation("Griffie@zwolle.example en anderen"));

        (await FindAsync("GRIFFIE@zwolle.example")).Rows.Select(row => row.Kind).Should().Equal(FoundKind.Person, FoundKind.Organisation);
    }

    [Fact]
    public async Task Finds_a_handoff_by_what_its_new_client_is_to_be_called()
    {
        var partner = Make.PlatformPartner();
        var workspace = Make.Client(partner);
        await _database.AddAsync(partner, workspace);
        var begun =
            (await _database.Get<HandoffDrafts>().BeginAsync(Make.Operator, new(Guid.CreateVersion7(), workspace.Id), default)).Value!;
        await _database.Get<HandoffDrafts>().SaveAsync(
            Make.Operator,
            new(Guid.CreateVersion7(), begun.HandoffId, begun.Version, new HandoffPlan { Client = new(NewName: "Ráád van Ede") }),
            default);

        foreach (var text in (string[])["raad van ede", "ede", "ra", "aad"])
        {
            (await FindAsync(text)).Rows.OfType<FoundHandoff>().Should().ContainSingle(text).Which.Client.Should().Be("Ráád van Ede");
        }

        (await FindAsync("de")).Rows.OfType<FoundHandoff>().Should().BeEmpty("two letters find what begins with them");
    }

    [Fact]
    public async Task Leads_a_person_to_the_organisations_they_belong_to_and_says_where_they_left_all()
    {
        var (one, other, gone) = (Make.Organisation("Eerst"), Make.Organisation("Tweede"), Make.Deleted());
        var (member, left) = (Make.Person("Pim Smit", "pim@eerst.example"), Make.Person("Pien Smit", "pien@eerst.example"));
        await _database.AddAsync(
            one,
            other,
            gone,
            member,
            left,
            Make.Belonging(one, member),
            Make.Belonging(other, member, OrganisationRole.Member),
            Make.Belonging(gone, member),
            Make.Belonging(one, left, leftAt: FixedClock.Noon));

        var found = (await FindAsync("smit")).Rows.Cast<FoundPerson>().ToList();

        found.Select(person => person.Name).Should().Equal("Pien Smit", "Pim Smit");
        found[0].Places.Should().BeEmpty();
        found[1].Places.Should().BeEquivalentTo([
            new FoundPlace(one.Id, "Eerst", OrganisationRole.Owner, null),
            new FoundPlace(other.Id, "Tweede", OrganisationRole.Member, null),
        ]);
    }

    [Theory]
    [InlineData("z", "Zeynep Özdemir", "Zorg")]
    [InlineData("öz", "Zeynep Özdemir")]
    [InlineData("rg")]
    [InlineData("   ")]
    [InlineData("")]
    [InlineData(null)]
    public async Task One_or_two_letters_find_what_begins_with_them(string? text, params string[] names)
    {
        var organisation = Make.Organisation("Zorg");
        var person = Make.Person("Zeynep Özdemir", "info@zorg.example");
        await _database.AddAsync(organisation, person, Make.Belonging(organisation, person));

        (await FindAsync(text)).Rows
            .Select(row => row is FoundPerson found ? found.Name : ((FoundOrganisation)row).Name)
            .Should().BeEquivalentTo(names);
    }

    [Theory]
    [InlineData("100%")]
    [InlineData("zuid_o")]
    [InlineData("<b>vet")]
    [InlineData("& \"co\"")]
    [InlineData("o'brien*")]
    [InlineData("(a OR b)")]
    public async Task Takes_every_sign_as_text(string text)
    {
        string[] names = ["100% Zuid_Oost", "1000 Zuidoost", "<b>Vet</b> & \"co\"", "O'Brien* (a OR b)"];
        foreach (var name in names)
        {
            var partner = Make.Organisation(name);
            var person = Make.Person(name, "info@voorbeeld.example");
            await _database.AddAsync(partner, Make.Internal(partner, name), person, Make.Deal(partner, workspace: null));
        }

        var expected = names.Single(name => name.Contains(text, StringComparison.OrdinalIgnoreCase));

        (await FindAsync(text)).Rows.Select(row => row switch
        {
            FoundOrganisation found => found.Name,
            FoundWorkspace found => found.Name,
            FoundPerson found => found.Name,
            FoundDeal found => found.Partner,
            _ => string.Empty,
        }).Should().Equal(expected, expected, expected, expected);
    }

    [Theory]
    [InlineData("' OR 1=1 --")]
    [InlineData("* OR name:x")]
    [InlineData("\"")]
    [InlineData("\"\"\"")]
    [InlineData("zw\0\0le")]
    [InlineData("carla\n griffie")]
    [InlineData("😀😀")]
    public async Task Finds_nothing_by_what_stands_nowhere(string text)
    {
        await PopulateAsync();

        (await FindAsync(text)).Should().BeEquivalentTo(new SearchAnswer([], null));
    }

    [Fact]
    public async Task Says_that_a_search_of_10_000_characters_is_too_long() =>
        (await FindAsync(new string('a', 10_000))).Should().BeEquivalentTo(new SearchAnswer(
            [],
            "A search may have 200 characters at most. This one has 10,000."));

    [Fact]
    public async Task Recalls_what_was_found_before_as_it_is_now_in_the_order_asked()
    {
        var (partner, workspace, person) = await PopulateAsync();
        var gone = Make.Deleted();
        await _database.AddAsync(gone);

        var found = await Search.RecallAsync(
            Make.Staff,
            [
                new(FoundKind.Person, person.Id),
                new(FoundKind.Organisation, gone.Id),
                new(FoundKind.Workspace, Guid.NewGuid()),
                new(FoundKind.Workspace, workspace.Id),
                new(FoundKind.Organisation, partner.Id),
                new(FoundKind.Person, person.Id),
            ],
            default);

        found.Select(row => row.Id).Should().Equal(person.Id, workspace.Id, partner.Id);
    }

    [Fact]
    public async Task Recalls_twelve_people_with_one_query_for_each_kind_of_place()
    {
        var statements = new StatementFault();
        await using var database = await TestDatabase.CreateAsync(statements.Set);
        var partner = Make.PlatformPartner();
        var workspace = Make.Client(partner);
        var people = Enumerable.Range(0, EverywhereSearch.MostRecalled)
            .Select(number => Make.Person($"Gast {number}", $"gast{number}@zwolle.example")).ToList();
        await database.AddAsync(
        [
            partner,
            workspace,
            .. people,
            .. people.Take(6).Select(person => Make.Belonging(partner, person)),
            .. people.Skip(6).Select(person => Make.Seat(workspace, person, WorkspaceRole.Observer)),
        ]);
        var references = people.Select(person => new FoundReference(FoundKind.Person, person.Id)).ToList();
        statements.BreakAt(null);

        var found = await database.Get<EverywhereSearch>().RecallAsync(Make.Staff, references, default);

        found.Cast<FoundPerson>().Select(person => person.Places.Single().Id)
            .Should().Equal(Enumerable.Repeat(partner.Id, 6).Concat(Enumerable.Repeat(workspace.Id, 6)));
        statements.Sent.Should().Be(3, "one for the people, one for their organisations and one for their workspaces");
    }

    [Fact]
    public async Task Nobody_without_leave_searches_or_recalls()
    {
        await FluentActions.Awaiting(() => Search.FindAsync(Make.Nobody, "zwolle", default)).Should().ThrowAsync<NotPermittedException>();
        await FluentActions.Awaiting(() => Search.RecallAsync(Make.Nobody, [], default)).Should().ThrowAsync<NotPermittedException>();
    }

    private Task<SearchAnswer> FindAsync(string? text) => Search.FindAsync(Make.Staff, text, default);

    private async Task<(Organisation Partner, Workspace Workspace, Person Person)> PopulateAsync()
    {
        var partner = Make.PlatformPartner("Özdemir Advies");
        var workspace = Make.Client(partner);
        var person = Make.Person("Carla Bos", "griffie@zwolle.example");
        await _database.AddAsync(
            partner,
            workspace,
            person,
            Make.Seat(workspace, person, WorkspaceRole.Observer),
            Make.Deal(partner, workspace),
            Make.Handoff(partner, workspace));
        return (partner, workspace, person);
    }
}
