using System.Text.Json.Nodes;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Partners.Console.Links;
using Partners.Console.Platform;
using Partners.Console.Shell;
using Partners.Console.Tests.Support;
using Partners.Core.Outbox;
using Partners.Core.Workspaces;
using static Microsoft.Playwright.Assertions;

namespace Partners.Console.Tests.Browser;

/// <summary>What staff do here happens on the platform, and is seen to (docs/product.md I73, I74, I75).</summary>
public sealed class LivePlatformJourneys(Chromium chromium, DemonstrationConsole console) : BrowserTest(chromium, console)
{
    private static readonly string s_there = PlatformStateWords.Of(PlatformChangeState.Applied);

    private static readonly LocatorAssertionsToContainTextOptions s_patient = new() { Timeout = 30_000 };

    [Fact]
    public async Task With_the_connection_on_a_partner_a_workspace_and_a_handoff_become_on_the_platform_before_ones_eyes()
    {
        await using var live = await LiveConsole.StartedAsync();
        var amina = await SignedInAsync(HandoffScreen.Amina, live);

        var list = new OrganisationsScreen(amina);
        var agreement = await list.MakePartnerAsync(live.Agency.Name);
        await agreement.FillAsync(Make.Agreement());
        await agreement.Submit.ClickAsync();
        var made = amina.Screen.Status($"{live.Agency.Name} is a partner, with its agreement on record.");
        await Expect(made).ToContainTextAsync(s_there, s_patient);
        await Expect(made.Locator("button").First).ToBeEnabledAsync();
        (await live.Live.RowAsync("org", live.Agency.Id)).GetProperty("is_partner").GetBoolean().Should().BeTrue();

        var form = new NewWorkspaceScreen(amina, live.Agency.Name);
        await form.OpenAsync(live.Agency.Id);
        await form.FillAsync("Stadsgesprek", "Gemeente Haarlem", "griffie@haarlem.example");
        await form.Submit.ClickAsync();
        await form.Window.IsGoneAsync();
        await Expect(amina.Screen.Status("griffie@haarlem.example is invited")).ToContainTextAsync(s_there, s_patient);

        await HandOffAsync(amina, live);
        await Expect(amina.Screen.Locator(".page-meta .platform-state")).ToContainTextAsync(s_there, s_patient);
        await amina.Screen.Locator("main").SaysAsync("The same proof, taken on the platform’s own rows, holds");
        (await live.Live.RowAsync("workspace", live.Workspace.Id)).GetProperty("usage_context").GetString().Should().Be("internal");
        await LeaveAsync(amina);
    }

    [Fact]
    public async Task With_it_off_each_says_that_it_waits_and_for_whom()
    {
        const string Kade = "Scholengroep De Kade";
        var waits = PlatformStateWords.Of(PlatformChangeState.Waiting);
        var noor = await SignedInAsync();
        var list = new OrganisationsScreen(noor);
        var agreement = await list.MakePartnerAsync(Kade);
        await agreement.FillAsync(Make.Agreement());
        await agreement.Submit.ClickAsync();
        var made = noor.Screen.Status($"{Kade} is a partner, with its agreement on record.");
        await made.SaysAsync(waits);
        await made.SaysAsync(WaitWords.ByHand);

        var partner = await Console.IdOfAsync("Bureau Samenspel");
        var form = new NewWorkspaceScreen(noor, "Bureau Samenspel");
        await form.OpenAsync(partner);
        await form.FillAsync("Stadsgesprek Delft", "City of Delft", "griffie@delft.example");
        await form.Submit.ClickAsync();
        await form.Window.IsGoneAsync();
        await noor.Screen.Status("griffie@delft.example is invited").SaysAsync(waits);
        var id = await Console.QueryAsync(db =>
            db.Workspaces.Where(workspace => workspace.Name == "Stadsgesprek Delft").Select(workspace => workspace.Id).SingleAsync());
        await noor.GoAsync($"/workspaces/{id}");
        await noor.Screen.Locator(".page-meta").SaysAsync(WaitWords.ByHand);

        await noor.GoAsync(await HandoffScreen.RecordAsync(Console));
        await noor.Screen.Locator(".page-meta").SaysAsync(waits);
        await noor.Screen.Locator(".page-meta").SaysAsync(WaitWords.ByHand);
    }

