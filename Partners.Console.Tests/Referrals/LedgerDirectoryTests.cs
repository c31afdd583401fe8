using FluentAssertions;
using Partners.Console.Tests.Support;
using Partners.Core.Referrals;
using Partners.Core.Values;
using Partners.Core.Workspaces;

namespace Partners.Console.Tests.Referrals;

/// <summary>The grid over random deals: the database finds what the pure rules say.</summary>
public sealed class LedgerDirectoryTests : IAsyncLifetime
{
    private TestDatabase _database = default!;
    private IReadOnlyList<LedgerRow> _all = [];

    public static TheoryData<DealStatus> Statuses => new(Enum.GetValues<DealStatus>());

    public static TheoryData<LedgerOrder, bool> Orders =>
        new(Enum.GetValues<LedgerOrder>().SelectMany(order => new[] { (order, false), (order, true) }));

    private LedgerDirectory Directory => _database.Get<LedgerDirectory>();

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        var random = new Random(11);
        var records = new List<object>();
        for (var p = 0; p < 3; p++)
        {
            var partner = Make.PlatformPartner(((string[])["Özdemir Advies", "Kompas", "Tafelgesprek"])[p]);
            records.Add(partner);
            for (var d = 0; d < 30; d++)
            {
                var account = Guid.CreateVersion7();
                var client = Make.Client(partner, dataOwner: $"Gemeente {(char)('A' + random.Next(26))}{d}", billingAccountId: account);
                var expiresOn = random.Next(3) == 0 ? (DateOnly?)null : new DateOnly(2026, 11, 20).AddDays(random.Next(-70, 130));
                var deal = Make.Deal(
                    partner,
                    client,
                    random.Next(1, 40),
                    random.Next(4) == 0 ? null : new Money(random.Next(20, 150) * 100),
                    expiresOn);
                if (random.Next(8) == 0)
                {
                    deal.End(new DateOnly(2026, 11, 20).AddDays(random.Next(-30, 90)));
                }

                if (random.Next(12) == 0)
                {
                    deal.Void(FixedClock.Noon);
                }

                records.AddRange([
                    client,
                    Make.Account(account, client, $"cst_{p}_{d}"),
                    deal,
                    Make.Payment($"tr_{p}_{d}", $"cst_{p}_{d}", random.Next(0, 60_000), 0, FixedClock.Noon.AddMonths(-3)),
                ]);
            }
        }

