using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Partners.Core.Access;
using Partners.Core.Billing;
using Partners.Core.Changes;
using Partners.Core.Clients;
using Partners.Core.Workspaces;
using static Microsoft.Playwright.Assertions;

namespace Partners.Console.Tests.Browser;

/// <summary>A client's workspace, its people and its data owner, as staff manage them.</summary>
public sealed class WorkspaceJourneys(Chromium chromium, DemonstrationConsole console) : BrowserTest(chromium, console)
{
    private const string Partner = "Bureau Samenspel";

    [Fact]
    public async Task Staff_create_a_workspace_for_a_client_and_find_its_account_the_observer_and_the_acceptance()
    {
        const string Name = "Stadsgesprek Haarlem";
        var noor = await SignedInAsync();
        var partner = await Console.IdOfAsync(Partner);
        await noor.GoAsync($"/organisations/{partner}");
        await noor.Screen.Link("Workspaces").ClickAsync();
        await noor.AddressIsAsync($"/organisations/{partner}?tab=workspaces");
        await noor.Screen.Button("New client workspace…").ClickAsync();

        var dialog = new NewWorkspaceScreen(noor, Partner);
        await Expect(dialog.Name).ToBeFocusedAsync();
        await dialog.FillAsync(Name, "City of Haarlem", "griffie@haarlem.example");
        await dialog.Window.Field("Tier").SelectOptionAsync(nameof(Tier.Changemaker));
        await dialog.Window.Field("Billed").SelectOptionAsync(nameof(BillingPeriod.Monthly));
        await dialog.Window.Status("1 paid seat, € 86.25 a month").IsShownAsync();
        await dialog.Submit.ClickAsync();
        await dialog.Window.IsGoneAsync();
        await noor.Screen.Status("griffie@haarlem.example is invited as a free observer, until 20 Dec 2026.").IsShownAsync();

        await noor.Screen
            .GetByRole(AriaRole.Row)
            .Filter(new() { HasText = "Invite pending, open until 20 Dec 2026" })
            .Link(Name)
            .ClickAsync();
        await noor.HeadingIsAsync(Name);
        var screen = new WorkspaceScreen(noor);
        await screen.DataOwner.SaysAsync("City of Haarlem");
        await screen.DataOwner.SaysAsync("Accepted 20 Nov 2026, 12:00, by Noor de Wit");
        await screen.Billing.SaysAsync("Changemaker");
        await screen.Billing.SaysAsync("€ 86.25");
        await screen.Invites.GetByRole(AriaRole.Row).Filter(new() { HasText = "griffie@haarlem.example" }).SaysAsync("Observer");

        await noor.Screen.Link("Audit").ClickAsync();
        await Expect(
            noor.Screen.Locator(".line").Filter(new()
            {
                HasText = $"created the workspace {Name}",
            })).ToContainTextAsync("partner agreement accepted");
        await noor.Screen.Link("Platform").ClickAsync();
        var act = noor.Screen.Locator(".line").Filter(new() { HasText = $"created the workspace {Name}" });
        await act.Locator("summary").First.ClickAsync();
        await act.SaysAsync(Name);

        var made = await Console.QueryAsync(db => db.Workspaces.SingleAsync(workspace => workspace.Name == Name));
        (await Console.QueryAsync(db =>
            db.BillingAccounts.CountAsync(account => account.WorkspaceId == made.Id && account.DeletedAt == null)))
            .Should().Be(1);
    }

    [Fact]
    public async Task Where_the_organisation_is_no_partner_the_button_is_disabled_with_the_reason_and_the_command_refuses()
    {
        const string Museum = "Museum Kruithuis";
        var noor = await SignedInAsync();
        var id = await Console.IdOfAsync(Museum);
        await noor.GoAsync($"/organisations/{id}?tab=workspaces");
        var button = noor.Screen.Button("New client workspace…");
        await Expect(button).ToBeDisabledAsync();
        await Expect(button).ToHaveAccessibleDescriptionAsync(
            $"{Museum} is not a partner. External-client workspaces need the partner flag.");

        var form = new ClientWorkspaceForm(
            "Tentoonstelling",
            "City of Haarlem",
            "griffie@haarlem.example",
            null,
            Tier.Free,
            BillingPeriod.Annual,
            AgreementAccepted: true,
            OwnAddressMeant: false);
        var outcome = await Console.Get<ClientWorkspaces>().CreateAsync(
            new Staff("noor", "Noor", "noor@dembrane.example", Role.Staff.Permissions),
            new(Guid.CreateVersion7(), id, form),
            CancellationToken.None);
        outcome.Refusals.Should().ContainSingle().Which.Should().BeOfType<OnlyForPartners>();
    }

