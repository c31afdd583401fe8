using System.Globalization;
using System.Text.Json;
using AngleSharp.Dom;
using Bunit;
using FluentAssertions;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Partners.Console.Referrals;
using Partners.Console.Shell;
using Partners.Console.Tests.Support;
using Partners.Core.Access;
using Partners.Core.Changes;
using Partners.Core.Referrals;

namespace Partners.Console.Tests.Referrals;

/// <summary>The grid over the real services and a database; today is 20 November 2026.</summary>
public sealed class LedgerPageTests : LedgerPages
{
    [Fact]
    public async Task Shows_what_is_owed_what_the_client_gets_and_when_it_ends()
    {
        var deal = await Scene.AddedAsync(LedgerScene.Form(expiresOn: new(2027, 4, 30)));
        await Scene.PayAsync(deal, "50", new(2026, 11, 1));
        var page = RenderAt("/ledger");

        CellsOf(page).Should().ContainSingle().Which.Should().Equal(
            "Bureau Samenspel", "Gemeente Zwolle", "20 %",
            "10 % differs : The deal promises 10 %, and the client's billing account gives 0 %.", "1,000.00", "140.00", "90.00",
            "30 Apr 2027", "Active");
        page
            .FindAll("tbody tr a")
            .Select(link => link.GetAttribute("href"))
            .Should().Equal($"/organisations/{Scene.Partner.Id}", $"/ledger/{deal}");
        page.Find("tbody .chip-pollen").GetAttribute("title").Should().Be(
            "The deal promises 10 %, and the client's billing account gives 0 %.");
        page
            .FindAll("thead th")
            .Select(head => head.TextContent.Trim())
            .Should().Equal("Partner", "Client", "Kickback", "Discount", "Cap", "Earned", "Owed", "Expires", "Status", "Actions");
        page.Find(".lead").TextContent.Should().Be("If a number looks wrong, check the agreement before editing.");
    }

    [Fact]
    public async Task Says_where_there_is_no_cap_and_no_end_and_what_is_a_credit_or_was_ended()
    {
        var open = await Scene.AddedAsync(LedgerScene.Form(discount: "0", cap: null));
        await Scene.PayAsync(open, "200", new(2026, 11, 1), isAdvance: true, why: "Agreed by telephone");
        var ended = (await Scene.AddAsync(LedgerScene.Form(expiresOn: new(2027, 4, 30)), clientName: "Gemeente Ede")).Value!.DealId;
        await Scene.EndAsync(ended, new(2026, 10, 31));
        var page = RenderAt("/ledger");

        var rows = CellsOf(page);
        rows[0][1..9].Should().Equal("Gemeente Ede", "20 %", "10 %", "1,000.00", "0.00", "0.00", "31 Oct 2026 ended", "Ended");
        rows[1][1..9].Should().Equal("Gemeente Zwolle", "20 %", "0 %", "– No cap", "140.00", "−60.00 credit", "– No end", "Active");
    }

    [Fact]
    public async Task Totals_all_that_the_filter_finds_and_not_only_the_page()
    {
        var first = await Scene.AddedAsync();
        await Scene.PayAsync(first, "50", new(2026, 11, 1));
        await Scene.AddAsync(clientName: "Gemeente Ede");
        await Scene.AddAsync(clientName: "Waterschap Vallei");

        var page = RenderAt("/ledger?size=1");
        FootOf(page).Should().Equal("3 deals", "140.00", "90.00", "to pay; credits 0.00 apart");
        CountOf(page).Should().Be("3 deals · to pay € 90.00 · credits € 0.00");
        page = RenderAt("/ledger?q=waterschap");
        FootOf(page).Should().Equal("1 deal", "0.00", "0.00", "to pay; credits 0.00 apart");
        CountOf(page).Should().Be("1 deal · to pay € 0.00 · credits € 0.00");
    }

