using System.Globalization;
using System.Text.RegularExpressions;
using FluentAssertions;
using Microsoft.Playwright;
using Partners.Console.Links;
using Partners.Console.Tests.Consent;
using Partners.Console.Tests.Mail;
using Partners.Console.Tests.Support;
using Partners.Core.Consent;
using Partners.Core.Handoffs;
using Partners.Core.Workspaces;
using static Microsoft.Playwright.Assertions;

namespace Partners.Console.Tests.Browser;

/// <summary>An operator asks by link, and people outside answer on their phones (docs/product.md H34, H35, H36).</summary>
public sealed partial class ConsentJourneys(Chromium chromium, DemonstrationConsole console) : AccessibilityTests(chromium, console)
{
    private const int Phone = 390;

    [Fact]
    public async Task Both_sides_confirm_on_their_phones_and_the_check_turns_green_without_a_reload()
    {
        var draft = await LinkMaking.UnconfirmedAsync(Console, "Gemeente Vlierdam");
        var amina = await SignedInAsync(HandoffOperator);
        await amina.GoAsync(HandoffAddresses.Of(draft.Handoff.Id, HandoffStep.Timing));
        var (partner, client) = (
            await MakeAsync(amina, draft.Facts.Partner.Name, "Pim Smit", "pim@samenspel.example"),
            await MakeAsync(amina, draft.ClientName!, "Carla Bos", "carla@vlierdam.example"));

        // Another tab of hers shows the checks all the while.
        var checks = await amina.NewTabAsync();
        await checks.GoAsync(HandoffAddresses.Of(draft.Handoff.Id, HandoffStep.Checks));
        await checks.Screen.GetByText("The partner's confirmation is missing.").IsShownAsync();
        await checks.Page.EvaluateAsync("window.stayed = true");

        await ConfirmAsync(partner, "lang=nl", "Ja, ik bevestig 30 november 2026", "Dank u wel");
        await checks.Screen.GetByText("The client's confirmation is missing.").IsShownAsync();
        await Card(amina, draft.Facts.Partner.Name).GetByText("Confirmed", new() { Exact = true }).IsShownAsync();
        await ConfirmAsync(client, "lang=en", "Yes, I confirm 30 November 2026", "Thank you");

        await checks.Screen.GetByText("Pim Smit for the partner, Carla Bos for the client.").IsShownAsync();
        (await checks.Page.EvaluateAsync<bool>("window.stayed === true")).Should().BeTrue("nobody loaded it again");
        await Card(amina, draft.ClientName!).GetByText("Confirmed", new() { Exact = true }).IsShownAsync();
    }

    [Fact]
    public async Task Both_links_are_mailed_by_a_real_mail_server_and_open_what_they_should()
    {
        await using var server = await CatchingServer.StartAsync();
        var mailing = await MailingAsync(server);
        try
        {
            var draft = await LinkMaking.UnconfirmedAsync(mailing, "Gemeente Vlierdam");
            var amina = await SignedInAsync(HandoffScreen.Amina, mailing);
            await amina.GoAsync(HandoffAddresses.Of(draft.Handoff.Id, HandoffStep.Timing));
            foreach (var (side, name, email) in new[]
            {
                (draft.Facts.Partner.Name, "Pim Smit", "pim@samenspel.example"),
                (draft.ClientName!, "Carla Bos", "carla@vlierdam.example"),
            })
            {
                var card = Card(amina, side);
                await MailAsync(amina, card, side, name, email);
                (await card.Locator(".link-address").CountAsync()).Should().Be(0, "nobody has to copy it");
            }

            foreach (var email in new[] { "pim@samenspel.example", "carla@vlierdam.example" })
            {
                var visitor = await VisitorAsync(at: mailing);
                await visitor.Page.SetViewportSizeAsync(Phone, 800);
                await visitor.Page.GotoAsync($"{await LinkInMailAsync(server, email)}?lang=nl");
                await visitor.Screen.Button("Ja, ik bevestig 30 november 2026").ClickAsync();
                await visitor.HeadingIsAsync("Dank u wel");
            }

            await Expect(amina.Screen.Locator(".side-link .chip-green")).ToHaveCountAsync(2);
            server.Caught.Select(mail => mail.Subject).Should().BeEquivalentTo("For Pim Smit", "For Carla Bos");
            await amina.Page.GotoAsync("about:blank");
        }
        finally
        {
            await mailing.DisposeAsync();
        }
    }

