using static Microsoft.Playwright.Assertions;

namespace Partners.Console.Tests.Browser;

/// <summary>Where the keyboard focus is as dialogs open and close.</summary>
public sealed class DialogFocusJourneys(Chromium chromium, DemonstrationConsole console) : BrowserTest(chromium, console)
{
    private const string Partner = "Bureau Samenspel";

    [Fact]
    public async Task A_dialog_begins_in_its_first_field_and_leaves_whoever_went_on_to_another_alone()
    {
        var noor = await SignedInAsync();
        var dialog = new NewWorkspaceScreen(noor, Partner);
        await dialog.OpenAsync(await Console.IdOfAsync(Partner));
        await Expect(dialog.Name).ToBeFocusedAsync();
        await dialog.DataOwner.ClickAsync();

        // The library would take the focus half a second after the dialog opened.
        await Task.Delay(TimeSpan.FromSeconds(0.8), TestContext.Current.CancellationToken);
        await Expect(dialog.DataOwner).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_dialog_that_closes_gives_the_focus_back_to_the_button_that_opened_it()
    {
        var noor = await SignedInAsync();
        var dialog = new NewWorkspaceScreen(noor, Partner);
        await dialog.OpenAsync(await Console.IdOfAsync(Partner));
        await dialog.Window.Button("Cancel").ClickAsync();
        await dialog.Window.IsGoneAsync();
        await Expect(noor.Screen.Button("New client workspace…")).ToBeFocusedAsync();

        await noor.Page.Keyboard.PressAsync("Enter");
        await Expect(dialog.Name).ToBeFocusedAsync();
        await noor.Page.Keyboard.PressAsync("Escape");
        await dialog.Window.IsGoneAsync();
        await Expect(noor.Screen.Button("New client workspace…")).ToBeFocusedAsync();
    }
}