    [Fact]
    public async Task Keeps_what_is_to_pay_and_credits_apart()
    {
        await Scene.AddedAsync(LedgerScene.Form(cap: null));
        var ahead = (await Scene.AddAsync(clientName: "Gemeente Ede")).Value!.DealId;
        await Scene.PayAsync(ahead, "60", new(2026, 11, 1), isAdvance: true, why: "Agreed by telephone");

        CountOf(RenderAt("/ledger")).Should().Be("2 deals · to pay € 140.00 · credits € 60.00");
    }

    [Fact]
    public async Task The_totals_stay_below_their_columns_whichever_are_hidden()
    {
        await Scene.AddedAsync();
        var page = RenderAt("/ledger?hide=cap,expires");

        var foot = page.WaitForElement("tfoot tr").Children;
        foot.Sum(cell => int.Parse(cell.GetAttribute("colspan") ?? "1", CultureInfo.InvariantCulture)).Should().Be(8);
        page.FindAll("thead th").Should().HaveCount(8);
        foot.Select(cell => cell.GetAttribute("data-label")).Should().Equal(null, null, null, "Earned", "To pay", null);
        foot.Where(cell => cell.ClassList.Contains("when-wide")).Should().HaveCount(
            page.FindAll("thead th.when-wide").Count, "a narrow screen hides the same columns above and below");
    }

    [Fact]
    public async Task Lists_the_deals_that_the_address_asks_for()
    {
        await Scene.AddedAsync(LedgerScene.Form(cap: null, expiresOn: new(2026, 12, 31)));
        await Scene.AddAsync(LedgerScene.Form(expiresOn: new(2026, 12, 31)), clientName: "Gemeente Ede");
        var page = RenderAt(
            $"/ledger?q=gemeente&partner={Scene.Partner.Id}&status=near-expiry&expiring=45&owed=100.00&discount=differs&sort=owed&desc=true");

        CellsOf(page).Should().ContainSingle().Which[1].Should().Be("Gemeente Zwolle");
        page.Find("input[type=search]").GetAttribute("value").Should().Be("gemeente");
        page.FindAll("select").Select(select => select.GetAttribute("value")).Should().Equal("near-expiry", "45");
        page
            .FindAll("select")[1]
            .QuerySelectorAll("option")
            .Select(option => option.TextContent)
            .Should().Equal("Any time", "30 days", "45 days", "60 days", "90 days", "180 days");
        AmountOf(page).GetAttribute("value").Should().Be("100.00");
        page.Find("input[type=checkbox]").HasAttribute("checked").Should().BeTrue();
        page.Find("th[aria-sort=descending]").TextContent.Trim().Should().Be("Owed");
        await page.Find(".page-actions [aria-haspopup=menu]").ClickAsync(new());
        var file =
            $"/ledger/deals.csv?q=gemeente&partner={Scene.Partner.Id}&status=near-expiry&expiring=45&owed=100.00&discount=differs&sort=owed&desc=true";
        page.FindAll("a[role=menuitem]").Select(link => (link.TextContent, link.GetAttribute("href"))).Should().Equal(
            ("CSV", file),
            ("CSV for Dutch Excel", file + "&form=dutch-excel"));
        LinkOf(page, "Statements").Should().Be("/ledger/statements");
    }

    [Fact]
    public async Task A_choice_stands_in_the_address_and_begins_at_the_first_page()
    {
        await Scene.AddedAsync();
        var page = RenderAt("/ledger?page=3");
        page.WaitForElement(".banner-conflict").TextContent.Should().Be("There is no page 3. This is the last one, page 1.");

        await page.FindAll("select")[0].ChangeAsync("active");
        Navigation.Uri.Should().EndWith("/ledger?status=active");
        await page.FindAll("select")[1].ChangeAsync("90");
        Navigation.Uri.Should().EndWith("/ledger?status=active&expiring=90");
        await page.Find("input[type=checkbox]").ChangeAsync(true);
        Navigation.Uri.Should().EndWith("/ledger?status=active&expiring=90&discount=differs");
        await page.FindAll("select")[0].ChangeAsync(string.Empty);
        await page.FindAll("select")[1].ChangeAsync(string.Empty);
        await AmountOf(page).ChangeAsync("1.000,5");
        Navigation.Uri.Should().EndWith("/ledger?owed=1000.50&discount=differs");
        await AmountOf(page).ChangeAsync(" ");
        Navigation.Uri.Should().EndWith("/ledger?discount=differs");
    }

