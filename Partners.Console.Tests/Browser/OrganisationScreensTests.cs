using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Partners.Console.Links;
using Partners.Console.Tests.Documents;
using Partners.Console.Tests.Mail;
using static Microsoft.Playwright.Assertions;
using static Partners.Console.Tests.Browser.Showing;

namespace Partners.Console.Tests.Browser;

/// <summary>Pages before and after sign-in, and the screens of organisations, workspaces, deals and moves.</summary>
public sealed class OrganisationScreensTests(Chromium chromium, DemonstrationConsole console) : AccessibilityTests(chromium, console)
{
    private const string Partner = "Bureau Samenspel";
    private const string Client = "Gemeente Vlierdam";

    private static readonly Dictionary<string, Showing> s_screens = new(StringComparer.Ordinal)
    {
        ["sign-in"] = new(null, async (visitor, _) => await visitor.Page.GotoAsync("/signin")),
        ["no access"] = new(WithoutAccess, async (visitor, _) => await visitor.Page.GotoAsync("/organisations")),
        ["today"] = At("/", "Deals ending"),
        ["today, with the digest asked for"] = new(CommercialOwner, async (visitor, _) =>
        {
            await ShowAsync(visitor, "/", "Morning digest");
            await visitor.Screen.Button("Mail it to me").Or(visitor.Screen.Button("Renew the morning digest")).ClickAsync();
            await visitor.Screen.Locator("#digest-state").SaysAsync("at seven, until");
        }),
        ["search, empty"] = new(Staff, (visitor, _) => SearchAsync(visitor, string.Empty, "Make partner…")),
        ["search, found"] = new(Staff, (visitor, _) => SearchAsync(visitor, "bureau", "Bureau Samenspel")),
        ["search, nothing found"] = new(Staff, (visitor, _) => SearchAsync(visitor, "zxqj", "Nothing found.")),
        ["organisations, with anomalies"] = At("/organisations", "need attention"),
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
        ["organisation"] = new(
            Staff,
            async (visitor, console) =>
                await ShowAsync(visitor, $"/organisations/{await console.IdOfAsync("Meerstem Participatie")}", "Partner programme")),
        ["organisation, with an anomaly"] = new(
            Staff,
            async (visitor, console) =>
                await ShowAsync(visitor, $"/organisations/{await console.IdOfAsync("Luisterend Land")}", "no agreement is recorded here")),
        ["organisation, its trail"] = new(
            Staff,
            async (visitor, console) =>
                await ShowAsync(
                    visitor,
                    $"/organisations/{await console.IdOfAsync("Meerstem Participatie")}?tab=audit",
                    "made Meerstem Participatie a partner")),
        ["organisation, unknown"] = At("/organisations/nonsense", "is not an organisation's id"),
        ["organisation, its workspaces"] = new(
            Staff,
            async (visitor, console) =>
                await ShowAsync(visitor, $"/organisations/{await console.IdOfAsync(Partner)}?tab=workspaces", Client)),
        ["organisation, no partner, its workspaces"] = new(
            Staff,
            async (visitor, console) =>
                await ShowAsync(visitor, $"/organisations/{await console.IdOfAsync("GGD Heuvelrand")}?tab=workspaces", "is not a partner")),
        ["new workspace for a client, refused"] = new(Staff, async (visitor, console) =>
        {
            var dialog = new NewWorkspaceScreen(visitor, Partner);
            await dialog.OpenAsync(await console.IdOfAsync(Partner));
            await dialog.Submit.ClickAsync();
            await dialog.Window.RefusalAt("Workspace name").IsShownAsync();
        }),
        ["organisation, its deals"] = new(
            Staff,
            async (visitor, console) =>
                await ShowAsync(visitor, $"/organisations/{await console.IdOfAsync(Partner)}?tab=deals", "Add deal…")),
        ["organisation, its clients"] = new(
            Staff,
            async (visitor, console) => await ShowAsync(visitor, $"/organisations/{await console.IdOfAsync(Partner)}?tab=clients", Client)),
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
        ["deal, with documents"] = new(CommercialOwner, async (visitor, console) =>
        {
            await console.AddDocumentsAsync(Client);
            await ShowAsync(visitor, await DealAsync(console), "Factuur.pdf");
            foreach (var earlier in await visitor.Screen.GetByText("1 earlier document").AllAsync())
            {
                await earlier.ClickAsync();
            }
        }),
        ["deal, a document about to be taken off"] = new(CommercialOwner, async (visitor, console) =>
        {
            await console.AddDocumentsAsync(Client);
            await visitor.GoAsync(await DealAsync(console));
            await visitor.Screen.Button("Take off Factuur.pdf").ClickAsync();
            await visitor.Screen.Dialog("Take off Factuur.pdf").IsShownAsync();
        }),
        ["organisation, with the agreement's document"] = new(CommercialOwner, async (visitor, console) =>
        {
            await console.AddDocumentsAsync(Client);
            await ShowAsync(visitor, $"/organisations/{await console.IdOfAsync(Partner)}", "Overeenkomst.pdf");
        }),
        ["deal, for somebody who may only read"] = new(
            Staff,
            async (visitor, console) =>
                await ShowAsync(visitor, $"/ledger/{await console.DealOfAsync(Client)}", "Only a commercial owner can do this.")),
        ["deal, its trail"] = new(
            Staff,
            async (visitor, console) =>
                await ShowAsync(visitor, $"/ledger/{await console.DealOfAsync(Client)}?tab=audit", "recorded a payout of")),
        ["deal, unknown"] = At("/ledger/nonsense", "is not a deal's id"),
        ["workspace"] = new(Staff, ShowWorkspaceAsync),
        ["workspace, its projects"] = new(
            Staff,
            async (visitor, console) =>
                await ShowAsync(visitor, $"/workspaces/{await console.WorkspaceOfAsync(Client)}?tab=projects", "Conversations")),
        ["workspace, its trail"] = new(
            Staff,
            async (visitor, console) =>
                await ShowAsync(visitor, $"/workspaces/{await console.WorkspaceOfAsync(Client)}?tab=audit", "recorded a payout of")),
        ["workspace, unknown"] = At("/workspaces/nonsense", "is not a workspace's id"),
        ["statement, about to be mailed"] = Opens(
            CommercialOwner,
            async console => $"/ledger/statements/{await console.IdOfAsync(Partner)}/2026-10",
            "Mail statement",
            "Mail…"),
        ["mail, none found"] = At("/mail?q=zxqj", "No mail matches."),
        ["mail"] = new(Staff, async (visitor, console) =>
        {
            await console.MailAsync();
            await ShowAsync(visitor, "/mail", "The handoff of Woonvisie");
        }),
        ["mail, one"] = new(HandoffOperator, async (visitor, console) =>
            await ShowAsync(visitor, $"/mail/{await console.MailAsync()}", "Dear Ruben")),
        ["mail, one, edited"] = Opens(
            HandoffOperator, async console => $"/mail/{await console.MailAsync()}", "Edit mail", "Edit…"),
        ["mail, one, about to be sent"] = Opens(
            HandoffOperator, async console => $"/mail/{await console.MailAsync()}", "Send this mail", "Send…"),
        ["mail, unknown"] = At("/mail/nonsense", "“nonsense” is not a mail's id."),
        ["moves"] = At("/moves", "Data owner and payer changed"),
        ["moves, none found"] = At("/moves?q=zxqj", "No move matches."),
        ["move, unknown"] = At("/moves/nonsense", "“nonsense” is not a move's id."),
        ["move"] = new(Staff, async (visitor, console) => await ShowAsync(visitor, await MoveAsync(console), "What was moved")),
        ["move back, by somebody who may not"] = new(
            Staff,
            async (visitor, console) =>
                await ShowAsync(visitor, $"{await MoveAsync(console)}/back", "Only a handoff operator can do this.")),
        ["move projects, nothing chosen"] = At("/moves/new", "Choose at least one project"),
        ["move projects"] = new(HandoffOperator, async (visitor, console) => await ShowAsync(
            visitor,
            MoveAddresses.New(new MoveDraft(
                await console.WorkspaceOfAsync(Client),
                [new(await console.WorkspaceOfAsync(Client), null)],
                await console.WorkspaceOfAsync("GGD Heuvelrand"))),
            "Lose access")),
        ["move projects, to where they are"] = new(
            Staff,
            async (visitor, console) => await ShowAsync(
                visitor,
                MoveAddresses.New(new MoveDraft(
                    await console.WorkspaceOfAsync(Client),
                    [new(await console.WorkspaceOfAsync(Client), null)],
                    await console.WorkspaceOfAsync(Client))),
                "are there already")),
        ["what each role may do"] = InWorkspace("What may each role do?", "What each role may do"),
        ["invite"] = InWorkspace("Invite…", "Invite to"),
        ["change role"] = InWorkspace("Change role…", "Change a role in"),
        ["data owner"] = InWorkspace("Edit data owner…", "Data owner of"),
        ["whose side"] = Opens(HandoffOperator, WorkspaceAsync, "Whose side", "Actions for Hanna Meijer", "Whose side…"),
        ["remove a person"] = Opens(Staff, WorkspaceAsync, "Remove Hanna Meijer", "Actions for Hanna Meijer", "Remove…"),
        ["record an agreement"] = Opens(
            Staff,
            async console => $"/organisations/{await console.IdOfAsync(Partner)}",
            "Record an agreement",
            "Record agreement…"),
        ["amend a deal"] = Opens(CommercialOwner, DealAsync, "Amend ", "Amend…"),
        ["record a payout"] = Opens(CommercialOwner, DealAsync, "Record a payout", "Record payout…"),
        ["reverse a payout"] = Opens(CommercialOwner, DealAsync, "Reverse the payout", "Reverse… the payout SEPA 202609-06"),
        ["end a deal"] = Opens(CommercialOwner, DealAsync, "End ", $"Actions for deal {Partner} – {Client}", "End deal…"),
        ["a deal's menu, open"] = new(CommercialOwner, async (visitor, console) =>
        {
            await visitor.GoAsync(await DealAsync(console));
            await visitor.Screen.Button($"Actions for deal {Partner} – {Client}").ClickAsync();
            await visitor.Screen.MenuItem("End deal…").IsShownAsync();
        }),
    };

