using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Partners.Console.Tests.Support;
using Partners.Core.Access;
using Partners.Core.ExternalLed;
using Partners.Core.Referrals;
using Partners.Core.Values;

namespace Partners.Console.Tests.ExternalLed;

public sealed class PartnerClientsTests : IAsyncLifetime
{
    private readonly PipelineScene _scene = new();
    private TestDatabase _database = default!;

    private PartnerClients All => _database.Get<PartnerClients>();

    public async ValueTask InitializeAsync() => _database = await TestDatabase.CreateAsync();

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Lists_every_client_of_the_partner_by_score_listed_or_not()
    {
        var van = Make.PlatformPartner("Van Dijk Advies");
        var deal = _scene.Listed(
            "Gemeente Ede",
            Signal.DrivesUsage | Signal.ActsAsOwner,
            work: card => card.Assign(PipelineScene.Owner(Make.Staff)));
        _scene.Listed(
            "Gemeente Zwolle",
            Signal.DrivesUsage | Signal.CreatedOrganisation | Signal.InvitesPeople,
            work: card => card.Snooze(null, PipelineScene.Reading(Signal.None)));
        _scene.Listed("Gemeente Urk", Signal.InvitesPeople);
        _scene.Listed("Gemeente Elders", partner: van);
        await _scene.SaveAsync(_database, van, _scene.Deal(deal, new Money(500_00), new DateOnly(2026, 12, 1)));

        var listing = await ListAsync();

        listing.Rows.Select(client => (client.Client, client.Score, client.Signals, client.Place, client.OwnerName)).Should().Equal(
            ("Gemeente Zwolle", 100, Signal.DrivesUsage | Signal.CreatedOrganisation | Signal.InvitesPeople, CardPlace.Snoozed, null),
            ("Gemeente Ede", 60, Signal.DrivesUsage | Signal.ActsAsOwner, CardPlace.Signalled, Make.Staff.Name),
            ("Gemeente Urk", 20, Signal.InvitesPeople, null, null));
        listing.Rows[1].Deal.Should().Match<CandidateDeal>(found =>
            found.CapLeft == new Money(500_00) && found.LastDay == new DateOnly(2026, 12, 1) && found.Status == DealStatus.NearExpiry);
        (listing.Total, listing.Unread, listing.Notice).Should().Be((3, 0, null));
    }

    [Fact]
    public async Task Counts_apart_what_no_refresh_has_read_and_leaves_out_what_was_removed_since()
    {
        _scene.Listed();
        var gone = _scene.Listed("Gemeente Weg");
        await _scene.SaveAsync(_database, Make.Client(_scene.Partner, dataOwner: "Gemeente Nieuw"), Make.Internal(_scene.Partner));
        await _database.QueryAsync(db => db.Workspaces
            .Where(workspace => workspace.Id == gone.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(workspace => workspace.DeletedAt, FixedClock.Noon)));

        var listing = await ListAsync();

        listing.Rows.Should().ContainSingle().Which.Client.Should().Be("Gemeente Zwolle");
        (listing.Total, listing.Unread).Should().Be((1, 1));
        (await All.FindAsync(Make.Staff, gone.Id, default)).Should().BeNull();
    }

    [Fact]
    public async Task Comes_by_the_page_and_a_page_beyond_the_last_is_the_last()
    {
        for (var i = 0; i < 5; i++)
        {
            _scene.Listed($"Gemeente {i}");
        }

        await _scene.SaveAsync(_database);
        var pages = new[] { await ListAsync(1, 2), await ListAsync(2, 2), await ListAsync(9, 2) };

        pages.SelectMany(page => page.Rows).Select(client => client.WorkspaceId).Should().OnlyHaveUniqueItems().And.HaveCount(5);
        (pages[2].Page, pages[2].Notice).Should().Be((3, "There is no page 9. This is the last one, page 3."));
    }

    [Fact]
    public async Task Finds_one_client_as_the_list_shows_it()
    {
        var ede = _scene.Listed("Gemeente Ede", Signal.CreatedOrganisation);
        await _scene.SaveAsync(_database, _scene.Deal(ede));

        (await All.FindAsync(Make.Staff, ede.Id, default)).Should().BeEquivalentTo((await ListAsync()).Rows.Single()).And.NotBeNull();
        (await All.FindAsync(Make.Staff, Guid.NewGuid(), default)).Should().BeNull();
    }

    [Fact]
    public async Task Walks_an_index_to_its_page()
    {
        var plan = await _database.QueryAsync(db => PartnerClients.ByScore(db, Guid.NewGuid()).Take(25).PlanAsync());

        plan.ShouldWalk("IX_PipelineEntries_Partner");
    }

    [Fact]
    public async Task The_clients_that_show_a_deal_are_looked_up()
    {
        var plan = await _database.QueryAsync(db => ClientDeals.Showing(db, [Guid.NewGuid(), Guid.NewGuid()]).PlanAsync());

        plan.Indexes.Should().Contain("IX_PipelineEntries_Deal").And.NotContain(QueryPlan.Table);
    }

    [Fact]
    public async Task The_other_deals_of_a_client_are_looked_up()
    {
        Guid[] workspaces = [Guid.NewGuid(), Guid.NewGuid()];
        var plan = await _database.QueryAsync(db => ClientDeals.Others(db, workspaces, [Guid.NewGuid()], _database.Today).PlanAsync());

        plan.Indexes.Should().Contain(index => index.StartsWith("IX_Deals_", StringComparison.Ordinal)).And.NotContain(QueryPlan.Table);
    }

    [Fact]
    public async Task Nobody_reads_it_without_leave()
    {
        await FluentActions.Awaiting(() => All.ListAsync(Make.Nobody, _scene.Partner.Id, 1, 25, default))
            .Should().ThrowAsync<NotPermittedException>();
        await FluentActions.Awaiting(() => All.FindAsync(Make.Nobody, _scene.Partner.Id, default))
            .Should().ThrowAsync<NotPermittedException>();
    }

    private Task<PartnerClientListing> ListAsync(int page = 1, int size = 25) =>
        All.ListAsync(Make.Staff, _scene.Partner.Id, page, size, default);
}
