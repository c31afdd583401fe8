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
        (await PlanAsync(new(Order: order, Descending: descending), walkOrder: true)).Should().Contain("USING COVERING INDEX").And.NotContain("TEMP B-TREE");

    [Fact]
    public async Task A_filter_reads_the_table_once_and_no_index_sends_it_from_row_to_row()
    {
        LedgerQuery[] filters = [new(OwedMoreThan: new Money(100_00)), new("gemeente"), new(ExpiringWithinDays: 60), new(DiscountMismatch: true), .. Enum.GetValues<DealStatus>().Select(status => new LedgerQuery(Status: status))];

        foreach (var filter in filters)
        {
            (await PlanAsync(filter with { Order = LedgerOrder.Owed }, walkOrder: false)).Should().StartWith("SCAN TABLE DealStandings").And.NotContain("INDEX").And.NotContain("SUBQUERY");
        }
    }

    [Fact]
    public async Task One_partners_deals_are_looked_up() =>
        (await PlanAsync(new(PartnerId: Guid.NewGuid(), Status: DealStatus.Active, Order: LedgerOrder.Owed), walkOrder: false)).Should().Contain("USING INDEX IX_DealStandings_Partner (PartnerId=?)");

    [Fact]
    public async Task A_search_of_many_is_walked_in_the_order_of_names() =>
        (await PlanAsync(new("gemeente"), walkOrder: true)).Should().Contain("IX_DealStandings_PartnerKey_ClientKey_DealId").And.NotContain("TEMP B-TREE");

    [Fact]
    public void The_order_is_walked_where_the_next_match_is_never_far()
    {
        Walks(new(Order: LedgerOrder.Owed), 50_000).Should().BeTrue("everything matches");
        Walks(new(Status: DealStatus.Active, Order: LedgerOrder.Owed), 30_000).Should().BeTrue("most match");
        Walks(new(Status: DealStatus.Void, Order: LedgerOrder.Owed), 2_000).Should().BeFalse("on none of them is anything owed: they lie together");
        Walks(new(Status: DealStatus.Void, Order: LedgerOrder.Client), 2_000).Should().BeTrue("they lie anywhere among the names");
        Walks(new("stichting", Order: LedgerOrder.Owed), 2_000).Should().BeTrue("names say nothing of amounts");
        Walks(new("sterrenwacht"), 30).Should().BeFalse("they are few");
    }

    private static bool Walks(LedgerQuery query, int matches) => query.WalksItsOrder(matches, 50_000);

    private Task<string> PlanAsync(LedgerQuery query, bool walkOrder) => _database.QueryAsync(db =>
        db.Read(query, walkOrder).Matching(query, query.Search ?? string.Empty, _database.Today).InOrder(query.Order, query.Descending).Skip(25).Take(25).Select(standing => standing.DealId).PlanAsync());
}
