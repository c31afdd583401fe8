using System.Globalization;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
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
        var connection = await HeldConnection.OfAsync(noor);
        await noor.Page.GotoAsync("/");
        await noor.HeadingIsAsync("Today");
        await noor.Page.EvaluateAsync("window.isToday = true");

        await noor.Screen.Link("Organisations").First.ClickAsync();
        await noor.HeadingIsAsync("Organisations");
        (await noor.Page.EvaluateAsync<bool>("window.isToday === true"))
            .Should().BeFalse("what begins on the page that was left cannot come over this one");
        connection.Release();
        await noor.InteractiveAsync();
        await noor.HeadingIsAsync("Organisations");
    }

    [Theory]
    [InlineData("Deals ending", "in the next 60 days", "Referral ledger", "Pages")]
    [InlineData("Near cap", "near cap", "Referral ledger", "Pages")]
    [InlineData("Near cap", "cap reached", "Referral ledger", "Pages")]
    [InlineData("Candidates", "signalled", "External-led organisations", "Pages")]
    [InlineData("Candidates", "ready", "External-led organisations", "Pages")]
    [InlineData("Candidates", "stale", "External-led organisations", "Pages")]
    public async Task Each_number_is_the_total_of_the_list_that_it_leads_to(string card, string words, string heading, string pages)
    {
        var noor = await SignedInAsync();
        await noor.GoAsync("/");
        var figure = FigureOf(noor, card, words);
        var number = await figure.Locator("strong").InnerTextAsync();
        await figure.ClickAsync();

        await noor.HeadingIsAsync(heading);
        await TotalIsAsync(noor, number, pages);
    }

    [Theory]
    [InlineData("Anomalies", "Client workspaces, flag off", "Organisations", "Pages")]
    [InlineData("Anomalies", "Agreement ended", "Organisations", "Pages")]
    [InlineData("Anomalies", "No agreement recorded", "Organisations", "Pages")]
    [InlineData("Platform", "Waiting", "Platform", "Pages of changes")]
    public async Task Each_line_with_a_number_leads_to_the_list_that_it_counts(string card, string words, string heading, string pages)
    {
        var noor = await SignedInAsync();
        await noor.GoAsync("/");
        var line = CardOf(noor, card).GetByRole(AriaRole.Listitem).Filter(new() { HasText = words });
        var number = await line.Locator("> :last-child").InnerTextAsync();
        await line.GetByRole(AriaRole.Link).ClickAsync();

        await noor.HeadingIsAsync(heading);
        await TotalIsAsync(noor, number, pages);
    }

    [Fact]
    public async Task The_whole_head_of_a_card_leads_to_its_list()
    {
        var noor = await SignedInAsync();
        await noor.GoAsync("/");
        var head = CardOf(noor, "Deals ending").GetByRole(AriaRole.Heading);
        var box = (await head.BoundingBoxAsync())!;
        await noor.Page.Mouse.ClickAsync(box.X + box.Width - 4, box.Y + (box.Height / 2));

        await noor.HeadingIsAsync("Referral ledger");
        await noor.AddressIsAsync("/ledger?expiring=60&sort=expires");
    }

    [Fact]
    public async Task What_is_to_pay_less_the_credits_is_the_balance_of_the_statements()
    {
        var noor = await SignedInAsync();
        await noor.GoAsync("/");
        var (toPay, credits) = (await AmountAsync("To pay"), await AmountAsync("Credits"));
        await CardOf(noor, "To pay").Locator(".today-figure").ClickAsync();

        await noor.HeadingIsAsync("Statements");
        toPay.Should().BePositive();
        var owed = (await Console.QueryAsync(db => db.DealSummaries.Select(deal => deal.Owed).ToListAsync())).Sum(money => money.Cents);
        (toPay - credits).Should().Be(owed / 100m);

        async Task<decimal> AmountAsync(string card)
        {
            var figure = CardOf(noor, card).Locator(".today-figure strong");
            return await figure.CountAsync() == 0
                ? 0
                : decimal.Parse(
                    (await figure.InnerTextAsync()).Replace("€", string.Empty, StringComparison.Ordinal),
                    CultureInfo.InvariantCulture);
        }
    }

    [Fact]
    public async Task A_named_candidate_is_one_step_away()
    {
        var noor = await SignedInAsync();
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
    public async Task It_never_scrolls_sideways()
    {
        var noor = await SignedInAsync();
        foreach (var width in new[] { 1280, 800, 480 })
        {
            await noor.PreferAsync(dark: false, width);
            await noor.GoAsync("/");
            (await noor.Screen.EvaluateAsync<bool>("root => root.scrollWidth <= root.clientWidth")).Should().BeTrue();
        }
    }

    private static Task TotalIsAsync(Visitor visitor, string number, string pages)
    {
        number.Should().NotBe("0");
        return Expect(
            visitor.Screen
                .GetByRole(AriaRole.Navigation, new() { Name = pages, Exact = true })
                .Locator(".summary")).ToHaveTextAsync($"1–{number} of {number}");
    }

    private static ILocator CardOf(Visitor visitor, string card) =>
        visitor.Screen.GetByRole(AriaRole.Region, new() { Name = card, Exact = true });

    private static ILocator FigureOf(Visitor visitor, string card, string words) =>
        CardOf(visitor, card)
            .Locator(".today-figure")
            .Filter(new() { Has = visitor.Page.GetByText(words, new() { Exact = true }) });
}
