using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Partners.Console.Tests.Referrals;
using Partners.Console.Tests.Support;
using Partners.Core.Access;
using Partners.Core.Changes;
using Partners.Core.Referrals;
using static Microsoft.Playwright.Assertions;

namespace Partners.Console.Tests.Browser;

/// <summary>The ledger as commercial owners use it, finance reads it, and staff watch. Each test has its own partner.</summary>
public sealed class LedgerJourneys(Chromium chromium, DemonstrationConsole console) : BrowserTest(chromium, console)
{
    private const string Client = LedgerPartner.Client;

    [Fact]
    public async Task A_deal_is_added_from_the_grid_and_stands_on_its_page_in_the_tab_and_at_its_workspace()
    {
        const string Partner = "Bureau Eerste Deal";
        var (partner, workspace) = await LedgerPartner.WithPaymentsAsync(Console, Partner);
        var joris = await SignedInAsync(CommercialOwner);
        var ledger = new LedgerScreen(joris);
        await joris.GoAsync($"/ledger?partner={partner}");
        await joris.Screen.Button("Add deal…").ClickAsync();
        var dialog = new DealScreen(joris.Screen.Dialog("Add a deal"));
        await dialog.ChooseClientAsync(Client);
        await dialog.FillAsync("20", "10", "130", "2026-05-01", "2027-04-30");
        await dialog.Save.ClickAsync();
        await dialog.Window.IsGoneAsync();

        await joris.Screen.Status($"Added: {Partner} – {Client}.").IsShownAsync();
        await ledger.Row(Client).SaysAsync("130.00");
        await ledger.Row(Client).SaysAsync("Cap reached");

        await ledger.Row(Client).Link(Client).ClickAsync();
        await joris.HeadingIsAsync($"{Partner} – {Client}");
        await joris.Screen.Locator("main").SaysAsync("PA-2026-77");
        var lines = joris.Screen.GetByRole(AriaRole.Region, new() { Name = "Lines" });
        await lines.GetByRole(AriaRole.Row).Filter(new() { HasText = "10.00" }).First.IsShownAsync();

        await joris.GoAsync($"/organisations/{partner}?tab=deals");
        await joris.Screen.GetByRole(AriaRole.Row).Filter(new() { HasText = Client }).SaysAsync("€ 130.00");
        await joris.GoAsync($"/workspaces/{workspace}");
        await joris.Screen.GetByRole(AriaRole.Region, new() { Name = "Referral deal" }).SaysAsync("20 %");
    }

    [Fact]
    public async Task What_is_wrong_with_a_deal_stands_at_its_field_and_nothing_typed_is_lost()
    {
        const string Partner = "Bureau Verkeerd Getypt";
        var (partner, _) = await LedgerPartner.WithPaymentsAsync(Console, Partner);
        var joris = await SignedInAsync(CommercialOwner);
        await joris.GoAsync($"/ledger?partner={partner}");
        await joris.Screen.Button("Add deal…").ClickAsync();
        var dialog = new DealScreen(joris.Screen.Dialog("Add a deal"));
        await dialog.ChooseClientAsync(Client);
        await dialog.FillAsync("140", "12.345", "1.000", "2026-05-01", "2026-04-30", reference: " ");
        await dialog.Save.ClickAsync();

        await dialog.Window.RefusalAt("Kickback %").SaysAsync("at most 100");
        await dialog.Window.RefusalAt("Discount %").SaysAsync("at most two decimals");
        await dialog.Window.RefusalAt("Cap (EUR)").SaysAsync("Write 1000 or 1.00");
        await dialog.Window.RefusalAt("Expires").SaysAsync("cannot expire before it starts");
        await dialog.Window.RefusalAt("Agreement reference").SaysAsync("Check the agreement");
        await Expect(dialog.Cap).ToHaveValueAsync("1.000");
        await Expect(dialog.Kickback).ToHaveValueAsync("140");
        await Expect(dialog.Window.Field("Client workspace")).Not.ToHaveValueAsync(string.Empty);

        foreach (var (typed, sentence) in new[]
        {
            ("1,000", "Write 1000 or 1.00"),
            ("0.001", "at most two decimals"),
            ("1.005", "Write 1005 if that is meant"),
        })
        {
            await dialog.Cap.FillAsync(typed);
            await dialog.Save.ClickAsync();
            await dialog.Window.RefusalAt("Cap (EUR)").SaysAsync(sentence);
        }

        (await Console.QueryAsync(db => db.Deals.CountAsync(deal => deal.PartnerId == partner))).Should().Be(0);
    }

