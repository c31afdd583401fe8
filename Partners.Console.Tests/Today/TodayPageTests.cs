using Bunit;
using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using Partners.Console.Tests.Shell;
using Partners.Console.Tests.Support;
using Partners.Console.Today;
using Partners.Core.Changes;
using Partners.Core.Mail;
using Partners.Core.Organisations;
using Partners.Core.Today;

namespace Partners.Console.Tests.Today;

/// <summary>The Today page over the real service and a database, on Friday 20 November 2026.</summary>
public sealed class TodayPageTests : ShellContext, IAsyncLifetime
{
    private TestDatabase _database = default!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        Services.AddSingleton(_database.Get<Overview>());
        Services.AddSingleton(_database.Get<MorningDigests>());
        Services.AddSingleton(_database.Get<MailQueue>());
        Services.AddSingleton(_database.Get<ChangeFeed>());
        Services.AddSingleton<TimeProvider>(_database.Clock);
    }

    public new async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public void Says_of_each_card_that_nothing_waits()
    {
        var page = RenderPage();

        page.Find("h1").TextContent.Should().Be("Today");
        page.Find(".lead").TextContent.Should().Be("Friday 20 November 2026");
        page
            .FindAll(".today-card")
            .Select(card => $"{card.QuerySelector("h2")!.TextContent}: {card.QuerySelector(".hint")!.TextContent}")
            .Should().Equal(
                "To pay: Nothing is owed.",
                "Credits: No partner was paid too much.",
                "Deals ending: Nothing ends in the next 60 days.",
                "Near cap: No deal is near its cap.",
                "Mine: Nothing is assigned to you.",
                "Candidates: No client shows that it is ready to lead itself.",
                "Handoffs: No handoff is being prepared.",
                "Proofs that no longer hold: Every proof of a handoff holds.",
                "Platform: No change waits for the platform. Nothing was imported yet.",
                "Anomalies: Every flag has its agreement, and imported data keeps every rule.");
        page.FindAll(".today-card a").Should().AllSatisfy(link => link.ParentElement!.TagName.Should().Be("H2"));
    }

    [Fact]
    public async Task Counts_what_waits_names_the_first_and_leads_to_the_lists()
    {
        var partner = Make.PlatformPartner();
        await _database.AddAsync(
            partner,
            Make.Deal(partner, workspace: null, expiresOn: new(2026, 11, 21)),
            Make.Deal(partner, workspace: null, expiresOn: new(2026, 12, 20)),
            Make.Deal(partner, workspace: null, expiresOn: new(2027, 1, 20)));
        var page = RenderPage();

        Figures(page, "ending").Should().Equal("2 in the next 60 days → /ledger?expiring=60&sort=expires");
        page.Find("#ending a").GetAttribute("href").Should().Be("/ledger?expiring=60&sort=expires");
        var anomaly = page.FindAll("[aria-labelledby=anomalies] li").Should().ContainSingle().Subject;
        anomaly.QuerySelector("a")!.GetAttribute("href").Should().Be("/organisations?attention=no-agreement");
        anomaly.QuerySelector(".hint")!.TextContent.Should().Be("Bureau Samenspel");
        anomaly.Children[^1].TextContent.Should().Be("1");
    }

    [Fact]
    public async Task Follows_what_is_changed_while_it_is_open()
    {
        var partner = Make.PlatformPartner();
        await _database.AddAsync(partner);
        var page = RenderPage();
        page.FindAll("[aria-labelledby=anomalies] li").Should().ContainSingle();

        (await _database.Get<PartnerToggle>().RecordAgreementAsync(
            Make.Staff,
            new(Guid.CreateVersion7(), partner.Id, partner.Version, Make.Agreement()),
            default)).IsDone
            .Should().BeTrue();

        page.WaitForAssertion(() =>
            page.Find("[aria-labelledby=anomalies] .hint").TextContent
                .Should().Be("Every flag has its agreement, and imported data keeps every rule."));
    }

    [Fact]
    public void Its_charts_say_in_a_sentence_what_they_show_and_have_their_figures_in_a_table()
    {
        var page = RenderPage();

        page.FindAll("svg[role=img].chart").Select(chart => chart.GetAttribute("aria-label")).Should().Equal(
            "Kickback by month: € 0.00 in December 2025, at most € 0.00 in December 2025, and € 0.00 so far in November 2026.",
            "Pipeline: 0 signalled, 0 contacted, 0 agreed, 0 handoff planned, 0 graduated.");
        page.FindAll(".today-chart details > summary").Select(summary => summary.TextContent).Should().AllBe("Show the figures");
        page.FindAll(".today-chart tbody").Select(table => table.Children.Length).Should().Equal(12, 5);
        page.FindAll(".today-chart tbody a").Select(stage => stage.GetAttribute("href"))
            .Should().Contain("/external-led?view=list&stage=agreed");
    }

    [Theory]
    [InlineData("2026-11-20", "today")]
    [InlineData("2026-11-21", "21 Nov")]
    [InlineData("2027-11-20", "20 Nov 2027")]
    public void A_day_is_said_as_short_as_it_is_clear(string day, string words) => TodayWords
        .Near(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), new(2026, 11, 20))
        .Should().Be(words);

    [Theory]
    [InlineData(0, 3)]
    [InlineData(3, 3)]
    [InlineData(1_012, 1_200)]
    [InlineData(1_200.01, 1_500)]
    [InlineData(98_765, 120_000)]
    public void An_axis_ends_at_a_round_amount(double highest, long top) => TodayWords.RoundTop(highest, steps: 3).Should().Be(top);

    private IRenderedComponent<TodayPage> RenderPage() => Render<TodayPage>(parameters => parameters.AddCascadingValue(Noor));

    private static IEnumerable<string> Figures(IRenderedComponent<TodayPage> page, string card) =>
        page.FindAll($"[aria-labelledby={card}] .today-figure").Select(figure => $"{figure.TextContent} → {figure.GetAttribute("href")}");
}
