using FluentAssertions;
using Partners.Console.Tests.Support;
using Partners.Core.Organisations;

namespace Partners.Console.Tests.Organisations;

public sealed class OrganisationDirectoryTests : IAsyncLifetime
{
    private TestDatabase _database = default!;

    private OrganisationDirectory Directory => _database.Get<OrganisationDirectory>();

    public async ValueTask InitializeAsync() => _database = await TestDatabase.CreateAsync();

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Lists_by_name_whatever_its_case_and_accents_and_leaves_out_the_deleted()
    {
        await _database.AddAsync(
            Make.Organisation("Zorggroep"),
            Make.Organisation("Özdemir Advies"),
            Make.Organisation("museum Kade"),
            Make.Deleted());

        (await NamesAsync(new())).Should().Equal("museum Kade", "Özdemir Advies", "Zorggroep");
    }

    [Theory]
    [InlineData("ozd", "Özdemir Advies")]
    [InlineData("DEMIR", "Özdemir Advies")]
    [InlineData("é Z", "Café Zuid")]
    [InlineData("m", "Museum Kade")]
    [InlineData("100%", "100% Zuid_Oost")]
    [InlineData("zuid_", "100% Zuid_Oost")]
    [InlineData("<b>", "<b>Vet</b> & \"co\"")]
    [InlineData("\"co\"", "<b>Vet</b> & \"co\"")]
    [InlineData("' OR 1=1 --", null)]
    [InlineData("* OR name:x", null)]
    public async Task Finds_a_fragment_anywhere_in_a_name_and_takes_every_sign_as_text(string search, string? found)
    {
        await _database.AddAsync(
            Make.Organisation("Özdemir Advies"),
            Make.Organisation("Museum Kade"),
            Make.Organisation("Café Zuid"),
            Make.Organisation("100% Zuid_Oost"),
            Make.Organisation("<b>Vet</b> & \"co\""));

        var page = await Directory.ListAsync(Make.Staff, new(search), default);

        page.Rows.Select(row => row.Name).Should().Equal(found is null ? [] : [found]);
        page.Total.Should().Be(page.Rows.Count);
    }

    [Theory]
    [InlineData("joost@samenspel.example", "Bureau Samenspel")]
    [InlineData("JOOST@", "Bureau Samenspel")]
    [InlineData("@samenspel", "Bureau Samenspel")]
    [InlineData("weg@samenspel.example", null)]
    [InlineData("@ Kade", "Museum @ Kade")]
    public async Task Finds_an_organisation_by_the_address_of_someone_in_it(string search, string? found)
    {
        var (bureau, museum) = (Make.Organisation("Bureau Samenspel"), Make.Organisation("Museum @ Kade"));
        var (joost, gone) = (Make.Person("Joost", "joost@samenspel.example"), Make.Person("Wim", "weg@samenspel.example"));
        await _database.AddAsync(
            bureau,
            museum,
            joost,
            gone,
            Make.Belonging(bureau, joost),
            Make.Belonging(museum, gone, leftAt: FixedClock.Noon));

        (await NamesAsync(new(search))).Should().Equal(found is null ? [] : [found]);
    }

    [Fact]
    public async Task Finds_the_places_of_people_and_then_the_organisations_by_index()
    {
        var memberships = await _database.QueryAsync(db => db.OrganisationMemberships.OfPeople([Guid.Empty]).Distinct().PlanAsync());
        List<Guid> places = [Guid.Empty];
        var organisations = await _database.QueryAsync(db => db.Organisations
            .Where(organisation => organisation.DeletedAt == null && places.Contains(organisation.Id))
            .InOrder(OrganisationOrder.Name, descending: false)
            .Take(25)
            .PlanAsync());

        memberships.Indexes.Should().Contain("IX_OrganisationMemberships_PersonId").And.NotContain(QueryPlan.Table);
        organisations.Indexes.Should().NotContain(QueryPlan.Table);
    }

    [Fact]
    public async Task Shows_tier_and_contact_and_how_many_there_are_without_the_filter()
    {
        var museum = Make.Organisation("Museum Kade");
        var (owner, admin) = (Make.Person("Olga Smeets", "olga@kade.example"), Make.Person("Ad Vos", "ad@kade.example"));
        await _database.AddAsync(
            museum,
            Make.Organisation("Zorggroep"),
            owner,
            admin,
            Make.Belonging(museum, admin, OrganisationRole.Admin),
            Make.Belonging(museum, owner),
            Make.Pooled(museum));

        var page = await Directory.ListAsync(Make.Staff, new("museum"), default);

        (page.Total, page.All).Should().Be((1, 2));
        page.Rows.Select(row => (row.Tier, row.Contact)).Should().Equal(("Changemaker", "Olga Smeets"));
    }

