using System.Text.Json;
using AngleSharp.Dom;
using Bunit;
using FluentAssertions;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using Partners.Console.Referrals;
using Partners.Console.Tests.Support;
using Partners.Core.Access;
using Partners.Core.Changes;
using Partners.Core.Referrals;

namespace Partners.Console.Tests.Referrals;

/// <summary>A deal's page over the real services and a database. The scene's deal has earned 20.00 in each of seven months.</summary>
public sealed class DealPageTests : LedgerPages
{
    [Fact]
    public async Task Shows_the_balance_the_terms_and_what_ends_first()
    {
        var deal = await Scene.AddedAsync(LedgerScene.Form(cap: "200", notes: "By the council's letter"));
        await Scene.PayAsync(deal, "40", Scene.Database.Today);
        var page = Show(deal);

        page.WaitForElement("h1").TextContent.Should().Be("Bureau Samenspel – Gemeente Zwolle");
        page
            .FindAll(".breadcrumb a")
            .Select(link => link.GetAttribute("href"))
            .Should().Equal("/ledger", $"/organisations/{Scene.Partner.Id}?tab=deals");
        page.FindAll(".figures > div").Select(Words).Should().Equal(
            "Owed € 100.00 to pay now",
            "Earned € 140.00 on 7 lines",
            "Paid out € 40.00 last on 20 Nov 2026",
            "Cap left € 60.00 70 % of € 200.00 used",
            "Ends first Cap about 10 Feb 2027");
        Words(page.Find(".page-meta .chip")).Should().Be("Active");
        Words(page.Find("section[aria-labelledby=terms]"))
            .Should().Contain(
                "Term Now Kickback 20 % Discount 10 % Cap € 200.00 Expires Never Agreement PA-2026-41 Starts 1 May 2026")
            .And.Contain("Notes By the council's letter")
            .And.Contain("The deal promises 10 %, and the client's billing account gives 0 %.");
        page
            .FindAll("section[aria-labelledby=terms] dl a")
            .Select(link => link.GetAttribute("href"))
            .Should().Equal($"/organisations/{Scene.Partner.Id}", $"/workspaces/{Scene.Client.Id}");
        Words(page.Find("section[aria-labelledby=forecast]")).Should().Contain(
            "At € 20.00 a month the cap is reached about 10 Feb 2027. The deal does not expire.");
    }

    [Fact]
    public async Task A_negative_balance_is_a_credit()
    {
        var deal = await Scene.AddedAsync(LedgerScene.Form(cap: null));
        await Scene.PayAsync(deal, "150", Scene.Database.Today, isAdvance: true, why: "Ahead of November");
        var page = Show(deal);

        page
            .WaitForElements(".figures > div")
            .Select(Words)
            .Should().Contain("Owed −€ 10.00 A credit, carried forward")
            .And.Contain("Cap left No cap");
        RowsOf(page, "payouts").Should().ContainSingle().Which.Should().Contain("Advance: Ahead of November");
    }

    [Fact]
    public async Task The_drawing_has_its_figures_in_words_too()
    {
        var page = Show(await Scene.AddedAsync(LedgerScene.Form(cap: "200")));

        var drawing = page.WaitForElement("svg.chart");
        string.Join(' ', drawing.GetAttribute("aria-labelledby")!.Split(' ').Select(id => page.Find($"#{id}").TextContent))
            .Should().Be(
                "Earned against the cap By November 2026 € 140.00 was earned, of a cap of € 200.00. The figures of each "
                    + "month stand below.");
        drawing.QuerySelectorAll("path").Select(path => path.GetAttribute("d")).Should().OnlyContain(points => points!.StartsWith('M'));
        drawing
            .QuerySelectorAll("text")
            .Select(text => text.TextContent)
            .Should().StartWith(["€ 0", "€ 50", "€ 100", "€ 150", "€ 200", "May ’26"]);
        page
            .FindAll("section[aria-labelledby=forecast] tbody tr")
            .Select(Words)
            .Should().HaveCount(3 + 7, "the payments of the rate, and the months")
            .And.StartWith("10 Sep 2026 € 100.00")
            .And.EndWith("Nov 2026 € 20.00 € 140.00 € 200.00");
    }