    [Fact]
    public async Task A_deal_is_amended_by_keyboard_and_the_old_terms_stay_with_who_when_and_why()
    {
        const string Partner = "Bureau Toetsenbord";
        var deal = await LedgerPartner.WithDealAsync(Console, Partner);
        var joris = await SignedInAsync(CommercialOwner);
        var ledger = new LedgerScreen(joris);
        await ledger.FindAsync(Partner);
        await ledger.Kebab(LedgerPartner.NameOf(Partner)).FocusAsync();
        await joris.Page.Keyboard.PressAsync("Enter");
        await Expect(joris.Screen.MenuItem("Open")).ToBeFocusedAsync();
        await joris.Page.Keyboard.PressAsync("ArrowDown");
        await joris.Page.Keyboard.PressAsync("Enter");
        var dialog = new DealScreen(joris.Screen.Dialog($"Amend {LedgerPartner.NameOf(Partner)}"));
        await Expect(dialog.Kickback).ToHaveValueAsync("20");
        await Expect(dialog.Cap).ToHaveValueAsync("1000.00");
        await dialog.Kickback.FillAsync("25");
        await dialog.Window.Field("Agreement reference").FillAsync("PA-2026-41-B");
        await dialog.HoldAsync("2026-11-01", "Raised for the second round.");
        await joris.Page.Keyboard.PressAsync("Tab");
        await dialog.Save.FocusAsync();
        await joris.Page.Keyboard.PressAsync("Enter");
        await dialog.Window.IsGoneAsync();
        await joris.Screen.Status($"Amended: {LedgerPartner.NameOf(Partner)}. € 145.00 is owed.").IsShownAsync();

        await joris.GoAsync($"/ledger/{deal}");
        var history = joris.Screen.GetByRole(AriaRole.Region, new() { Name = "History of terms", Exact = true });
        await history.GetByRole(AriaRole.Row).Filter(new() { HasText = "in force" }).SaysAsync("Raised for the second round.");
        await history.GetByRole(AriaRole.Row).Filter(new() { HasText = "First terms" }).SaysAsync("20 %");
        var lines = joris.Screen.GetByRole(AriaRole.Region, new() { Name = "Lines" });
        await lines.GetByRole(AriaRole.Row).Filter(new() { HasText = "10 Nov 2026" }).First.SaysAsync("25.00");
        await lines.GetByRole(AriaRole.Row).Filter(new() { HasText = "10 Oct 2026" }).First.SaysAsync("20.00");
    }

    [Fact]
    public async Task Staff_see_amend_disabled_with_the_reason_and_the_commands_refuse()
    {
        const string Partner = "Bureau Alleen Lezen";
        var deal = await LedgerPartner.WithDealAsync(Console, Partner);
        var noor = await SignedInAsync();
        var ledger = new LedgerScreen(noor);
        await ledger.FindAsync(Partner);
        await ledger.Kebab(LedgerPartner.NameOf(Partner)).ClickAsync();
        var amend = noor.Screen.GetByRole(AriaRole.Menuitem).Filter(new() { HasText = "Amend…" });
        await Expect(amend).ToHaveAttributeAsync("aria-disabled", "true");
        await amend.SaysAsync(new NotPermitted(Permission.EditLedger).Sentence);
        await noor.Page.Keyboard.PressAsync("Escape");
        await Expect(noor.Screen.Button("Add deal…")).ToBeDisabledAsync();

        await noor.GoAsync($"/ledger/{deal}");
        await Expect(noor.Screen.Button("Amend…")).ToBeDisabledAsync();
        await Expect(noor.Screen.Button("Record payout…")).ToHaveAccessibleDescriptionAsync(
            new NotPermitted(Permission.EditLedger).Sentence);

        var refused = await Console.Get<ReferralLedger>().AmendAsync(
            Make.Staff,
            new(Guid.CreateVersion7(), deal, 1, null, LedgerScene.Form(kickback: "90"), new(2026, 11, 1), "Mine"),
            CancellationToken.None);
        refused.Refusals.Should().Equal(new NotPermitted(Permission.EditLedger));
    }

