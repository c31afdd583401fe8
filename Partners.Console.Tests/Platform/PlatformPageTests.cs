using System.Net;
using Bunit;
using FluentAssertions;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Partners.Console.Links;
using Partners.Console.Platform;
using Partners.Console.Tests.Hosting;
using Partners.Console.Tests.Shell;
using Partners.Console.Tests.Support;
using Partners.Core.Access;
using Partners.Core.Billing;
using Partners.Core.Changes;
using Partners.Core.Clients;
using Partners.Core.Jobs;
using Partners.Core.Organisations;
using Partners.Core.Platform;
using Partners.Core.Platform.Import;
using Partners.Core.Workspaces;

namespace Partners.Console.Tests.Platform;

public sealed class PlatformPageTests : ShellContext
{
    [Fact]
    public async Task Says_that_there_is_nothing_yet()
    {
        await using var database = await TestDatabase.CreateAsync();
        var page = Show(database);
        page.WaitForAssertion(() => page
            .FindAll(".empty-text")
            .Select(text => text.TextContent)
            .Should().Equal("Nothing is waiting.", "Nothing was imported yet."));
        page.Find("h1").TextContent.Should().Be("Platform");
    }

    [Fact]
    public async Task Shows_an_import_with_its_counts_and_its_rejected_rows()
    {
        using var export = new ExportFiles().Add("org", "7");
        await using var database = await TestDatabase.CreateAsync();
        await database.ImportAsync(export);

        var page = Show(database);
        page.WaitForElements(".table-box tbody td.number").Select(cell => cell.TextContent).Should().Equal("14", "0", "0", "1");
        page.Markup.Should().Contain("Completed, some rows rejected");
        page.Markup.Should().NotContain("The row is no object.");

        Services.GetRequiredService<NavigationManager>().NavigateTo(page.Find(".table-box td.name a").GetAttribute("href")!);
        page.WaitForAssertion(() => page.Markup.Should().Contain("The row is no object.").And.Contain(export.Folder));
    }

    [Fact]
    public async Task Shows_an_import_at_the_command_line_and_cancels_it()
    {
        await using var database = await TestDatabase.CreateAsync();
        var id = await database.RunElsewhereAsync(ImportRuns.JobName, "importing /exports", Staff.AtTheCommandLine("root"));
        var page = Show(database);
        page.WaitForElement(".banner-conflict").TextContent.Should().Be(
            "root (command line) is importing /exports, since 20 Nov 2026, 12:00.");

        page.Find(".job-progress button").Click();

        page.WaitForAssertion(() => page.Find(".banner-conflict").TextContent.Should().EndWith("Noor de Wit cancelled it."));
        (await database.JobAsync(id)).CancelledByName.Should().Be("Noor de Wit");
    }

