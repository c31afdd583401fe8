using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Partners.Core.Access;
using static Microsoft.Playwright.Assertions;

namespace Partners.Console.Tests.Browser;

/// <summary>A stranger's tour of the whole console by keyboard alone: nothing is clicked, and only keys move the focus.</summary>
public sealed class TourJourney(Chromium chromium, DemonstrationConsole console) : BrowserTest(chromium, console)
{
    private const string Organisation = "GGD Heuvelrand";
    private const string Partner = "Bureau Samenspel";
    private const string Client = "Gemeente Vlierdam";
    private const string Independent = "Gemeente Vlierdam zelf";

    private static readonly DateOnly s_today = new(2026, 11, 20);
    private static readonly Staff s_stranger = new(
        "staff:stranger",
        "Robin Vreemd",
        "robin@dembrane.example",
        Role.All.Aggregate(Permission.None, (all, role) => all | role.Permissions));

    [Fact]
    public async Task An_organisation_is_found_made_a_partner_and_given_a_clients_workspace_and_a_deal()
    {
        var (robin, keys) = await ComeAsync();
        await OpenByNameAsync(robin, keys, "heuvelrand", Organisation);

        await keys.ActivateAsync(robin.Screen.Button("Make partner…"));
        var partner = robin.Screen.Dialog($"Make {Organisation} a partner");
        await keys.WriteAsync(partner.Field("Agreement reference"), "PA-2026-99");
        await keys.WriteAsync(partner.Field("Signed on"), s_today.AddDays(-10));
        await keys.WriteAsync(partner.Field("Relationship owner"), "Robin Vreemd");
        await keys.TickAsync(partner.Tick("The agreement is in place and the relationship owner has confirmed it"));
        await keys.ActivateAsync(partner.Button("Make partner"));
        await partner.IsGoneAsync();

        await keys.ActivateAsync(robin.Screen.Link("Workspaces"));
        await keys.ActivateAsync(robin.Screen.Button("New client workspace…"));
        var workspace = new NewWorkspaceScreen(robin, Organisation);
        await keys.WriteAsync(workspace.Name, "Gezonde wijk");
        await keys.WriteAsync(workspace.DataOwner, "Gemeente Toerdam");
        await keys.WriteAsync(workspace.Email, "griffie@toerdam.example");
        await keys.TickAsync(workspace.Window.Tick(NewWorkspaceScreen.Acceptance));
        await keys.ActivateAsync(workspace.Submit);
        await workspace.Window.IsGoneAsync();
        await robin.Screen.Status("Gezonde wijk is ready").IsShownAsync();

        await keys.ActivateAsync(robin.Screen.Link("Deals"));
        await keys.ActivateAsync(robin.Screen.Button("Add deal…").First);
        var deal = new DealScreen(robin.Screen.Dialog("Add a deal"));
        await keys.ChooseAsync(deal.Window.Field("Client workspace"), "Gemeente Toerdam");
        await keys.WriteAsync(deal.Kickback, "20");
        await keys.WriteAsync(deal.Cap, "1000");
        await keys.WriteAsync(deal.Window.Field("Starts"), s_today);
        await keys.WriteAsync(deal.Window.Field("Agreement reference"), "PA-2026-99");
        await keys.ActivateAsync(deal.Save);
        await deal.Window.IsGoneAsync();
        await robin.Screen.GetByRole(AriaRole.Row).Filter(new() { HasText = "Gemeente Toerdam" }).SaysAsync("€ 1,000.00");
    }

    [Fact]
    public async Task A_card_is_worked_its_workspace_handed_off_and_the_statement_read()
    {
        var (robin, keys) = await ComeAsync();
        await keys.PressAsync("g");
        await keys.PressAsync("e");
        await robin.HeadingIsAsync("External-led organisations");
        var board = new PipelineScreen(robin);
        await board.ReadyAsync();
        await keys.GoToAsync(board.Name(Client));
        await keys.PressAsync("Shift+ArrowRight");
        await robin.Screen.Status($"Moved {Client} to").IsShownAsync();
        await Expect(board.Name(Client)).ToBeFocusedAsync();

        await keys.ActivateAsync(robin.Screen.Button($"Actions for {Client}"));
        await keys.ChooseItemAsync(robin.Screen.MenuItem("Start handoff"));
        var workspace = await HandOffAsync(robin, keys);

        await robin.Screen.Locator(".proof-sum").SaysAsync($"nobody from {Partner} has a way in");
        await keys.PressAsync("g");
        await keys.PressAsync("l");
        await robin.HeadingIsAsync("Referral ledger");
        var kebab = robin.Screen.Button($"Actions for deal {Partner} – {Client}");
        await keys.PressAsync("/");
        await keys.TypeAsync("vlierdam");
        await keys.ActivateAsync(kebab);
        await keys.ChooseItemAsync(robin.Screen.MenuItem("Statement"));
        await robin.HeadingIsAsync("Statement November 2026");
        await robin.Screen.Locator("main").SaysAsync(Client);

        await OpenByNameAsync(robin, keys, Independent, Independent);
        await keys.ActivateAsync(robin.Screen.Link("Workspaces"));
        await robin.Screen.Link(workspace).IsShownAsync();
    }

