using System.Globalization;
using System.Text.RegularExpressions;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Partners.Console.Tests.Support;
using Partners.Core.ExternalLed;
using static Microsoft.Playwright.Assertions;

namespace Partners.Console.Tests.Browser;

/// <summary>Why a client seems to lead itself: from the board to each counted record.</summary>
public sealed class EvidenceJourneys(Chromium chromium, DemonstrationConsole console) : BrowserTest(chromium, console)
{
    [Fact]
    public async Task Each_figure_leads_to_as_many_records_under_the_same_sentence()
    {
        var (id, client) = await LeaderAsync();
        var noor = await SignedInAsync();
        var panel = await OpenAsync(noor, id, client);
        var signals = panel.Locator(".signal");
        await Expect(signals).ToHaveCountAsync(4);
        for (var i = 0; i < 4; i++)
        {
            var sentence = await signals.Nth(i).Locator(".signal-sentence").InnerTextAsync();
            var link = signals.Nth(i).GetByRole(AriaRole.Link);
            var number = NumberIn(await link.InnerTextAsync());
            await link.ClickAsync();
            await panel.IsGoneAsync();
            await Expect(noor.Screen.Locator(".lead")).ToHaveTextAsync(sentence);
            (await CountAsync(noor)).Should().Be(number, "“{0}” says so", sentence);

            await noor.Screen.Link($"Evidence of {client}").ClickAsync();
            await panel.IsShownAsync();
        }
    }

    [Fact]
    public async Task The_share_is_counted_again_project_by_project()
    {
        var (id, client) = await LeaderAsync();
        var noor = await SignedInAsync();
        await noor.GoAsync($"/external-led/{id}/drives-usage");
        await noor.HeadingIsAsync($"{client}: drives usage");
        var (theirs, all) = (0, 0);
        foreach (var row in await noor.Screen
            .GetByRole(AriaRole.Region, new() { Name = "Projects", Exact = true })
            .Locator("tbody tr:not(.balance)")
            .AllAsync())
        {
            var count = NumberIn(await row.Locator("td.number").First.InnerTextAsync());
            all += count;
            theirs += await row.GetByText("not the client", new() { Exact = true }).CountAsync() == 0 ? count : 0;
        }

        await noor.Screen.Link("In projects of the client").First.ClickAsync();
        await noor.HeadingIsAsync($"{client}: conversations");
        (await CountAsync(noor)).Should().Be(theirs).And.BePositive();
        await noor.Screen.Link($"All ({all})").ClickAsync();
        await noor.AddressIsAsync($"/external-led/{id}/conversations");
        await noor.Screen.Locator(".page-links").Last.SaysAsync($"of {all}");
        (await CountAsync(noor)).Should().Be(all);
    }

    [Fact]
    public async Task By_keyboard_the_panel_takes_the_focus_keeps_it_and_gives_it_back()
    {
        var (id, client) = await LeaderAsync();
        var noor = await SignedInAsync();
        await noor.GoAsync($"/external-led?q={Uri.EscapeDataString(client)}");
        var card = noor.Screen.Locator("main").Link(client).First;
        await card.FocusAsync();
        await noor.Page.Keyboard.PressAsync("Enter");
        var panel = noor.Screen.Dialog($"Evidence: {client}");
        await panel.IsShownAsync();
        await Expect(panel.Locator(".evidence")).ToBeFocusedAsync();

        await noor.Page.Keyboard.PressAsync("Tab");
        await Expect(panel.Locator(".evidence-about a").First).ToBeFocusedAsync();
        await noor.Page.Keyboard.PressAsync("Escape");
        await panel.IsGoneAsync();
        await Expect(noor.Screen.Locator("main").Link(client).First).ToBeFocusedAsync();
        noor.Address.Should().NotContain($"card={id}");
    }