    [Fact]
    public async Task The_client_accepts_a_data_flow_by_a_mailed_link_and_the_step_shows_it()
    {
        await using var server = await CatchingServer.StartAsync();
        var mailing = await MailingAsync(server);
        try
        {
            var draft = await LinkMaking.UnconfirmedAsync(mailing, "Gemeente Vlierdam");
            var project = await mailing.QueryAsync(db => Task.FromResult(
                db.Projects.First(found => found.WorkspaceId == draft.Handoff.WorkspaceId && found.DeletedAt == null)));
            await mailing.AddAsync(new ProjectWebhook(
                Guid.CreateVersion7(),
                new(
                    project.Id,
                    "Dashboard",
                    "hooks.vlierdam.example",
                    "hash",
                    "conversation.transcribed",
                    "active",
                    DeletedAt: null)));
            var amina = await SignedInAsync(HandoffScreen.Amina, mailing);
            await amina.GoAsync(HandoffAddresses.Of(draft.Handoff.Id, HandoffStep.DataFlows));
            await amina.Screen.GetByRole(AriaRole.Combobox).Filter(new() { HasText = "Kept, accepted" })
                .SelectOptionAsync(nameof(FlowFate.Keep));
            var card = Card(amina, $"{draft.ClientName}: {project.Name}, to hooks.vlierdam.example");
            await MailAsync(amina, card, draft.ClientName!, "Carla Bos", "carla@vlierdam.example");

            var carla = await VisitorAsync(at: mailing);
            await carla.Page.SetViewportSizeAsync(Phone, 800);
            await carla.Page.GotoAsync($"{await LinkInMailAsync(server, "carla@vlierdam.example")}?lang=nl");
            await carla.Screen.GetByText("volledige transcripten").IsShownAsync();
            foreach (var dark in new[] { false, true })
            {
                await carla.Page.EmulateMediaAsync(new() { ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light });
                (await ViolationsAsync(carla)).Should().BeEmpty();
            }

            await carla.Screen.Button("Ja, de koppeling mag blijven").ClickAsync();
            await carla.HeadingIsAsync("Dank u wel");

            await card.GetByText("Confirmed", new() { Exact = true }).IsShownAsync();
            await Expect(amina.Screen.GetByLabel("Who at the client accepted it")).ToHaveValueAsync("Carla Bos");
            await amina.Page.GotoAsync("about:blank");
        }
        finally
        {
            await mailing.DisposeAsync();
        }
    }

    [Fact]
    public async Task The_partner_certifies_by_link_on_a_phone()
    {
        var record = await HandoffScreen.RecordAsync(Console);
        var amina = await SignedInAsync(HandoffOperator);
        await amina.GoAsync(record);
        var done = await Console.QueryAsync(db => Task.FromResult(db.Handoffs.First(found => found.Status == HandoffStatus.Completed)));
        var path = await MakeAsync(amina, done.Record!.Partner, "Pim Smit", "pim@samenspel.example");
        var pim = await OnPhoneAsync($"{path}?lang=nl");
        (await ViolationsAsync(pim)).Should().BeEmpty();
        await ShootAsync(pim, "consent-certificate");
        await pim.Screen.GetByLabel("De kopieën zijn gewist", new() { Exact = true }).CheckAsync();
        await pim.Screen.Button("Ik verklaar dit").ClickAsync();
        await pim.HeadingIsAsync("Dank u wel");

        await amina.Screen.GetByText($"{done.Record!.Partner} declared that its copies were deleted.").IsShownAsync();
        await amina.Screen.GetByText("→ Ik verklaar dit: De kopieën zijn gewist").IsShownAsync();
    }