    public static TheoryData<string> Screens => [.. s_screens.Keys];

    [Theory]
    [MemberData(nameof(Screens))]
    public Task Axe_finds_nothing_serious_or_critical_in_light_and_wide_nor_in_dark_and_narrow_and_a_phone_scrolls_down_only(
        string screen) =>
        LooksWellAsync(s_screens[screen]);

    [Fact]
    public async Task Axe_does_find_a_button_without_a_name_and_text_that_is_too_pale()
    {
        var visitor = await VisitorAsync();
        await visitor.Page.GotoAsync("/signin");
        await visitor.Screen.Locator("main").EvaluateAsync(
            "main => main.insertAdjacentHTML('beforeend', '<button></button><p style=\"color: #eee; background: #fff\">Pale</p>')");

        (await ViolationsAsync(visitor))
            .Should().Contain(violation => violation.Contains("(button-name)"))
            .And.Contain(violation => violation.Contains("(color-contrast)"));
    }

    /// <summary>The move to a client.</summary>
    private static async Task<string> MoveAsync(DemonstrationConsole console) =>
        MoveAddresses.Of(
            await console.QueryAsync(db => db.Moves.Where(move => move.CrossesDataOwner).Select(move => move.Id).FirstAsync()));

    private static async Task<string> WorkspaceAsync(DemonstrationConsole console) =>
        $"/workspaces/{await console.WorkspaceOfAsync(Client)}";