    [Fact]
    public async Task What_is_wrong_stands_at_its_field_and_nothing_typed_is_lost()
    {
        var noor = await SignedInAsync();
        var dialog = new NewWorkspaceScreen(noor, Partner);
        await dialog.OpenAsync(await Console.IdOfAsync(Partner));
        await dialog.FillAsync("Participatie Dronten", "Gemeente Dronten", "Anna Smit <anna@dronten.example>");
        await dialog.Submit.ClickAsync();
        await dialog.Window.RefusalAt("Data-owner email").SaysAsync("Enter only the address, without a name");
        await Expect(dialog.Name).ToHaveValueAsync("Participatie Dronten");

        await dialog.Email.FillAsync("anna@dronten");
        await dialog.Submit.ClickAsync();
        await dialog.Window.RefusalAt("Data-owner email").SaysAsync("The domain after the @ is not complete");

        await dialog.Email.FillAsync("joost@bureausamenspel.example");
        await dialog.Submit.ClickAsync();
        await dialog.Window.RefusalAt("Data-owner email").SaysAsync($"belongs to {Partner} itself");
        await dialog.Window.Tick(NewWorkspaceScreen.OwnAddress).CheckAsync();
        await dialog.Submit.ClickAsync();
        await dialog.Window.IsGoneAsync();
        await noor.Screen.Status("Participatie Dronten is ready").IsShownAsync();
    }

    [Fact]
    public async Task An_observer_becomes_external_after_the_seat_cost_was_shown_and_leaves_again()
    {
        var noor = await SignedInAsync();
        var (id, name, observer) = await WithObserverAsync();
        var screen = new WorkspaceScreen(noor);
        await screen.ShowAsync(id, name);

        await noor.Screen.Button("What may each role do?").ClickAsync();
        var roles = noor.Screen.Dialog("What each role may do");
        await roles.GetByRole(AriaRole.Row).Filter(new() { HasText = "Publish reports" }).IsShownAsync();
        await roles.GetByText("Close", new() { Exact = true }).ClickAsync();
        await roles.IsGoneAsync();

        var dialog = await screen.ChangeRoleAsync(observer);
        await Expect(dialog.Field("Role")).ToHaveValueAsync(nameof(WorkspaceRole.External));
        await dialog.Status("Takes a paid seat").IsShownAsync();
        await dialog.Button("Change role").ClickAsync();
        await dialog.RefusalAt("Reason").SaysAsync("Enter a reason");
        await dialog.Field("Reason").FillAsync("Wants to generate reports.");
        await dialog.Button("Change role").ClickAsync();
        await noor.Screen.Status($"{observer} is external now.").IsShownAsync();
        await Expect(screen.Person(observer).Locator(".chip-grey")).ToHaveTextAsync("External");

        await screen.ChooseAsync($"Actions for {observer}", "Remove…");
        var remove = noor.Screen.Dialog($"Remove {observer} from {name}");
        await remove.SaysAsync("Frees a paid seat");
        await remove.Field("Reason").FillAsync("The engagement ended.");
        await remove.Button("Remove").ClickAsync();
        await noor.Screen.Status($"{observer} no longer has access.").IsShownAsync();
        await screen.Person(observer).IsGoneAsync();
    }

    [Fact]
    public async Task A_role_of_somebody_who_has_just_left_is_not_changed_and_the_other_page_hears_of_it()
    {
        var (id, name, observer) = await WithObserverAsync();
        var noor = await SignedInAsync();
        var joris = await SignedInAsync(CommercialOwner);
        var (of, by) = (new WorkspaceScreen(noor), new WorkspaceScreen(joris));
        await of.ShowAsync(id, name);
        await by.ShowAsync(id, name);
        var dialog = await by.ChangeRoleAsync(observer);

        await of.ChooseAsync($"Actions for {observer}", "Remove…");
        var remove = noor.Screen.Dialog($"Remove {observer} from {name}");
        await remove.Field("Reason").FillAsync("Left the municipality.");
        await remove.Button("Remove").ClickAsync();
        await remove.IsGoneAsync();

        await joris.Screen.Status("Noor de Wit changed this just now: person removed.").IsShownAsync();
        await dialog.Field("Reason").FillAsync("Wants to chat.");
        await dialog.Button("Change role").ClickAsync();
        await dialog.RefusalAt("Role").SaysAsync($"{observer} has left this workspace.");
    }

