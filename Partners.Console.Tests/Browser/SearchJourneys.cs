using FluentAssertions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Partners.Console.Tests.Browser;

/// <summary>The address holds search, filter, order and page.</summary>
public sealed class SearchJourneys(Chromium chromium, DemonstrationConsole console) : BrowserTest(chromium, console)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_typed_while_the_page_loads_is_searched_for_once_it_is_live(bool beforeItsScript)
    {
        var noor = await SignedInAsync();
        var list = new OrganisationsScreen(noor);
        var typed = new TaskCompletionSource();
        var connection = await HeldConnection.OfAsync(noor);
        if (beforeItsScript)
        {
            await noor.Page.RouteAsync("**/shell.*.js", async route =>
            {
                await typed.Task;
                await route.ContinueAsync();
            });
        }

        await noor.Page.GotoAsync("/organisations", new() { WaitUntil = WaitUntilState.Commit });
        await list.Search.PressSequentiallyAsync("samens");
        typed.SetResult();
        await connection.IsAskedForAsync();
        connection.Release();

        await noor.AddressIsAsync("/organisations?q=samens");
        await Expect(list.Names).ToHaveTextAsync(["Bureau Samenspel"]);
        await Expect(list.Search).ToHaveValueAsync("samens");
        await Expect(list.Search).ToBeFocusedAsync();
    }

    [Fact]
    public async Task The_same_address_shows_the_same_rows_after_back_and_reload_and_to_a_colleague()
    {
        var noor = await SignedInAsync();
        var list = new OrganisationsScreen(noor);
        await noor.GoAsync("/organisations?size=1");
        await list.Search.PressSequentiallyAsync("bur");
        await noor.AddressIsAsync("/organisations?q=bur&size=1");
        await list.PartnersOnly.CheckAsync();
        await noor.AddressIsAsync("/organisations?q=bur&partners=true&size=1");
        await Expect(list.Names).ToHaveTextAsync(["Bureau Samenspel"]);
        await list.Header("Name").ClickAsync();
        await noor.AddressIsAsync("/organisations?q=bur&partners=true&desc=true&size=1");
        await Expect(list.Names).ToHaveTextAsync(["Burgerkracht Advies"]);
        await Expect(list.Header("Name")).ToHaveAttributeAsync("aria-sort", "descending");

        await noor.Screen.Link("Next").ClickAsync();
        var address = "/organisations?q=bur&partners=true&desc=true&page=2&size=1";
        string[] secondPage = ["Bureau Samenspel"];
        await noor.AddressIsAsync(address);
        await Expect(list.Names).ToHaveTextAsync(secondPage);
        await Expect(noor.Screen.Link("Page 2")).ToHaveAttributeAsync("aria-current", "page");

        await noor.Page.GoBackAsync();
        await Expect(list.Names).ToHaveTextAsync(["Burgerkracht Advies"]);
        await noor.Page.GoForwardAsync();
        await Expect(list.Names).ToHaveTextAsync(secondPage);
        await noor.Page.ReloadAsync();
        await noor.InteractiveAsync();
        await Expect(list.Names).ToHaveTextAsync(secondPage);
        await Expect(list.Search).ToHaveValueAsync("bur");
        await Expect(list.PartnersOnly).ToBeCheckedAsync();

        var joris = await SignedInAsync(CommercialOwner);
        await joris.GoAsync(address);
        await Expect(new OrganisationsScreen(joris).Names).ToHaveTextAsync(secondPage);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(255)]
    [InlineData(280)]
    public async Task Every_letter_is_kept_however_fast_one_types(int millisecondsBetweenLetters)
    {
        // Slightly slower than the search's own pause, each letter coincides with the answer to the previous one.
        var noor = await SignedInAsync();
        var list = new OrganisationsScreen(noor);
        await noor.GoAsync("/organisations");
        await list.Search.PressSequentiallyAsync("burgerkracht", new() { Delay = millisecondsBetweenLetters });

        await noor.AddressIsAsync("/organisations?q=burgerkracht");
        await Expect(list.Search).ToHaveValueAsync("burgerkracht");
        await Expect(list.Names).ToHaveTextAsync(["Burgerkracht Advies"]);
    }

    [Fact]
    public async Task Going_back_takes_the_letters_out_of_the_search_box_again()
    {
        var noor = await SignedInAsync();
        var list = new OrganisationsScreen(noor);
        await noor.GoAsync("/organisations");
        await list.Search.FillAsync("museum");
        await Expect(list.Names).ToHaveCountAsync(3);
        await list.Search.FillAsync("bureau samen");
        await Expect(list.Names).ToHaveTextAsync(["Bureau Samenspel"]);

        await noor.Page.GoBackAsync();
        await Expect(list.Names).ToHaveCountAsync(3);
        await Expect(list.Search).ToHaveValueAsync("museum");
        await noor.Page.GoBackAsync();
        await Expect(list.Search).ToHaveValueAsync(string.Empty);
        await Expect(list.Names).ToHaveCountAsync(25);
    }

    [Fact]
    public async Task Nothing_found_says_so_and_leads_back_to_everything()
    {
        var noor = await SignedInAsync();
        var list = new OrganisationsScreen(noor);
        await noor.GoAsync("/organisations");
        await list.Search.FillAsync("zxqj");
        await Expect(noor.Screen.GetByText("No organisation matches.", new() { Exact = true })).ToBeVisibleAsync();

        await noor.Screen.Link("Show all").ClickAsync();
        await noor.AddressIsAsync("/organisations");
        await Expect(list.Names).ToHaveCountAsync(25);
        await Expect(list.Search).ToHaveValueAsync(string.Empty);
    }

    [Fact]
    public async Task What_needs_attention_is_a_link_to_those_concerned()
    {
        var noor = await SignedInAsync();
        await noor.GoAsync("/organisations");
        await noor.Screen
            .GetByRole(AriaRole.Region, new() { Name = "Needs attention", Exact = true })
            .GetByRole(AriaRole.Link)
            .Filter(new() { HasText = "No agreement recorded" })
            .ClickAsync();

        await noor.AddressIsAsync("/organisations?attention=no-agreement");
        await Expect(new OrganisationsScreen(noor).Names).ToHaveTextAsync(["Luisterend Land"]);
        await noor.Screen.Link("Remove the filter No agreement recorded").ClickAsync();
        await noor.AddressIsAsync("/organisations");
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(1000)]
    [InlineData(800)]
    [InlineData(480)]
    public async Task At_any_width_a_row_has_its_kebab_in_view_and_the_page_does_not_scroll_sideways(int width)
    {
        const string Agency = "Bureau Samenspel";
        var noor = await SignedInAsync();
        var list = new OrganisationsScreen(noor);
        await noor.PreferAsync(dark: false, width);
        await noor.GoAsync("/organisations");

        // On a phone a row is a card, and the fifth is below the window; what counts is that nothing is cut off at the side.
        await list.Row(Agency).Link(Agency).ScrollIntoViewIfNeededAsync();
        await Expect(list.Kebab(Agency)).ToBeInViewportAsync(new() { Ratio = 1 });
        await Expect(list.Row(Agency).Link(Agency)).ToBeInViewportAsync();
        (await noor.Screen.EvaluateAsync<bool>("root => root.scrollWidth <= root.clientWidth")).Should().BeTrue();
    }

    [Fact]
    public async Task The_trail_is_exported_as_the_filter_has_it()
    {
        var noor = await SignedInAsync();
        await noor.GoAsync("/audit?what=organisation.partner-withdrawn");
        var download = await noor.Page.RunAndWaitForDownloadAsync(() => noor.Screen.Link("Export CSV").ClickAsync());

        download.SuggestedFilename.Should().Be("audit-trail.csv");
        var answer = await noor.Context.APIRequest.GetAsync(download.Url);
        answer.Headers["content-type"].Should().StartWith("text/csv");
        var lines = await File.ReadAllLinesAsync(await download.PathAsync());
        lines.Should().HaveCount(2);
        lines[1].Should().Contain("Kruispunt Communicatie");
    }
}
