using Deque.AxeCore.Commons;
using FluentAssertions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Partners.Console.Tests.Browser;

/// <summary>
/// Runs axe on every page, in every state that looks different. A new page is one line in the table of a derived class; there are several,
/// so that they run in parallel.
/// </summary>
public abstract class AccessibilityTests(Chromium chromium, DemonstrationConsole console) : BrowserTest(chromium, console)
{
    /// <summary>The width of a phone, for the last check.</summary>
    private const int Phone = 390;

    /// <summary>
    /// Skips mild findings, which would not be reported. Runs everything else three times, because a narrower page shows other elements,
    /// so that a later check can find more than colours.
    /// </summary>
    private const string Look = """
        async (isForced) => {
          const skipped = axe._audit.rules
            .filter(rule => rule.impact === 'moderate' || rule.impact === 'minor' || (isForced && rule.id === 'color-contrast'))
            .map(rule => [rule.id, { enabled: false }]);
          const { violations, passes } = await axe.run(
            document,
            { resultTypes: ['violations'], selectors: false, rules: Object.fromEntries(skipped) });
          if (passes.length === 0) throw new Error('axe looked at nothing');
          return violations
            .filter(violation => violation.impact === 'serious' || violation.impact === 'critical')
            .flatMap(violation => violation.nodes.map(node => `${violation.help} (${violation.id}): ${node.html}`));
        }
        """;

    /// <summary>The colours are the system's own as long as nothing opts out of them; axe would still read ours.</summary>
    private const string OwnColours = """
        () => [...document.querySelectorAll('body *')]
          .filter(shown => getComputedStyle(shown).forcedColorAdjust === 'none')
          .map(shown => shown.outerHTML.slice(0, 120))
        """;

    /// <summary>
    /// In forced colours backgrounds are gone, and only a border tells a button, a field or a chip from text. What looks like text, a link
    /// or a line of a list needs none.
    /// </summary>
    private const string Borderless = """
        () => [...document.querySelectorAll('button, .mud-button-root, .field, .chip, .platform-state, .segment[aria-current]')]
          .filter(shown => shown.checkVisibility() && shown.getBoundingClientRect().width > 1)
          .filter(shown => !shown.matches('.link-button, .palette-option, [role=menuitem]'))
          .filter(shown => {
            const { borderTopStyle, borderTopWidth } = getComputedStyle(shown);
            return borderTopStyle === 'none' || parseFloat(borderTopWidth) === 0;
          })
          .map(shown => shown.outerHTML.slice(0, 120))
        """;

    /// <summary>Uses the page's own switch.</summary>
    private const string Darken = "document.querySelector('[data-theme-switch]').click()";

    /// <summary>
    /// axe from its package, run by hand: the package's own runner opens a second page for each check, which takes twice as long.
    /// </summary>
    private static readonly string s_axe = new BundledAxeScriptProvider().GetScript();

    /// <summary>Colours depend on the theme and order on the width, so three checks cover all values of each.</summary>
    private protected async Task LooksWellAsync(Showing showing)
    {
        var visitor = showing.Persona is { } persona ? await StayingAsync(persona) : await VisitorAsync();
        var found = new List<string>();
        await visitor.PreferAsync(dark: false, 1280);
        await showing.GoAsync(visitor, Console);
        found.AddRange(await LookAsync(visitor, "light, wide"));

        // A menu closes when the window changes, so it is opened again; everything else only changes its looks.
        var isMenu = await visitor.Screen.GetByRole(AriaRole.Menu).CountAsync() > 0;
        await visitor.Page.SetViewportSizeAsync(800, 800);
        await visitor.Page.EvaluateAsync(Darken);
        if (isMenu)
        {
            await showing.GoAsync(visitor, Console);
        }

        await Expect(visitor.Screen).ToHaveAttributeAsync("data-theme", "dark");
        found.AddRange(await LookAsync(visitor, "dark, narrow"));

        await visitor.Page.SetViewportSizeAsync(Phone, 800);

        // The new colours come with the next frame, and settle after it.
        await visitor.Page.EmulateMediaAsync(new() { ForcedColors = ForcedColors.Active });
        await visitor.Page.EvaluateAsync("() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))");
        found.AddRange(await LookAsync(visitor, "forced colours, phone", isForced: true));
        found.AddRange((await visitor.Page.EvaluateAsync<string[]>(OwnColours)).Select(one => $"own colours in forced colours: {one}"));
        found.AddRange((await visitor.Page.EvaluateAsync<string[]>(Borderless)).Select(one => $"no border in forced colours: {one}"));
        await visitor.Page.EmulateMediaAsync(new() { ForcedColors = ForcedColors.None });
        found.Should().BeEmpty();
    }

    /// <summary>What opens over a page once these are pressed in turn: a button, and an item if the button opens a menu.</summary>
    private protected static Showing Opens(
        string persona,
        Func<DemonstrationConsole, Task<string>> address,
        string title,
        params string[] pressed) =>
        new(persona, async (visitor, console) =>
        {
            await visitor.GoAsync(await address(console));
            foreach (var name in pressed)
            {
                await visitor.Screen.Button(name).Or(visitor.Screen.MenuItem(name)).First.ClickAsync();
            }

            await visitor.Screen.GetByRole(AriaRole.Dialog).Filter(new() { HasText = title }).Last.IsShownAsync();
        });

    private protected static async Task<string[]> ViolationsAsync(Visitor visitor, bool isForced = false)
    {
        await visitor.SettledAsync();
        if (!await visitor.Page.EvaluateAsync<bool>("'axe' in window"))
        {
            await visitor.Page.EvaluateAsync(s_axe);
        }

        return await visitor.Page.EvaluateAsync<string[]>(Look, isForced);
    }

    private static async Task<IEnumerable<string>> LookAsync(Visitor visitor, string looks, bool isForced = false) =>
        [
            .. await WiderThanTheWindowAsync(visitor),
            .. (await ViolationsAsync(visitor, isForced)).Select(violation => $"{looks}: {violation}"),
        ];

    /// <summary>Wide content must scroll in its own frame, not with the page.</summary>
    private static async Task<string[]> WiderThanTheWindowAsync(Visitor visitor)
    {
        await visitor.SettledAsync();
        var (page, window) = (
            await visitor.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"),
            await visitor.Page.EvaluateAsync<int>("window.innerWidth"));
        return page > window ? [$"{page} pixels of page in a window of {window}"] : [];
    }
}
