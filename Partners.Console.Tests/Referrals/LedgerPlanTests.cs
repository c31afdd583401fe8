using FluentAssertions;
using Partners.Console.Tests.Support;
using Partners.Core.Referrals;
using Partners.Core.Values;

namespace Partners.Console.Tests.Referrals;

/// <summary>How SQLite goes about the grid's queries: by the index where that is short, and not by one where it is not.</summary>
public sealed class LedgerPlanTests : IAsyncLifetime
{
    private TestDatabase _database = default!;

    public static TheoryData<LedgerOrder, bool> Orders => LedgerDirectoryTests.Orders;

    public async ValueTask InitializeAsync() => _database = await TestDatabase.CreateAsync();

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Theory]
    [MemberData(nameof(Orders))]
    public async Task Every_order_is_walked_along_an_index_that_has_all_of_it(LedgerOrder order, bool descending) =>
        (await PlanAsync(new(Status: DealStatus.Active, Order: order, Descending: descending), LedgerIndexes.Of(order))).ShouldWalk(LedgerIndexes.Of(order));

    [Fact]
    public async Task A_status_is_a_range_of_days_whose_totals_need_no_row()
    {
        LedgerQuery[] filters = [new(ExpiringWithinDays: 60), .. Enum.GetValues<DealStatus>().Select(status => new LedgerQuery(Status: status))];

        foreach (var filter in filters)
        {
            (await PlanOfTotalsAsync(filter)).Indexes.Should().Equal(LedgerIndexes.Statuses);
        }
    }

    [Fact]
    public async Task The_totals_of_a_search_and_of_what_is_owed_need_no_row()
    {
        (await PlanOfTotalsAsync(new("gemeente"))).Indexes.Should().Equal(LedgerIndexes.Names);
        (await PlanOfTotalsAsync(new(OwedMoreThan: new Money(100_00)))).Indexes.Should().Equal(LedgerIndexes.Owed);
        (await PlanOfTotalsAsync(new())).Indexes.Should().ContainSingle().Which.Should().StartWith("IX_DealStandings");
    }

    [Fact]
    public async Task Filters_that_no_index_has_together_read_the_table_once_and_no_index_sends_them_from_row_to_row()
    {
        LedgerQuery[] filters = [new(DiscountMismatch: true), new("gemeente", Status: DealStatus.Active), new("gemeente", OwedMoreThan: new Money(100_00)), new(Status: DealStatus.Active, DiscountMismatch: true)];

        foreach (var filter in filters)
        {
            (await PlanOfTotalsAsync(filter)).Indexes.Should().Equal(QueryPlan.Table);
        }
    }

    [Fact]
    public async Task One_partners_deals_are_looked_up()
    {
        var query = new LedgerQuery(PartnerId: Guid.NewGuid(), Status: DealStatus.Active, Order: LedgerOrder.Owed);
        (await PlanAsync(query, LedgerIndexes.OfPage(query, string.Empty, 40, 50_000))).Indexes.Should().Contain("IX_DealStandings_Partner");
    }

    [Fact]
    public void A_page_is_walked_in_its_order_where_the_next_match_is_never_far()
    {
        PageOf(new(Order: LedgerOrder.Owed), 50_000).Should().Be(LedgerIndexes.Owed, "everything matches");
        PageOf(new(Status: DealStatus.Active, Order: LedgerOrder.Earned), 30_000).Should().Be(LedgerIndexes.Of(LedgerOrder.Earned), "most match");
        PageOf(new(Status: DealStatus.Void, Order: LedgerOrder.Owed), 2_000).Should().Be(LedgerIndexes.Statuses, "on none of them is anything owed: they lie together");
        PageOf(new(Status: DealStatus.Expired, Order: LedgerOrder.Owed), 20_000).Should().BeNull("so many are sooner read than looked up");
        PageOf(new(Status: DealStatus.Void, Order: LedgerOrder.Client), 2_000).Should().Be(LedgerIndexes.Of(LedgerOrder.Client), "they lie anywhere among the names");
        PageOf(new("stichting", Order: LedgerOrder.Owed), 2_000).Should().Be(LedgerIndexes.Owed, "names say nothing of amounts");
        PageOf(new("sterrenwacht"), 300).Should().Be(LedgerIndexes.Names, "they are few");
    }

    private static string? PageOf(LedgerQuery query, int matches) => LedgerIndexes.OfPage(query, query.Search ?? string.Empty, matches, 50_000);

    private Task<QueryPlan> PlanAsync(LedgerQuery query, string? index) => _database.QueryAsync(db =>
        db.Standings(index).Matching(query, query.Search ?? string.Empty, _database.Today).InOrder(query.Order, query.Descending).Skip(25).Take(25).PlanAsync());

    private Task<QueryPlan> PlanOfTotalsAsync(LedgerQuery query) => _database.QueryAsync(db =>
        db.Standings(LedgerIndexes.OfFilter(query, query.Search ?? string.Empty)).Matching(query, query.Search ?? string.Empty, _database.Today).Select(standing => new { standing.Earned, standing.Owed }).PlanAsync());
}
