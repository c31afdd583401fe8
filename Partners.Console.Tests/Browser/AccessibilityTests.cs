using Deque.AxeCore.Commons;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Partners.Console.Moves;
using Partners.Core.Handoffs;
using static Microsoft.Playwright.Assertions;

namespace Partners.Console.Tests.Browser;

/// <summary>axe on every page, in every state that looks different. A new page is one line in <see cref="s_screens"/>.</summary>
public sealed class AccessibilityTests(Chromium chromium, DemonstrationConsole console) : BrowserTest(chromium, console)
{
    /// <summary>Colours are the theme's and order is the width's: two looks show both of each.</summary>
    /// <summary>The width of a phone, to which the last look is narrowed.</summary>
    private const int Phone = 390;

    /// <summary>axe itself, from its package. Run by hand: the package's own runner opens a second page for each look, which takes twice as long.</summary>
    private static readonly string s_axe = new BundledAxeScriptProvider().GetScript();

    private const string Look = """
        async () => {
          const { violations, passes } = await axe.run(document, { resultTypes: ['violations'] });
          if (passes.length === 0) throw new Error('axe looked at nothing');
          return violations
            .filter(violation => violation.impact === 'serious' || violation.impact === 'critical')
            .flatMap(violation => violation.nodes.map(node => `${violation.help} (${violation.id}): ${node.html}`));
        }
        """;

    /// <summary>By the page's own switch, until the dark theme's style sheet is there.</summary>
    private const string Darken = """
        async () => {
          const sheet = document.getElementById('theme');
          const loaded = new Promise((done) => sheet.addEventListener('load', done, { once: true }));
          document.querySelector('[data-theme-switch]').click();
          await loaded;
        }
        """;

    private const string Partner = "Bureau Samenspel";
    private const string Client = "Gemeente Vlierdam";

