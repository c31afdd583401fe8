using FluentAssertions;
using Partners.Console.Tests.Support;
using Partners.Core.Referrals;
using Partners.Core.Values;

namespace Partners.Console.Tests.Referrals;

/// <summary>The grid's queries use the indexes made for them.</summary>
public sealed class LedgerPlanTests : IAsyncLifetime
{
    private const string Statuses = "IX_DealSummaries_Statuses";
    private const string Names = "IX_DealSummaries_Names";
    private const string Owed = "IX_DealSummaries_Owed";

    private static readonly Dictionary<LedgerOrder, string> s_indexes = new()
    {
        [LedgerOrder.Partner] = Names,
        [LedgerOrder.Client] = "IX_DealSummaries_Client",
        [LedgerOrder.Kickback] = "IX_DealSummaries_Kickback",
        [LedgerOrder.Discount] = "IX_DealSummaries_Discount",
        [LedgerOrder.Cap] = "IX_DealSummaries_Cap",
        [LedgerOrder.Earned] = "IX_DealSummaries_Earned",
        [LedgerOrder.Owed] = Owed,
        [LedgerOrder.Expires] = "IX_DealSummaries_ExpiresOn",
    };

    private TestDatabase _database = default!;

    public static TheoryData<LedgerOrder, bool> Orders => LedgerDirectoryTests.Orders;

    public async ValueTask InitializeAsync() => _database = await TestDatabase.CreateAsync();

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Theory]
    [MemberData(nameof(Orders))]
    public async Task Every_order_is_walked_along_an_index_that_has_all_of_it(LedgerOrder order, bool descending) =>
        (await PlanAsync(new(Order: order, Descending: descending))).ShouldWalk(s_indexes[order]);

    [Fact]
    public async Task A_status_is_a_range_of_days_whose_totals_need_no_row()
    {
        LedgerQuery[] filters =
        [
            new(ExpiringWithinDays: 60),
            .. Enum.GetValues<DealStatus>().Select(status => new LedgerQuery(Status: status)),
        ];

        foreach (var filter in filters)
        {
            (await PlanOfTotalsAsync(filter)).Indexes.Should().Equal(Statuses);
        }
    }

    [Fact]
    public async Task The_totals_of_a_search_and_of_what_is_owed_need_no_row()
    {
        (await PlanOfTotalsAsync(new("gemeente"))).Indexes.Should().Equal(Names);
        (await PlanOfTotalsAsync(new(OwedMoreThan: new Money(100_00)))).Indexes.Should().Equal(Owed);
        (await PlanOfTotalsAsync(new())).Indexes.Should().ContainSingle().Which.Should().StartWith("IX_DealSummaries");
    }

    [Fact]
    public async Task One_partners_deals_are_looked_up()
    {
        QueryPlans.OnlyWithoutStatistics();
        (await PlanAsync(new(PartnerId: Guid.NewGuid()))).Indexes.Should().Contain("IX_DealSummaries_Partner");
    }

    [Fact]
    public async Task The_deals_of_a_workspace_are_looked_up() =>
        (await _database.QueryAsync(db => DealSummaries.OfWorkspace(db, Guid.NewGuid()).PlanAsync())).Indexes
            .Should().HaveCount(2).And.NotContain(QueryPlan.Table);

    [Fact]
    public async Task What_posting_reads_of_a_few_clients_is_looked_up_from_their_payments()
    {
        List<Guid> clients = [Guid.NewGuid(), Guid.NewGuid()];
        var plans = await _database.QueryAsync(async db =>
        {
            var payments = db.Payments.Where(payment => payment.WorkspaceId != null && clients.Contains(payment.WorkspaceId.Value));
            return new[]
            {
                await payments.PlanAsync(),
                await db.Refunds.Join(payments, refund => refund.PaymentId, payment => payment.Id, (refund, _) => refund).PlanAsync(),
                await db.Chargebacks.Join(payments, back => back.PaymentId, payment => payment.Id, (back, _) => back).PlanAsync(),
            };
        });

        plans.Should().AllSatisfy(plan =>
        {
            plan.Indexes.Should().Contain("IX_Payments_WorkspaceId").And.NotContain(QueryPlan.Table);
        });
    }

    [Fact]
    public async Task What_posting_reads_of_a_pooled_account_is_looked_up_from_that_account()
    {
        List<Guid> accounts = [Guid.NewGuid()];
        var plan = await _database.QueryAsync(db => db.Payments
            .Where(payment =>
                payment.WorkspaceId == null && payment.BillingAccountId != null && accounts.Contains(payment.BillingAccountId.Value))
            .PlanAsync());

        plan.Indexes.Should().Contain("IX_Payments_BillingAccountId").And.NotContain(QueryPlan.Table);
    }

    private Task<QueryPlan> PlanAsync(LedgerQuery query) => _database.QueryAsync(db =>
        db.DealSummaries
            .Matching(query, query.Search ?? string.Empty, _database.Today)
            .InOrder(query.Order, query.Descending)
            .Skip(25)
            .Take(25)
            .PlanAsync());

    private Task<QueryPlan> PlanOfTotalsAsync(LedgerQuery query) => _database.QueryAsync(db =>
        db.DealSummaries
            .Matching(query, query.Search ?? string.Empty, _database.Today)
            .Select(summary => new { summary.Earned, summary.Owed })
            .PlanAsync());
}
