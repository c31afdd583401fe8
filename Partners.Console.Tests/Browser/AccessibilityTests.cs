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
    /// Skips mild findings, which would not be reported. Runs everything else twice, because a narrower page shows other elements, so that
    /// the second check can find more than colours.
    /// </summary>
    private const string Look = """
        async () => {
          const mild = axe._audit.rules
            .filter(rule => rule.impact === 'moderate' || rule.impact === 'minor')
            .map(rule => [rule.id, { enabled: false }]);
          const { violations, passes } = await axe.run(
            document,
            { resultTypes: ['violations'], selectors: false, rules: Object.fromEntries(mild) });
          if (passes.length === 0) throw new Error('axe looked at nothing');
          return violations
            .filter(violation => violation.impact === 'serious' || violation.impact === 'critical')
            .flatMap(violation => violation.nodes.map(node => `${violation.help} (${violation.id}): ${node.html}`));
        }
        """;

    /// <summary>Uses the page's own switch.</summary>
    private const string Darken = "document.querySelector('[data-theme-switch]').click()";

    /// <summary>
    /// axe from its package, run by hand: the package's own runner opens a second page for each check, which takes twice as long.
    /// </summary>
    private static readonly string s_axe = new BundledAxeScriptProvider().GetScript();

    /// <summary>Colours depend on the theme and order on the width, so two checks cover both values of each.</summary>
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
        found.AddRange(await WiderThanTheWindowAsync(visitor));
        found.Should().BeEmpty();
    }

    private protected static async Task<string[]> ViolationsAsync(Visitor visitor)
    {
        await visitor.SettledAsync();
        if (!await visitor.Page.EvaluateAsync<bool>("'axe' in window"))
        {
            await visitor.Page.EvaluateAsync(s_axe);
        }

        return await visitor.Page.EvaluateAsync<string[]>(Look);
    }

    private static async Task<IEnumerable<string>> LookAsync(Visitor visitor, string looks) =>
        [.. await WiderThanTheWindowAsync(visitor), .. (await ViolationsAsync(visitor)).Select(violation => $"{looks}: {violation}")];

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
