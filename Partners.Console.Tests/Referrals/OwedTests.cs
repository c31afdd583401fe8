using FluentAssertions;
using Partners.Console.Tests.Support;
using Partners.Core.Organisations;
using Partners.Core.Referrals;
using Partners.Core.Values;

namespace Partners.Console.Tests.Referrals;

/// <summary>What is owed to each partner, over random deals: the database's sums match the grid's rows.</summary>
public sealed class OwedTests : IAsyncLifetime
{
    private static readonly string[] s_names = ["Özdemir Advies", "Kompas", "Tafelgesprek", "Ébène", "zuid", "Kompas", "Acht", "Negen"];

    private readonly List<Organisation> _partners = [.. s_names.Select(name => Make.PlatformPartner(name))];
    private TestDatabase _database = default!;
    private List<PartnerOwed> _expected = [];

    public static TheoryData<OwedOrder, bool> Orders =>
        new(Enum.GetValues<OwedOrder>().SelectMany(order => new[] { (order, false), (order, true) }));

    private Statements Statements => _database.Get<Statements>();

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        var random = new Random(23);
        List<object> records = [Make.PlatformPartner("Without deals"), .. _partners];
        var deals = new List<Deal>();
        foreach (var (partner, p) in _partners.Select((partner, p) => (partner, p)))
        {
            for (var d = 0; d < 6; d++)
            {
                var account = Guid.CreateVersion7();
                var client = Make.Client(partner, dataOwner: $"Gemeente {d}", billingAccountId: account);
                var deal = Make.Deal(partner, client, random.Next(1, 40));
                deals.Add(deal);
                records.AddRange([client, Make.Account(account, client, $"cst_{p}_{d}"), deal]);

                // Two partners have the same balance: zero.
                if (p < 6)
                {
                    records.Add(Make.Payment($"tr_{p}_{d}", $"cst_{p}_{d}", random.Next(0, 60_000), 0, FixedClock.Noon.AddMonths(-3)));
                }
            }
        }