    /// <summary>On Today, with nothing focused.</summary>
    private async Task<(Visitor Robin, KeyboardOnly Keys)> ComeAsync()
    {
        var robin = await SignedInAsync(s_stranger);
        await robin.GoAsync("/");
        return (robin, new KeyboardOnly(robin));
    }

    private static async Task OpenByNameAsync(Visitor visitor, KeyboardOnly keys, string typed, string name)
    {
        await visitor.OpenPaletteAsync();
        await keys.TypeAsync(typed);
        await keys.PressAsync("Enter");
        await visitor.HeadingIsAsync(name);
    }

    /// <returns>The workspace's name.</returns>
    private async Task<string> HandOffAsync(Visitor robin, KeyboardOnly keys)
    {
        var id = await Console.WorkspaceOfAsync(Client);
        var (name, owner) = await Console.QueryAsync(db => db.Workspaces.Where(workspace => workspace.Id == id)
            .Join(
                db.People,
                workspace => workspace.DataOwnerEmail,
                person => person.Email,
                (workspace, person) => ValueTuple.Create(workspace.Name, person.DisplayName))
            .SingleAsync());
        var wizard = new HandoffScreen(robin);
        await keys.ActivateAsync(robin.Screen.Button("Start"));
        await wizard.StandsAtAsync("Workspace");
        await NextAsync("Client");
        await keys.PickAsync(robin.Screen.Field("a new organisation"));
        await keys.WriteAsync(robin.Screen.Field("Name"), Independent);
        await keys.ChooseAsync(robin.Screen.Field("Owner"), owner);
        await NextAsync("Timing");
        await keys.WriteAsync(robin.Screen.Field("Agreed date"), s_today);
        foreach (var side in new[] { ", the partner", ", the client" })
        {
            var said = robin.Screen.GetByRole(AriaRole.Group, new() { Name = side });
            await keys.WriteAsync(said.Field("Who confirmed"), "Somebody of theirs");
            await keys.WriteAsync(said.Field("On"), s_today.AddDays(-8));
            await keys.WriteAsync(said.Field("How"), "in a call");
            await keys.WriteAsync(said.Field("For which day"), s_today);
        }

        await NextAsync("People");
        await NextAsync("Data flows");
        await NextAsync("Billing and deals");
        (string Label, string Text)[] lines =
        [
            ("Legal name", Independent),
            ("Address", "Markt 1"),
            ("Postal code", "1234 AB"),
            ("City", "Vlierdam"),
            ("Country", "NL"),
            ("Invoice address", "facturen@vlierdam.example"),
        ];
        foreach (var (label, text) in lines)
        {
            await keys.WriteAsync(robin.Screen.Field(label), text);
        }

        await keys.ChooseAsync(robin.Screen.Field("Payment"), "By a new mandate");
        foreach (var deal in await robin.Screen.Locator(".deal-fate").AllAsync())
        {
            await keys.PickAsync(deal.GetByRole(AriaRole.Radio).First);
        }

        await NextAsync("Checks");
        await Expect(robin.Screen.Locator(".verdict-stop")).ToHaveCountAsync(0);
        await NextAsync("Review");
        await NextAsync("Confirm");
        await keys.WriteAsync(robin.Screen.Field("Type the workspace name"), name);
        await keys.WriteAsync(robin.Screen.Field("Type the client organisation's name"), Independent);
        await keys.TickAsync(robin.Screen.Tick("The partner loses administrative access"));
        await keys.TickAsync(robin.Screen.Tick("This cannot be undone"));
        await keys.ActivateAsync(robin.Screen.Button("Hand off"));
        await robin.HeadingIsAsync("Handoff record");
        return name;

        async Task NextAsync(string step)
        {
            await keys.ActivateAsync(robin.Screen.Button("Next"));
            await wizard.StandsAtAsync(step);
        }
    }
}