    [Fact]
    public async Task A_deal_on_which_nothing_was_posted_says_so()
    {
        var page = Show((await Scene.AddAsync(LedgerScene.Form(startsOn: new(2027, 1, 1)), clientName: "Gemeente Ede")).Value!.DealId);

        Words(page.WaitForElement("section[aria-labelledby=forecast]"))
            .Should().Contain("The deal starts on 1 Jan 2027, and does not expire.")
            .And.Contain("Nothing is posted yet.");
        page.FindAll("svg.chart").Should().BeEmpty();
        Words(page.Find("section[aria-labelledby=terms]")).Should().Contain("Gemeente Ede, no workspace yet");
        page.Find("section[aria-labelledby=lines]").TextContent.Should().Contain("None yet.");
        page.Find("section[aria-labelledby=payouts]").TextContent.Should().Contain("Nothing has been paid out yet.");
    }

    [Fact]
    public async Task The_history_marks_what_is_in_force_and_what_is_to_come()
    {
        var deal = await Scene.AddedAsync();
        await Scene.AmendAsync(deal, LedgerScene.Form(kickback: "25"), new(2026, 6, 1), "Annex B");
        await Scene.AmendAsync(
            deal,
            LedgerScene.Form(kickback: "30", cap: null, reference: "PA-2"),
            new(2026, 12, 1),
            "Annex C",
            version: 2);
        var page = Show(deal);

        page.WaitForElement("#history");
        RowsOf(page, "terms").Should().Equal(
            "Kickback 25 % 30 %",
            "Discount 10 % same",
            "Cap € 1,000.00 None",
            "Expires Never same",
            "Agreement PA-2026-41 PA-2",
            "Starts 1 May 2026 same");
        page.FindAll("section[aria-labelledby=terms] thead th").Select(Words).Should().Equal("Term", "Now", "From 1 Dec 2026");
        RowsOf(page, "history").Should().Equal(
            "1 Dec 2026 from 1 Dec 2026 30 % 10 % None Never PA-2 Annex C Joris Bakker 20 Nov 2026, 12:00",
            "1 Jun 2026 in force 25 % 10 % € 1,000.00 Never PA-2026-41 Annex B Joris Bakker 20 Nov 2026, 12:00",
            "1 May 2026 20 % 10 % € 1,000.00 Never PA-2026-41 First terms Joris Bakker 20 Nov 2026, 12:00");
    }

    [Fact]
    public async Task Each_line_shows_its_arithmetic_what_the_cap_clips_and_that_it_came_late()
    {
        var deal = await Scene.AddedAsync(LedgerScene.Form(cap: "130"));
        await Scene.CloseThroughAsync(10);
        await Scene.Database.AddAsync(LedgerScene.Payment("tr_late", new(2026, 9, 15), 24_20, 4_20));
        await Scene.Database.ByHandAsync("""UPDATE "Payments" SET "Vat" = 0 WHERE "Id" = 'tr_05'""");
        await Scene.Database.Get<LedgerUpkeep>().PostAllAsync(default);
        var page = Show(deal);

        page.WaitForElement("#lines");
        var lines = RowsOf(page, "lines");
        lines.Should().StartWith([
            "10 Nov 2026 Payment tr_11 Nov 2026 121.00 21.00 100.00 20 20.00 18.20 1.80",
            "10 May 2026 Correction of tr_05 May 2026 is closed. The VAT in it was € 21.00, and is € 0.00. late Nov 2026 0.00 −21.00 21.00 20 4.20 0.00 4.20",
            "15 Sep 2026 Payment tr_late It was known only after September 2026 was closed. late Nov 2026 24.20 4.20 20.00 20 4.00 0.00 4.00",
            "10 Oct 2026 Payment tr_10 Oct 2026 121.00 21.00 100.00 20 20.00 0.00 20.00"]);
        Words(page.Find("section[aria-labelledby=lines] > p")).Should()
            .Be(
                "Amounts in euros. Gross − VAT = base; base × % = amount; amount − what the cap clips = contribution to what is earned. "
                    + "Months up to October 2026 are closed: what arrives for them is posted later, and marked.");
    }