    [Fact]
    public async Task A_card_is_planned_from_its_evidence_and_markup_that_is_typed_is_shown_as_text()
    {
        const string Markup = "<img src=x onerror=alert(1)>";
        var (id, client) = await LeaderAsync();
        await Console.QueryAsync(db => db.Projects
            .Where(project => project.WorkspaceId == id && project.Name.StartsWith("Wijk"))
            .ExecuteUpdateAsync(set => set.SetProperty(project => project.Name, Markup)));
        var noor = await SignedInAsync();
        var panel = await OpenAsync(noor, id, client);
        await panel.Button("Next step…").ClickAsync();
        var dialog = noor.Screen.Dialog($"Next step for {client}");
        await dialog.GetByLabel("Next step").FillAsync($"Call {Markup}");
        await dialog.GetByLabel("Notes").FillAsync(Markup);
        await dialog.Button("Save").ClickAsync();
        await dialog.IsGoneAsync();

        await panel.Status("The next step is saved.").IsShownAsync();
        await panel.SaysAsync($"Call {Markup}");
        await panel.Locator(".evidence-trail").SaysAsync("Next step noted");
        await noor.GoAsync($"/external-led/{id}/drives-usage");
        await noor.Screen.Locator("main").SaysAsync(Markup);
        (await noor.Screen.Locator("main img, .evidence img").CountAsync()).Should().Be(0);
    }

    [Fact]
    public async Task A_partners_clients_stand_on_its_tab_and_lead_to_their_evidence()
    {
        var (id, client) = await LeaderAsync();
        var partner = await Console.QueryAsync(db =>
            db.PipelineEntries.Where(summary => summary.WorkspaceId == id).Select(summary => summary.PartnerId).SingleAsync());
        var noor = await SignedInAsync();
        await noor.GoAsync($"/organisations/{partner}");
        await noor.Screen.Link("Clients").ClickAsync();
        await noor.AddressIsAsync($"/organisations/{partner}?tab=clients");
        await Expect(noor.Screen.GetByRole(AriaRole.Row)).ToHaveCountAsync(
            1 + await Console.QueryAsync(db => db.PipelineEntries.CountAsync(summary => summary.PartnerId == partner)));

        await noor.Screen.Link($"Evidence of {client}").ClickAsync();
        await noor.Screen.Dialog($"Evidence: {client}").IsShownAsync();
    }

    /// <summary>Any client that shows all four signals.</summary>
    private async Task<(Guid Id, string Client)> LeaderAsync()
    {
        var all = Signals.All.Aggregate((one, other) => one | other);
        var id = await Console.QueryAsync(db => db.PipelineEntries
            .Where(summary => summary.Signals == all && summary.IsListed && !summary.IsSnoozed && summary.Stage != PipelineStage.Dismissed)
            .OrderBy(summary => summary.WorkspaceId)
            .Select(summary => summary.WorkspaceId)
            .FirstAsync());
        return (id, (await Console.Get<PipelineDirectory>().FindAsync(Make.Staff, id, CancellationToken.None))!.Client);
    }

    private static async Task<ILocator> OpenAsync(Visitor visitor, Guid id, string client)
    {
        await visitor.GoAsync($"/external-led?card={id}");
        var panel = visitor.Screen.Dialog($"Evidence: {client}");
        await panel.IsShownAsync();
        return panel;
    }

    /// <summary>The rows of the page's last table, over all its pages.</summary>
    private static async Task<int> CountAsync(Visitor visitor)
    {
        var counted = 0;
        for (var next = visitor.Screen.Locator(".page-links").Last.Link("Next"); ; await next.ClickAsync())
        {
            var summary = visitor.Screen.Locator(".page-links").Last.Locator(".summary");
            await Expect(summary).ToHaveTextAsync(new Regex($"^{counted + 1}–", RegexOptions.None, TimeSpan.FromSeconds(1)));
            counted += await visitor.Screen.Locator("main table").Last.Locator("tbody tr").CountAsync();
            if (await next.CountAsync() == 0)
            {
                return counted;
            }
        }
    }

    /// <summary>"Show the 52 conversations" is 52, and "Show the organisation" is 1.</summary>
    private static int NumberIn(string text) =>
        Regex.Match(text, "[0-9]+", RegexOptions.None, TimeSpan.FromSeconds(1)) is { Success: true } found
            ? int.Parse(found.Value, CultureInfo.InvariantCulture)
            : 1;
}