    private static async Task<string> DealAsync(DemonstrationConsole console) => $"/ledger/{await console.DealOfAsync(Client)}";

    private static Showing Records(string records, string sentence) =>
        new(
            Staff,
            async (visitor, console) =>
                await ShowAsync(visitor, $"/external-led/{await console.WorkspaceOfAsync(Client)}/{records}", sentence));

    private static async Task ShowWorkspaceAsync(Visitor visitor, DemonstrationConsole console) =>
        await ShowAsync(visitor, $"/workspaces/{await console.WorkspaceOfAsync(Client)}", "Data owner");

    /// <summary>A dialog on the workspace's page.</summary>
    private static Showing InWorkspace(string button, string title) => new(Staff, async (visitor, console) =>
    {
        await ShowWorkspaceAsync(visitor, console);
        await visitor.Screen.Button(button).ClickAsync();
        await visitor.Screen.GetByRole(AriaRole.Dialog).Filter(new() { HasText = title }).IsShownAsync();
    });

    private static async Task SearchAsync(Visitor visitor, string text, string sentence)
    {
        await visitor.GoAsync("/organisations");
        await visitor.OpenPaletteAsync();
        await visitor.Page.Keyboard.TypeAsync(text);
        await visitor.Screen.Dialog("Search").SaysAsync(sentence);
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
}
