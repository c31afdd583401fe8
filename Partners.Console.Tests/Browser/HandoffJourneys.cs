using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Partners.Console.Links;
using Partners.Core.Handoffs;
using Partners.Core.Workspaces;
using static Microsoft.Playwright.Assertions;

namespace Partners.Console.Tests.Browser;

/// <summary>A whole handoff in a real browser, from the workspace's button to its record.</summary>
public sealed class HandoffJourneys(Chromium chromium, DemonstrationConsole console) : BrowserTest(chromium, console)
{
    private const string Today = "2026-11-20";

    [Fact]
    public async Task On_a_phone_what_becomes_of_each_person_reads_without_scrolling_sideways()
    {
        var amina = await SignedInAsync(HandoffOperator);
        await amina.Page.SetViewportSizeAsync(390, 800);
        await amina.GoAsync(
            HandoffAddresses.Of((await HandoffScreen.ReadyAsync(Console, "Gemeente Polderkerk")).Handoff.Id, HandoffStep.People));
        await amina.Screen.Locator(".people-plan select").First.IsShownAsync();

        (await amina.Screen.Locator("html, main .table-frame").EvaluateAllAsync<bool>(
            "frames => frames.length > 1 && frames.every(frame => frame.scrollWidth <= frame.clientWidth)"))
            .Should().BeTrue();
    }

    [Fact]
    public async Task A_workspace_is_handed_to_an_organisation_that_is_on_the_platform()
    {
        const string Client = "Gemeente Kerkhaven";
        var id = await Console.WorkspaceOfAsync(Client);
        var workspace = await NameAsync(id);
        var amina = await SignedInAsync(HandoffOperator);
        var wizard = new HandoffScreen(amina);
        await wizard.BeginAsync(id, isPending: true);
        await wizard.NextAsync("Client");
        await amina.Screen.Locator("#chosen-client").SaysAsync(Client);
        await wizard.NextAsync("Timing");
        await wizard.AgreeAsync(Today);
        await wizard.NextAsync("People");
        await amina.Screen.Button("Keep as shown").ClickAsync();
        await amina.Screen.Button("Keep as shown").IsGoneAsync();
        await wizard.NextAsync("Data flows");
        await amina.Screen.Button("Remove all 2 undecided").ClickAsync();
        await wizard.NextAsync("Billing and deals");
        await wizard.BillAsync(Client);
        await wizard.NextAsync("Checks");
        await Expect(amina.Screen.Locator(".verdict-stop")).ToHaveCountAsync(0);
        await wizard.NextAsync("Review");
        await amina.Screen.Locator(".review").SaysAsync(Client);
        await wizard.NextAsync("Confirm");
        await wizard.ConfirmAsync(workspace, Client);

        await amina.Screen.Locator(".proof-sum").SaysAsync("Access proof: nobody from Studio Weerklank has a way in");
        await IsNoMoreOfAsync(amina, "Studio Weerklank", workspace);
        await amina.GoAsync($"/organisations/{await Console.IdOfAsync("Studio Weerklank")}?tab=handoffs");
        await amina.Screen.Locator("tbody tr").Filter(new() { HasText = workspace }).SaysAsync("Completed");
    }