    [Fact]
    public async Task The_lines_come_by_the_page_and_the_address_says_which()
    {
        await Scene.Database.AddAsync(
            Enumerable.Range(1, 30).Select(number => (object)LedgerScene.Payment($"tr_more_{number:D2}", new(2026, 8, 1))));
        var deal = await Scene.AddedAsync();
        Navigation.NavigateTo($"/ledger/{deal}?page=2");
        var page = Show(deal);

        page.WaitForElement("#lines");
        RowsOf(page, "lines")
            .Should().HaveCount(37 - DealPage.LinesOnAPage)
            .And.EndWith(["10 May 2026 Payment tr_05 May 2026 121.00 21.00 100.00 20 20.00 0.00 20.00"]);
        page.FindAll("nav[aria-label='Pages of lines'] a")[0].GetAttribute("href").Should().Be($"/ledger/{deal}#lines");

        Navigation.NavigateTo($"/ledger/{deal}?page=9");
        page.WaitForAssertion(() => page.Markup.Should().Contain("There is no page 9. This is the last one, page 2."));
    }

    [Fact]
    public async Task A_payout_can_be_reversed_once_and_by_a_commercial_owner_only()
    {
        var deal = await Scene.AddedAsync();
        var wrong = (await Scene.PayAsync(deal, "40", Scene.Database.Today, reference: "SEPA 17")).Value!.PayoutId;
        await Scene.ReverseAsync(deal, wrong);
        await Scene.PayAsync(deal, "30", Scene.Database.Today, reference: "SEPA 18", version: 3);
        var page = Show(deal);

        page.WaitForElement("#payouts");
        RowsOf(page, "payouts").Should().BeEquivalentTo(
            "20 Nov 2026 SEPA 18 € 30.00 Joris Bakker 20 Nov 2026, 12:00 Reverse…",
            "20 Nov 2026 SEPA 17 −€ 40.00 Takes back the payout of 20 Nov 2026: Sent to the wrong account Joris Bakker 20 Nov 2026, 12:00",
            "20 Nov 2026 SEPA 17 € 40.00 Joris Bakker 20 Nov 2026, 12:00 reversed");
        page.Find("section[aria-labelledby=payouts] button").GetAttribute("aria-label").Should().Be("Reverse… the payout SEPA 18");

        Show(deal, Make.Staff).WaitForElement("#payouts").ParentElement!.QuerySelectorAll("button").Should().BeEmpty();
    }

    [Fact]
    public async Task Says_once_to_somebody_who_may_not_edit_why_nothing_can_be_pressed()
    {
        var page = Show(await Scene.AddedAsync(), Make.Staff);

        page.WaitForElements(".page-actions button.mud-button").Should().HaveCount(2)
            .And.OnlyContain(button => button.HasAttribute("disabled"));
        Words(page.Find(".page-actions small")).Should().Be(new NotPermitted(Permission.EditLedger).Sentence);
        page.FindAll(".page-actions small").Should().ContainSingle();
        page.FindAll(".page-actions button.mud-button").Should().OnlyContain(button =>
            button.GetAttribute("aria-describedby") == page.Find(".page-actions small").Id);
    }

