using Deque.AxeCore.Commons;
using FluentAssertions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Partners.Console.Tests.Browser;

/// <summary>
/// axe on every page, in every state that looks different. A new page is one line in the table of one of the classes below this one:
/// there is more than one, so that they run side by side.
/// </summary>
public abstract class AccessibilityTests(Chromium chromium, DemonstrationConsole console) : BrowserTest(chromium, console)
{
    /// <summary>The width of a phone, to which the last look is narrowed.</summary>
    private const int Phone = 390;

    /// <summary>
    /// What is mild is not asked, since it would not be told. All else is asked twice: a narrower page shows other elements,
    /// so that not only colours may be wrong in the second look.
    /// </summary>
    private const string Look = """
        async () => {
          const mild = axe._audit.rules.filter(rule => rule.impact === 'moderate' || rule.impact === 'minor').map(rule => [rule.id, { enabled: false }]);
          const { violations, passes } = await axe.run(document, { resultTypes: ['violations'], selectors: false, rules: Object.fromEntries(mild) });
          if (passes.length === 0) throw new Error('axe looked at nothing');
          return violations
            .filter(violation => violation.impact === 'serious' || violation.impact === 'critical')
            .flatMap(violation => violation.nodes.map(node => `${violation.help} (${violation.id}): ${node.html}`));
        }
        """;

    /// <summary>By the page's own switch, until the dark theme's style sheet is there.</summary>
    private const string Darken = """
        async () => {
          const sheet = document.getElementById('theme');
          const loaded = new Promise((done) => sheet.addEventListener('load', done, { once: true }));
          document.querySelector('[data-theme-switch]').click();
          await loaded;
        }
        """;

    /// <summary>axe itself, from its package. Run by hand: the package's own runner opens a second page for each look, which takes twice as long.</summary>
    private static readonly string s_axe = new BundledAxeScriptProvider().GetScript();

    /// <summary>Colours are the theme's and order is the width's: two looks show both of each.</summary>
    private protected async Task LooksWellAsync(Showing showing)
    {
        var visitor = showing.Persona is { } persona ? await StayingAsync(persona) : await VisitorAsync();
        var found = new List<string>();
        await visitor.PreferAsync(dark: false, 1280);
        await showing.GoAsync(visitor, Console);
        found.AddRange(await LookAsync(visitor, "light, wide"));

        // A menu closes when the window changes, and is opened again; all else stays as it is, and changes its looks alone.
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

    /// <summary>What is wider scrolls in a frame of its own, and not with the page.</summary>
    private static async Task<string[]> WiderThanTheWindowAsync(Visitor visitor)
    {
        await visitor.SettledAsync();
        var (page, window) = (await visitor.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"), await visitor.Page.EvaluateAsync<int>("window.innerWidth"));
        return page > window ? [$"{page} pixels of page in a window of {window}"] : [];
    }
}
