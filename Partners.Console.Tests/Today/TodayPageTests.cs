using Bunit;
using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using Partners.Console.Tests.Shell;
using Partners.Console.Tests.Support;
using Partners.Console.Today;
using Partners.Core.Changes;
using Partners.Core.Organisations;
using Partners.Core.Referrals;
using Partners.Core.Today;
using Partners.Core.Values;

namespace Partners.Console.Tests.Today;

/// <summary>The Today page over the real service and a database, on Friday 20 November 2026.</summary>
public sealed class TodayPageTests : ShellContext, IAsyncLifetime
{
    private TestDatabase _database = default!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        Services.AddSingleton(_database.Get<Overview>());
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
                "Deals ending: Nothing ends in the next 60 days.",
                "Near cap: No deal is near its cap.",
                "Owed to partners: Nothing is owed.",
                "Candidates: No client shows that it is ready to lead itself.",
                "Handoffs: No handoff is being prepared.",
                "Anomalies: Every flag has its agreement.",
                "Platform: No change waits for the platform. Nothing was imported yet.");
        page.FindAll(".today-card a").Should().BeEmpty();
    }

    [Fact]
    public async Task Counts_what_waits_names_the_first_and_leads_to_the_lists()
    {
        var partner = Make.PlatformPartner();
        var (first, later) = (
            Make.Deal(partner, workspace: null, expiresOn: new(2026, 11, 21)),
            Make.Deal(partner, workspace: null, expiresOn: new(2026, 12, 20)));
        await _database.AddAsync(partner, first, later, Make.Deal(partner, workspace: null, expiresOn: new(2027, 1, 20)));
        var page = RenderPage();

        Figures(page, "ending").Should().Equal("2 in the next 60 days → /ledger?expiring=60&sort=expires");
        page.FindAll("[aria-labelledby=ending] li").Select(item => item.TextContent.Trim()).Should().Equal(
            "Gemeente Ede Bureau Samenspel · tomorrow", "Gemeente Ede Bureau Samenspel · 20 Dec 2026, in 30 days");
        page.Find("[aria-labelledby=ending] li a").GetAttribute("href").Should().Be($"/ledger/{first.Id}");
        Figures(page, "anomalies").Should().Equal("1 No agreement recorded → /organisations?attention=no-agreement");
        page.Find("[aria-labelledby=anomalies] .hint a").GetAttribute("href").Should().Be($"/organisations/{partner.Id}");
    }

    [Fact]
    public async Task Follows_what_is_changed_while_it_is_open()
    {
        var partner = Make.PlatformPartner();
        await _database.AddAsync(partner);
        var page = RenderPage();
        Figures(page, "anomalies").Should().ContainSingle();

        (await _database.Get<PartnerToggle>().RecordAgreementAsync(
            Make.Staff,
            new(Guid.CreateVersion7(), partner.Id, partner.Version, Make.Agreement()),
            default)).IsDone
            .Should().BeTrue();

        page.WaitForAssertion(() =>
            page.Find("[aria-labelledby=anomalies] .hint").TextContent.Should().Be("Every flag has its agreement."));
    }

    [Theory]
    [InlineData("2026-11-20", "today")]
    [InlineData("2026-11-21", "tomorrow")]
    [InlineData("2026-11-22", "22 Nov 2026, in 2 days")]
    public void Says_when_a_deal_ends(string last, string words)
    {
        var row = new LedgerRow(
            Guid.Empty,
            null,
            Guid.Empty,
            "P",
            "C",
            null,
            Percentage.Zero,
            Percentage.Zero,
            null,
            null,
            Money.Zero,
            Money.Zero,
            Money.Zero,
            new(2026, 1, 1),
            DateOnly.Parse(last, System.Globalization.CultureInfo.InvariantCulture),
            null,
            DealStatus.NearExpiry,
            1);

        TodayWords.Ends(row, new(2026, 11, 20)).Should().Be(words);
        TodayWords.Ends(row with { EndedOn = new(2026, 11, 20) }, new(2026, 11, 20)).Should().Be("today");
    }

    private IRenderedComponent<TodayPage> RenderPage() => Render<TodayPage>(parameters => parameters.AddCascadingValue(Noor));

    private static IEnumerable<string> Figures(IRenderedComponent<TodayPage> page, string card) =>
        page.FindAll($"[aria-labelledby={card}] .today-figure").Select(figure => $"{figure.TextContent} → {figure.GetAttribute("href")}");
}
