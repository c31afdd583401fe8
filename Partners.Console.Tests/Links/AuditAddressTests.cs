using FluentAssertions;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.AspNetCore.WebUtilities;
using Partners.Console.Links;
using Partners.Core.Audit;

namespace Partners.Console.Tests.Links;

public sealed class AuditAddressTests
{
    private static readonly AuditQuery s_filter = new(
        "persona:staff",
        AuditActions.MadePartner,
        new(2026, 1, 2),
        new(2026, 11, 20),
        Guid.Parse("01930000-0000-7000-8000-000000000001"),
        Page: 3);

    [Fact]
    public void The_whole_trail_has_the_plain_address() => AuditAddresses.Of(new AuditQuery()).Should().Be("/audit");

    [Fact]
    public void An_address_reads_back_as_the_query_that_it_was_made_of()
    {
        var text = ArbMap.Default.GeneratorFor<string?>().Select(value => string.IsNullOrWhiteSpace(value) ? null : value);
        var day = Gen.Choose(-1, 2_500_000).Select(number => number < 0 ? (DateOnly?)null : new DateOnly(1901, 1, 1).AddDays(number));
        var queries =
            from who in text
            from what in text
            from first in day
            from last in day
            from organisation in ArbMap.Default.GeneratorFor<Guid?>()
            from workspace in ArbMap.Default.GeneratorFor<Guid?>()
            from page in Gen.Choose(1, int.MaxValue)
            from kind in Gen.Elements<AuditKind?>([null, .. Enum.GetValues<AuditKind>()])
            from search in text
            from each in Gen.Elements(true, false)
            select new AuditQuery(who, what, first, last, organisation, workspace, page, Kind: kind, Search: search, EachReading: each);

        Prop.ForAll(queries.ToArbitrary(), query => Read(AuditAddresses.Of(query)) == query).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void The_export_has_the_filter_of_the_page_and_all_its_pages()
    {
        var address = AuditAddresses.CsvOf(s_filter);

        address.Should().StartWith("/audit/export.csv?");
        Read(address).Should().Be(s_filter with { Page = 1 });
    }

    [Theory]
    [InlineData("/audit?from=nonsense&until=2026-13-45&organisation=nonsense&page=-1")]
    [InlineData("/audit?from=0001-01-01&until=9999-12-31&page=99999999999")]
    [InlineData("/audit?who=&what=%20&kind=nonsense&q=%20")]
    public void A_value_that_means_nothing_is_taken_as_left_out(string address) => Read(address).Should().Be(new AuditQuery());

    private static AuditQuery Read(string address)
    {
        var values = QueryHelpers.ParseQuery(new Uri(new Uri("http://localhost"), address).Query);
        string? Value(string name) => values.TryGetValue(name, out var value) ? value.ToString() : null;
        return AuditAddresses.Read(
            Value("who"),
            Value("what"),
            Value("kind"),
            Value("q"),
            Value("from"),
            Value("until"),
            Value("organisation"),
            Value("workspace"),
            Value("page"),
            Value("readings"));
    }
}