    [Fact]
    public async Task A_workspace_is_handed_to_an_organisation_that_is_made_for_it()
    {
        const string Client = "Gemeente Vlierdam";
        const string New = "Gemeente Vlierdam zelf";
        var id = await Console.WorkspaceOfAsync(Client);
        var workspace = await NameAsync(id);
        var amina = await SignedInAsync(HandoffOperator);
        var wizard = new HandoffScreen(amina);
        await wizard.BeginAsync(id, isPending: false);
        await wizard.NextAsync("Client");
        await amina.Screen.Field("a new organisation").CheckAsync();
        await amina.Screen.Field("Name").FillAsync(New);
        await amina.Screen.Field("Owner").SelectOptionAsync((await DataOwnerAsync(id)).ToString());
        await wizard.NextAsync("Timing");
        await wizard.AgreeAsync(Today);
        await wizard.NextAsync("People");
        await wizard.NextAsync("Data flows");
        await wizard.NextAsync("Billing and deals");
        await wizard.BillAsync(New);
        await wizard.NextAsync("Checks");
        await Expect(amina.Screen.Locator(".verdict-stop")).ToHaveCountAsync(0);
        await wizard.NextAsync("Review");
        await wizard.NextAsync("Confirm");
        await wizard.ConfirmAsync(workspace, New);

        await amina.Screen.Locator("[aria-labelledby=moved]").SaysAsync($"{New}, created by the handoff");
        await IsNoMoreOfAsync(amina, "Bureau Samenspel", workspace);
        await amina.GoAsync($"/organisations/{await Console.IdOfAsync(New)}?tab=workspaces");
        await amina.Screen.Link(workspace).IsShownAsync();
    }

    [Fact]
    public async Task Two_flows_are_decided_on_an_external_is_kept_until_a_day_and_who_pays_leaves()
    {
        const string Client = "Zorggroep Morgenster";
        const string New = "Zorggroep Morgenster zelf";
        var id = await Console.WorkspaceOfAsync(Client);
        var workspace = await NameAsync(id);
        await PlantFlowsAsync(id);
        var amina = await SignedInAsync(HandoffOperator);
        var wizard = new HandoffScreen(amina);
        await amina.GoAsync($"/workspaces/{id}");
        await amina.Screen.Locator("[aria-labelledby=flows-heading]").SaysAsync("hooks.burgerkracht.example");
        await wizard.BeginAsync(id, isPending: false);
        await wizard.NextAsync("Client");
        await amina.Screen.Field("a new organisation").CheckAsync();
        await amina.Screen.Field("Name").FillAsync(New);
        await amina.Screen.Field("Owner").SelectOptionAsync((await DataOwnerAsync(id)).ToString());
        await wizard.NextAsync("Timing");
        await wizard.AgreeAsync(Today);
        await wizard.NextAsync("People");
        var partners = amina.Screen.Locator("tr").Filter(new() { HasText = "of the partner" }).First;
        await partners.Locator("select").SelectOptionAsync("External");
        await partners.Locator(".why-stays input").FillAsync("Finishes the report");
        await Expect(partners.Field("Until")).ToHaveValueAsync("2027-02-18");
        await wizard.NextAsync("Data flows");
        await amina.Screen.Locator("tr").Filter(new() { HasText = "Transcripts" }).Locator("select").SelectOptionAsync("Remove");
        var kept = amina.Screen.Locator("tr").Filter(new() { HasText = "Dashboard" });
        await kept.Locator("select").SelectOptionAsync("Keep");
        await kept.Field("Who at the client accepted it").FillAsync("Carla Bos");
        await kept.Field("Accepted on").FillAsync("2026-11-18");
        await wizard.NextAsync("Billing and deals");
        await amina.Screen.Locator("[aria-labelledby=payer]").SaysAsync("leave the account with the handoff");
        await wizard.BillAsync(New);
        await wizard.NextAsync("Checks");
        await Expect(amina.Screen.Locator(".verdict-stop")).ToHaveCountAsync(0);
        await wizard.NextAsync("Review");
        await amina.Screen.Locator(".stays").SaysAsync("Kept: accepted by Carla Bos on 18 Nov 2026");
        await wizard.NextAsync("Confirm");
        await wizard.ConfirmAsync(workspace, New);

        await amina.Screen.Locator(".proof-sum").SaysAsync("conversations leave by 1 webhook that the client accepted");
        await amina.Screen.Locator("[aria-labelledby=record-flows]").SaysAsync("Removed");
        await amina.Screen.Locator("[aria-labelledby=bill]").SaysAsync("It left the account.");
    }

