using System.Text.Json;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Partners.Console.Tests.MadeUp;
using Partners.Console.Tests.Support;
using Partners.Core.ExternalLed;
using Partners.Core.Organisations;
using Partners.Core.Outbox;
using Partners.Core.Platform;
using Partners.Core.Referrals;
using Partners.Core.Today;
using Partners.Core.Values;

namespace Partners.Console.Tests.Today;

/// <summary>Each number on Today is the total of the list it links to, over the demonstration.</summary>
public sealed class OverviewTests : IAsyncLifetime
{
    private DemoDatabase _database = null!;
    private TodayFigures _today = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await DemonstrationWorld.LoadedAsync();
        _today = await _database.Get<Overview>().FindAsync(DemoDatabase.Operator, Cancel);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Deals_that_end_within_sixty_days() =>
        _today.Ending.Deals.Should().Be((await LedgerAsync(EndingDeals.Query)).Totals.Deals).And.BeGreaterThan(3);

    [Fact]
    public async Task Deals_near_their_cap_and_those_that_reached_it()
    {
        _today.Capped.NearCap.Should().Be((await LedgerAsync(CappedDeals.NearQuery)).Totals.Deals).And.BePositive();
        _today.Capped.CapReached.Should().Be((await LedgerAsync(CappedDeals.ReachedQuery)).Totals.Deals).And.BePositive();
    }

    [Fact]
    public async Task What_is_to_pay_and_the_credits_apart_each_to_how_many_partners()
    {
        var partners = await _database.Get<Statements>().OwedAsync(DemoDatabase.Operator, new(PageSize: OwedQuery.LargestPage), Cancel);
        var (toPay, credits) = (
            partners.Rows.Where(partner => partner.ToPay > Money.Zero).ToList(),
            partners.Rows.Where(partner => partner.Credit > Money.Zero).ToList());

        _today.Owed.Should().Be(new OwedToday(
            Money.Sum(toPay.Select(partner => partner.ToPay)),
            toPay.Count,
            Money.Sum(credits.Select(partner => partner.Credit)),
            credits.Count));
        (_today.Owed.ToPay, _today.Owed.Credits).Should().Be((partners.Totals.ToPay, partners.Totals.Credits));
        var grid = (await LedgerAsync(new())).Totals;
        (_today.Owed.ToPay, _today.Owed.Credits).Should().Be((grid.ToPay, grid.Credits), "the ledger's totals say the same");
    }

    [Fact]
    public async Task Kickback_of_the_last_twelve_months_is_the_sum_of_their_lines()
    {
        await using var db = _database.Open();
        var lines = await db.LedgerLines.ToListAsync(Cancel);

        _today.Kickback.Months.Should().HaveCount(12);
        _today.Kickback.Months[^1].Month.Should().Be(Month.Of(DateOnly.FromDateTime(DemoDatabase.Now.UtcDateTime)));
        _today.Kickback.Months.Should().AllSatisfy(month => month.Earned.Should().Be(
            Money.Sum(lines.Where(line => line.PostedIn == month.Month).Select(line => line.Contribution))));
        _today.Kickback.Months.Count(month => month.Earned > Money.Zero).Should().BeGreaterThan(6);
    }

    [Fact]
    public async Task The_cards_of_each_stage_are_those_of_its_list()
    {
        _today.Pipeline.Stages.Select(stage => stage.Place).Should().Equal(
            CardPlace.Signalled, CardPlace.Contacted, CardPlace.Agreed, CardPlace.HandoffPlanned, CardPlace.Graduated);
        foreach (var stage in _today.Pipeline.Stages)
        {
            stage.Cards.Should().Be((await PipelineAsync(new(Place: stage.Place))).Total);
        }

        _today.Pipeline.Dismissed.Should().BePositive();
    }

    [Fact]
    public async Task What_a_person_has_taken_on_the_next_to_do_first()
    {
        await using var db = _database.Open();
        var owner = await db.Candidates.Where(card => card.NextStepOn != null).Select(card => card.OwnerSubject!).FirstAsync(Cancel);

        var mine = await _database.Get<Overview>().MineAsync(DemoDatabase.Operator with { Subject = owner }, Cancel);

        mine.Cards.Should().Be((await PipelineAsync(new(OwnerSubject: owner))).Rows.Count(card => card.Place != CardPlace.Graduated))
            .And.BePositive();
        mine.First.Should().HaveCountLessThanOrEqualTo(3);
        mine.First.Select(item => item.On ?? DateOnly.MaxValue).Should().BeInAscendingOrder();
        mine.First[0].On.Should().NotBeNull();
        (await _database.Get<Overview>().MineAsync(DemoDatabase.Operator with { Subject = "staff:new" }, Cancel))
            .Should().BeEquivalentTo(new MyWork(0, 0, []));
    }

