using Microsoft.Playwright;

namespace Partners.Console.Tests.Browser;

/// <summary>The clicks of a person with a task. A choice from a list counts as one; typing counts as none.</summary>
internal sealed class CountedClicks
{
    public int Count { get; private set; }

    public async Task ClickAsync(ILocator target)
    {
        await target.ClickAsync();
        Count++;
    }

    public async Task ChooseAsync(ILocator list, string option)
    {
        await list.SelectOptionAsync(option);
        Count++;
    }
}