    [Theory]
    [InlineData("/platform?page=9")]
    [InlineData("/platform?import=none&rows=-3&changes=x&state=<b>")]
    public async Task Bears_any_address(string address)
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.ImportAsync(Importing.Sample);
        var page = Show(database, address);
        page.WaitForAssertion(() => page.Markup.Should().ContainAny("There is no such page.", "Completed"));
    }

    [Fact]
    public async Task Lists_the_fields_of_a_new_record_as_raw_fields()
    {
        await using var database = await TestDatabase.CreateAsync();
        using var export = new ExportFiles();
        await database.ImportAsync(export);
        var made = await database.Get<ClientWorkspaces>().CreateAsync(
            Make.Staff,
            new(
                Guid.CreateVersion7(),
                new(ExportFiles.Organisation),
                new(
                    "Woonvisie",
                    "Gemeente Súdwâl",
                    "griffie@haarlem.example",
                    new(ExportFiles.Person),
                    Tier.Changemaker,
                    BillingPeriod.Annual,
                    AgreementAccepted: true,
                    OwnAddressMeant: false)),
            CancellationToken.None);
        await database.Get<DataOwnership>().NameAsync(
            Make.Staff,
            new(
                Guid.CreateVersion7(),
                made.Value!.WorkspaceId,
                1,
                "Gemeente Wûnsel",
                "griffie@haarlem.example",
                OwnAddressMeant: false,
                "Merged"),
            CancellationToken.None);

        var page = Show(database);

        page.WaitForElement(".identifier");
        var rows = page.FindAll("[aria-labelledby=changes] tbody tr");
        rows.Where(row => row.QuerySelector(".identifier")!.TextContent == $"workspace {made.Value!.WorkspaceId}")
            .Select(row => string.Join(": ", row.QuerySelectorAll("td").Select(cell => cell.TextContent)))
            .Should().Contain("name: Woonvisie")
            .And.Contain("data_owner_org_name: Gemeente Súdwâl")
            .And.Contain("usage_context: external")
            .And.Contain("data_owner_org_name: Gemeente Wûnsel")
            .And.HaveCount(11);
    }

    [Fact]
    public async Task Says_of_each_act_who_did_what_and_what_the_platform_has_to_be_told()
    {
        await using var database = await TestDatabase.CreateAsync();
        var partner = Make.Organisation("Bureau Samenspel");
        await database.AddAsync(partner);
        await database.Get<PartnerToggle>().MakePartnerAsync(Make.Staff, Make.MakePartner(partner), CancellationToken.None);

        var page = Show(database);

        var act = page.WaitForElement(".line");
        act.QuerySelector(".line-what")!.TextContent.Should().Be("Noor de Wit made Bureau Samenspel a partner");
        act.QuerySelector(".line-changes")!.TextContent.Should().Be("1 change");
        act.QuerySelector(".platform-state")!.TextContent.Should().Be("Waiting for the platform");
        act.QuerySelectorAll(".act-list li").Select(item => item.TextContent)
            .Should().Equal("Organisation Bureau Samenspel: partner yes1 field");
        page.FindAll(".segment").Select(segment => segment.TextContent.Trim()).Should().Equal("Waiting 1", "Applied 0", "Replaced 0");

        Services.GetRequiredService<NavigationManager>().NavigateTo(page.FindAll(".segment")[1].GetAttribute("href")!);
        page.WaitForAssertion(() => page.Find(".empty-text").TextContent.Should().Be("No change is in this state."));
        page.Find(".segment[aria-current]").TextContent.Should().StartWith("Applied");
    }

    [Fact]
    public async Task Says_how_old_what_is_known_of_the_platform_is()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.ImportAsync(Importing.Sample);
        database.Clock.Now += TimeSpan.FromDays(10);

        Show(database).WaitForElement(".connection-stale").TextContent.Trim().Should().Be("· 10 days ago");
    }

    [Fact]
    public async Task Downloads_the_waiting_changes_for_those_who_may_read()
    {
        await using var console = await RunningConsole.StartAsync();
        using var staff = await console.SignedInAsync("staff");
        using var answer = await staff.GetAsync(
            new Uri(PlatformAddresses.WaitingChanges, UriKind.Relative),
            Xunit.TestContext.Current.CancellationToken);
        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.Should().Be("application/jsonl");

        using var stranger = console.Visitor();
        using var turnedAway = await stranger.GetAsync(
            new Uri(PlatformAddresses.WaitingChanges, UriKind.Relative),
            Xunit.TestContext.Current.CancellationToken);
        turnedAway.StatusCode.Should().Be(HttpStatusCode.Redirect);
    }

    private IRenderedComponent<PlatformPage> Show(TestDatabase database, string address = "/platform")
    {
        Services.AddSingleton(database.Get<PlatformRecord>());
        Services.AddSingleton(database.Get<ChangeFeed>());
        Services.AddSingleton(database.Get<JobList>());
        Services.AddSingleton<TimeProvider>(database.Clock);
        Services.AddCascadingValue<Staff>(_ => Make.Staff);
        Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        return Render<PlatformPage>();
    }
}
