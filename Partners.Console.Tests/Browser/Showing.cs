namespace Partners.Console.Tests.Browser;

/// <summary>A screen to be looked at: who goes there, and how.</summary>
/// <param name="Persona">Who looks; nobody signed in where it is null.</param>
/// <param name="GoAsync">Goes there, and waits until what matters is on it.</param>
internal sealed record Showing(string? Persona, Func<Visitor, DemonstrationConsole, Task> GoAsync)
{
    public static Showing At(string address, string sentence) => new(BrowserTest.Staff, (visitor, _) => ShowAsync(visitor, address, sentence));

    public static async Task ShowAsync(Visitor visitor, string address, string sentence)
    {
        await visitor.GoAsync(address);
        await visitor.Screen.Locator("main").SaysAsync(sentence);
    }
}