    [Fact]
    public async Task An_invite_that_exists_is_refused_at_the_field_and_can_be_revoked()
    {
        var (id, name, _) = await WithObserverAsync();
        var noor = await SignedInAsync();
        var screen = new WorkspaceScreen(noor);
        await screen.ShowAsync(id, name);
        await noor.Screen.Button("Invite…").ClickAsync();
        await screen.SendInviteAsync("sanne@ontwerp.example", WorkspaceRole.External);
        await noor.Screen.Status("sanne@ontwerp.example is invited as external, until 27 Nov 2026.").IsShownAsync();

        await noor.Screen.Button("Invite…").ClickAsync();
        await screen.SendInviteAsync("Sanne@Ontwerp.example", WorkspaceRole.Observer);
        await screen.Invite.RefusalAt("Email").SaysAsync("was invited as external on 20 Nov 2026 already");
        await screen.Invite.Button("Cancel").ClickAsync();
        await screen.Invite.IsGoneAsync();

        await screen.ChooseAsync("Actions for the invite to sanne@ontwerp.example", "Revoke…");
        var revoke = noor.Screen.Dialog("Revoke the invite to sanne@ontwerp.example");
        await revoke.Field("Reason").FillAsync("The wrong agency.");
        await revoke.Button("Revoke").ClickAsync();
        await noor.Screen.Status("The invite to sanne@ontwerp.example is revoked.").IsShownAsync();

        // Her row is gone, and with it the button that opened the dialog.
        await Expect(noor.Screen.Locator("#main")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Another_data_owner_is_invited_and_the_earlier_one_stays_in_the_trail()
    {
        var (id, name, _) = await WithObserverAsync();
        var before = await Console.QueryAsync(db =>
            db.Workspaces.Where(workspace => workspace.Id == id).Select(workspace => workspace.DataOwnerName).SingleAsync());
        var noor = await SignedInAsync();
        var screen = new WorkspaceScreen(noor);
        await screen.ShowAsync(id, name);
        await noor.Screen.Button("Edit data owner…").ClickAsync();
        var dialog = noor.Screen.Dialog($"Data owner of {name}");
        await dialog.Field("Data-owner organisation").FillAsync("Omgevingsdienst Midden");
        await dialog.Field("Data-owner email").FillAsync("info@odmidden.example");
        await dialog.Field("Reason").FillAsync("The municipality handed the task over.");
        await dialog.Button("Save").ClickAsync();
        await noor.Screen
            .Status("Omgevingsdienst Midden is the data owner. info@odmidden.example was invited as a free observer.")
            .IsShownAsync();
        await screen.DataOwner.SaysAsync("Invite pending, open until 20 Dec 2026");

        await noor.Screen.Link("Audit").ClickAsync();
        var entry = noor.Screen.Locator(".line").Filter(new() { HasText = "Omgevingsdienst Midden" });
        await entry.Locator("summary").ClickAsync();
        await entry.SaysAsync("The municipality handed the task over.");
        await Expect(entry.GetByRole(AriaRole.Row).Filter(new() { HasText = before }))
            .ToHaveTextAsync($"Data owner{before}Omgevingsdienst Midden");
    }

    /// <summary>A workspace for each test, with a client's observer in it.</summary>
    private async Task<(Guid Id, string Name, string Observer)> WithObserverAsync()
    {
        var name = $"Werksessies {Guid.CreateVersion7():N}"[..22];
        var partner = await Console.IdOfAsync(Partner);
        var host = await Console.QueryAsync(db => db.OrganisationMemberships
            .Where(membership => membership.OrganisationId == partner && membership.DeletedAt == null)
            .OrderBy(membership => membership.Role)
            .Select(membership => membership.PersonId)
            .FirstAsync());
        var form = new ClientWorkspaceForm(
            name,
            "Gemeente Dronten",
            "griffie@dronten.example",
            host,
            Tier.Innovator,
            BillingPeriod.Annual,
            AgreementAccepted: true,
            OwnAddressMeant: false);
        var who = new Staff("set-up", "Set-up", "set-up@dembrane.example", Role.Staff.Permissions);
        Outcome<ClientWorkspaceCreated> made = await Console.Get<ClientWorkspaces>().CreateAsync(
            who,
            new(Guid.CreateVersion7(), partner, form),
            CancellationToken.None);
        made.IsDone.Should().BeTrue(string.Join(' ', made.Refusals.Select(refusal => refusal.Sentence)));

        var client = await Console.QueryAsync(db => db.People
            .Where(person => !db.OrganisationMemberships.Any(membership => membership.PersonId == person.Id))
            .OrderBy(person => person.EmailKey)
            .FirstAsync());
        await Console.AddAsync(new WorkspaceMembership(
            Guid.CreateVersion7(),
            made.Value!.WorkspaceId,
            client.Id,
            WorkspaceRole.Observer,
            WorkspaceMembership.Direct,
            made.Value.InviteOpenUntil.AddDays(-29),
            deletedAt: null));
        return (made.Value.WorkspaceId, name, client.DisplayName);
    }
}