    [Fact]
    public async Task A_payout_above_what_is_owed_is_an_advance_with_a_reason_and_pressing_twice_pays_once()
    {
        const string Partner = "Bureau Uitbetaling";
        var deal = await LedgerPartner.WithDealAsync(Console, Partner);
        var joris = await SignedInAsync(CommercialOwner);
        await joris.GoAsync($"/ledger/{deal}");
        await joris.Screen.Button("Record payout…").ClickAsync();
        var dialog = joris.Screen.Dialog($"Record a payout for {LedgerPartner.NameOf(Partner)}");
        await Expect(dialog.Field("Amount (EUR)")).ToHaveValueAsync("140.00");
        await dialog.Field("Amount (EUR)").FillAsync("200");
        await dialog.Field("Reference").FillAsync("SEPA 4711");
        await dialog.Button("Record payout").ClickAsync();
        await dialog.RefusalAt("Amount (EUR)").SaysAsync("Only € 140.00 is owed.");
        await dialog.Tick("This is an advance").CheckAsync();
        await dialog.Button("Record payout").ClickAsync();
        await dialog.RefusalAt("Why it is paid in advance").SaysAsync("Enter why more was paid");
        await dialog.Field("Why it is paid in advance").FillAsync("For the spring campaign.");
        await dialog.Button("Record payout").DblClickAsync();
        await dialog.IsGoneAsync();

        await joris.Screen.Status("A payout of € 200.00 is recorded.").IsShownAsync();
        (await Console.QueryAsync(db =>
            db.Payouts.Where(payout => payout.DealId == deal).Select(payout => payout.Amount.Cents).ToListAsync()))
            .Should().Equal(200_00);
        await joris.Screen.GetByRole(AriaRole.Region, new() { Name = "Payouts", Exact = true }).SaysAsync("For the spring campaign.");
    }

    [Fact]
    public async Task A_month_is_closed_and_its_statement_and_file_stay_the_same_when_a_payment_arrives_late()
    {
        const string Partner = "Bureau Maandsluiting";
        await LedgerPartner.WithDealAsync(Console, Partner);
        var partner = await Console.IdOfAsync(Partner);
        var joris = await SignedInAsync(CommercialOwner);
        await joris.GoAsync($"/ledger/statements/{partner}/2026-10");
        await joris.HeadingIsAsync("Statement October 2026");
        await joris.Screen.Button("Close month…").ClickAsync();
        var dialog = joris.Screen.GetByRole(AriaRole.Dialog);
        await dialog.SaysAsync("€ 120.00");
        await dialog.Button("Close month").ClickAsync();
        await dialog.IsGoneAsync();
        await joris.Screen.Status("closed for").IsShownAsync();
        await Expect(joris.Screen.Button("Close month…")).ToBeDisabledAsync();
        var before = await DownloadedAsync(joris, "Download CSV");

        var customer = await Console.QueryAsync(db => db.BillingAccounts
            .Join(
                db.Workspaces.Where(workspace => workspace.OrganisationId == partner),
                account => account.WorkspaceId,
                workspace => workspace.Id,
                (account, _) => account.MollieCustomerId)
            .SingleAsync());
        await Console.AddAsync(Make.Payment($"tr_late_{customer}", customer!, 121_00, 21_00, new(2026, 10, 15, 10, 0, 0, TimeSpan.Zero)));
        await Console.Get<LedgerUpkeep>().PostAllAsync(CancellationToken.None);
        await joris.GoAsync($"/ledger/statements/{partner}/2026-10");
        (await DownloadedAsync(joris, "Download CSV")).Should().Be(before);

        await joris.GoAsync($"/ledger/statements/{partner}/2026-11");
        await joris.Screen.GetByRole(AriaRole.Row).Filter(new() { HasText = "late" })
            .SaysAsync("It was known only after October 2026 was closed.");
    }

    [Fact]
    public async Task The_export_follows_the_filter_and_a_partner_named_like_a_formula_is_text()
    {
        const string Partner = "=HYPERLINK(\"http://x\")";
        await LedgerPartner.WithDealAsync(Console, Partner);
        var noor = await SignedInAsync();
        await noor.GoAsync($"/ledger?partner={await Console.IdOfAsync(Partner)}");
        await new LedgerScreen(noor).Row(Client).IsShownAsync();

        var file = (await ExportedAsync(noor, "CSV")).TrimEnd().Split('\n');

        file.Should().HaveCount(2);
        file[0].TrimEnd('\r').Should().StartWith("deal_id,platform_id,partner,client")
            .And.EndWith("owed_eur,cap_left_eur,agreement_reference,account_discount_percent");
        file[1].Should().Contain("\"'=HYPERLINK(\"\"http://x\"\")\"");
    }

    private static Task<string> DownloadedAsync(Visitor visitor, string link) => KeptAsync(visitor, visitor.Screen.Link(link));

    private static async Task<string> ExportedAsync(Visitor visitor, string form)
    {
        await visitor.Screen.Button("Export").ClickAsync();
        return await KeptAsync(visitor, visitor.Screen.GetByRole(AriaRole.Menuitem, new() { Name = form, Exact = true }));
    }

    private static async Task<string> KeptAsync(Visitor visitor, ILocator what)
    {
        var download = await visitor.Page.RunAndWaitForDownloadAsync(() => what.ClickAsync());
        await using var stream = await download.CreateReadStreamAsync();
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync();
    }
}