    [Fact]
    public async Task Of_what_is_in_conflict_a_person_keeps_theirs_or_sends_ours_again()
    {
        await using var live = await LiveConsole.StartedAsync();
        var noor = await SignedInAsync(Make.Staff, live);
        await MeetAsync(live, WorkspaceRole.Observer);
        var line = await ConflictAsync(noor);
        await SettleAsync(noor, line, "Keep theirs", "They asked for it");
        await noor.Screen.Locator("main").SaysAsync("No change is in this state.");
        (await RoleThereAsync(live)).Should().Be("billing");

        await MeetAsync(live, WorkspaceRole.Admin);
        line = await ConflictAsync(noor);
        await SettleAsync(noor, line, "Send again", "It was agreed");
        await noor.GoAsync(PlatformAddresses.Of(new(PlatformChangeState.Applied)));
        await Expect(noor.Screen.Locator("main")).ToContainTextAsync("Otto Kamp", s_patient);
        (await RoleThereAsync(live)).Should().Be("admin");
        await LeaveAsync(noor);
    }

    private static async Task HandOffAsync(Visitor amina, LiveConsole live)
    {
        const string New = "Gemeente Zwolle zelf";
        var wizard = new HandoffScreen(amina);
        await wizard.BeginAsync(live.Workspace.Id, isPending: false);
        await wizard.NextAsync("Client");
        await amina.Screen.Field("a new organisation").CheckAsync();
        await amina.Screen.Field("Name").FillAsync(New);
        await amina.Screen.Field("Owner").SelectOptionAsync($"{live.Carla.Id}");
        await wizard.NextAsync("Timing");
        await wizard.AgreeAsync("2026-11-20");
        await wizard.NextAsync("People");
        await wizard.NextAsync("Data flows");
        await wizard.NextAsync("Billing and deals");
        await wizard.BillAsync(New);
        await wizard.NextAsync("Checks");
        await Expect(amina.Screen.Locator(".verdict-stop")).ToHaveCountAsync(0);
        await wizard.NextAsync("Review");
        await wizard.NextAsync("Confirm");
        await wizard.ConfirmAsync(live.Workspace.Name, New);
    }

    /// <summary>The platform has a third role by the time ours arrives.</summary>
    private static async Task MeetAsync(LiveConsole live, WorkspaceRole role)
    {
        await live.Live.ChangeThereAsync("workspace_membership", live.SeatOfOtto.Id, new JsonObject { ["role"] = "billing" });
        var seat = await live.QueryAsync(db => db.WorkspaceMemberships.SingleAsync(one => one.Id == live.SeatOfOtto.Id));
        (await live.Get<WorkspacePeople>().ChangeRoleAsync(
            Make.Staff, new(Guid.CreateVersion7(), seat.Id, seat.Version, role, "As agreed"), default)).IsDone.Should().BeTrue();
    }

    private static async Task<ILocator> ConflictAsync(Visitor noor)
    {
        await noor.GoAsync(PlatformAddresses.Of(new(PlatformChangeState.InConflict)));
        var line = noor.Screen.Locator(".line").Filter(new() { HasText = "Otto Kamp" });
        await Expect(line).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await line.Locator("summary").First.ClickAsync();
        await line.SaysAsync("The platform has something else by now.");
        await line.SaysAsync("billing");
        return line;
    }

    private static async Task SettleAsync(Visitor noor, ILocator line, string button, string reason)
    {
        await line.Button($"{button}…").ClickAsync();
        var dialog = noor.Screen.GetByRole(AriaRole.Dialog);
        await dialog.Field("Reason").FillAsync(reason);
        await dialog.Button(button).ClickAsync();
        await dialog.IsGoneAsync();
    }

    /// <summary>Before the console ends: no page has lost its connection then.</summary>
    private static Task<IResponse?> LeaveAsync(Visitor visitor) => visitor.Page.GotoAsync("about:blank");

    private static async Task<string?> RoleThereAsync(LiveConsole live) =>
        (await live.Live.RowAsync("workspace_membership", live.SeatOfOtto.Id)).GetProperty("role").GetString();
}