        await _database.AddAsync(records);
        _all = (await Directory.ListAsync(Make.Staff, new(PageSize: 200), default)).Rows;
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Theory]
    [MemberData(nameof(Statuses))]
    public async Task Finds_the_deals_of_a_status_with_their_totals(DealStatus status)
    {
        var found = await Directory.ListAsync(Make.Staff, new(Status: status, PageSize: 200), default);

        var expected = _all.Where(row => row.Status == status).ToList();
        found.Rows.Should().Equal(expected);
        found.Totals.Should().Be(new LedgerTotals(
            expected.Count,
            Sum(expected, row => row.Earned),
            Sum(expected, row => row.PaidOut),
            Sum(expected, row => row.Owed))
        {
            Credits = -Sum(expected, row => Money.Min(row.Owed, Money.Zero)),
        });
        (expected.Count > 0).Should().Be(status != DealStatus.Upcoming);
    }

    [Theory]
    [InlineData(31)]
    [InlineData(30)]
    [InlineData(7)]
    public async Task Adds_up_all_deals_of_a_partner_whether_or_not_they_are_on_one_page(int pageSize)
    {
        var expected = _all.Where(row => row.PartnerId == _all[0].PartnerId).ToList();

        var found = await Directory.ListAsync(Make.Staff, new(PartnerId: _all[0].PartnerId, PageSize: pageSize), default);

        found.Rows.Should().Equal(expected.Take(pageSize));
        found.Totals.Should().Be(new LedgerTotals(
            30,
            Sum(expected, row => row.Earned),
            Sum(expected, row => row.PaidOut),
            Sum(expected, row => row.Owed))
        {
            Credits = -Sum(expected, row => Money.Min(row.Owed, Money.Zero)),
        });
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public async Task Pages_through_every_order_without_losing_or_repeating_a_deal(LedgerOrder order, bool descending)
    {
        var rows = new List<LedgerRow>();
        for (var page = 1; page <= 9; page++)
        {
            rows.AddRange(
                (await Directory.ListAsync(Make.Staff, new(Order: order, Descending: descending, Page: page, PageSize: 10), default)).Rows);
        }

        rows.Should().BeEquivalentTo(_all);
        var keys = rows.ConvertAll<IComparable>(row => order switch
        {
            LedgerOrder.Partner => SearchKey.Of(row.Partner),
            LedgerOrder.Client => SearchKey.Of(row.Client),
            LedgerOrder.Kickback => row.Kickback.BasisPoints,
            LedgerOrder.Discount => row.Discount.BasisPoints,
            LedgerOrder.Cap => row.Cap?.Cents ?? long.MaxValue,
            LedgerOrder.Earned => row.Earned.Cents,
            LedgerOrder.Owed => row.Owed.Cents,
            _ => row.ExpiresOn ?? DateOnly.MaxValue,
        });
        var ordered = keys
            .Order(
                Comparer<IComparable>.Create((left, right) => left is string text
                    ? string.CompareOrdinal(text, (string)right)
                    : left.CompareTo(right)))
            .ToList();
        keys.Should().Equal(descending ? ordered.AsEnumerable().Reverse() : ordered);
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public async Task Finds_every_deal_of_a_status_in_every_order(LedgerOrder order, bool descending)
    {
        foreach (var status in Enum.GetValues<DealStatus>())
        {
            var query = new LedgerQuery(
                "gemeente",
                Status: status,
                Order: order,
                Descending: descending,
                PageSize: LedgerQuery.LargestPage);
            var found = await Directory.ListAsync(Make.Staff, query, default);
            found.Rows.Select(row => row.Id).Should().BeEquivalentTo(_all.Where(row => row.Status == status).Select(row => row.Id));
        }
    }

    [Theory]
    [InlineData(31)]
    [InlineData(30)]
    [InlineData(7)]
    [InlineData(1)]
    public async Task A_search_adds_up_all_that_it_finds_whether_or_not_its_first_page_holds_it(int pageSize)
    {
        var expected = _all.Where(row => row.Partner == "Kompas").ToList();

        var found = await Directory.ListAsync(Make.Staff, new("kompas", PageSize: pageSize), default);

        found.Page.Should().Be(1);
        found.Rows.Should().Equal(expected.Take(pageSize));
        found.Totals.Should().Be(new LedgerTotals(
            30,
            Sum(expected, row => row.Earned),
            Sum(expected, row => row.PaidOut),
            Sum(expected, row => row.Owed))
        {
            Credits = -Sum(expected, row => Money.Min(row.Owed, Money.Zero)),
        });
    }

    [Fact]
    public async Task Filters_by_name_days_and_what_is_owed()
    {
        (await Directory.ListAsync(Make.Staff, new("ozd", PageSize: 200), default)).Rows
            .Should().Equal(_all.Where(row => row.Partner == "Özdemir Advies"));
        (await Directory.ListAsync(Make.Staff, new("GEMEENTE Q", PageSize: 200), default)).Rows
            .Should().Equal(_all.Where(row => row.Client.StartsWith("Gemeente Q", StringComparison.Ordinal)));
        (await Directory.ListAsync(Make.Staff, new(OwedMoreThan: new Money(30_00), PageSize: 200), default)).Rows
            .Should().Equal(_all.Where(row => row.Owed > new Money(30_00)));
        var today = _database.Today;
        (await Directory.ListAsync(Make.Staff, new(ExpiringWithinDays: 30, PageSize: 200), default)).Rows
            .Should().Equal(
                _all.Where(row =>
                    row.Status is not DealStatus.Void
                    && DealStatuses.LastDay(row.ExpiresOn, row.EndedOn) is { } last
                    && last >= today
                    && last <= today.AddDays(30)));
        (await Directory.ListAsync(Make.Staff, new(new string('x', 201)), default)).Notice
            .Should().StartWith("A search may have 200 characters");
        (await Directory.ListAsync(Make.Staff, new(Page: 99), default)).Notice
            .Should().Be("There is no page 99. This is the last one, page 4.");
    }

    [Fact]
    public async Task A_deal_is_found_by_its_clients_new_name()
    {
        var deal = _all[0];
        var outcome = await _database.Get<DataOwnership>().NameAsync(
            Make.Staff,
            new(
                Guid.CreateVersion7(),
                deal.WorkspaceId!.Value,
                1,
                "Waterschap Nieuw",
                "info@nieuw.example",
                OwnAddressMeant: false,
                "Renamed"),
            default);

        outcome.IsDone.Should().BeTrue();
        (await Directory.ListAsync(Make.Staff, new("waterschap"), default)).Rows.Should().ContainSingle().Which.Id.Should().Be(deal.Id);
    }

    [Fact]
    public async Task Finds_the_deals_whose_discount_is_not_the_accounts()
    {
        (await Directory.ListAsync(Make.Staff, new(DiscountMismatch: true), default)).Rows
            .Should().BeEmpty("none was promised, and none is given");
        await _database.ByHandAsync(
            """UPDATE "BillingAccounts" SET "Discount" = 500 WHERE "MollieCustomerId" = 'cst_1_3'; UPDATE "BillingAccounts" SET "Discount" = 0 WHERE "MollieCustomerId" = 'cst_1_4'""");
        await _database.Get<LedgerUpkeep>().PostAllAsync(default);

        (await Directory.ListAsync(Make.Staff, new(DiscountMismatch: true), default)).Rows
            .Should().ContainSingle().Which.BilledDiscount
            .Should().Be(new Percentage(500));
    }

    private static Money Sum(IEnumerable<LedgerRow> rows, Func<LedgerRow, Money> amount) =>
        rows.Aggregate(Money.Zero, (sum, row) => sum + amount(row));
}
