namespace Partners.Console.Tests.Browser;

/// <summary>A screen to check: who opens it, and how.</summary>
/// <param name="Persona">Who looks; null for someone who has not signed in.</param>
/// <param name="GoAsync">Opens it, and waits until what matters is shown.</param>
internal sealed record Showing(string? Persona, Func<Visitor, DemonstrationConsole, Task> GoAsync)
{
    public static Showing At(string address, string sentence) =>
        new(BrowserTest.Staff, (visitor, _) => ShowAsync(visitor, address, sentence));

    public static async Task ShowAsync(Visitor visitor, string address, string sentence)
    {
        await visitor.GoAsync(address);
        await visitor.Screen.Locator("main").SaysAsync(sentence);
    }
}
