using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Partners.Core.Access;
using static Microsoft.Playwright.Assertions;

namespace Partners.Console.Tests.Browser;

/// <summary>Two people on one deal, each in their own browser.</summary>
public sealed class LedgerTogetherJourneys(Chromium chromium, DemonstrationConsole console) : BrowserTest(chromium, console)
{
    private static readonly Staff s_sanne = new("staff:sanne", "Sanne Vos", "sanne@dembrane.example", Role.CommercialOwner.Permissions);

    [Fact]
    public async Task Who_has_a_deal_open_sees_who_else_has_and_what_they_change_without_a_reload()
    {
        const string Partner = "Bureau Samen Kijken";
        var deal = await LedgerPartner.WithDealAsync(Console, Partner);
        var (joris, sanne) = (await SignedInAsync(CommercialOwner), await SignedInAsync(s_sanne));
        await joris.GoAsync($"/ledger/{deal}");
        await sanne.GoAsync($"/ledger/{deal}");
        await joris.Screen.Status("Sanne Vos has this open").IsShownAsync();
        await sanne.Screen.Status("Joris Bakker has this open").IsShownAsync();

        await joris.Screen.Button("Amend…").ClickAsync();
        var amend = new DealScreen(joris.Screen.Dialog($"Amend {LedgerPartner.NameOf(Partner)}"));
        await amend.Window.Status("Sanne Vos has this open").IsShownAsync();
        await sanne.Screen.Status("Joris Bakker is editing this").IsShownAsync();
        await amend.Kickback.FillAsync("15");
        await amend.Window.Field("Agreement reference").FillAsync("PA-1");
        await amend.HoldAsync("2026-11-20", "Lowered.");
        await amend.Save.ClickAsync();
        await amend.Window.IsGoneAsync();

        await sanne.Screen.Status("Joris Bakker changed this just now: deal amended.").IsShownAsync();
        await sanne.Screen.GetByRole(AriaRole.Region, new() { Name = "Terms", Exact = true }).SaysAsync("15 %");
        await sanne.Screen.Status("Joris Bakker has this open").IsShownAsync();

        await joris.Screen.Link("Today").ClickAsync();
        await sanne.Screen.Status("Joris Bakker has this open").IsGoneAsync();
    }

    [Fact]
    public async Task A_dialog_that_is_open_on_a_deal_says_that_another_changed_it_and_keeps_what_was_typed()
    {
        const string Partner = "Bureau Ook Bezig";
        await LedgerPartner.WithDealAsync(Console, Partner);
        var (joris, sanne) = (await SignedInAsync(CommercialOwner), await SignedInAsync(s_sanne));
        var (his, hers) = (new LedgerScreen(joris), new LedgerScreen(sanne));
        await his.FindAsync(Partner);
        await hers.FindAsync(Partner);
        var mine = await hers.AmendAsync(LedgerPartner.NameOf(Partner));
        await mine.Cap.FillAsync("2000");
        var theirs = await his.AmendAsync(LedgerPartner.NameOf(Partner));
        await theirs.Window.Status("Sanne Vos is editing this").IsShownAsync();
        await theirs.Kickback.FillAsync("15");
        await theirs.Window.Field("Agreement reference").FillAsync("PA-1");
        await theirs.HoldAsync("2026-11-20", "Lowered.");
        await theirs.Save.ClickAsync();
        await theirs.Window.IsGoneAsync();

        await mine.Window
            .Status("Joris Bakker changed this just now: deal amended. What you typed is still here; saving shows both.")
            .IsShownAsync();
        await Expect(mine.Cap).ToHaveValueAsync("2000");

        await his.ChooseAsync(LedgerPartner.NameOf(Partner), "Record payout…");
        await joris.Screen
            .Dialog($"Record a payout for {LedgerPartner.NameOf(Partner)}")
            .Status("Sanne Vos is editing this")
            .IsShownAsync();
    }

    [Fact]
    public async Task Of_two_commercial_owners_the_second_sees_the_firsts_change_beside_their_own_and_nothing_is_lost()
    {
        const string Partner = "Bureau Twee Tegelijk";
        var deal = await LedgerPartner.WithDealAsync(Console, Partner);
        var (first, second) = (await SignedInAsync(CommercialOwner), await SignedInAsync(CommercialOwner));
        var (one, other) = (new LedgerScreen(first), new LedgerScreen(second));
        await one.FindAsync(Partner);
        await other.FindAsync(Partner);
        var theirs = await one.AmendAsync(LedgerPartner.NameOf(Partner));
        var mine = await other.AmendAsync(LedgerPartner.NameOf(Partner));

        await theirs.Kickback.FillAsync("15");
        await theirs.Window.Field("Agreement reference").FillAsync("PA-1");
        await theirs.HoldAsync("2026-11-20", "Lowered.");
        await theirs.Save.ClickAsync();
        await theirs.Window.IsGoneAsync();

        await mine.Cap.FillAsync("2000");
        await mine.Window.Field("Agreement reference").FillAsync("PA-2");
        await mine.HoldAsync("2026-11-20", "A higher cap.");
        await mine.Save.ClickAsync();
        await mine.Window.Alert().SaysAsync("Joris Bakker");
        var kickback = mine.Window.GetByRole(AriaRole.Row).Filter(new() { HasText = "Kickback" });
        await kickback.SaysAsync("20 %");
        await kickback.SaysAsync("15 %");
        await Expect(mine.Cap).ToHaveValueAsync("2000");

        await mine.Window.Button("Save mine over it").ClickAsync();
        await mine.Window.IsGoneAsync();
        var terms =
            await Console.QueryAsync(db => db.Deals.AsNoTracking().Include(found => found.Terms).SingleAsync(found => found.Id == deal));
        terms.Terms.Should().HaveCount(3);
        (terms.LatestTerms.Kickback.BasisPoints, terms.LatestTerms.Cap!.Value.Cents)
            .Should().Be((15_00, 2_000_00), "what was left alone follows the first's change");
    }
}
