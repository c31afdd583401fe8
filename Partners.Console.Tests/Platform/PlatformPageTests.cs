using System.Net;
using Bunit;
using FluentAssertions;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Partners.Console.Platform;
using Partners.Console.Tests.Hosting;
using Partners.Console.Tests.Shell;
using Partners.Console.Tests.Support;
using Partners.Core.Access;
using Partners.Core.Changes;
using Partners.Core.Platform;

namespace Partners.Console.Tests.Platform;

public sealed class PlatformPageTests : ShellContext
{
    [Fact]
    public async Task Says_that_there_is_nothing_yet()
    {
        await using var database = await TestDatabase.CreateAsync();
        var page = Show(database);
        page.WaitForAssertion(() => page.FindAll(".empty-text").Select(text => text.TextContent).Should().Equal("Nothing is waiting.", "Nothing was imported yet."));
        page.Find("h1").TextContent.Should().Be("Platform");
    }

    [Fact]
    public async Task Shows_an_import_with_its_counts_and_its_rejected_rows()
    {
        using var export = new ExportFiles().Add("org", "7");
        await using var database = await TestDatabase.CreateAsync();
        await database.ImportAsync(export);

        var page = Show(database);
        page.WaitForElement("summary").TextContent.Should().Be("14 added, none updated, none unchanged, 1 rejected");
        page.Markup.Should().Contain("Completed, some rows rejected").And.Contain(export.Folder);
        page.Markup.Should().NotContain("The row is no object.");

        Services.GetRequiredService<NavigationManager>().NavigateTo(page.Find("li.card a").GetAttribute("href")!);
        page.WaitForAssertion(() => page.Markup.Should().Contain("The row is no object."));
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
    public async Task Downloads_the_waiting_changes_for_those_who_may_read()
    {
        await using var console = await RunningConsole.StartAsync();
        using var staff = await console.SignedInAsync("staff");
        using var answer = await staff.GetAsync(new Uri(PlatformAddresses.WaitingChanges, UriKind.Relative), Xunit.TestContext.Current.CancellationToken);
        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.Should().Be("application/jsonl");

        using var stranger = console.Visitor();
        using var turnedAway = await stranger.GetAsync(new Uri(PlatformAddresses.WaitingChanges, UriKind.Relative), Xunit.TestContext.Current.CancellationToken);
        turnedAway.StatusCode.Should().Be(HttpStatusCode.Redirect);
    }

    private IRenderedComponent<PlatformPage> Show(TestDatabase database, string address = "/platform")
    {
        Services.AddSingleton(database.Get<PlatformRecord>());
        Services.AddSingleton(database.Get<ChangeFeed>());
        Services.AddCascadingValue<Staff>(_ => Make.Staff);
        Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        return Render<PlatformPage>();
    }
}