    [Fact]
    public async Task Every_column_but_the_status_sorts()
    {
        await Scene.AddedAsync();
        var page = RenderAt("/ledger");
        page.WaitForElement("tbody tr");

        foreach (var (title, address) in new[]
        {
            ("Client", "sort=client"),
            ("Kickback", "sort=kickback"),
            ("Discount", "sort=discount"),
            ("Cap", "sort=cap"),
            ("Earned", "sort=earned"),
            ("Owed", "sort=owed"),
            ("Expires", "sort=expires"),
        })
        {
            page.FindAll("thead th a").Single(head => head.TextContent.Trim() == title).GetAttribute("href")
                .Should().Be($"/ledger?{address}");
        }

        page.FindAll("thead th a").Should().NotContain(head => head.TextContent.Trim() == "Status");
    }

    [Theory]
    [InlineData("1.000", "Write 1000 or 1.00: 1.000 could be either.")]
    [InlineData("much", "This is not a number. For example 1000.50.")]
    public async Task An_amount_that_was_written_wrongly_says_so_and_leaves_the_filter(string typed, string sentence)
    {
        await Scene.AddedAsync();
        var page = RenderAt("/ledger?owed=100.00");
        await AmountOf(page).ChangeAsync(typed);

        page.Find("[role=alert] .field-refusal").TextContent.Should().Be(sentence);
        AmountOf(page).GetAttribute("value").Should().Be(typed);
        (AmountOf(page).GetAttribute("aria-invalid"), AmountOf(page).GetAttribute("aria-describedby"))
            .Should().Be(("true", page.Find(".field-refusal").Id));
        Navigation.Uri.Should().EndWith("/ledger?owed=100.00");

        await AmountOf(page).ChangeAsync("120");
        Navigation.Uri.Should().EndWith("/ledger?owed=120.00");
        page.FindAll(".field-refusal").Should().BeEmpty();
        AmountOf(page).HasAttribute("aria-invalid").Should().BeFalse();
    }

    [Fact]
    public async Task A_partner_in_the_address_stands_as_a_chip_that_removes_it()
    {
        await Scene.AddedAsync();
        var found = RenderAt($"/ledger?partner={Scene.Partner.Id}&status=active").WaitForElement("a.filter-chip");
        (found.TextContent.Trim(), found.GetAttribute("aria-label"), found.GetAttribute("href"))
            .Should().Be(("Bureau Samenspel ×", "Remove the filter Bureau Samenspel", "/ledger?status=active"));

        RenderAt($"/ledger?partner={Scene.Partner.Id}&status=void")
            .WaitForElement("a.filter-chip").TextContent
            .Trim()
            .Should().Be("Bureau Samenspel ×", "no row tells the name");
        RenderAt($"/ledger?partner={Guid.NewGuid()}").WaitForElement("a.filter-chip").TextContent.Trim().Should().Be("Unknown partner ×");
    }

