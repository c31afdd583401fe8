using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Partners.Console.Links;
using Partners.Core.Workspaces;
using static Microsoft.Playwright.Assertions;

namespace Partners.Console.Tests.Browser;

/// <summary>Projects move from one workspace to another, and back.</summary>
public sealed class MoveJourneys(Chromium chromium, DemonstrationConsole console) : BrowserTest(chromium, console)
{
    private const string Partner = "Bureau Samenspel";
    private const string Client = "Gemeente Vlierdam";

    [Fact]
    public async Task Staff_move_a_project_within_one_owner_by_mouse_and_find_it_in_the_history()
    {
        var (from, _) = await OwnAsync();
        var target = await AddOwnAsync("Nieuwe opzet");
        var project = await Console.QueryAsync(db =>
            db.Projects.Where(found => found.WorkspaceId == from.Id).OrderBy(found => found.Name).FirstAsync());
        var noor = await SignedInAsync();
        await noor.GoAsync($"/workspaces/{from.Id}");
        await noor.Screen.Button("Move projects…").ClickAsync();
        await noor.HeadingIsAsync("Move projects");
        await noor.Screen.Tick(project.Name).CheckAsync();
        await noor.Screen.GetByRole(AriaRole.Searchbox, new() { Name = "Search the workspace that they go to" }).FillAsync("nieuwe opz");
        await noor.Screen.Link("Nieuwe opzet").ClickAsync();
        await noor.Screen.SaysAsync("Ownership and billing: unchanged.");

        // The address holds every choice.
        await noor.Page.ReloadAsync();
        await noor.InteractiveAsync();
        await Expect(noor.Screen.Tick(project.Name)).ToBeCheckedAsync();
        await noor.Screen.SaysAsync("Ownership and billing: unchanged.");
        await noor.Screen.Button("Move").ClickAsync();
        await noor.HeadingIsAsync($"{from.Name} to Nieuwe opzet");

        (await PlaceOfAsync(project.Id)).Should().Be(target.Id);
        await noor.GoAsync($"/workspaces/{target.Id}?tab=projects");
        await noor.Screen.Link($"Moves of {project.Name}").ClickAsync();
        await noor.HeadingIsAsync("Moves");
        await noor.Screen.GetByRole(AriaRole.Row).Filter(new() { HasText = "Nieuwe opzet" }).First.SaysAsync("Noor de Wit");
    }

    [Fact]
    public async Task Staff_move_a_whole_workspace_and_move_it_back_by_keyboard_alone()
    {
        var (_, from) = await OwnAsync();
        var target = await AddOwnAsync("Overzicht");
        var before = await CountAsync(from.Id);
        var noor = await SignedInAsync();
        await noor.GoAsync($"/moves/new?workspace={from.Id}&to={target.Id}");
        await PressAsync(noor.Screen.Tick(before == 1 ? "All of this workspace" : $"All {before} of this workspace"), "Space");
        await noor.Screen.SaysAsync("Ownership and billing: unchanged.");
        await PressAsync(noor.Screen.Button("Move"), "Enter");
        await noor.HeadingIsAsync($"{from.Name} to Overzicht");
        (await CountAsync(target.Id)).Should().Be(before);

        await PressAsync(noor.Screen.Button("Move back…"), "Enter");
        await noor.HeadingIsAsync("Move back");
        await PressAsync(noor.Screen.Button("Move back"), "Enter");
        await noor.HeadingIsAsync($"Overzicht to {from.Name}");
        (await CountAsync(from.Id)).Should().Be(before);
        await PressAsync(noor.Screen.Link("an earlier move"), "Enter");
        await noor.HeadingIsAsync($"{from.Name} to Overzicht");
        await Expect(noor.Screen.Button("Move back…")).ToBeDisabledAsync();
    }