    [Fact]
    public async Task A_changed_date_ends_both_links_and_the_step_says_so()
    {
        var draft = await LinkMaking.UnconfirmedAsync(Console, "Provincie Noorderland");
        var (partner, client) = (
            await LinkMaking.AskAsync(Console, draft.Handoff.Id, ConsentSide.Partner),
            await LinkMaking.AskAsync(Console, draft.Handoff.Id, ConsentSide.Client));
        var carla = await OnPhoneAsync($"{LinkMaking.PathOf(client)}?lang=nl");
        await carla.HeadingIsAsync($"Overdracht van {draft.Facts.Workspace.Name}");
        var amina = await SignedInAsync(HandoffOperator);
        await amina.GoAsync(HandoffAddresses.Of(draft.Handoff.Id, HandoffStep.Timing));
        await amina.Screen.Field("Agreed date").FillAsync("2026-12-02");

        foreach (var side in new[] { draft.Facts.Partner.Name, draft.ClientName! })
        {
            await Card(amina, side).GetByText("No longer holds", new() { Exact = true }).IsShownAsync();
        }

        // The page that she had open already, and one that is opened now.
        await carla.Screen.Button("Ja, ik bevestig 30 november 2026").ClickAsync();
        await carla.HeadingIsAsync("Deze link is niet (meer) te gebruiken.");
        await carla.Page.GotoAsync($"{LinkMaking.PathOf(partner)}?lang=nl");
        await carla.HeadingIsAsync("Deze link is niet (meer) te gebruiken.");
        (await carla.Screen.Locator("body").InnerTextAsync()).Should().NotContain(draft.Facts.Partner.Name);
    }

    [Fact]
    public async Task A_no_needs_a_reason_and_another_day_is_a_proposal()
    {
        var draft = await LinkMaking.UnconfirmedAsync(Console, "Gemeente Oosterveen");
        var (partner, client) = (
            await LinkMaking.AskAsync(Console, draft.Handoff.Id, ConsentSide.Partner, "Pim Smit"),
            await LinkMaking.AskAsync(Console, draft.Handoff.Id, ConsentSide.Client));
        var amina = await SignedInAsync(HandoffOperator);
        await amina.GoAsync(HandoffAddresses.Of(draft.Handoff.Id, HandoffStep.Timing));
        var pim = await OnPhoneAsync($"{LinkMaking.PathOf(partner)}?lang=en");
        await pim.Screen.GetByText("No", new() { Exact = true }).ClickAsync();
        await pim.Screen.Field("Why not?").FillAsync("   ");
        await pim.Screen.Button("Send no").ClickAsync();
        await Expect(pim.Screen.Alert()).ToHaveTextAsync("Say why not.");
        (await ViolationsAsync(pim)).Should().BeEmpty();
        await pim.Screen.Field("Why not?").FillAsync("<b>We</b> agreed on January");
        await pim.Screen.Button("Send no").ClickAsync();
        await pim.HeadingIsAsync("Thank you");

        var carla = await OnPhoneAsync($"{LinkMaking.PathOf(client)}?lang=nl");
        await carla.Screen.GetByText("Liever een andere dag").ClickAsync();
        await carla.Screen.Field("Welke dag schikt u?").FillAsync("2027-01-08");
        await carla.Screen.Button("Deze dag voorstellen").ClickAsync();
        await carla.Screen.GetByText("U heeft 8 januari 2027 voorgesteld.").IsShownAsync();

        await Card(amina, draft.Facts.Partner.Name).GetByText("<b>We</b> agreed on January").IsShownAsync();
        await Card(amina, draft.ClientName!).GetByText("Carla Bos proposed 8 Jan 2027").IsShownAsync();
    }

    [Fact]
    public async Task A_withdrawn_link_is_closed_and_its_address_is_shown_no_longer()
    {
        var draft = await LinkMaking.UnconfirmedAsync(Console, "Gemeente Lindenaar");
        var amina = await SignedInAsync(HandoffOperator);
        await amina.GoAsync(HandoffAddresses.Of(draft.Handoff.Id, HandoffStep.Timing));
        var path = await MakeAsync(amina, draft.ClientName!, "Carla Bos", "carla@lindenaar.example");

        await Card(amina, draft.ClientName!).GetByRole(AriaRole.Button, new() { Name = "Withdraw link" }).ClickAsync();

        await Card(amina, draft.ClientName!).GetByText("Withdrawn", new() { Exact = true }).IsShownAsync();
        await Card(amina, draft.ClientName!).Locator(".link-address").IsGoneAsync();
        await (await OnPhoneAsync($"{path}?lang=nl")).HeadingIsAsync("Deze link is niet (meer) te gebruiken.");
    }

