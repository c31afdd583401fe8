using System.Net;
using Bunit;
using FluentAssertions;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Partners.Console.Links;
using Partners.Console.Tests.Hosting;
using Partners.Console.Tests.Platform.Live;
using Partners.Console.Tests.Platform.Mollie;
using Partners.Console.Tests.Support;
using Partners.Core.Access;
using Partners.Core.Billing;
using Partners.Core.Clients;
using Partners.Core.Organisations;
using Partners.Core.Platform.Import;
using Partners.Core.Platform.Live;
using Partners.Core.Platform.Mollie;
using Partners.Core.Workspaces;

namespace Partners.Console.Tests.Platform;

public sealed class PlatformPageTests : PlatformPages
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
    public async Task Says_that_it_is_live_and_what_keeps_it_from_being_read()
    {
        await using var platform = await FakePlatform.StartAsync();
        await using var database = await TestDatabase.CreateAsync(services => services.AddSingleton(platform.Settings));
        platform.Then(401, FakePlatform.Error("INVALID_CREDENTIALS"));

        var page = Show(database);
        page.WaitForAssertion(() => page.Find(".connection-kind").TextContent.Should().Contain("Live · 127.0.0.1"));
        page.FindAll(".connection button").Single(button => button.TextContent.Trim() == "Pull now").Click();

        page.WaitForAssertion(() => page.Find("p.banner[role=alert]").TextContent
            .Should().StartWith("The platform does not accept the console's token.").And.Contain("20 Nov 2026, 12:00"));
    }

    [Fact]
    public async Task Says_when_payments_were_read_and_whether_they_can_be()
    {
        await using var scene = await PaymentsScene.CreateAsync();
        scene.Mollie.AddPayment("tr_1", "2026-11-02T10:00:00+00:00");

        var page = Show(scene.Database);
        page.WaitForAssertion(() => page.Find(".connection").TextContent.Should().Contain("Read from 127.0.0.1 every minute."));
        Press("Pull now");
        page.WaitForAssertion(() => page.FindAll(".connection dd").Select(fact => fact.TextContent)
            .Should().Contain(fact => fact.StartsWith("20 Nov 2026, 12:00")));
        page.WaitForAssertion(() => page.FindAll(".connection button[disabled]").Should().BeEmpty());
        Press("Check");
        page.WaitForAssertion(() => page.Find("section[aria-label=Check]").TextContent
            .Should().Contain("127.0.0.1 answers: payments, refunds and chargebacks can be read."));

        void Press(string button) =>
            page.FindAll(".connection button").Single(found => found.TextContent.Trim() == button).Click();
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
    public async Task Shows_the_files_of_which_an_import_had_only_a_part_and_the_rows_that_it_left_alone()
    {
        await using var database = await TestDatabase.CreateAsync();
        using var newer = new ExportFiles().Set("org", "updated_at", "\"2025-03-02T10:00:00Z\"");
        await database.ImportAsync(newer);
        using var part = new ExportFiles();
        var old = ExportFiles.Good("org");
        old["updated_at"] = "2025-03-01T10:00:00Z";
        part.Raw("org", """{"meta":{"total_count":250},"data":[#]}""".Replace("#", old.ToJsonString(), StringComparison.Ordinal));
        var import = await database.ImportAsync(part);

        var page = Show(database);
        page.WaitForAssertion(() => page.Markup.Should().Contain("Completed, only a part"));
        Services.GetRequiredService<NavigationManager>().NavigateTo($"/platform?import={import.RunId}");

        page.WaitForAssertion(() => page.Markup.Should()
            .Contain("It says that there are 250 rows in all (meta), and it holds 1 row.")
            .And.Contain("1 row was left alone: older than what is known."));
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
            .And.HaveCount(12);
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
            .Should().Equal("Organisation Bureau Samenspel: becomes a partner1 field");
        page.FindAll(".segment").Select(segment => segment.TextContent.Trim()).Should().Equal(
            "Waiting 1",
            "Sending 0",
            "Applied 0",
            "In conflict 0",
            "Refused 0",
            "Cannot be held by the platform 0",
            "Replaced 0");

        Services.GetRequiredService<NavigationManager>().NavigateTo(page.FindAll(".segment")[2].GetAttribute("href")!);
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
    public async Task Pulls_with_nothing_to_look_at_are_counted_and_shown_when_asked()
    {
        await using var scene = await PaymentsScene.CreateAsync();
        scene.Mollie.AddPayment("tr_1", "2026-11-02T10:00:00+00:00");
        (await scene.Database.Get<PaymentsPull>().RunAsync(
            Staff.TheConsoleItself(PlatformPull.Needs), PullKind.Changes, progress: null, Xunit.TestContext.Current.CancellationToken))
            .IsDone.Should().BeTrue();
        scene.Database.Clock.Now += TimeSpan.FromMinutes(1);
        scene.Mollie.AddPayment("tr_2", "2026-11-03T10:00:00+00:00");
        (await scene.PullAsync()).IsDone.Should().BeTrue();

        var page = Show(scene.Database);
        page.WaitForAssertion(() => page.FindAll(".table-box tbody tr").Should().ContainSingle()
            .Which.TextContent.Should().Contain($"{Make.Staff.Name} · live"));
        TextOf(page).Should().Contain("Left out: 1 pull by the console itself with nothing to look at.");
        var all = page.FindAll("a").Single(link => link.TextContent == "Show each pull").GetAttribute("href")!;
        Show(scene.Database, all);

        page.WaitForAssertion(() => page.FindAll(".table-box tbody tr").Should().HaveCount(2));
        page.FindAll("a").Should().Contain(link => link.TextContent == "Leave out pulls with nothing to look at");
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
}