    [Fact]
    public async Task A_row_offers_what_can_be_done_with_its_deal()
    {
        var deal = await Scene.AddedAsync(LedgerScene.Form(startsOn: new(2026, 11, 15)));
        var page = RenderAt("/ledger", Make.CommercialOwner);
        var kebab = page.WaitForElement("button[data-kebab]");
        kebab.GetAttribute("aria-label").Should().Be("Actions for deal Bureau Samenspel – Gemeente Zwolle");
        await kebab.ClickAsync();

        page
            .FindAll("[role=menuitem]")
            .Select(item => item.TextContent.Trim())
            .Should().Equal("Open", "Amend…", "Record payout…", "End deal…", "Statement", "Void deal…");
        page.FindAll("[role=menuitem][aria-disabled]").Should().BeEmpty();
        page
            .FindAll("a[role=menuitem]")
            .Select(item => item.GetAttribute("href"))
            .Should().Equal($"/ledger/{deal}", $"/ledger/statements/{Scene.Partner.Id}/2026-11");
    }

    [Fact]
    public async Task Says_to_staff_why_the_steps_are_disabled()
    {
        await Scene.AddedAsync();
        var page = RenderAt("/ledger");
        await page.WaitForElement("button[data-kebab]").ClickAsync();
        var reason = new NotPermitted(Permission.EditLedger).Sentence;

        page
            .FindAll("[role=menuitem][aria-disabled=true]")
            .Select(item => item.TextContent.Trim())
            .Should().Equal($"Amend…{reason}", $"Record payout…{reason}", $"End deal…{reason}");
        var add = page.FindAll("button").Single(button => button.TextContent.Trim() == "Add deal…");
        add.HasAttribute("disabled").Should().BeTrue();
        page.Find($"#{add.GetAttribute("aria-describedby")}").TextContent.Should().Be(reason);
    }

    [Fact]
    public async Task Says_what_was_done_and_shows_it_in_the_row()
    {
        var deal = await Scene.AddedAsync(LedgerScene.Form(discount: "0"));
        var page = RenderAt("/ledger", Make.CommercialOwner);
        await ChooseAsync(
            page,
            "Amend…",
            async () => (await Scene.AmendAsync(
                deal,
                LedgerScene.Form(kickback: "30", discount: "0"),
                new(2026, 11, 1),
                "New terms agreed")).Value!);

        DoneOn(page).Should().Be("Amended: Bureau Samenspel – Gemeente Zwolle. € 150.00 is owed. Waiting for the platform.");
        CellsOf(page)[0][6].Should().Be("150.00");

        await ChooseAsync(
            page,
            "Record payout…",
            async () => (await Scene.PayAsync(deal, "160", new(2026, 11, 2), isAdvance: true, why: "Agreed", version: 2)).Value!);
        DoneOn(page).Should().Be(
            "Payout of € 160.00 recorded: Bureau Samenspel – Gemeente Zwolle. Nothing is owed; a credit of € 10.00 is carried forward.");

        await ChooseAsync(page, "End deal…", async () => (await Scene.EndAsync(deal, new(2026, 11, 15), version: 3)).Value!);
        DoneOn(page).Should().StartWith("Ended: Bureau Samenspel – Gemeente Zwolle.");
        CellsOf(page)[0][7..9].Should().Equal("15 Nov 2026 ended", "Ended");
    }

    [Fact]
    public async Task Says_that_nothing_was_done_by_saying_nothing()
    {
        await Scene.AddedAsync();
        var page = RenderAt("/ledger", Make.CommercialOwner);
        await ChooseAsync(page, "Amend…", () => Task.FromResult<object?>(null));

        page.FindAll(".result-text").Should().BeEmpty();
    }

    [Fact]
    public void Says_that_there_is_nothing_yet_and_how_to_begin()
    {
        var page = RenderAt("/ledger", Make.CommercialOwner);

        page
            .WaitForElement(".empty-state").TextContent
            .Should().Contain("There are no deals yet.")
            .And.Contain("Add the first one from its agreement, or import the platform's exports.");
        page
            .FindAll("button")
            .Where(button => button.TextContent.Trim() == "Add deal…")
            .Should().ContainSingle().Which
            .Closest(".empty-state")
            .Should().NotBeNull();
    }