    /// <summary>A console of its own that mails through that server.</summary>
    private static async Task<DemonstrationConsole> MailingAsync(CatchingServer server)
    {
        var mailing = new DemonstrationConsole
        {
            Settings = new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["Mail:Server"] = "127.0.0.1",
                ["Mail:Port"] = server.Port.ToString(CultureInfo.InvariantCulture),
                ["Mail:Security"] = "None",
                ["Mail:From"] = "partners@dembrane.example",
            },
        };
        await mailing.InitializeAsync();
        return mailing;
    }

    /// <summary>Reads the link's mail, gives it a subject of her own, and sends it.</summary>
    private static async Task MailAsync(Visitor amina, ILocator card, string side, string name, string email)
    {
        await card.Field($"Who answers for {side}").FillAsync(name);
        await card.Field($"Their email address at {side}").FillAsync(email);
        await card.GetByRole(AriaRole.Button, new() { Name = "Mail link…", Exact = true }).ClickAsync();
        var dialog = amina.Screen.Dialog("Mail link");
        await Expect(dialog.Field("Text")).ToHaveValueAsync(PlaceOfLink());
        await Expect(dialog.Field("To")).ToHaveValueAsync(email);
        (await ViolationsAsync(amina)).Should().BeEmpty();
        await dialog.Field("Subject").FillAsync($"For {name}");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true }).ClickAsync();
        await dialog.IsGoneAsync();
        await card.GetByText($"The link is mailed to {name}.").IsShownAsync();
    }

    private static ILocator Card(Visitor visitor, string side) =>
        visitor.Screen.GetByRole(AriaRole.Region, new() { Name = $"Link for {side}", Exact = true });

    /// <returns>The path of the link, which the console shows once.</returns>
    private static async Task<string> MakeAsync(Visitor amina, string side, string name, string email)
    {
        var card = Card(amina, side);
        await card.Field($"Who answers for {side}").FillAsync(name);
        await card.Field($"Their email address at {side}").FillAsync(email);
        await card.GetByRole(AriaRole.Button, new() { Name = "Make link", Exact = true }).ClickAsync();
        await card.Locator(".link-address").IsShownAsync();
        var address = await card.Locator(".link-address").InnerTextAsync();
        address.Should().MatchRegex("^http://localhost:5080/consent/[A-Za-z0-9_-]{43}$");
        return new Uri(address).AbsolutePath;
    }

    /// <summary>The path of the link in the mail to that address, once it was caught.</summary>
    private static async Task<string> LinkInMailAsync(CatchingServer server, string email)
    {
        string? text = null;
        await Eventually.HoldsAsync(() =>
            (text = server.Caught.FirstOrDefault(mail => mail.To.Mailboxes.Any(box => box.Address == email))?.TextBody) is not null);
        return new Uri(Link().Match(text!).Value).AbsolutePath;
    }

    [GeneratedRegex(@"persoonlijke link:\s+\[personal link\]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PlaceOfLink();

    [GeneratedRegex(@"http://localhost:5080/consent/[\w-]{43}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link();

    private async Task<Visitor> OnPhoneAsync(string path)
    {
        var visitor = await VisitorAsync();
        await visitor.Page.SetViewportSizeAsync(Phone, 800);
        await visitor.Page.GotoAsync(path);
        return visitor;
    }

    private async Task ConfirmAsync(string path, string language, string yes, string thanks)
    {
        var visitor = await OnPhoneAsync($"{path}?{language}");
        (await visitor.Page.EvaluateAsync<int>("document.querySelectorAll('script, style, [style]').length")).Should().Be(0);
        foreach (var dark in new[] { false, true })
        {
            await visitor.Page.EmulateMediaAsync(new() { ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light });
            (await ViolationsAsync(visitor)).Should().BeEmpty();
            await ShootAsync(visitor, $"consent-{language[^2..]}-{(dark ? "dark" : "light")}");
        }

        (await visitor.Page.EvaluateAsync<int>("document.documentElement.scrollWidth")).Should().BeLessThanOrEqualTo(Phone);
        (await visitor.Page.EvaluateAsync<int>(
            "[...document.querySelectorAll('button, summary')].filter(shown => shown.checkVisibility() && shown.offsetHeight < 44).length"))
            .Should().Be(0, "a thumb hits each");
        await visitor.Screen.Button(yes).ClickAsync();
        await visitor.HeadingIsAsync(thanks);
        (await ViolationsAsync(visitor)).Should().BeEmpty();

        await visitor.Page.GotoAsync(path);
        (await visitor.Screen.Locator("main").InnerTextAsync()).Should().MatchRegex(OneSentence());
    }

    [GeneratedRegex(@"^[^\n]+\.$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OneSentence();

    private static Task ShootAsync(Visitor visitor, string name) =>
        Environment.GetEnvironmentVariable("SHOTS") is { } folder
            ? visitor.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png"), FullPage = true })
            : Task.CompletedTask;
}
