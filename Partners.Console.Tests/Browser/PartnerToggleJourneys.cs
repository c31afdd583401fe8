using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Partners.Console.Tests.Support;
using Partners.Core.Platform;
using static Microsoft.Playwright.Assertions;

namespace Partners.Console.Tests.Browser;

/// <summary>Making a partner and withdrawing the status, as staff do it.</summary>
public sealed class PartnerToggleJourneys(Chromium chromium, DemonstrationConsole console) : BrowserTest(chromium, console)
{
    [Fact]
    public async Task Staff_make_a_partner_by_keyboard_and_read_the_trail_and_withdraw_it_again()
    {
        const string Museum = "Museum Kruithuis";
        var noor = await SignedInAsync();
        var list = new OrganisationsScreen(noor);
        await list.FindAsync(Museum);
        await list.Row(Museum).SaysAsync("Not a partner");

        await list.Kebab(Museum).FocusAsync();
        await noor.Page.Keyboard.PressAsync("Enter");
        await Expect(noor.Screen.MenuItem("Open")).ToBeFocusedAsync();
        await noor.Page.Keyboard.PressAsync("ArrowDown");
        await Expect(noor.Screen.MenuItem("Make partner…")).ToBeFocusedAsync();
        await noor.Page.Keyboard.PressAsync("Enter");

        var dialog = new AgreementScreen(noor, Museum);
        await dialog.Window.IsShownAsync();
        await Expect(dialog.Reference).ToBeFocusedAsync();
        await dialog.Window.SaysAsync("External-client workspaces, each with its own billing account");
        await dialog.FillAsync(Make.Agreement());
        await dialog.Submit.ClickAsync();
        await dialog.Window.IsGoneAsync();

        await noor.Screen.Status($"{Museum} is a partner, with its agreement on record.").SaysAsync(
            $"{Museum} is now a dembrane partner: your workspace admins can create external-client workspaces. What that unlocks, and how to begin: https://docs.dembrane.com/partner-program");
        await Expect(list.Row(Museum).Locator(".badge")).ToHaveTextAsync("Partner");

        await list.Row(Museum).Link(Museum).ClickAsync();
        await noor.HeadingIsAsync(Museum);
        var agreement = noor.Screen.GetByRole(AriaRole.Region, new() { Name = "Partner programme", Exact = true });
        await agreement.SaysAsync("PA-2026-41");
        await agreement.SaysAsync("2 Nov 2026");
        await agreement.SaysAsync("Jorn Tafel");
        await agreement.SaysAsync("20 Nov 2026, 12:00, by Noor de Wit");

        await noor.Screen.Link("Audit").ClickAsync();
        var entry = noor.Screen.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Made a partner" });
        await Expect(entry.GetByRole(AriaRole.Row).Filter(new() { HasText = "Is partner" })).ToHaveTextAsync("Is partnernoyes");
        await Expect(entry.GetByRole(AriaRole.Row).Filter(new() { HasText = "Agreement reference" })).ToHaveTextAsync("Agreement reference–PA-2026-41");

        await noor.Screen.Link("Audit trail").ClickAsync();
        await noor.HeadingIsAsync("Audit trail");
        await noor.Screen.Button("Verify").ClickAsync();
        await noor.Screen.Status("The chain is whole:").IsShownAsync();

        var id = await Console.IdOfAsync(Museum);
        var waiting = await Console.QueryAsync(db => db.PlatformChanges.SingleAsync(change => change.Item == id.ToString()));
        waiting.State.Should().Be(PlatformChangeState.Waiting);
        (waiting.Collection, waiting.Field, waiting.Value, waiting.ByName).Should().Be((PlatformFields.Organisation, PlatformFields.IsPartner, "true", "Noor de Wit"));

        await list.FindAsync(Museum);
        await list.ChooseAsync(Museum, "Withdraw partner status…");
        var withdraw = new WithdrawScreen(noor, Museum);
        await withdraw.Window.SaysAsync("No live external-client workspaces");
        await withdraw.Window.SaysAsync("No open deals");
        await withdraw.Window.SaysAsync("No pending handoffs");
        await withdraw.Submit.ClickAsync();
        await withdraw.Window.RefusalAt("Reason").SaysAsync("Give a reason");
        await withdraw.Reason.FillAsync("The museum closed.");
        await withdraw.Submit.ClickAsync();
        await withdraw.Window.IsGoneAsync();
        await noor.Screen.Status($"Partner status withdrawn from {Museum}.").IsShownAsync();
        await list.Row(Museum).SaysAsync("Not a partner");
    }
}