    [Theory]
    [InlineData(1_000, false, null)]
    [InlineData(1_001, false, "More than 1,000 match.*")]
    [InlineData(1_000, true, null)]
    [InlineData(1_001, true, "More than 1,000 match.*")]
    public async Task Counts_no_further_than_anybody_pages(int organisations, bool partnersOnly, string? notice)
    {
        await _database.ByHandAsync($"""
            WITH RECURSIVE "Number" ("N") AS (SELECT 1 UNION ALL SELECT "N" + 1 FROM "Number" WHERE "N" < {organisations})
            INSERT INTO "Organisations" ("Id", "Name", "NameKey", "IsPartner", "CreatedAt", "Version")
            SELECT randomblob(16), 'Gemeente ' || "N", 'gemeente ' || "N", 1, 0, 1 FROM "Number"
            """);

        var found = await Directory.ListAsync(Make.Staff, new("meent", partnersOnly, PageSize: 1), default);

        found.Total.Should().Be(1_000);
        if (notice is null)
        {
            found.Notice.Should().BeNull();
        }
        else
        {
            found.Notice.Should().Match(notice);
        }
    }

    [Fact]
    public async Task Finds_what_matches_many_in_the_lists_own_order()
    {
        await _database.AddAsync(Enumerable.Range(0, 1_200).Select(number => Make.Organisation($"Gemeente {number:0000}")));
        await _database.AddAsync(Make.Organisation("Provincie"));

        var page = await Directory.ListAsync(Make.Staff, new("emeent", Descending: true, Page: 2, PageSize: 10), default);

        (page.Total, page.Rows[0].Name).Should().Be((1_000, "Gemeente 1189"));
    }

    [Fact]
    public async Task Says_that_a_search_of_10_000_characters_is_too_long()
    {
        var page = await Directory.ListAsync(Make.Staff, new(new string('a', 10_000)), default);

        page.Notice.Should().Be("A search may have 200 characters at most. This one has 10,000.");
        page.Rows.Should().BeEmpty();
    }

    [Fact]
    public async Task Shows_the_last_page_where_a_later_one_was_asked_for_and_says_so()
    {
        await _database.AddAsync(Enumerable.Range(0, 30).Select(number => Make.Organisation($"Organisatie {number:00}")));

        var page = await Directory.ListAsync(Make.Staff, new(Page: 9_999), default);

        (page.Page, page.Rows.Count, page.Notice).Should().Be((2, 5, "There is no page 9,999. This is the last one, page 2."));
    }

    [Theory]
    [InlineData(OrganisationOrder.Name)]
    [InlineData(OrganisationOrder.Partner)]
    [InlineData(OrganisationOrder.ExternalWorkspaces)]
    [InlineData(OrganisationOrder.Created)]
    public async Task Shows_each_row_on_exactly_one_page_in_every_order(OrganisationOrder order)
    {
        var same = FixedClock.Noon.AddYears(-1);
        await _database.AddAsync(
            Enumerable.Range(0, 23).Select(number => number % 3 == 0 ? Make.PlatformPartner("Zelfde") : Make.Organisation("Zelfde", same)));

        foreach (var descending in (bool[])[false, true])
        {
            var seen = new List<Guid>();
            for (var number = 1; number <= 5; number++)
            {
                seen.AddRange(
                    (await Directory.ListAsync(
                        Make.Staff,
                        new(Order: order, Descending: descending, Page: number, PageSize: 5),
                        default)).Rows
                        .Select(row => row.Id));
            }

            seen.Should().HaveCount(23).And.OnlyHaveUniqueItems();
        }
    }

    [Fact]
    public async Task Counts_live_external_client_workspaces_and_open_deals()
    {
        var partner = Make.PlatformPartner();
        var (one, other) = (Make.Client(partner, "Een"), Make.Client(partner, "Twee"));
        await _database.AddAsync(
            partner,
            one,
            other,
            Make.Deal(partner, one),
            Make.Deal(partner, other, expiresOn: _database.Today.AddDays(-1)),
            Make.Deal(partner, null, expiresOn: _database.Today));

        var row = (await Directory.ListAsync(Make.Staff, new(PartnersOnly: true), default)).Rows.Should().ContainSingle().Subject;

        (row.ExternalWorkspaces, row.OpenDeals).Should().Be((2, 2), "one of the three deals expired yesterday");
    }

