using FluentAssertions;
using Microsoft.Playwright;
using Partners.Core.ExternalLed;

namespace Partners.Console.Tests.Browser;

/// <summary>
/// Staff ask a partner by link before its client is contacted, and the partner answers on a phone (docs/product.md P19, P20).
/// </summary>
public sealed class ContactJourneys(Chromium chromium, DemonstrationConsole console) : AccessibilityTests(chromium, console)
{
    private const int Phone = 390;

    [Fact]
    public async Task The_partner_agrees_on_a_phone_and_the_move_says_so()
    {
        var card = await UnaskedAsync();
        var noor = await SignedInAsync();
        var path = await AskAsync(noor, card);
        var pim = await OnPhoneAsync($"{path}?lang=nl");
        await pim.HeadingIsAsync($"Contact met {card.Client}");
        await LooksWellOnPhoneAsync(pim);
        await pim.Screen.Button("Ja, dembrane mag contact opnemen").ClickAsync();
        await pim.HeadingIsAsync("Dank u wel");

        // The panel that Noor has open learns of it.
        var panel = Panel(noor, card);
        await panel.GetByText("Partner agreed", new() { Exact = true }).IsShownAsync();
        await panel.GetByText($"{card.Partner} agreed to it (Pim Smit, 20 Nov 2026).").IsShownAsync();
        await panel.GetByText("Word for word").ClickAsync();
        await panel.GetByText("→ Ja, dembrane mag contact opnemen").IsShownAsync();
        await noor.Page.Keyboard.PressAsync("Escape");
        await panel.IsGoneAsync();

        var board = new PipelineScreen(noor);
        await board.FindAsync(card.Client);
        await board.Card(card.Client).GetByText("Partner agreed").IsShownAsync();
        await board.ChooseAsync(card.Client, "Move to Contacted");
        await noor.Screen.Status($"Moved {card.Client} to contacted. {card.Partner} agreed to it (Pim Smit, 20 Nov 2026).").IsShownAsync();
    }

    [Fact]
    public async Task After_an_objection_the_card_moves_only_with_a_reason()
    {
        var card = await UnaskedAsync();
        var noor = await SignedInAsync();
        var path = await AskAsync(noor, card);
        var pim = await OnPhoneAsync($"{path}?lang=en");
        await LooksWellOnPhoneAsync(pim);
        await pim.Screen.GetByText("No", new() { Exact = true }).ClickAsync();
        await pim.Screen.Field("Why not?").FillAsync("Wait for the council");
        await pim.Screen.Button("Send no").ClickAsync();
        await pim.HeadingIsAsync("Thank you");
        await Panel(noor, card).GetByText("Partner objected", new() { Exact = true }).IsShownAsync();

        var board = new PipelineScreen(noor);
        await board.FindAsync(card.Client);
        await board.ChooseAsync(card.Client, "Move to Contacted");
        var dialog = noor.Screen.Dialog($"Contact {card.Client}?");
        await dialog.GetByText("“Wait for the council”").IsShownAsync();
        (await ViolationsAsync(noor)).Should().BeEmpty();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Move to contacted" }).ClickAsync();
        await dialog.GetByText("To contact the client all the same, give a reason.").First.IsShownAsync();
        await dialog.Field("Reason").FillAsync("The client rang us");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Move to contacted" }).ClickAsync();
        await dialog.IsGoneAsync();
        await board.StandsInAsync(card.Client, "Contacted");

        await noor.GoAsync($"/audit?workspace={card.WorkspaceId}");
        await noor.Screen.Locator("main").SaysAsync("although the partner had objected");
        await noor.Screen.Locator("main").SaysAsync("The client rang us");
    }

    [Fact]
    public async Task A_yes_from_a_later_day_is_said_in_both_languages()
    {
        var card = await UnaskedAsync();
        var noor = await SignedInAsync();
        var pim = await OnPhoneAsync($"{await AskAsync(noor, card)}?lang=en");
        await pim.Screen.GetByText("Yes, but not yet").ClickAsync();
        await pim.Page.GotoAsync(pim.Page.Url.Replace("lang=en", "lang=nl", StringComparison.Ordinal));
        await pim.Screen.GetByText("Ja, maar pas later").ClickAsync();
        await LooksWellOnPhoneAsync(pim);
        await pim.Screen.Field("Vanaf welke dag?").FillAsync("2027-01-08");
        await pim.Screen.Button("Ja vanaf deze dag").ClickAsync();
        await pim.Screen.GetByText("U heeft ja gezegd, vanaf 8 januari 2027.").IsShownAsync();

        await Panel(noor, card).GetByText("Not before 8 Jan 2027", new() { Exact = true }).IsShownAsync();
    }

    private static ILocator Panel(Visitor visitor, CandidateCard card) => visitor.Screen.Dialog($"Evidence: {card.Client}");

    /// <returns>The path of the link, made in the card's evidence.</returns>
    private static async Task<string> AskAsync(Visitor noor, CandidateCard card)
    {
        await noor.GoAsync($"/external-led?card={card.WorkspaceId}");
        var form = Panel(noor, card).GetByRole(AriaRole.Region, new() { Name = $"Link for {card.Partner}", Exact = true });
        await form.Field($"Who answers for {card.Partner}").FillAsync("Pim Smit");
        await form.Field($"Their email address at {card.Partner}").FillAsync("pim@samenspel.example");
        await form.GetByRole(AriaRole.Button, new() { Name = "Make link", Exact = true }).ClickAsync();
        await form.Locator(".link-address").IsShownAsync();
        return new Uri(await form.Locator(".link-address").InnerTextAsync()).AbsolutePath;
    }

    /// <summary>A client that nobody has moved, about whom no partner was asked.</summary>
    private async Task<CandidateCard> UnaskedAsync() =>
        (await Console.Get<PipelineDirectory>().ListAsync(
            HandoffScreen.Amina, new(Place: CardPlace.Signalled, Order: PipelineOrder.Client), default))
            .Rows.First(card => card.Contact.Said == PartnerSaid.NotAsked);

    private async Task<Visitor> OnPhoneAsync(string path)
    {
        var visitor = await VisitorAsync();
        await visitor.Page.SetViewportSizeAsync(Phone, 800);
        await visitor.Page.GotoAsync(path);
        return visitor;
    }

    private static async Task LooksWellOnPhoneAsync(Visitor visitor)
    {
        (await visitor.Page.EvaluateAsync<int>("document.querySelectorAll('script, style, [style]').length")).Should().Be(0);
        (await visitor.Page.EvaluateAsync<int>("document.documentElement.scrollWidth")).Should().BeLessThanOrEqualTo(Phone);
        foreach (var dark in new[] { false, true })
        {
            await visitor.Page.EmulateMediaAsync(new() { ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light });
            (await ViolationsAsync(visitor)).Should().BeEmpty();
        }
    }
}
