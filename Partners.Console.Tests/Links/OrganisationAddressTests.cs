using FluentAssertions;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.AspNetCore.WebUtilities;
using Partners.Console.Links;
using Partners.Core.Organisations;

namespace Partners.Console.Tests.Links;

public sealed class OrganisationAddressTests
{
    [Fact]
    public void The_plain_list_has_the_plain_address() =>
        OrganisationAddresses.Of(new OrganisationQuery()).Should().Be("/organisations");

    [Fact]
    public void An_address_reads_back_as_the_query_that_it_was_made_of()
    {
        var queries =
            from search in ArbMap.Default.GeneratorFor<string?>()
            from partnersOnly in ArbMap.Default.GeneratorFor<bool>()
            from anomaly in Gen.Elements(null, Anomaly.ClientsWithoutFlag, Anomaly.AgreementEnded, (Anomaly?)Anomaly.FlagWithoutAgreement)
            from order in Gen.Elements(Enum.GetValues<OrganisationOrder>())
            from backwards in ArbMap.Default.GeneratorFor<bool>()
            from page in Gen.Choose(1, int.MaxValue)
            from size in Gen.Choose(1, int.MaxValue)
            select new OrganisationQuery(
                string.IsNullOrWhiteSpace(search) ? null : search,
                partnersOnly,
                anomaly,
                order,
                backwards,
                page,
                size);

        Prop.ForAll(queries.ToArbitrary(), query => Read(OrganisationAddresses.Of(query)) == query).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_value_that_means_nothing_is_taken_as_left_out() =>
        Read("/organisations?partners=maybe&attention=none&sort=%00&desc=1&page=-3&size=potato").Should().Be(new OrganisationQuery());

    private static OrganisationQuery Read(string address)
    {
        var values = QueryHelpers.ParseQuery(new Uri(new Uri("http://localhost"), address).Query);
        string? Value(string name) => values.TryGetValue(name, out var value) ? value.ToString() : null;
        return OrganisationAddresses.Read(
            Value("q"),
            Value("partners"),
            Value("attention"),
            Value("sort"),
            Value("desc"),
            Value("page"),
            Value("size"));
    }
}
