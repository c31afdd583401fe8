using FluentAssertions;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.AspNetCore.WebUtilities;
using Partners.Console.Links;
using Partners.Core.ExternalLed;

namespace Partners.Console.Tests.Links;

public sealed class ExternalLedAddressTests
{
    private static readonly Guid s_id = Guid.Parse("01930000-0000-7000-8000-000000000001");

    [Fact]
    public void The_plain_board_has_the_plain_address()
    {
        ExternalLedAddresses.Of(new PipelineQuery(), isList: false).Should().Be("/external-led");
        ExternalLedAddresses.Of(new PipelineQuery(), isList: true).Should().Be("/external-led?view=list");
    }

    [Fact]
    public void An_address_reads_back_as_the_view_that_it_was_made_of() =>
        Prop.ForAll(Views().ToArbitrary(), view => Read(ExternalLedAddresses.Of(view)) == view).QuickCheckThrowOnFailure();

    [Fact]
    public void A_value_that_means_nothing_is_taken_as_left_out()
    {
        const string Nonsense =
            "q=%20&partner=samenspel&owner=%20&signal=usage&stage=%00&ready=yes&stale=1&sort=status&desc=1&page=-3&size=potato&card=first";

        Read($"/external-led?{Nonsense}").Should().Be(new PipelineView(new(" "), IsList: false));
        Read($"/external-led?view=list&{Nonsense}").Should().Be(new PipelineView(new(" "), IsList: true));
        Read("/external-led?view=cards").IsList.Should().BeFalse();
    }

    [Fact]
    public void The_board_has_no_stage_no_order_and_no_page() =>
        Read(
            "/external-led?stage=contacted&sort=client&desc=true&page=3&size=100&stale=true").Should().Be(new PipelineView(
                new(IsStale: true),
                IsList: false));

    [Theory]
    [InlineData("?view=list&stage=handoff-planned", CardPlace.HandoffPlanned)]
    [InlineData("?view=list&stage=snoozed", CardPlace.Snoozed)]
    [InlineData("?view=list&stage=dismissed", CardPlace.Dismissed)]
    public void A_stage_is_written_as_people_read_it(string address, CardPlace place) =>
        ExternalLedAddresses.Of(new PipelineQuery(Place: place), isList: true).Should().EndWith(address);

    [Fact]
    public void Evidence_has_addresses_of_its_own()
    {
        ExternalLedAddresses.Evidence(s_id).Should().Be($"/external-led?card={s_id}");
        Read(ExternalLedAddresses.Evidence(s_id)).Card.Should().Be(s_id);
        Signals.All.Select(signal => ExternalLedAddresses.Evidence(s_id, signal)).Should().Equal(
            $"/external-led/{s_id}/drives-usage",
            $"/external-led/{s_id}/invites-people",
            $"/external-led/{s_id}/acts-as-owner",
            $"/external-led/{s_id}/created-organisation");
        Signals.All
            .Select(signal => ExternalLedAddresses.SignalOf(ExternalLedAddresses.NameOf(signal)))
            .Should().Equal(Signals.All.Cast<Signal?>());
        ExternalLedAddresses.SignalOf("usage").Should().BeNull();
        ExternalLedAddresses.Conversations(s_id).Should().Be($"/external-led/{s_id}/conversations");
        ExternalLedAddresses.Conversations(s_id, theirs: true, project: s_id, page: 2)
            .Should().Be($"/external-led/{s_id}/conversations?theirs=true&project={s_id}&page=2");
    }

    private static Gen<PipelineView> Views() =>
        from search in ArbMap.Default.GeneratorFor<string?>()
        from partner in Gen.Elements<Guid?>(null, s_id)
        from owner in Gen.Elements(null, PipelineQuery.Nobody, "persona:staff", "auth0|a b&c=d")
        from signal in Gen.Elements([Signal.None, .. Signals.All])
        from place in Gen.Elements<CardPlace?>([null, .. Enum.GetValues<CardPlace>()])
        from ready in ArbMap.Default.GeneratorFor<bool>()
        from stale in ArbMap.Default.GeneratorFor<bool>()
        from order in Gen.Elements(Enum.GetValues<PipelineOrder>())
        from backwards in ArbMap.Default.GeneratorFor<bool>()
        from page in Gen.Choose(1, int.MaxValue)
        from size in Gen.Choose(1, int.MaxValue)
        from card in Gen.Elements<Guid?>(null, s_id)
        from isList in ArbMap.Default.GeneratorFor<bool>()
        let filter = new PipelineQuery(
            string.IsNullOrWhiteSpace(search) ? null : search,
            partner,
            owner,
            signal,
            IsReady: ready,
            IsStale: stale)
        select new PipelineView(
            isList ? filter with { Place = place, Order = order, Descending = backwards, Page = page, PageSize = size } : filter,
            isList,
            card);

    private static PipelineView Read(string address)
    {
        var values = QueryHelpers.ParseQuery(new Uri(new Uri("http://localhost"), address).Query);
        string? Value(string name) => values.TryGetValue(name, out var value) ? value.ToString() : null;
        return ExternalLedAddresses.Read(
            Value("view"),
            Value("q"),
            Value("partner"),
            Value("owner"),
            Value("signal"),
            Value("stage"),
            Value("ready"),
            Value("stale"),
            Value("sort"),
            Value("desc"),
            Value("page"),
            Value("size"),
            Value("card"));
    }
}