    [Fact]
    public async Task An_ended_deal_can_still_be_paid_out_and_a_void_one_nothing()
    {
        var ended = await Scene.AddedAsync();
        await Scene.EndAsync(ended, new(2026, 11, 10));
        var page = Show(ended);
        page.WaitForElement(".page-actions small").TextContent.Should().Be(new DealHasEnded(new(2026, 11, 10)).Sentence);
        Disabled(page).Should().Equal("Amend…");
        (await RefusedInMenuAsync(page)).Should().Equal(
            "End deal…" + new DealHasEnded(new(2026, 11, 10)).Sentence);
        Words(page.Find("section[aria-labelledby=forecast]")).Should().Contain(
            "The deal ended on 10 Nov 2026. What was earned by then stays owed.");
        Words(page.Find("section[aria-labelledby=terms]")).Should().Contain("Ended early 10 Nov 2026 is the last day that counts");

        var unused = (await Scene.AddAsync(clientName: "Gemeente Ede")).Value!.DealId;
        await Scene.VoidAsync(unused);
        page = Show(unused);
        page.WaitForElement(".page-actions small").TextContent.Should().Be(new DealIsVoid().Sentence);
        Disabled(page).Should().HaveCount(2);
        (await RefusedInMenuAsync(page)).Should().HaveCount(1).And.OnlyContain(item => item.EndsWith(new DealIsVoid().Sentence));
    }

    [Fact]
    public async Task The_menu_has_the_statement_and_what_ends_the_deal()
    {
        var page = Show((await Scene.AddAsync(clientName: "Gemeente Ede")).Value!.DealId);
        var kebab = page.WaitForElement(".page-actions button[data-kebab]");
        kebab.GetAttribute("aria-label").Should().Be("Actions for deal Bureau Samenspel – Gemeente Ede");
        await kebab.ClickAsync();

        page.FindAll("[role=menuitem]").Select(Words).Should().Equal("End deal…", "Statement", "Void deal…");
        page.Find("a[role=menuitem]").GetAttribute("href").Should().Be($"/ledger/statements/{Scene.Partner.Id}/2026-11");
        page.FindAll("[role=menuitem][aria-disabled]").Should().BeEmpty();
    }

    [Fact]
    public async Task A_payout_recorded_from_the_page_is_said_and_shown()
    {
        var deal = await Scene.AddedAsync();
        RenderTree.Add<CascadingValue<Staff>>(scope => scope.Add(staff => staff.Value, Make.CommercialOwner));
        var dialogs = Render<MudDialogProvider>();
        var page = Show(deal);
        var pressed = page
            .WaitForElements(".page-actions .mud-button")
            .Single(button => button.TextContent.Contains("Record payout…", StringComparison.Ordinal))
            .ClickAsync();
        dialogs.WaitForElement("form");
        await dialogs.TypeAsync("Reference", "SEPA 17");
        await dialogs.SendAsync();
        await pressed;

        page.WaitForAssertion(() => Words(page.Find(".result-text")).Should().Be("A payout of € 140.00 is recorded. Nothing is owed."));
        RowsOf(page, "payouts").Should().ContainSingle();
    }

    [Fact]
    public async Task What_somebody_else_does_is_said_and_shown_and_what_concerns_another_deal_is_not()
    {
        var deal = await Scene.AddedAsync();
        var page = Show(deal, Make.Staff);
        page.WaitForElement("#payouts");
        var other = (await Scene.AddAsync(clientName: "Gemeente Ede")).Value!.DealId;
        await Scene.VoidAsync(other);
        page.FindAll("[role=status] .banner-conflict").Should().BeEmpty();

        await Scene.PayAsync(deal, "40", Scene.Database.Today);
        page.WaitForAssertion(() =>
            page.Find("[role=status] .banner-conflict").TextContent.Should().Be("Joris Bakker changed this just now: payout recorded."));
        RowsOf(page, "payouts").Should().ContainSingle();

        await Scene.CloseThroughAsync(10);
        page.WaitForAssertion(() =>
            page.Find("section[aria-labelledby=lines] > p").TextContent.Should().Contain("Months up to October 2026 are closed"));
    }

