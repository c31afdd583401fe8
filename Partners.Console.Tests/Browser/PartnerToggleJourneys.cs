using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Partners.Console.Tests.Support;
using Partners.Core.Handoffs;
using Partners.Core.Outbox;
using static Microsoft.Playwright.Assertions;

namespace Partners.Console.Tests.Browser;

/// <summary>Turning the partner flag on and off, as staff do it.</summary>
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
            $"{Museum} is now a dembrane partner: your workspace admins can create external-client workspaces. What that unlocks: "
                + "https://docs.dembrane.com/features/partner-program.html "
                + "and how to begin: https://docs.dembrane.com/users/host-partner/external-client-workspaces.html");
        await Expect(list.Row(Museum).Locator(".chip")).ToHaveTextAsync("Partner");

        await list.Row(Museum).Link(Museum).ClickAsync();
        await noor.HeadingIsAsync(Museum);
        var agreement = noor.Screen.GetByRole(AriaRole.Region, new() { Name = "Partner programme", Exact = true });
        await agreement.SaysAsync("PA-2026-41");
        await agreement.SaysAsync("2 Nov 2026");
        await agreement.SaysAsync("Jorn Tafel");
        await agreement.SaysAsync("20 Nov 2026, 12:00, by Noor de Wit");

        await noor.Screen.Link("Audit").ClickAsync();
        var entry = noor.Screen.Locator(".line").Filter(new() { HasText = $"Noor de Wit made {Museum} a partner" });
        await entry.Locator("summary").ClickAsync();
        await Expect(entry.GetByRole(AriaRole.Row).Filter(new() { HasText = "Partner" })).ToHaveTextAsync("Partnernoyes");
        await Expect(
            entry.GetByRole(AriaRole.Row).Filter(new()
            {
                HasText = "Agreement reference",
            })).ToHaveTextAsync("Agreement reference–PA-2026-41");

        await noor.Screen.Link("Audit trail").ClickAsync();
        await noor.HeadingIsAsync("Audit trail");
        await noor.Screen.Button("Verify").ClickAsync();
        await noor.Screen.Status("are as they were written.").IsShownAsync();

        await noor.Screen.Link("Platform").ClickAsync();
        await noor.HeadingIsAsync("Platform");
        var id = await Console.IdOfAsync(Museum);
        var act = noor.Screen.Locator(".line").Filter(new() { HasText = $"Noor de Wit made {Museum} a partner" });
        await act.Locator("summary").First.ClickAsync();
        await act.SaysAsync($"Organisation {Museum}: becomes a partner");
        await act.GetByText("Raw fields", new() { Exact = true }).ClickAsync();
        await act.GetByRole(AriaRole.Row).Filter(new() { HasText = id.ToString() }).SaysAsync("is_partner");
        var waiting = await Console.QueryAsync(db => db.PlatformChanges.SingleAsync(change => change.Item == id.ToString()));
        waiting.State.Should().Be(PlatformChangeState.Waiting);
        waiting.Why.Should().StartWith("Agreement PA-2026-41, signed 2 Nov 2026");
        (waiting.Collection, waiting.Field, waiting.Value, waiting.ByName)
            .Should().Be((PlatformFields.Organisation, PlatformFields.IsPartner, "true", "Noor de Wit"));

        await list.FindAsync(Museum);
        await list.ChooseAsync(Museum, "Withdraw partner status…");
        var withdraw = new WithdrawScreen(noor, Museum);
        await withdraw.Window.SaysAsync("No live external-client workspaces");
        await withdraw.Window.SaysAsync("No open deals");
        await withdraw.Window.SaysAsync("No pending handoffs");
        await withdraw.Submit.ClickAsync();
        await withdraw.Window.RefusalAt("Reason").SaysAsync("Enter a reason");
        await withdraw.Reason.FillAsync("The museum closed.");
        await withdraw.Submit.ClickAsync();
        await withdraw.Window.IsGoneAsync();
        await noor.Screen.Status($"Partner status withdrawn from {Museum}.").IsShownAsync();
        await list.Row(Museum).SaysAsync("Not a partner");
    }

    [Fact]
    public async Task An_empty_form_is_refused_at_each_field_and_nothing_typed_is_lost()
    {
        var noor = await SignedInAsync();
        var dialog = await new OrganisationsScreen(noor).MakePartnerAsync("Lyceum Groenvliet");
        await dialog.Submit.ClickAsync();

        await dialog.Window.RefusalAt("Agreement reference").SaysAsync("Enter the agreement reference.");
        await dialog.Window.RefusalAt("Signed on").SaysAsync("Enter the day it was signed.");
        await dialog.Window.RefusalAt("Relationship owner").SaysAsync("Choose who at dembrane owns the relationship");
        await dialog.Window.RefusalAt(AgreementScreen.Confirmation).SaysAsync("Confirm that the agreement is in place");
        await Expect(dialog.Window.Alert().GetByRole(AriaRole.Listitem)).ToHaveCountAsync(4);
        await Expect(dialog.Reference).ToHaveAttributeAsync("aria-invalid", "true");

        await dialog.Reference.FillAsync("PA-2026-50");
        await dialog.RelationshipOwner.FillAsync("Jorn Tafel");
        await dialog.Submit.ClickAsync();

        await Expect(dialog.Window.Alert().GetByRole(AriaRole.Listitem)).ToHaveCountAsync(2);
        await dialog.Window.RefusalAt("Agreement reference").IsGoneAsync();
        await dialog.Window.RefusalAt("Signed on").IsShownAsync();
        await Expect(dialog.Reference).ToHaveValueAsync("PA-2026-50");
        await Expect(dialog.RelationshipOwner).ToHaveValueAsync("Jorn Tafel");
    }

    [Fact]
    public async Task An_agreement_that_is_signed_in_the_future_or_has_ended_is_refused_and_one_that_ends_soon_warns()
    {
        const string School = "Scholengroep De Kade";
        var noor = await SignedInAsync();
        var dialog = await new OrganisationsScreen(noor).MakePartnerAsync(School);

        await dialog.FillAsync(Make.Agreement(signedOn: new(2026, 11, 21)));
        await dialog.Submit.ClickAsync();
        await dialog.Window.RefusalAt("Signed on").SaysAsync("21 Nov 2026 is still to come.");

        await dialog.FillAsync(Make.Agreement(endsOn: new(2026, 11, 19)));
        await dialog.Submit.ClickAsync();
        await dialog.Window.RefusalAt("Agreement ends (optional)").SaysAsync("The agreement ended on 19 Nov 2026. Agree a new one first.");

        await dialog.FillAsync(Make.Agreement(endsOn: new(2026, 12, 20)));
        await dialog.RelationshipOwner.FocusAsync();
        await dialog.Window.Status("The agreement ends on 20 Dec 2026, in 30 days. Agree its renewal.").IsShownAsync();
        await dialog.Submit.ClickAsync();

        await dialog.Window.IsGoneAsync();
        await noor.Screen
            .Status($"{School} is a partner, with its agreement on record.")
            .SaysAsync("The agreement ends on 20 Dec 2026, in 30 days.");
    }

    [Fact]
    public async Task Withdrawing_shows_what_it_touches_by_name_and_a_pending_handoff_blocks_it()
    {
        var handoff = await Console.QueryAsync(db => db.Handoffs.Where(handoff => handoff.Status == HandoffStatus.Draft)
            .Join(
                db.Workspaces,
                handoff => handoff.WorkspaceId,
                workspace => workspace.Id,
                (handoff, workspace) => new { handoff.PartnerId, workspace.Name })
            .Join(
                db.Organisations,
                handoff => handoff.PartnerId,
                partner => partner.Id,
                (handoff, partner) => new { Workspace = handoff.Name, Partner = partner.Name })
            .SingleAsync());
        var noor = await SignedInAsync();
        var list = new OrganisationsScreen(noor);
        await list.FindAsync(handoff.Partner);
        await list.ChooseAsync(handoff.Partner, "Withdraw partner status…");

        var dialog = new WithdrawScreen(noor, handoff.Partner);
        var pending = dialog.Window.GetByRole(AriaRole.Region, new() { Name = "1 pending handoff", Exact = true });
        await pending.SaysAsync(handoff.Workspace);
        await pending.SaysAsync("draft, prepared by Amina Haddad");
        await pending.SaysAsync("A handoff is pending. Complete or cancel it first.");
        await Expect(dialog.Window.GetByRole(AriaRole.Heading, new() { Name = "live external-client workspace" })).ToBeVisibleAsync();
        await Expect(dialog.Window.GetByRole(AriaRole.Heading, new() { Name = "owed" })).ToBeVisibleAsync();
        await Expect(dialog.Submit).ToBeDisabledAsync();

        await dialog.Window.Button("Cancel").ClickAsync();
        await dialog.Window.IsGoneAsync();
        await Expect(list.Row(handoff.Partner).Locator(".chip")).ToHaveTextAsync("Partner");
    }

    [Fact]
    public async Task Of_two_who_make_the_same_organisation_a_partner_the_second_is_told_by_whom_and_when()
    {
        const string Library = "Bibliotheek Zuidwand";
        var noor = await SignedInAsync();
        var joris = await SignedInAsync(CommercialOwner);
        var jorisList = new OrganisationsScreen(await joris.NewTabAsync());
        await jorisList.FindAsync(Library);
        var noorDialog = await new OrganisationsScreen(noor).MakePartnerAsync(Library);
        var jorisDialog = await new OrganisationsScreen(joris).MakePartnerAsync(Library);
        await jorisDialog.FillAsync(Make.Agreement("PA-JORIS"));

        await noorDialog.FillAsync(Make.Agreement("PA-NOOR"));
        await noorDialog.Submit.ClickAsync();
        await noorDialog.Window.IsGoneAsync();

        // Without a click: the list open beside it updates by itself.
        await Expect(jorisList.Row(Library).Locator(".chip")).ToHaveTextAsync("Partner");
        await jorisList.Screen.Status($"Noor de Wit changed {Library} just now.").IsShownAsync();

        await jorisDialog.Submit.ClickAsync();
        await jorisDialog.Window.Alert().SaysAsync(
            "Changed by Noor de Wit at 20 Nov 2026, 12:00, after you opened this. Nothing of yours was saved.");
        await jorisDialog.Window.Alert().SaysAsync("PA-NOOR");
        await Expect(jorisDialog.Reference).ToHaveValueAsync("PA-JORIS");

        await jorisDialog.Window.Button("Reload").ClickAsync();
        await jorisDialog.Window.IsGoneAsync();
        await Expect(new OrganisationsScreen(joris).Row(Library).Locator(".chip")).ToHaveTextAsync("Partner");
    }

    [Fact]
    public async Task A_double_click_makes_one_entry_in_the_trail()
    {
        const string Fund = "Natuurfonds Duinrand";
        var noor = await SignedInAsync();
        var dialog = await new OrganisationsScreen(noor).MakePartnerAsync(Fund);
        await dialog.FillAsync(Make.Agreement());
        await dialog.Submit.DblClickAsync();
        await noor.Screen.Status($"{Fund} is a partner, with its agreement on record.").IsShownAsync();

        var id = await Console.IdOfAsync(Fund);
        (await Console.QueryAsync(db => db.AuditEntries.CountAsync(entry => entry.OrganisationId == id))).Should().Be(1);
    }
}
