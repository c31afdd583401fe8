using FluentAssertions;
using Microsoft.Playwright;
using Partners.Console.Tests.Branding;
using static Microsoft.Playwright.Assertions;

namespace Partners.Console.Tests.Browser;

/// <summary>White labelling: a changed logo shows at once, and a bad one is refused with the reason.</summary>
public sealed class LogoJourneys(Chromium chromium, DemonstrationConsole console) : BrowserTest(chromium, console)
{
    [Fact]
    public async Task A_logo_is_uploaded_replaced_and_removed_and_shows_at_once()
    {
        var noor = await SignedInAsync();
        var card = await ShowAsync(noor, "Gemeente Kerkhaven");
        await UploadAsync(card, "logo.png", Pictures.Png());
        await card.GetByRole(AriaRole.Status).Filter(new() { HasText = "Logo saved." }).IsShownAsync();
        var first = await ShownAsync(card);

        await UploadAsync(card, "logo.jpg", Pictures.Jpeg);
        await card.SaysAsync("JPEG");
        await Expect(card.GetByAltText("Logo of")).Not.ToHaveAttributeAsync("src", first);
        await ShownAsync(card);

        await card.Button("Remove logo…").ClickAsync();
        var dialog = noor.Screen.GetByRole(AriaRole.Dialog);
        await dialog.Field("Reason").FillAsync("The client has a new house style.");
        await dialog.Locator("button[type=submit]").ClickAsync();
        await card.GetByAltText("Logo of").IsGoneAsync();
    }

    [Fact]
    public async Task A_wrong_file_is_refused_with_the_reason_and_the_logo_stays()
    {
        var noor = await SignedInAsync();
        var card = await ShowAsync(noor, "Gemeente Oosterveen");
        await UploadAsync(card, "logo.png", Pictures.Png());
        var shown = await ShownAsync(card);

        await UploadAsync(card, "drawing.png", "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>"u8.ToArray());
        await card.Locator(".field-refusal").SaysAsync("SVG");
        await UploadAsync(card, "poster.png", new byte[20 * 1024 * 1024]);
        await card.Locator(".field-refusal").SaysAsync("20 MB");
        await Expect(card.GetByAltText("Logo of")).ToHaveAttributeAsync("src", shown);
    }

    [Fact]
    public async Task What_was_said_about_one_workspace_is_not_left_over_on_the_next()
    {
        const string Next = "Gemeente Vlierdam";
        var noor = await SignedInAsync();
        var card = await ShowAsync(noor, "Gemeente Oosterveen");
        await UploadAsync(card, "drawing.png", "<svg/>"u8.ToArray());
        await card.Locator(".field-refusal").SaysAsync("SVG");
        await noor.Page.EvaluateAsync($"Blazor.navigateTo('/workspaces/{await Console.WorkspaceOfAsync(Next)}')");

        await noor.Screen.GetByRole(AriaRole.Heading, new() { Level = 1 }).Filter(new() { HasText = Next }).IsShownAsync();
        await card.Locator(".field-refusal").IsGoneAsync();
    }

    [Fact]
    public async Task Below_Changemaker_the_button_is_disabled_with_the_reason()
    {
        var noor = await SignedInAsync();
        var card = await ShowAsync(noor, "Waterschap Rijnkant");

        await Expect(card.Locator("input[type=file]")).ToBeDisabledAsync();
        await card.SaysAsync("Changemaker");
    }

    [Fact]
    public async Task What_is_served_is_an_image_and_nothing_else()
    {
        var noor = await SignedInAsync();
        var card = await ShowAsync(noor, "Gemeente Vlierdam");
        await UploadAsync(card, "logo.html", Pictures.Png());
        var answer = await noor.Context.APIRequest.GetAsync(new Uri(Console.Address, await ShownAsync(card)).ToString());

        answer.Headers["content-type"].Should().Be("image/png");
        answer.Headers["x-content-type-options"].Should().Be("nosniff");
        answer.Headers["content-security-policy"].Should().Contain("sandbox");
    }

    private async Task<ILocator> ShowAsync(Visitor visitor, string client)
    {
        await visitor.GoAsync($"/workspaces/{await Console.WorkspaceOfAsync(client)}");
        return visitor.Screen.GetByRole(AriaRole.Region, new() { Name = "White label", Exact = true });
    }

    private static Task UploadAsync(ILocator card, string name, byte[] content) =>
        card.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = name, MimeType = "image/png", Buffer = content });

    /// <summary>The address of the logo on screen, once the browser has decoded it.</summary>
    private static async Task<string> ShownAsync(ILocator card)
    {
        var logo = card.GetByAltText("Logo of");
        await Expect(logo).ToBeVisibleAsync();
        await Expect(logo).ToHaveJSPropertyAsync("naturalWidth", Pictures.Width);
        return (await logo.GetAttributeAsync("src"))!;
    }
}
