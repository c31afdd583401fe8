using FluentAssertions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Partners.Console.Tests.Browser;

/// <summary>From the Today page to the lists that it counts.</summary>
public sealed class TodayJourneys(Chromium chromium, DemonstrationConsole console) : BrowserTest(chromium, console)
{
    [Fact]
    public async Task Signing_in_leads_to_today_which_stands_first_in_the_navigation()
    {
        var noor = await VisitorAsync();
        await noor.Page.GotoAsync("/");
        await noor.Screen.Button(Staff).ClickAsync();

        await noor.HeadingIsAsync("Today");
        await noor.AddressIsAsync("/");
        var navigation = noor.Screen.GetByRole(AriaRole.Navigation, new() { Name = "Main", Exact = true }).GetByRole(AriaRole.Link);
        await Expect(navigation.First).ToHaveAccessibleNameAsync("Today");
        await Expect(navigation.First).ToHaveAttributeAsync("aria-current", "page");

        // Every address begins with Today's, but only Today marks its entry.
        await noor.Screen.Link("Organisations").First.ClickAsync();
        await noor.HeadingIsAsync("Organisations");
        await Expect(navigation.First).Not.ToHaveAttributeAsync("aria-current", "page");
    }

    [Fact]
    public async Task A_link_that_is_followed_before_the_page_answers_loads_its_page_anew()
    {
        var noor = await SignedInAsync();
        var left = new TaskCompletionSource();
        await noor.Page.RouteAsync("**/_blazor/negotiate*", async route =>
        {
            await left.Task;
            await route.ContinueAsync();
        });
        await noor.Page.GotoAsync("/");
        await noor.HeadingIsAsync("Today");
        await noor.Page.EvaluateAsync("window.isToday = true");

        await noor.Screen.Link("Organisations").First.ClickAsync();
        await noor.HeadingIsAsync("Organisations");
        (await noor.Page.EvaluateAsync<bool>("window.isToday === true"))
            .Should().BeFalse("what begins on the page that was left cannot come over this one");
        left.SetResult();
        await noor.InteractiveAsync();
        await noor.HeadingIsAsync("Organisations");
    }

    [Theory]
    [InlineData("Deals ending", "in the next 60 days", "Referral ledger", "Pages")]
    [InlineData("Near cap", "near cap", "Referral ledger", "Pages")]
    [InlineData("Near cap", "cap reached", "Referral ledger", "Pages")]
    [InlineData("Owed to partners", "deals", "Referral ledger", "Pages")]
    [InlineData("Candidates", "signalled", "External-led organisations", "Pages")]
    [InlineData("Candidates", "ready to talk", "External-led organisations", "Pages")]
    [InlineData("Candidates", "stale", "External-led organisations", "Pages")]
    [InlineData("Anomalies", "Client workspaces, flag off", "Organisations", "Pages")]
    [InlineData("Anomalies", "Agreement ended", "Organisations", "Pages")]
    [InlineData("Anomalies", "No agreement recorded", "Organisations", "Pages")]
    [InlineData("Platform", "changes to carry over", "Platform", "Pages of changes")]
    public async Task Each_number_is_the_total_of_the_list_that_it_leads_to(string card, string words, string heading, string pages)
    {
        var noor = await SignedInAsync();
        await noor.GoAsync("/");
        var figure = FigureOf(noor, card, words);
        var number = await figure.Locator("strong").InnerTextAsync();
        await figure.ClickAsync();

        await noor.HeadingIsAsync(heading);
        number.Should().NotBe("0");
        await Expect(
            noor.Screen
                .GetByRole(AriaRole.Navigation, new() { Name = pages, Exact = true })
                .Locator(".summary")).ToHaveTextAsync($"1–{number} of {number}");
    }

    [Fact]
    public async Task What_is_owed_in_all_is_the_sum_of_the_statements()
    {
        var noor = await SignedInAsync();
        await noor.GoAsync("/");
        var figure =
            noor.Screen.GetByRole(AriaRole.Region, new() { Name = "Owed to partners", Exact = true }).Locator(".today-figure").First;
        var (owed, partners) = (
            await figure.Locator("strong").InnerTextAsync(),
            (await figure.Locator("span").InnerTextAsync()).Replace("in all, ", string.Empty, StringComparison.Ordinal));
        await figure.ClickAsync();

        await noor.HeadingIsAsync("Statements");
        await Expect(noor.Screen.Locator(".figures")).ToContainTextAsync(owed);
        await noor.Screen.Status(partners).IsShownAsync();
    }

    [Fact]
    public async Task A_named_deal_and_a_named_candidate_are_one_step_away()
    {
        var noor = await SignedInAsync();
        await noor.GoAsync("/");
        await noor.Screen.GetByRole(AriaRole.Region, new() { Name = "Deals ending", Exact = true }).Link("Gemeente Kerkhaven").ClickAsync();
        await noor.HeadingIsAsync("Studio Weerklank – Gemeente Kerkhaven");

        await noor.GoAsync("/");
        var candidate = noor.Screen
            .GetByRole(AriaRole.Region, new() { Name = "Candidates", Exact = true })
            .GetByRole(AriaRole.Listitem).First
            .GetByRole(AriaRole.Link);
        var client = await candidate.InnerTextAsync();
        await candidate.ClickAsync();
        await noor.Screen.GetByRole(AriaRole.Dialog).SaysAsync(client);
    }

    [Fact]
    public async Task It_is_one_screen_and_never_scrolls_sideways()
    {
        var noor = await SignedInAsync();
        foreach (var width in new[] { 1280, 800, 480 })
        {
            await noor.PreferAsync(dark: false, width);
            await noor.GoAsync("/");
            (await noor.Screen.EvaluateAsync<bool>("root => root.scrollWidth <= root.clientWidth")).Should().BeTrue();
            if (width == 1280)
            {
                (await noor.Screen.EvaluateAsync<bool>("root => root.scrollHeight <= root.clientHeight")).Should().BeTrue();
            }
        }
    }

    private static ILocator FigureOf(Visitor visitor, string card, string words) =>
        visitor.Screen
            .GetByRole(AriaRole.Region, new() { Name = card, Exact = true })
            .Locator(".today-figure")
            .Filter(new() { Has = visitor.Page.GetByText(words, new() { Exact = true }) });
}