    private static readonly Dictionary<string, Showing> s_screens = new(StringComparer.Ordinal)
    {
        ["sign-in"] = new(null, async (visitor, _) => await visitor.Page.GotoAsync("/signin")),
        ["no access"] = new(WithoutAccess, async (visitor, _) => await visitor.Page.GotoAsync("/organisations")),
        ["today"] = At("/", "Deals ending"),
        ["search, empty"] = new(Staff, (visitor, _) => SearchAsync(visitor, string.Empty, "Make partner…")),
        ["search, found"] = new(Staff, (visitor, _) => SearchAsync(visitor, "bureau", "Bureau Samenspel")),
        ["search, nothing found"] = new(Staff, (visitor, _) => SearchAsync(visitor, "zxqj", "Nothing found.")),
        ["organisations, with anomalies"] = At("/organisations", "Needs attention"),
        ["organisations, one anomaly chosen"] = At("/organisations?attention=agreement-ended", "Tafel van Twaalf"),
        ["organisations, none found"] = At("/organisations?q=zxqj", "No organisation matches."),
        ["organisations, beyond the last page"] = At("/organisations?page=9999", "There is no page 9,999."),
        ["organisations, the view chosen"] = new(Staff, async (visitor, _) =>
        {
            await ShowAsync(visitor, "/organisations?hide=created&density=roomy", Partner);
            await visitor.Screen.Button("View").ClickAsync();
            await visitor.Screen.Button("Save view").ClickAsync();
            await visitor.Screen.RefusalAt("Name of the view").IsShownAsync();
        }),
        ["a kebab, open"] = new(Staff, (visitor, _) => OpenKebabAsync(visitor, "GGD Heuvelrand", "Make partner…")),
        ["make partner"] = new(Staff, (visitor, _) => MakePartnerAsync(visitor)),
        ["make partner, refused"] = new(Staff, async (visitor, _) =>
        {
            var dialog = await MakePartnerAsync(visitor);
            await dialog.EndsOn.FillAsync("2026-12-01");
            await dialog.Submit.ClickAsync();
            await dialog.Window.RefusalAt("Signed on").IsShownAsync();
        }),
        ["withdraw, blocked"] = new(Staff, (visitor, _) => WithdrawAsync(visitor, "Meerstem Participatie")),
        ["withdraw"] = new(Staff, (visitor, _) => WithdrawAsync(visitor, "Tafel van Twaalf")),
        ["organisation"] = new(Staff, async (visitor, console) => await ShowAsync(visitor, $"/organisations/{await console.IdOfAsync("Meerstem Participatie")}", "Partner programme")),
        ["organisation, with an anomaly"] = new(Staff, async (visitor, console) => await ShowAsync(visitor, $"/organisations/{await console.IdOfAsync("Luisterend Land")}", "no agreement is recorded here")),
        ["organisation, its trail"] = new(Staff, async (visitor, console) => await ShowAsync(visitor, $"/organisations/{await console.IdOfAsync("Meerstem Participatie")}?tab=audit", "Made a partner")),
        ["organisation, unknown"] = At("/organisations/nonsense", "is not an organisation's id"),
        ["organisation, its workspaces"] = new(Staff, async (visitor, console) => await ShowAsync(visitor, $"/organisations/{await console.IdOfAsync(Partner)}?tab=workspaces", Client)),
        ["organisation, no partner, its workspaces"] = new(Staff, async (visitor, console) => await ShowAsync(visitor, $"/organisations/{await console.IdOfAsync("GGD Heuvelrand")}?tab=workspaces", "is not a partner")),
        ["new workspace for a client, refused"] = new(Staff, async (visitor, console) =>
        {
            var dialog = new NewWorkspaceScreen(visitor, Partner);
            await dialog.OpenAsync(await console.IdOfAsync(Partner));
            await dialog.Submit.ClickAsync();
            await dialog.Window.RefusalAt("Workspace name").IsShownAsync();
        }),
        ["organisation, its deals"] = new(Staff, async (visitor, console) => await ShowAsync(visitor, $"/organisations/{await console.IdOfAsync(Partner)}?tab=deals", "Add deal…")),
        ["organisation, its clients"] = new(Staff, async (visitor, console) => await ShowAsync(visitor, $"/organisations/{await console.IdOfAsync(Partner)}?tab=clients", Client)),
        ["evidence of a client"] = new(Staff, async (visitor, console) =>
        {
            await visitor.GoAsync($"/external-led?card={await console.WorkspaceOfAsync(Client)}");
            await visitor.Screen.Dialog($"Evidence: {Client}").SaysAsync("The whole trail of this client");
        }),
        ["records of drives usage"] = Records("drives-usage", "In all projects"),
        ["records of conversations"] = Records("conversations?theirs=true", "Whose project"),
        ["records of invites people"] = Records("invites-people", "Sent by"),
        ["records of acts as owner"] = Records("acts-as-owner", "Record on the platform"),
        ["records of created organisation"] = Records("created-organisation", "Counted"),
        ["records, unknown"] = At("/external-led/nonsense/drives-usage", "is not a workspace's id"),
        ["deal"] = new(CommercialOwner, async (visitor, console) =>
        {
            await ShowAsync(visitor, $"/ledger/{await console.DealOfAsync(Client)}", "History of terms");
            await visitor.Screen.GetByText("The same in figures", new() { Exact = true }).ClickAsync();
        }),
        ["deal, for somebody who may only read"] = new(Staff, async (visitor, console) => await ShowAsync(visitor, $"/ledger/{await console.DealOfAsync(Client)}", "You may not do this.")),
        ["deal, its trail"] = new(Staff, async (visitor, console) => await ShowAsync(visitor, $"/ledger/{await console.DealOfAsync(Client)}?tab=audit", "Payout recorded")),
        ["deal, unknown"] = At("/ledger/nonsense", "is not a deal's id"),
        ["workspace"] = new(Staff, ShowWorkspaceAsync),
        ["workspace, its projects"] = new(Staff, async (visitor, console) => await ShowAsync(visitor, $"/workspaces/{await console.WorkspaceOfAsync(Client)}?tab=projects", "Conversations")),
        ["workspace, its trail"] = new(Staff, async (visitor, console) => await ShowAsync(visitor, $"/workspaces/{await console.WorkspaceOfAsync(Client)}?tab=audit", "Payout recorded")),
        ["workspace, unknown"] = At("/workspaces/nonsense", "is not a workspace's id"),
        ["moves"] = At("/moves", "Data owner and payer changed"),
        ["moves, none found"] = At("/moves?q=zxqj", "No move matches."),
        ["move, unknown"] = At("/moves/nonsense", "There is no move with this address."),
        ["move"] = new(Staff, async (visitor, console) => await ShowAsync(visitor, await MoveAsync(console), "What was moved")),
        ["move back, by somebody who may not"] = new(Staff, async (visitor, console) => await ShowAsync(visitor, $"{await MoveAsync(console)}/back", "You may not do this.")),
        ["move projects, nothing chosen"] = At("/moves/new", "Choose at least one project"),
        ["move projects"] = new(HandoffOperator, async (visitor, console) => await ShowAsync(visitor, MoveAddresses.New(new MoveDraft(
            await console.WorkspaceOfAsync(Client), [new(await console.WorkspaceOfAsync(Client), null)], await console.WorkspaceOfAsync("GGD Heuvelrand"))), "Lose access")),
        ["move projects, to where they are"] = new(Staff, async (visitor, console) => await ShowAsync(visitor, MoveAddresses.New(new MoveDraft(
            await console.WorkspaceOfAsync(Client), [new(await console.WorkspaceOfAsync(Client), null)], await console.WorkspaceOfAsync(Client))), "are there already")),
        ["what each role may do"] = InWorkspace("What may each role do?", "What each role may do"),
        ["invite"] = InWorkspace("Invite…", "Invite to"),
        ["change role"] = InWorkspace("Change role…", "Change a role in"),
        ["data owner"] = InWorkspace("Edit data owner…", "Data owner of"),
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
            await visitor.Screen.GetByLabel("Owed more than (EUR)").FillAsync("1.000,50");
            await visitor.Screen.GetByLabel("Owed more than (EUR)").PressAsync("Tab");
            await visitor.Screen.GetByText("Write it as 1000.50").IsShownAsync();
        }),
        ["referral ledger, none found"] = At("/ledger?q=zxqj", "No deal matches."),
        ["statements"] = At("/ledger/statements", "Bureau Samenspel"),
        ["statements, none found"] = At("/ledger/statements?q=zxqj", "No partner matches."),
        ["statement"] = new(Staff, async (visitor, console) => await ShowAsync(visitor, $"/ledger/statements/{await console.IdOfAsync(Partner)}/2026-10", "How this is worked out")),
        ["statement, unknown"] = At("/ledger/statements/nonsense/2026-10", "is not a partner's id"),
        ["external-led, the board"] = At("/external-led", "Handoff planned"),
        ["external-led, the list"] = At("/external-led?view=list", "Cap left"),
        ["external-led, what was dismissed"] = At("/external-led?view=list&stage=dismissed", "Dismissed"),
        ["external-led, none found"] = At("/external-led?q=zxqj", "No client matches."),
        ["external-led, a refused move"] = new(Staff, async (visitor, _) =>
        {
            await ShowAsync(visitor, "/external-led", "Handoff planned");
            await visitor.Screen.Locator("[data-stage=Signalled] .lead-card-name").First.FocusAsync();
            await visitor.Page.Keyboard.PressAsync("Shift+ArrowLeft");
            await visitor.Screen.Alert().Filter(new() { HasText = "signalled already" }).IsShownAsync();
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
        ["hand off, begin"] = new(HandoffOperator, async (visitor, console) => await ShowAsync(visitor, $"/handoffs/new?workspace={await console.WorkspaceOfAsync("Gemeente Lindenaar")}", "Nothing changes until the last of eight steps is confirmed.")),
        ["hand off, for somebody who may only read"] = new(Staff, async (visitor, console) => await ShowAsync(visitor, await HandoffScreen.DraftAsync(console, HandoffStep.Timing), "You may not do this.")),
        ["hand off, workspace"] = Step(HandoffStep.Workspace, "What is handed off"),
        ["hand off, client"] = Step(HandoffStep.Client, "Likely, by the data owner"),
        ["hand off, a new client"] = new(HandoffOperator, async (visitor, console) =>
        {
            await ShowAsync(visitor, await HandoffScreen.DraftAsync(console, HandoffStep.Client), "Likely, by the data owner");
            await visitor.Screen.Field("a new organisation").CheckAsync();
            await visitor.Screen.Field("Owner").IsShownAsync();
        }),
        ["hand off, timing"] = Step(HandoffStep.Timing, "For which day"),
        ["hand off, people"] = Step(HandoffStep.People, "joined meanwhile."),
        ["hand off, billing and deals"] = new(HandoffOperator, async (visitor, console) =>
        {
            await ShowAsync(visitor, await HandoffScreen.DraftAsync(console, HandoffStep.BillingAndDeals), "Open deals");
            await visitor.Screen.Field("Invoice address").FocusAsync();
            await visitor.Page.Keyboard.PressAsync("Tab");
            await visitor.Screen.RefusalAt("Invoice address").IsShownAsync();
        }),
        ["hand off, checks"] = Step(HandoffStep.Checks, "Owner of the workspace"),
        ["hand off, review"] = Step(HandoffStep.Review, "Before"),
        ["hand off, confirm"] = Step(HandoffStep.Confirm, "nothing is handed off while a check stops"),
        ["hand off, unknown"] = At("/handoffs/nonsense", "is not a handoff's id"),
        ["handoff record"] = new(Staff, async (visitor, console) => await ShowAsync(visitor, await HandoffScreen.RecordAsync(console), "has a way in: none is left")),
        ["organisation, its handoffs"] = new(Staff, async (visitor, console) => await ShowAsync(visitor, $"/organisations/{await console.IdOfAsync("Studio Weerklank")}?tab=handoffs", "Prepared by")),
        ["audit trail"] = At("/audit", "Demonstration data loaded"),
        ["audit trail, verified"] = new(Staff, async (visitor, _) =>
        {
            await ShowAsync(visitor, "/audit", "Demonstration data loaded");
            await visitor.Screen.Button("Verify").ClickAsync();
            await visitor.Screen.Status("The chain is whole").IsShownAsync();
        }),
        ["platform"] = At("/platform", "Changes waiting to be carried over"),
        ["platform, applied"] = At("/platform?state=Applied", "Changes waiting to be carried over"),
        ["the person menu"] = new(Staff, async (visitor, _) =>
        {
            await ShowAsync(visitor, "/audit", "Demonstration data loaded");
            await visitor.Screen.Locator(".person-button").ClickAsync();
            await visitor.Screen.Dialog("Signed-in person").IsShownAsync();
        }),
        ["the keyboard shortcuts"] = new(Staff, async (visitor, _) =>
        {
            await ShowAsync(visitor, "/audit", "Demonstration data loaded");
            await visitor.Page.Keyboard.PressAsync("?");
            await visitor.Screen.Dialog("Keyboard shortcuts").IsShownAsync();
        }),
        ["a page's help"] = new(Staff, async (visitor, _) =>
        {
            await ShowAsync(visitor, "/ledger", "Near cap");
            await visitor.Screen.GetByText("About this page", new() { Exact = true }).ClickAsync();
            await visitor.Screen.GetByText("Any discount the referred client gets.").IsShownAsync();
        }),
        ["not found"] = At("/nowhere", "There is no page at this address."),
    };

    public static TheoryData<string> Screens => [.. s_screens.Keys];

    [Theory]
    [MemberData(nameof(Screens))]
    public async Task Axe_finds_nothing_serious_or_critical_in_light_and_wide_nor_in_dark_and_narrow_and_a_phone_scrolls_down_only(string screen)
    {
        var showing = s_screens[screen];
        var visitor = showing.Persona is { } persona ? await SignedInAsync(persona) : await VisitorAsync();
        var found = new List<string>();
        await visitor.PreferAsync(dark: false, 1280);
        await showing.ShowAsync(visitor, Console);
        found.AddRange(await LookAsync(visitor, "light, wide"));

        // A menu closes when the window changes, and is opened again; all else stays as it is, and changes its looks alone.
        var isMenu = await visitor.Screen.GetByRole(AriaRole.Menu).CountAsync() > 0;
        await visitor.Page.SetViewportSizeAsync(800, 800);
        await visitor.Page.EvaluateAsync(Darken);
        if (isMenu)
        {
            await showing.ShowAsync(visitor, Console);
        }

        await Expect(visitor.Screen).ToHaveAttributeAsync("data-theme", "dark");
        found.AddRange(await LookAsync(visitor, "dark, narrow"));

        await visitor.Page.SetViewportSizeAsync(Phone, 800);
        found.AddRange(await WiderThanTheWindowAsync(visitor));
        found.Should().BeEmpty();
    }

    [Fact]
    public async Task Axe_does_find_a_button_without_a_name_and_text_that_is_too_pale()
    {
        var visitor = await VisitorAsync();
        await visitor.Page.GotoAsync("/signin");
        await visitor.Screen.Locator("main").EvaluateAsync("main => main.insertAdjacentHTML('beforeend', '<button></button><p style=\"color: #eee; background: #fff\">Pale</p>')");

        (await ViolationsAsync(visitor)).Should().Contain(violation => violation.Contains("(button-name)")).And.Contain(violation => violation.Contains("(color-contrast)"));
    }

    private static async Task<IEnumerable<string>> LookAsync(Visitor visitor, string looks) =>
        [.. await WiderThanTheWindowAsync(visitor), .. (await ViolationsAsync(visitor)).Select(violation => $"{looks}: {violation}")];

    /// <summary>What is wider scrolls in a frame of its own, and not with the page.</summary>
    private static async Task<string[]> WiderThanTheWindowAsync(Visitor visitor)
    {
        await visitor.SettledAsync();
        var (page, window) = (await visitor.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"), await visitor.Page.EvaluateAsync<int>("window.innerWidth"));
        return page > window ? [$"{page} pixels of page in a window of {window}"] : [];
    }

    private static async Task<string[]> ViolationsAsync(Visitor visitor)
    {
        await visitor.SettledAsync();
        await visitor.Page.EvaluateAsync(s_axe);
        return await visitor.Page.EvaluateAsync<string[]>(Look);
    }

    private static Showing At(string address, string sentence) => new(Staff, (visitor, _) => ShowAsync(visitor, address, sentence));

    /// <summary>The move to a client.</summary>
    private static async Task<string> MoveAsync(DemonstrationConsole console) => MoveAddresses.Of(await console.QueryAsync(db => db.Moves.Where(move => move.CrossesDataOwner).Select(move => move.Id).FirstAsync()));

    private static Showing Step(HandoffStep step, string sentence) =>
        new(HandoffOperator, async (visitor, console) => await ShowAsync(visitor, await HandoffScreen.DraftAsync(console, step), sentence));

    private static Showing Records(string records, string sentence) =>
        new(Staff, async (visitor, console) => await ShowAsync(visitor, $"/external-led/{await console.WorkspaceOfAsync(Client)}/{records}", sentence));

    private static async Task ShowWorkspaceAsync(Visitor visitor, DemonstrationConsole console) =>
        await ShowAsync(visitor, $"/workspaces/{await console.WorkspaceOfAsync(Client)}", "Data owner");

    /// <summary>A dialog of the workspace's page.</summary>
    private static Showing InWorkspace(string button, string title) => new(Staff, async (visitor, console) =>
    {
        await ShowWorkspaceAsync(visitor, console);
        await visitor.Screen.Button(button).ClickAsync();
        await visitor.Screen.GetByRole(AriaRole.Dialog).Filter(new() { HasText = title }).IsShownAsync();
    });

    /// <summary>A dialog of the first card on the board.</summary>
    private static Showing OfCard(string item, string title) => new(Staff, async (visitor, _) =>
    {
        await OpenCardMenuAsync(visitor);
        await visitor.Screen.MenuItem(item).ClickAsync();
        await visitor.Screen.GetByRole(AriaRole.Dialog).Filter(new() { HasText = title }).IsShownAsync();
    });

    private static async Task OpenCardMenuAsync(Visitor visitor)
    {
        await ShowAsync(visitor, "/external-led", "Handoff planned");
        await visitor.Screen.Locator("[data-stage=Signalled] [data-kebab]").First.ClickAsync();
        await visitor.Screen.MenuItem("Evidence").IsShownAsync();
    }

    private static async Task SearchAsync(Visitor visitor, string text, string sentence)
    {
        await visitor.GoAsync("/organisations");
        await visitor.OpenPaletteAsync();
        await visitor.Page.Keyboard.TypeAsync(text);
        await visitor.Screen.Dialog("Search").SaysAsync(sentence);
    }

    private static async Task ShowAsync(Visitor visitor, string address, string sentence)
    {
        await visitor.GoAsync(address);
        await visitor.Screen.Locator("main").SaysAsync(sentence);
    }

    private static async Task<OrganisationsScreen> OpenKebabAsync(Visitor visitor, string organisation, string item)
    {
        await visitor.GoAsync($"/organisations?q={Uri.EscapeDataString(organisation)}");
        var list = new OrganisationsScreen(visitor);
        await list.Kebab(organisation).ClickAsync();
        await visitor.Screen.MenuItem(item).IsShownAsync();
        return list;
    }

    private static async Task<AgreementScreen> MakePartnerAsync(Visitor visitor)
    {
        const string Organisation = "GGD Heuvelrand";
        await OpenKebabAsync(visitor, Organisation, "Make partner…");
        await visitor.Screen.MenuItem("Make partner…").ClickAsync();
        var dialog = new AgreementScreen(visitor, Organisation);
        await Expect(dialog.Reference).ToBeFocusedAsync();
        return dialog;
    }

    private static async Task WithdrawAsync(Visitor visitor, string organisation)
    {
        await OpenKebabAsync(visitor, organisation, "Withdraw partner status…");
        await visitor.Screen.MenuItem("Withdraw partner status…").ClickAsync();
        await new WithdrawScreen(visitor, organisation).Reason.IsShownAsync();
    }

    /// <param name="Persona">Who looks; nobody signed in where it is null.</param>
    private sealed record Showing(string? Persona, Func<Visitor, DemonstrationConsole, Task> ShowAsync);
}