    [Fact]
    public async Task What_was_typed_is_there_after_a_reload_at_once()
    {
        var id = await Console.WorkspaceOfAsync("Gemeente Lindenaar");
        var amina = await SignedInAsync(HandoffOperator);
        var wizard = new HandoffScreen(amina);
        await wizard.BeginAsync(id, isPending: false);
        foreach (var step in new[] { "Client", "Timing", "People", "Data flows", "Billing and deals" })
        {
            await wizard.NextAsync(step);
        }

        await amina.Screen.Field("Legal name").FillAsync("Gemeente Lindenaar");
        await amina.Screen.Field("City").ClearAsync();
        await amina.Screen.Field("City").PressSequentiallyAsync("Lindenaar");
        await amina.Screen.Status("Saved").IsShownAsync();
        await amina.Page.ReloadAsync();
        await amina.InteractiveAsync();

        await Expect(amina.Screen.Field("Legal name")).ToHaveValueAsync("Gemeente Lindenaar");
        await Expect(amina.Screen.Field("City")).ToHaveValueAsync("Lindenaar");
    }

    [Fact]
    public async Task A_draft_is_cancelled_with_a_reason()
    {
        var id = await Console.WorkspaceOfAsync("Provincie Noorderland");
        var amina = await SignedInAsync(HandoffOperator);
        await new HandoffScreen(amina).BeginAsync(id, isPending: false);
        await amina.Screen.Button("Cancel handoff…").ClickAsync();
        var dialog = amina.Screen.GetByRole(AriaRole.Dialog);
        await dialog.Field("Reason").FillAsync("They stay with the partner after all");
        await dialog.Button("Cancel handoff").ClickAsync();

        await amina.Screen.Locator("main").SaysAsync("They stay with the partner after all");
        (await Console.QueryAsync(db =>
            db.Handoffs.Where(handoff => handoff.WorkspaceId == id).Select(handoff => handoff.Status).SingleAsync()))
            .Should().Be(HandoffStatus.Cancelled);
    }

    [Fact]
    public async Task Staff_see_the_button_disabled_with_the_reason()
    {
        var noor = await SignedInAsync();
        await noor.GoAsync($"/workspaces/{await Console.WorkspaceOfAsync("Gemeente Oosterveen")}");

        await Expect(noor.Screen.Button("Hand off…")).ToBeDisabledAsync();
        await Expect(noor.Screen.Button("Hand off…")).ToHaveAccessibleDescriptionAsync("Only a handoff operator can do this.");
    }

    /// <summary>Two webhooks of one project of the workspace.</summary>
    private async Task PlantFlowsAsync(Guid workspace)
    {
        var project = await Console.QueryAsync(db => db.Projects
            .Where(found => found.WorkspaceId == workspace && found.DeletedAt == null)
            .Select(found => found.Id)
            .FirstAsync());
        await Console.AddAsync(
            new ProjectWebhook(
                Guid.CreateVersion7(),
                new(project, "Transcripts", "hooks.burgerkracht.example", "a", "conversation.transcribed", "active", DeletedAt: null)),
            new ProjectWebhook(
                Guid.CreateVersion7(),
                new(project, "Dashboard", "data.morgenster.example", "b", "report.generated", "active", DeletedAt: null)));
    }

    private Task<string> NameAsync(Guid workspace) =>
        Console.QueryAsync(db => db.Workspaces.Where(found => found.Id == workspace).Select(found => found.Name).SingleAsync());

    private Task<Guid> DataOwnerAsync(Guid workspace) => Console.QueryAsync(db =>
        db.People
            .Where(person => db.Workspaces.Any(found => found.Id == workspace && found.DataOwnerEmail == person.Email))
            .Select(person => person.Id)
            .SingleAsync());

    private async Task IsNoMoreOfAsync(Visitor visitor, string partner, string workspace)
    {
        await visitor.GoAsync($"/organisations/{await Console.IdOfAsync(partner)}?tab=workspaces");
        await visitor.Screen.GetByRole(AriaRole.Table, new() { Name = $"Workspaces of {partner}", Exact = true }).IsShownAsync();
        await visitor.Screen.Link(workspace).IsGoneAsync();
    }
}