    [Fact]
    public async Task The_trail_is_the_deals_own()
    {
        var deal = await Scene.AddedAsync();
        await Scene.AddAsync(clientName: "Gemeente Ede");
        await Scene.PayAsync(deal, "40", Scene.Database.Today);
        Navigation.NavigateTo($"/ledger/{deal}?tab=audit");
        var page = Show(deal);

        page.WaitForElements(".line-what").Select(line => line.TextContent).Should().Equal(
            "Joris Bakker recorded a payout of € 40.00 for Bureau Samenspel – Gemeente Zwolle",
            "Joris Bakker added the deal Bureau Samenspel – Gemeente Zwolle at 20 %, up to € 1,000.00");
        page.FindAll(".line-foot a").Select(link => link.TextContent)
            .Should().AllBe("Raw entry, in a new tab", "they are about what is shown");
    }

    [Theory]
    [InlineData("nonsense", "“nonsense” is not a deal's id.")]
    [InlineData("0e000000-0000-7000-8000-000000000000", "There is no deal with this id.")]
    public void Says_that_an_address_is_no_deals(string id, string sentence)
    {
        var page = Render<DealPage>(parameters => parameters.Add(page => page.Id, id).AddCascadingValue(Noor));

        page.WaitForElement("h1").TextContent.Should().Be("No such deal");
        page.Markup.Should().Contain(sentence);
    }

    [Fact]
    public async Task What_is_shown_survives_its_way_from_the_first_rendering_to_the_open_page()
    {
        var deal = await Scene.AddedAsync(LedgerScene.Form(cap: "130", expiresOn: new(2027, 4, 30)));
        await Scene.PayAsync(deal, "40", Scene.Database.Today);
        await Scene.CloseThroughAsync(10);
        var overview = Scene.Database.Get<DealOverview>();
        var details = (await overview.FindAsync(Noor, deal, default))!;
        var found = new DealPage.Found(
            details,
            await overview.MonthsAsync(Noor, deal, default),
            await overview.LinesAsync(Noor, deal, 1, 25, default),
            (await overview.UncountedAsync(Noor, deal, default))!,
            Fate: null);

        var arrived = JsonSerializer.Deserialize<DealPage.Found>(JsonSerializer.Serialize(found))!;

        (arrived.Details.Deal, arrived.Details.ClosedThrough).Should().Be((details.Deal, details.ClosedThrough));
        arrived.Details.Forecast.Should().BeEquivalentTo(details.Forecast);
        arrived.Details.Terms.Should().Equal(details.Terms);
        arrived.Details.Payouts.Should().Equal(details.Payouts);
        arrived.Months.Should().Equal(found.Months);
        arrived.Lines.Rows.Should().Equal(found.Lines.Rows);
    }

    private NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    private IRenderedComponent<DealPage> Show(Guid deal, Staff? who = null) =>
        Render<DealPage>(parameters => parameters.Add(page => page.Id, deal.ToString()).AddCascadingValue(who ?? Make.CommercialOwner));

    private static List<string> RowsOf(IRenderedComponent<DealPage> page, string section) =>
        [.. page.FindAll($"section[aria-labelledby={section}] tbody tr").Select(Words)];

    private static async Task<List<string>> RefusedInMenuAsync(IRenderedComponent<DealPage> page)
    {
        await page.Find(".page-actions button[data-kebab]").ClickAsync();
        return [.. page.FindAll("[role=menuitem][aria-disabled=true]").Select(item => item.TextContent.Trim())];
    }

    private static IEnumerable<string> Disabled(IRenderedComponent<DealPage> page) =>
        page.FindAll(".page-actions .mud-button[disabled]").Select(Words);

    private static string Words(IElement element) =>
        string
            .Join(
                ' ',
                string.Join(' ', element.GetDescendants().OfType<IText>().Select(text => text.Data))
                    .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            .Replace(" ,", ",", StringComparison.Ordinal);
}
