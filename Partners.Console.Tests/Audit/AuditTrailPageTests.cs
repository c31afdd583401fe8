using Bunit;
using FluentAssertions;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Partners.Console.Audit;
using Partners.Console.Tests.Shell;
using Partners.Console.Tests.Support;
using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Changes;
using Partners.Core.Organisations;
using Partners.Core.Platform;

namespace Partners.Console.Tests.Audit;

/// <summary>The page over two changes, of 20 and 21 November 2026; today is the 21st.</summary>
public sealed class AuditTrailPageTests : ShellContext, IAsyncLifetime
{
    private TestDatabase _database = default!;

    private NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        var (first, second) = (Make.Organisation("Bureau Samenspel"), Make.Organisation("Studio Weerklank"));
        await _database.AddAsync(first, second);
        await _database.Get<PartnerToggle>().MakePartnerAsync(Make.Staff, Make.MakePartner(first), default);
        _database.Clock.Now += TimeSpan.FromDays(1);
        await _database.Get<PartnerToggle>().MakePartnerAsync(Make.Staff, Make.MakePartner(second), default);
        Services.AddSingleton(_database.Get<AuditTrail>());
        Services.AddSingleton(_database.Get<PlatformRecord>());
        Services.AddSingleton(_database.Get<ChangeFeed>());
        Services.AddSingleton<TimeProvider>(_database.Clock);
    }

    public new async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public void Each_entry_is_a_sentence_under_its_day()
    {
        var page = Show("/audit");

        page.FindAll(".lines > *").Select(line => line.QuerySelector(".line-what")?.TextContent ?? line.TextContent).Should().Equal(
            "Saturday 21 November 2026",
            "Noor de Wit made Studio Weerklank a partner",
            "Friday 20 November 2026",
            "Noor de Wit made Bureau Samenspel a partner");
        page.Find(".filter-count").TextContent.Should().Be("2 entries");
        page.Find(".line-time").TextContent.Should().Be("12:00");
        page.Find(".line-kind").TextContent.Should().Be("Partner flag");
    }

    [Fact]
    public async Task What_the_console_reads_by_itself_is_left_out_counted_and_shown_when_asked()
    {
        await ReadByItselfAsync();

        var page = Show("/audit");

        page.FindAll(".line").Should().HaveCount(2);
        page.Find(".filter-count").TextContent.Should().Be("2 entries");
        var note = page.FindAll("p.hint").Single(hint => hint.TextContent.StartsWith("Left out", StringComparison.Ordinal));
        note.TextContent.Should().Be(
            "Left out: 1 reading of the platform by the console itself. An export has them. Show each reading");
        note.QuerySelector("a")!.GetAttribute("href").Should().Be("/audit?readings=each");

        page = Show("/audit?readings=each");

        page.FindAll(".line-what")[0].TextContent.Should().Be("The console itself read directus.example: 2 added, 4 updated");
        page.Find(".filter-count").TextContent.Should().Be("3 entries");
        page.FindAll("a").Should().Contain(link => link.TextContent == "Leave out what the console reads by itself");
        var trail = _database.Get<AuditTrail>();
        (await trail.ReadAsync(Make.Staff, new(), default).CountAsync()).Should().Be(3, "an export leaves nothing out");
        (await trail.VerifyAsync(Make.Staff, default)).Entries.Should().Be(3);
        (await trail.ListAsync(Make.Staff, new(Action: AuditActions.ReadByItself), default)).Total.Should().Be(1);
    }

    private Task<Outcome<Guid>> ReadByItselfAsync()
    {
        var id = Guid.CreateVersion7();
        return _database.Get<ChangeRunner>().RunAsync<Guid>(
            Staff.TheConsoleItself(Permission.Read),
            Permission.Read,
            id,
            "read",
            (change, _) =>
            {
                change.Record(
                    AuditActions.ReadByItself,
                    new AuditSubject("import", $"{id}", "directus.example", OrganisationId: null, Version: null),
                    before: null,
                    new { Collections = new[] { new { Added = 2, Updated = 3 }, new { Added = 0, Updated = 1 } } },
                    reason: null);
                return Task.FromResult<Outcome<Guid>>(id);
            },
            default);
    }

    [Fact]
    public void An_entry_opens_to_why_before_and_after_in_words_and_leads_on()
    {
        var entry = Show("/audit").Find(".line");

        entry.HasAttribute("open").Should().BeFalse();
        entry.QuerySelector(".line-why")!.TextContent.Should().StartWith("Why: Agreement ");
        var facts = entry.QuerySelectorAll("tbody tr").Select(row => string.Join(" | ", row.Children.Select(cell => cell.TextContent)));
        facts.Should().Contain("Partner | no | yes").And.ContainMatch("Agreement signed on | – | * 2026");
        entry.QuerySelector(".platform-state")!.TextContent.Should().Be("Waiting for the platform");
        entry.QuerySelector(".line-foot")!.TextContent.Should().Contain("Entry 2 · hash ");
        entry.QuerySelectorAll(".line-foot a").Select(link => link.TextContent)
            .Should().Equal("Open the organisation", "Raw entry, in a new tab");
        entry.QuerySelectorAll(".line-foot a")[1].GetAttribute("href").Should().Be("/audit/2/raw");
    }

    [Theory]
    [InlineData("/audit?q=weerklank", 1, "All")]
    [InlineData("/audit?kind=deal", 0, "All")]
    [InlineData("/audit?kind=partner-flag", 2, "All")]
    [InlineData("/audit?from=2026-11-21&until=2026-11-21", 1, "Today")]
    [InlineData("/audit?from=2026-11-20&until=2026-11-20", 1, "Yesterday")]
    [InlineData("/audit?from=2026-11-15&until=2026-11-21", 2, "Last 7 days")]
    [InlineData("/audit?from=2026-11-01&until=2026-11-19", 0, "Other")]
    public void The_address_carries_every_filter(string address, int entries, string period)
    {
        var page = Show(address);

        page.FindAll(".line").Should().HaveCount(entries);
        page.Find(".segment[aria-current]").TextContent.Trim().Should().Be(period);
        page.FindAll("input[type=date]").Should().HaveCount(period == "Other" ? 2 : 0);
        page.FindAll(".filter-bar a")[^1].TextContent.Should().Be("Clear filters");
    }

    [Fact]
    public void Choosing_a_person_and_a_kind_changes_the_address_and_begins_at_the_first_page()
    {
        var page = Show("/audit?page=2&q=partner");

        page.Find("select[aria-label=Person]").Change("staff-1");
        page.Find("select[aria-label=Kind]").Change("partner-flag");

        new Uri(Navigation.Uri).PathAndQuery.Should().Be("/audit?who=staff-1&kind=partner-flag&q=partner");
        page.FindAll("select.is-set").Should().HaveCount(2);
    }

    private IRenderedComponent<AuditTrailPage> Show(string address)
    {
        Navigation.NavigateTo(address);
        return Render<AuditTrailPage>(parameters => parameters.AddCascadingValue(Noor));
    }
}