    [Fact]
    public async Task Keeps_its_totals_through_every_way_of_writing()
    {
        var organisation = Make.Organisation("Eerst");
        await _database.AddAsync(organisation, Make.PlatformPartner("Twee"), Make.Deleted());
        await _database.ByHandAsync("""UPDATE "Organisations" SET "IsPartner" = 1 WHERE "Name" = 'Eerst'""");
        (await Directory.ListAsync(Make.Staff, new(PartnersOnly: true), default)).Total.Should().Be(2);

        await _database.ByHandAsync("""UPDATE "Organisations" SET "DeletedAt" = 1 WHERE "Name" = 'Eerst'""");
        (await Directory.ListAsync(Make.Staff, new(), default)).Total.Should().Be(1);
        (await Directory.ListAsync(Make.Staff, new("eers"), default)).Total.Should().Be(0);
    }

    [Fact]
    public async Task Lists_the_three_anomalies_and_filters_by_each()
    {
        var (withoutFlag, ended, none) = (
            Make.Organisation("Zonder vlag"),
            Make.Organisation("Afgelopen"),
            Make.PlatformPartner("Zonder overeenkomst"));
        await _database.AddAsync(withoutFlag, ended, none, Make.Client(withoutFlag), Make.Organisation("Gewoon"));
        await _database.Get<PartnerToggle>().MakePartnerAsync(
            Make.Staff,
            Make.MakePartner(ended, Make.Agreement(endsOn: _database.Today)),
            default);
        _database.Clock.Now += TimeSpan.FromDays(1);

        (await Directory.AnomaliesAsync(Make.Staff, default)).Should().Equal(
            new AnomalyCount(Anomaly.ClientsWithoutFlag, 1),
            new AnomalyCount(Anomaly.AgreementEnded, 1),
            new AnomalyCount(Anomaly.FlagWithoutAgreement, 1));
        (await NamesAsync(new(Anomaly: Anomaly.ClientsWithoutFlag))).Should().Equal("Zonder vlag");
        (await NamesAsync(new(Anomaly: Anomaly.AgreementEnded))).Should().Equal("Afgelopen");
        (await NamesAsync(new(Anomaly: Anomaly.FlagWithoutAgreement))).Should().Equal("Zonder overeenkomst");
    }

    [Theory]
    [InlineData(OrganisationOrder.Name, false, "IX_Organisations_Live_Name")]
    [InlineData(OrganisationOrder.Partner, false, "IX_Organisations_Live_Partner")]
    [InlineData(OrganisationOrder.ExternalWorkspaces, false, "IX_Organisations_Live_Clients")]
    [InlineData(OrganisationOrder.Created, false, "IX_Organisations_Live_Created")]
    [InlineData(OrganisationOrder.Name, true, "IX_Organisations_Partner_Name")]
    [InlineData(OrganisationOrder.ExternalWorkspaces, true, "IX_Organisations_Partner_Clients")]
    [InlineData(OrganisationOrder.Created, true, "IX_Organisations_Partner_Created")]
    public async Task Walks_an_index_for_every_order_and_sorts_nothing(OrganisationOrder order, bool partnersOnly, string index)
    {
        foreach (var descending in (bool[])[false, true])
        {
            var plan = await _database.QueryAsync(db => db.Organisations
                .Where(organisation => organisation.DeletedAt == null && (!partnersOnly || organisation.IsPartner))
                .InOrder(order, descending)
                .Take(25)
                .PlanAsync());

            plan.ShouldWalk(index);
        }
    }

    [Theory]
    [InlineData(Anomaly.ClientsWithoutFlag, "IX_Organisations_Anomaly")]
    [InlineData(Anomaly.FlagWithoutAgreement, "IX_Organisations_Anomaly")]
    [InlineData(Anomaly.AgreementEnded, "IX_Organisations_AgreementEnds")]
    public async Task Finds_each_anomaly_by_its_index(Anomaly anomaly, string index)
    {
        var plan = await _database.QueryAsync(db => db.Organisations
            .Where(anomaly.Condition(db, _database.Today))
            .OrderBy(organisation => organisation.NameKey)
            .ThenBy(organisation => organisation.Id)
            .Select(organisation => organisation.Id)
            .PlanAsync());

        plan.Indexes.Should().Contain(index).And.NotContain(QueryPlan.Table);
    }

    private async Task<IEnumerable<string>> NamesAsync(OrganisationQuery query) =>
        (await Directory.ListAsync(Make.Staff, query, default)).Rows.Select(row => row.Name);
}
