using FluentAssertions;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.AspNetCore.WebUtilities;
using Partners.Console.Links;
using Partners.Core.Billing;

namespace Partners.Console.Tests.Links;

public sealed class BillingAddressTests
{
    [Fact]
    public void The_plain_list_has_the_plain_address() =>
        BillingAddresses.Of(new BillingQuery()).Should().Be("/billing");

    [Fact]
    public void An_address_reads_back_as_the_query_that_it_was_made_of()
    {
        var queries =
            from search in ArbMap.Default.GeneratorFor<string?>()
            from kind in Gen.Elements(null, AccountKind.ExternalClient, (AccountKind?)AccountKind.Pooled)
            from tier in Gen.Elements<Tier?>([null, .. Enum.GetValues<Tier>()])
            from backwards in ArbMap.Default.GeneratorFor<bool>()
            from page in Gen.Choose(1, int.MaxValue)
            from size in Gen.Choose(1, int.MaxValue)
            from account in Gen.Elements<AccountClass?>([null, .. Enum.GetValues<AccountClass>()])
            from status in Gen.Elements<AccountStatus?>([null, .. Enum.GetValues<AccountStatus>()])
            from mode in Gen.Elements<PaymentMode?>([null, .. Enum.GetValues<PaymentMode>()])
            from differs in ArbMap.Default.GeneratorFor<bool>()
            select new BillingQuery(
                string.IsNullOrWhiteSpace(search) ? null : search, kind, tier, backwards, page, size, account, status, mode, differs);

        Prop.ForAll(queries.ToArbitrary(), query => Read(BillingAddresses.Of(query)) == query).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_value_that_means_nothing_is_taken_as_left_out() =>
        Read("/billing?kind=both&tier=%00&class=rich&status=dead&mode=cash&discount=1&desc=1&page=-3&size=potato")
            .Should().Be(new BillingQuery());

    private static BillingQuery Read(string address)
    {
        var values = QueryHelpers.ParseQuery(new Uri(new Uri("http://localhost"), address).Query);
        string? Value(string name) => values.TryGetValue(name, out var value) ? value.ToString() : null;
        return BillingAddresses.Read(
            Value("q"),
            Value("kind"),
            Value("tier"),
            Value("desc"),
            Value("page"),
            Value("size"),
            Value("class"),
            Value("status"),
            Value("mode"),
            Value("discount"));
    }
}