    [Fact]
    public async Task Across_owners_staff_see_the_button_disabled_and_the_handoff_operator_moves_with_a_reason()
    {
        var client = await Console.WorkspaceOfAsync(Client);
        var target = await Console.WorkspaceOfAsync("Stichting Buurtlab");
        var project = await Console.QueryAsync(db =>
            db.Projects.Where(found => found.WorkspaceId == client).OrderBy(found => found.Name).FirstAsync());
        var address = MoveAddresses.New(new MoveDraft(client, [new(client, [project.Id])], target));

        var noor = await SignedInAsync();
        await noor.GoAsync(address);
        await noor.Screen.SaysAsync("This changes whose data it is and who pays");
        await Expect(noor.Screen.Button("Move")).ToBeDisabledAsync();
        await Expect(noor.Screen.Button("Move")).ToHaveAccessibleDescriptionAsync("Only a handoff operator can do this.");

        var amina = await SignedInAsync(HandoffOperator);
        await amina.GoAsync(address);
        await amina.Screen.Button("Move").ClickAsync();
        await amina.Screen.RefusalAt("Reason").SaysAsync("Enter a reason");
        await amina.Screen.Field("Reason").FillAsync("Agreed with both clients");
        await amina.Screen.Button("Move").ClickAsync();
        await amina.Screen.SaysAsync("Agreed with both clients");
        await amina.Screen.SaysAsync("What was moved");
        (await PlaceOfAsync(project.Id)).Should().Be(target);

        await amina.Screen.Button("Move back…").ClickAsync();
        await amina.HeadingIsAsync("Move back");
        await amina.Screen.Field("Reason").FillAsync("The wrong one");
        await amina.Screen.Button("Move back").ClickAsync();
        await amina.Screen.SaysAsync("an earlier move");
        (await PlaceOfAsync(project.Id)).Should().Be(client);
    }

    [Fact]
    public async Task The_kebab_of_a_workspace_leads_there_and_a_target_that_is_the_source_is_refused_in_a_sentence()
    {
        var (from, _) = await OwnAsync();
        var noor = await SignedInAsync();
        await noor.GoAsync($"/organisations/{await Console.IdOfAsync(Partner)}?tab=workspaces");
        await noor.Screen.Button($"Actions for {from.Name}").ClickAsync();
        await noor.Screen.MenuItem("Move projects…").ClickAsync();
        await noor.HeadingIsAsync("Move projects");
        await noor.AddressIsAsync($"/moves/new?workspace={from.Id}");

        await noor.GoAsync(MoveAddresses.New(new MoveDraft(from.Id, [new(from.Id, null)], from.Id)));
        await noor.Screen.SaysAsync($"The projects chosen from {from.Name} are there already. Choose another workspace for them.");
        await noor.Screen.Button("Move").IsGoneAsync();
    }

    private static async Task PressAsync(ILocator locator, string key)
    {
        await locator.FocusAsync();
        await locator.PressAsync(key);
    }

    /// <summary>The first two of the partner's internal workspaces with projects.</summary>
    private async Task<(Workspace One, Workspace Other)> OwnAsync()
    {
        var partner = await Console.IdOfAsync(Partner);
        var own = await Console.QueryAsync(db => db.Workspaces
            .Where(found =>
                found.OrganisationId == partner
                && found.UsageContext == UsageContext.Internal
                && db.Projects.Any(project => project.WorkspaceId == found.Id))
            .OrderBy(found => found.Name)
            .Take(2)
            .ToListAsync());
        return (own[0], own[1]);
    }

    private async Task<Workspace> AddOwnAsync(string name)
    {
        var (like, _) = await OwnAsync();
        var workspace = new Workspace(
            Guid.CreateVersion7(),
            new(
                like.OrganisationId,
                name,
                UsageContext.Internal,
                null,
                null,
                null,
                like.BillingAccountId,
                WorkspaceVisibility.OpenToOrganisation,
                null,
                null,
                like.CreatedAt,
                null));
        await Console.AddAsync(workspace);
        return workspace;
    }

    private Task<Guid> PlaceOfAsync(Guid project) =>
        Console.QueryAsync(db => db.Projects.Where(found => found.Id == project).Select(found => found.WorkspaceId).SingleAsync());

    private Task<int> CountAsync(Guid workspace) =>
        Console.QueryAsync(db => db.Projects.CountAsync(project => project.WorkspaceId == workspace && project.DeletedAt == null));
}