    [Fact]
    public async Task Clients_that_are_signalled_ready_and_stale()
    {
        var signalled = await PipelineAsync(WaitingClients.SignalledQuery);

        _today.Clients.Counts.Signalled.Should().Be(signalled.Total).And.BeGreaterThan(3);
        _today.Clients.Counts.Ready.Should().Be((await PipelineAsync(WaitingClients.ReadyQuery)).Total).And.BePositive();
        _today.Clients.Counts.Stale.Should().Be((await PipelineAsync(WaitingClients.StaleQuery)).Total).And.BePositive();
        _today.Clients.First.Should().Equal(
            signalled.Rows.Take(3).Select(card => new WaitingClient(card.WorkspaceId, card.Client, card.Partner, card.Reading.Score)));
    }

    [Fact]
    public async Task Each_anomaly_with_the_organisations_that_have_it()
    {
        _today.Anomalies.Should().HaveCount(3);
        foreach (var found in _today.Anomalies)
        {
            var listing = await _database.Get<OrganisationDirectory>().ListAsync(
                DemoDatabase.Operator,
                new(Anomaly: found.Anomaly),
                Cancel);
            found.Organisations.Should().Be(listing.Total).And.BePositive();
            found.First.Should().Equal(listing.Rows.Take(3).Select(row => new OrganisationName(row.Id, row.Name)));
        }
    }

    [Fact]
    public async Task Changes_that_wait_and_what_the_last_import_rejected()
    {
        var (record, imports) = (_database.Get<PlatformRecord>(), _database.Get<ImportRecord>());
        var last = (await imports.ImportsAsync(DemoDatabase.Operator, page: 1, size: 1, Cancel)).Rows.Single();

        _today.Platform.ChangesWaiting
            .Should().Be(
                (int)(await record.ActsAsync(DemoDatabase.Operator, PlatformChangeState.Waiting, page: 1, size: 1, Cancel)).Total)
            .And.BePositive();
        _today.Platform.LastImport.Should().Be(new LastImport(last.Id, last.StartedAt, last.Status, 0));

        var run = new ImportRun("later", DemoDatabase.Operator, DemoDatabase.Now);
        await using (var db = _database.Open())
        {
            db.AddRange(
                run,
                new ImportRejection(run.Id, "org.json", "1", "It has no name.", DemoDatabase.Now),
                new ImportRejection(run.Id, "org.json", "2", "It has no name.", DemoDatabase.Now));
            await db.SaveChangesAsync(Cancel);
        }

        var later = (await _database.Get<Overview>().FindAsync(DemoDatabase.Operator, Cancel)).Platform.LastImport!;
        later.Should().Be(new LastImport(run.Id, run.StartedAt, ImportStatus.Running, 2));
        later.Rejected.Should().Be((int)(await imports.RejectionsAsync(DemoDatabase.Operator, run.Id, page: 1, size: 1, Cancel)).Total);
    }

    [Fact]
    public async Task Nothing_is_zero_where_there_is_nothing()
    {
        await using var empty = await TestDatabase.CreateAsync();
        var today = await empty.Get<Overview>().FindAsync(Make.Staff, Cancel);

        today.Should().BeEquivalentTo(new TodayFigures(
            new(0),
            new(0, 0),
            new(Money.Zero, 0, Money.Zero, 0),
            new(new(0, 0, 0, 0), []),
            new(0, 0, 0, 0, []),
            [],
            new(0, LastImport: null),
            today.Kickback,
            today.Pipeline));
        today.Kickback.Months.Should().HaveCount(12).And.OnlyContain(month => month.Earned == Money.Zero);
        today.Pipeline.Stages.Should().HaveCount(5).And.OnlyContain(stage => stage.Cards == 0);
    }

    [Fact]
    public void What_is_shown_survives_its_way_from_the_first_rendering_to_the_open_page() =>
        JsonSerializer.Deserialize<TodayFigures>(JsonSerializer.Serialize(_today)).Should().BeEquivalentTo(_today);

    private Task<LedgerListing> LedgerAsync(LedgerQuery query) =>
        _database.Get<LedgerDirectory>().ListAsync(DemoDatabase.Operator, query with { PageSize = LedgerQuery.LargestPage }, Cancel);

    private Task<PipelineListing> PipelineAsync(PipelineQuery query) =>
        _database.Get<PipelineDirectory>().ListAsync(DemoDatabase.Operator, query, Cancel);
}