    [Fact]
    public async Task Says_that_nothing_matches_and_leads_back_to_everything()
    {
        await Scene.AddedAsync();
        var page = RenderAt("/ledger?status=void");

        page.WaitForElement(".empty-state").TextContent.Should().Contain("No deal matches.");
        page.Find(".empty-state a").GetAttribute("href").Should().Be("/ledger");
    }

    [Fact]
    public async Task Follows_what_others_change_in_deals_that_it_may_show()
    {
        var deal = await Scene.AddedAsync();
        var page = RenderAt($"/ledger?partner={Scene.Partner.Id}");
        CellsOf(page)[0][6].Should().Be("140.00");

        await Scene.PayAsync(deal, "50", new(2026, 11, 1));
        page.WaitForAssertion(() => CellsOf(page)[0][6].Should().Be("90.00"));
        page.Find("p.hint[role=status]").TextContent.Should().Be("Joris Bakker changed Bureau Samenspel – Gemeente Zwolle just now.");

        await Scene.AddAsync(clientName: "Gemeente Ede");
        page.WaitForAssertion(() => CellsOf(page).Should().HaveCount(2));
    }

    [Fact]
    public async Task What_is_shown_survives_its_way_from_the_first_rendering_to_the_open_page()
    {
        var deal = await Scene.AddedAsync(LedgerScene.Form(expiresOn: new(2027, 4, 30)));
        await Scene.EndAsync(deal, new(2026, 10, 31));
        var shown = new LedgerPage.Found(await Scene.Database.Get<LedgerDirectory>().ListAsync(Noor, new(), default), "Bureau Samenspel");

        var read = JsonSerializer.Deserialize<LedgerPage.Found>(JsonSerializer.Serialize(shown))!;
        read.Listing.Rows.Should().Equal(shown.Listing.Rows);
        (read.Listing.Totals, read.PartnerName).Should().Be((shown.Listing.Totals, shown.PartnerName));
    }

    private NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    private IRenderedComponent<LedgerPage> RenderAt(string address, Staff? who = null)
    {
        Navigation.NavigateTo(address);
        return Render<LedgerPage>(parameters => parameters.AddCascadingValue(who ?? Noor));
    }

    /// <summary>Chooses from the first row's menu; the dialog that opens closes with what was done meanwhile.</summary>
    private async Task ChooseAsync(IRenderedComponent<LedgerPage> page, string item, Func<Task<object?>> act)
    {
        await page.WaitForElement("button[data-kebab]").ClickAsync();
        var chosen = page.FindAll("[role=menuitem]").Single(found => found.TextContent.Trim() == item).ClickAsync();
        var answer = await act();
        await page.InvokeAsync(() => Services.GetRequiredService<PageDialogs>().Close(answer));
        await chosen;
    }

    private static string DoneOn(IRenderedComponent<LedgerPage> page) =>
        page.Find("[role=status] .result-text").TextContent.Trim();

    private static IElement AmountOf(IRenderedComponent<LedgerPage> page) => page.WaitForElement("input.amount");

    private static string? LinkOf(IRenderedComponent<LedgerPage> page, string text) =>
        page.FindAll(".page-actions a").Single(link => link.TextContent == text).GetAttribute("href");

    private static IEnumerable<string> FootOf(IRenderedComponent<LedgerPage> page) =>
        page.WaitForElement("tfoot tr").Children.Select(cell => cell.TextContent.Trim()).Where(text => text.Length > 0);

    private static string CountOf(IRenderedComponent<LedgerPage> page) =>
        page.WaitForElement(".filter-bar [role=status]").TextContent;

    private static List<List<string>> CellsOf(IRenderedComponent<LedgerPage> page) =>
        [.. page.WaitForElements("tbody tr").Select(row => row.QuerySelectorAll("td")
            .Take(9)
            .Select(cell => Words(string.Join(' ', cell.GetDescendants().OfType<IText>().Select(text => text.Data))))
            .ToList())];

    private static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
