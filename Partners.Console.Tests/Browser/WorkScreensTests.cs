using Microsoft.Playwright;
using Partners.Core.Handoffs;
using static Partners.Console.Tests.Browser.Showing;

namespace Partners.Console.Tests.Browser;

/// <summary>The screens of billing, the referral ledger, the pipeline, handoffs and records, and of the shell around them.</summary>
public sealed class WorkScreensTests(Chromium chromium, DemonstrationConsole console) : AccessibilityTests(chromium, console)
{
    private const string Partner = "Bureau Samenspel";
    private const string Client = "Gemeente Vlierdam";

    private static readonly Dictionary<string, Showing> s_screens = new(StringComparer.Ordinal)
    {
        ["billing"] = At("/billing", "Gemeente Hogebeek"),
        ["billing, external clients, the price explained"] = new(Staff, async (visitor, _) =>
        {
            await ShowAsync(visitor, "/billing?kind=external-client", "differs");
            await visitor.Screen.GetByText("How the price is worked out", new() { Exact = true }).ClickAsync();
            await visitor.Screen.Locator("main").GetByText("Observers are free.").IsShownAsync();
        }),
        ["billing, none found"] = At("/billing?q=zxqj", "No account matches."),
        ["referral ledger"] = At("/ledger", "Near cap"),
        ["referral ledger, filtered by an amount that was written wrongly"] = new(Staff, async (visitor, console) =>
        {
            await ShowAsync(visitor, $"/ledger?partner={await console.IdOfAsync(Partner)}", Client);
            await visitor.Screen.GetByLabel("Owed more than (EUR)").FillAsync("1.000");
            await visitor.Screen.GetByLabel("Owed more than (EUR)").PressAsync("Tab");
            await visitor.Screen.GetByText("Write 1000 or 1.00").IsShownAsync();
        }),
        ["referral ledger, none found"] = At("/ledger?q=zxqj", "No deal matches."),
        ["statements"] = At("/ledger/statements", "Bureau Samenspel"),
        ["statements, none found"] = At("/ledger/statements?q=zxqj", "No partner matches."),
        ["statement"] = new(
            Staff,
            async (visitor, console) =>
                await ShowAsync(visitor, $"/ledger/statements/{await console.IdOfAsync(Partner)}/2026-10", "How this is worked out")),
        ["statement, unknown"] = At("/ledger/statements/nonsense/2026-10", "is not a partner's id"),
        ["add a deal, refused"] = new(CommercialOwner, async (visitor, _) =>
        {
            await ShowAsync(visitor, "/ledger", "Near cap");
            await visitor.Screen.Button("Add deal…").ClickAsync();
            await visitor.Screen.Button("Save").ClickAsync();
            await visitor.Screen.RefusalAt("Kickback %").IsShownAsync();
        }),
        ["add a deal, left with something typed"] = new(CommercialOwner, async (visitor, _) =>
        {
            await ShowAsync(visitor, "/ledger", "Near cap");
            await visitor.Screen.Button("Add deal…").ClickAsync();
            await visitor.Screen.Field("Kickback %").FillAsync("20");
            await visitor.Page.Keyboard.PressAsync("Escape");
            await visitor.Screen.Dialog("Discard changes?").IsShownAsync();
        }),
        ["pay a partner"] = Opens(CommercialOwner, _ => Task.FromResult("/ledger"), "Pay a partner", "Pay partner…"),
        ["close all months"] = Opens(
            CommercialOwner,
            _ => Task.FromResult("/ledger/statements"),
            "Close all partners’ months",
            "Close all months…"),
        ["close a month"] = Opens(
            CommercialOwner,
            async console => $"/ledger/statements/{await console.IdOfAsync(Partner)}/2026-10",
            "Close October 2026",
            "Close month…"),
        ["anomalies"] = At("/anomalies", "What is wrong"),
        ["the export menu, open"] = new(Staff, async (visitor, _) =>
        {
            await ShowAsync(visitor, "/ledger", "Near cap");
            await visitor.Screen.Button("Export").ClickAsync();
            await visitor.Screen.MenuItem("CSV for Dutch Excel").IsShownAsync();
        }),
        ["the navigation of a phone, open"] = new(Staff, async (visitor, _) =>
        {
            await visitor.Page.SetViewportSizeAsync(390, 800);
            await ShowAsync(visitor, "/audit", "loaded the demonstration data");
            await visitor.Screen.Button("Menu").ClickAsync();
            await visitor.Screen.Link("Referral ledger").IsShownAsync();
        }),
        ["external-led, the board"] = At("/external-led", "Handoff planned"),
        ["external-led, the list"] = At("/external-led?view=list", "Cap left"),
        ["external-led, what was dismissed"] = At("/external-led?view=list&stage=dismissed", "Dismissed"),
        ["external-led, none found"] = At("/external-led?q=zxqj", "No client matches."),
        ["external-led, a refused move"] = new(Staff, async (visitor, _) =>
        {
            await ShowAsync(visitor, "/external-led", "Handoff planned");
            await new PipelineScreen(visitor).ReadyAsync();
            await visitor.Screen.Locator("[data-stage=Signalled] .lead-card-name").First.FocusAsync();
            await visitor.Page.Keyboard.PressAsync("Shift+ArrowLeft");
            await visitor.Screen.Alert().Filter(new() { HasText = "signalled already" }).IsShownAsync();
        }),
        ["external-led, cards chosen on the board"] = new(Staff, (visitor, _) => ChooseAsync(visitor, "/external-led")),
        ["external-led, cards chosen in the list"] = new(Staff, (visitor, _) => ChooseAsync(visitor, "/external-led?view=list")),
        ["referral ledger, deals chosen"] = new(Staff, (visitor, _) => ChooseAsync(visitor, "/ledger")),
        ["snooze several cards"] = new(Staff, async (visitor, _) =>
        {
            await ChooseAsync(visitor, "/external-led");
            await visitor.Screen.Button("Snooze…").ClickAsync();
            await visitor.Screen.GetByRole(AriaRole.Dialog).SaysAsync("Snooze 2 cards");
        }),
        ["external-led, a card's menu"] = new(Staff, (visitor, _) => OpenCardMenuAsync(visitor)),
        ["assign a card"] = OfCard("Assign…", "Assign "),
        ["next step of a card"] = OfCard("Next step…", "Next step for"),
        ["snooze a card"] = OfCard("Snooze…", "Snooze "),
        ["dismiss a card, refused"] = new(Staff, async (visitor, _) =>
        {
            await OpenCardMenuAsync(visitor);
            await visitor.Screen.MenuItem("Dismiss…").ClickAsync();
            await visitor.Screen.Button("Dismiss").ClickAsync();
            await visitor.Screen.RefusalAt("Reason").IsShownAsync();
        }),
        ["handoffs"] = At("/handoffs", "Prepared by"),
        ["handoffs, none found"] = At("/handoffs?q=zxqj", "No handoff matches."),
        ["hand off, begin"] = new(
            HandoffOperator,
            async (visitor, console) => await ShowAsync(
                visitor,
                $"/handoffs/new?workspace={await console.WorkspaceOfAsync("Gemeente Lindenaar")}",
                "Nothing changes until you confirm the last of nine steps.")),
        ["hand off, for somebody who may only read"] = new(
            Staff,
            async (visitor, console) =>
                await ShowAsync(
                    visitor,
                    await HandoffScreen.DraftAsync(console, HandoffStep.Timing),
                    "Only a handoff operator can do this.")),
        ["hand off, workspace"] = Step(HandoffStep.Workspace, "What is handed off"),
        ["hand off, client"] = Step(HandoffStep.Client, "Suggested"),
        ["hand off, a new client"] = new(HandoffOperator, async (visitor, console) =>
        {
            await ShowAsync(visitor, await HandoffScreen.DraftAsync(console, HandoffStep.Client), "Suggested");
            await visitor.Screen.Field("a new organisation").CheckAsync();
            await visitor.Screen.Field("Owner").IsShownAsync();
        }),
        ["hand off, timing"] = Step(HandoffStep.Timing, "For which day"),
        ["hand off, people"] = Step(HandoffStep.People, "joined after the handoff was started."),
        ["hand off, data flows"] = Step(HandoffStep.DataFlows, "Each webhook"),
        ["hand off a workspace, choose one"] = Opens(
            HandoffOperator,
            _ => Task.FromResult("/handoffs"),
            "Hand off a workspace",
            "Hand off a workspace…"),
        ["cancel a handoff"] = Opens(
            HandoffOperator,
            console => HandoffScreen.DraftAsync(console, HandoffStep.Workspace),
            "Cancel the handoff of",
            "Cancel handoff…"),
        ["hand off, billing and deals"] = new(HandoffOperator, async (visitor, console) =>
        {
            await ShowAsync(visitor, await HandoffScreen.DraftAsync(console, HandoffStep.BillingAndDeals), "Open deals");
            await visitor.Screen.Field("Invoice address").FocusAsync();
            await visitor.Page.Keyboard.PressAsync("Tab");
            await visitor.Screen.RefusalAt("Invoice address").IsShownAsync();
        }),
        ["hand off, checks"] = Step(HandoffStep.Checks, "Owner of the workspace"),
        ["hand off, review"] = Step(HandoffStep.Review, "Before"),
        ["hand off, confirm"] = Step(HandoffStep.Confirm, "A check stops the handoff."),
        ["hand off, unknown"] = At("/handoffs/nonsense", "is not a handoff's id"),
        ["handoff record"] = new(
            Staff,
            async (visitor, console) => await ShowAsync(visitor, await HandoffScreen.RecordAsync(console), "has a way in")),
        ["handoff record, a link about to be mailed"] = new(HandoffOperator, async (visitor, console) =>
        {
            await visitor.GoAsync(await HandoffScreen.RecordAsync(console));
            await visitor.Screen.Button("Mail link…").ClickAsync();
            await visitor.Screen.Dialog("Mail link").IsShownAsync();
        }),
        ["handoff record, for its operator"] = new(
            HandoffOperator,
            async (visitor, console) => await ShowAsync(visitor, await HandoffScreen.RecordAsync(console), "Messages to both sides")),
        ["organisation, its handoffs"] = new(
            Staff,
            async (visitor, console) =>
                await ShowAsync(visitor, $"/organisations/{await console.IdOfAsync("Studio Weerklank")}?tab=handoffs", "Prepared by")),
        ["audit trail"] = At("/audit", "loaded the demonstration data"),
        ["audit trail, verified"] = new(Staff, async (visitor, _) =>
        {
            await ShowAsync(visitor, "/audit", "loaded the demonstration data");
            await visitor.Screen.Button("Verify").ClickAsync();
            await visitor.Screen.Status("are as they were written.").IsShownAsync();
        }),
        ["platform"] = At("/platform", "Oldest waiting"),
        ["platform, applied"] = At("/platform?state=Applied", "Oldest waiting"),
        ["the person menu"] = new(Staff, async (visitor, _) =>
        {
            await ShowAsync(visitor, "/audit", "loaded the demonstration data");
            await visitor.Screen.Locator(".person-button").ClickAsync();
            await visitor.Screen.Dialog("Signed-in person").IsShownAsync();
        }),
        ["the keyboard shortcuts"] = new(Staff, async (visitor, _) =>
        {
            await ShowAsync(visitor, "/audit", "loaded the demonstration data");
            await visitor.Page.Keyboard.PressAsync("?");
            await visitor.Screen.Dialog("Keyboard shortcuts").IsShownAsync();
        }),
        ["a page's help"] = new(Staff, async (visitor, _) =>
        {
            await ShowAsync(visitor, "/ledger", "Near cap");
            await visitor.Screen.Button("Help: Referral ledger").ClickAsync();
            await visitor.Screen.GetByText("Any discount the referred client gets.").IsShownAsync();
        }),
        ["not found"] = At("/nowhere", "There is no page at this address."),
    };

