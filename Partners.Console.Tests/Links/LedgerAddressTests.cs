using FluentAssertions;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.AspNetCore.WebUtilities;
using Partners.Console.Links;
using Partners.Core.Referrals;
using Partners.Core.Values;

namespace Partners.Console.Tests.Links;

public sealed class LedgerAddressTests
{
    private static readonly Guid s_id = Guid.Parse("01930000-0000-7000-8000-000000000001");

    [Fact]
    public void The_plain_list_has_the_plain_address() => LedgerAddresses.Of(new LedgerQuery()).Should().Be("/ledger");

    [Fact]
    public void An_address_reads_back_as_the_query_that_it_was_made_of()
    {
        Prop.ForAll(Queries().ToArbitrary(), query => Read(LedgerAddresses.Of(query)) == query).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void The_file_has_the_filter_and_the_order_of_the_list_and_all_of_its_pages()
    {
        Prop
            .ForAll(
                Queries().ToArbitrary(),
                query => Read(LedgerAddresses.CsvOf(query)) == query with { Page = 1, PageSize = new LedgerQuery().PageSize })
            .QuickCheckThrowOnFailure();
        LedgerAddresses.CsvOf(new(Status: DealStatus.NearCap, Page: 3)).Should().Be("/ledger/deals.csv?status=near-cap");
    }

    [Fact]
    public void A_value_that_means_nothing_is_taken_as_left_out() =>
        Read(
            "/ledger?partner=samenspel&status=%00&expiring=-30&owed=1.000,50&discount=yes&sort=status&desc=1&page=-3&size=potato")
            .Should().Be(new LedgerQuery());

    [Fact]
    public void A_deal_and_a_statement_have_addresses_of_their_own()
    {
        LedgerAddresses.Of(s_id).Should().Be($"/ledger/{s_id}");
        LedgerAddresses.Of(s_id, page: 2).Should().Be($"/ledger/{s_id}?page=2");
        LedgerAddresses.StatementCsv(s_id, new(2026, 9)).Should().Be($"/ledger/statements/{s_id}/2026-09/statement.csv");
    }

    private static Gen<LedgerQuery> Queries() =>
        from search in ArbMap.Default.GeneratorFor<string?>()
        from partner in Gen.Elements<Guid?>(null, s_id)
        from status in Gen.Elements<DealStatus?>([null, .. Enum.GetValues<DealStatus>()])
        from days in Gen.OneOf(Gen.Constant<int?>(null), Gen.Choose(0, int.MaxValue).Select(days => (int?)days))
        from owed in Gen.OneOf(Gen.Constant<Money?>(null), Gen.Choose(int.MinValue, int.MaxValue).Select(cents => (Money?)new Money(cents)))
        from differs in ArbMap.Default.GeneratorFor<bool>()
        from order in Gen.Elements(Enum.GetValues<LedgerOrder>())
        from backwards in ArbMap.Default.GeneratorFor<bool>()
        from page in Gen.Choose(1, int.MaxValue)
        from size in Gen.Choose(1, int.MaxValue)
        select new LedgerQuery(
            string.IsNullOrWhiteSpace(search) ? null : search,
            partner,
            status,
            days,
            owed,
            differs,
            order,
            backwards,
            page,
            size);

    private static LedgerQuery Read(string address)
    {
        var values = QueryHelpers.ParseQuery(new Uri(new Uri("http://localhost"), address).Query);
        string? Value(string name) => values.TryGetValue(name, out var value) ? value.ToString() : null;
        return LedgerAddresses.Read(
            Value("q"),
            Value("partner"),
            Value("status"),
            Value("expiring"),
            Value("owed"),
            Value("discount"),
            Value("sort"),
            Value("desc"),
            Value("page"),
            Value("size"));
    }
}