        await _database.AddAsync(records);
        await PayAsync(deals[0], "20", isAdvance: false);
        await PayAsync(deals[7], "2000", isAdvance: true);
        await CloseAsync(_partners[2], new(2026, 8));
        await CloseAsync(_partners[2], new(2026, 10));
        await CloseAsync(_partners[3], new(2026, 1));
        var rows = (await _database.Get<LedgerDirectory>().ListAsync(Make.Staff, new(PageSize: 200), default)).Rows;
        _expected = [.. rows.GroupBy(row => (row.PartnerId, row.Partner)).Select(of => new PartnerOwed(
            of.Key.PartnerId,
            of.Key.Partner,
            of.Count(),
            Sum(of, row => row.Earned),
            Sum(of, row => row.PaidOut),
            Sum(of, row => Money.Max(row.Owed, Money.Zero)),
            -Sum(of, row => Money.Min(row.Owed, Money.Zero)),
            ClosedThrough(of.Key.PartnerId),
            FirstOpen(of.Key.PartnerId, of.Min(row => row.StartsOn)),
            FirstOpen(of.Key.PartnerId, of.Min(row => row.StartsOn))?.Until(new(2026, 10)) ?? 0))];
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Adds_up_each_partner_with_its_last_closed_month_the_largest_balance_first()
    {
        var found = await Statements.OwedAsync(Make.Staff, new(), default);

        found.Rows.Should().Equal(
            _expected
                .OrderByDescending(partner => partner.ToPay)
                .ThenBy(partner => SearchKey.Of(partner.Name), StringComparer.Ordinal)
                .ThenBy(partner => partner.PartnerId));
        found.Totals.Should().Be(new OwedTotals(
            8,
            48,
            Sum(_expected, partner => partner.Earned),
            new(2_020_00),
            Sum(_expected, partner => partner.ToPay),
            Sum(_expected, partner => partner.Credit)));
        found.Totals.Credits.Should().BeGreaterThan(Money.Zero, "more was paid than was earned, on purpose");
        (found.Totals.ToPay - found.Totals.Credits).Should().Be(found.Totals.Earned - found.Totals.PaidOut);
        found.Rows
            .Select(partner => partner.ClosedThrough)
            .OfType<Month>()
            .Should().BeEquivalentTo([new Month(2026, 10), new Month(2026, 1)]);
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public async Task Pages_through_every_order_without_losing_or_repeating_a_partner(OwedOrder order, bool descending)
    {
        var rows = new List<PartnerOwed>();
        for (var page = 1; page <= 3; page++)
        {
            rows.AddRange(
                (await Statements.OwedAsync(Make.Staff, new(Order: order, Descending: descending, Page: page, PageSize: 3), default)).Rows);
        }

        rows.Should().BeEquivalentTo(_expected);
        if (order != OwedOrder.Partner)
        {
            long Of(PartnerOwed row) => order == OwedOrder.ToPay ? row.ToPay.Cents : row.Credit.Cents;
            rows.Select(Of)
                .Should().BeEquivalentTo(
                    _expected.Select(Of).Order().Reverse(!descending),
                    options => options.WithStrictOrdering());
        }
        else
        {
            rows.Select(row => SearchKey.Of(row.Name))
                .Should().BeEquivalentTo(
                    _expected.Select(row => SearchKey.Of(row.Name)).Order(StringComparer.Ordinal).Reverse(!descending),
                    options => options.WithStrictOrdering());
        }
    }

    [Fact]
    public async Task Finds_partners_by_a_fragment_of_the_name_with_the_totals_of_those()
    {
        var found = await Statements.OwedAsync(Make.Staff, new("KOMP", Order: OwedOrder.Partner, Descending: false), default);

        var expected = _expected.Where(partner => partner.Name == "Kompas").ToList();
        found.Rows.Should().BeEquivalentTo(expected);
        found.Totals.Should().Be(new OwedTotals(
            2,
            12,
            Sum(expected, partner => partner.Earned),
            Sum(expected, partner => partner.PaidOut),
            Sum(expected, partner => partner.ToPay),
            Sum(expected, partner => partner.Credit)));
        (await Statements.OwedAsync(Make.Staff, new("ozd"), default)).Rows
            .Should().ContainSingle().Which.Name
            .Should().Be("Özdemir Advies");
    }

    [Fact]
    public async Task Says_so_where_the_list_is_not_what_was_asked_for()
    {
        (await Statements.OwedAsync(Make.Staff, new(Page: 9, PageSize: 3), default))
            .Should().BeEquivalentTo(new { Page = 3, Notice = "There is no page 9. This is the last one, page 3." });
        var tooLong = await Statements.OwedAsync(Make.Staff, new(new string('x', 201)), default);
        tooLong.Notice.Should().StartWith("A search may have 200 characters");
        (await Statements.OwedAsync(Make.Staff, new("nobody of that name"), default))
            .Should().BeEquivalentTo(new { Page = 1, Notice = (string?)null, Totals = tooLong.Totals });
    }

    private async Task PayAsync(Deal deal, string amount, bool isAdvance) =>
        (await _database.Get<Payouts>().RecordAsync(
            Make.CommercialOwner,
            new(Guid.CreateVersion7(), deal.Id, 1, amount, new(2026, 11, 2), "SEPA 17", isAdvance, isAdvance ? "Agreed" : null),
            default)).IsDone
            .Should().BeTrue();

    private async Task CloseAsync(Organisation partner, Month month)
    {
        var closing = (await Statements.FindAsync(Make.Staff, partner.Id, month, default))!.Statement.Closing;
        (await Statements.CloseAsync(
            Make.CommercialOwner,
            new(Guid.CreateVersion7(), partner.Id, month.ToString(), closing),
            default)).IsDone
            .Should().BeTrue();
    }

    private Month? ClosedThrough(Guid partner) =>
        partner == _partners[2].Id ? new Month(2026, 10) : partner == _partners[3].Id ? new Month(2026, 1) : null;

    private Month? FirstOpen(Guid partner, DateOnly startsOn) =>
        ClosedThrough(partner)?.Next() is not { } next ? Month.Of(startsOn) : next > new Month(2026, 10) ? null : next;

    private static Money Sum<T>(IEnumerable<T> rows, Func<T, Money> amount) => rows.Aggregate(Money.Zero, (sum, row) => sum + amount(row));
}

file static class Reversing
{
    /// <summary>Reverses the order if asked; ascending becomes descending.</summary>
    public static IEnumerable<T> Reverse<T>(this IEnumerable<T> items, bool isAscending) =>
        isAscending ? items : Enumerable.Reverse(items.ToList());
}