    public static TheoryData<string> Screens => [.. s_screens.Keys];

    [Theory]
    [MemberData(nameof(Screens))]
    public Task Axe_finds_nothing_serious_or_critical_in_light_and_wide_nor_in_dark_and_narrow_and_a_phone_scrolls_down_only(
        string screen) =>
        LooksWellAsync(s_screens[screen]);

    private static Showing Step(HandoffStep step, string sentence) =>
        new(HandoffOperator, async (visitor, console) => await ShowAsync(visitor, await HandoffScreen.DraftAsync(console, step), sentence));

    /// <summary>A dialog opened from the board's first card.</summary>
    private static Showing OfCard(string item, string title) => new(Staff, async (visitor, _) =>
    {
        await OpenCardMenuAsync(visitor);
        await visitor.Screen.MenuItem(item).ClickAsync();
        await visitor.Screen.GetByRole(AriaRole.Dialog).Filter(new() { HasText = title }).IsShownAsync();
    });

    private static async Task ChooseAsync(Visitor visitor, string address)
    {
        await visitor.GoAsync(address);
        await visitor.Screen.Locator(".select-box input").Nth(0).CheckAsync();
        await visitor.Screen.Locator(".select-box input").Nth(1).CheckAsync();
        await visitor.Screen.GetByRole(AriaRole.Toolbar, new() { Name = "Selected", Exact = true }).SaysAsync("2 selected");
    }

    private static async Task OpenCardMenuAsync(Visitor visitor)
    {
        await ShowAsync(visitor, "/external-led", "Handoff planned");
        await visitor.Screen.Locator("[data-stage=Signalled] [data-kebab]").First.ClickAsync();
        await visitor.Screen.MenuItem("Evidence").IsShownAsync();
    }
}
