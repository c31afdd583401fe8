using System.Diagnostics;
using System.Net;
using Microsoft.Playwright;
using Cookie = Microsoft.Playwright.Cookie;

namespace Partners.Bench;

/// <summary>
/// What a person with a <see cref="SlowLine"/> and an empty cache waits for, and what jumps on the screen, in Chromium on the real console.
/// </summary>
internal static class ScreenMeasurements
{
    /// <summary>Environment variable with Chromium's executable, as for the tests.</summary>
    private const string Location = "PARTNERS_CHROMIUM";

    private const double OfUsable = 6;
    private const double OfBytes = 250;
    private const double OfShift = 0.05;

    private const string Help = "?";

    /// <summary>How long a page is watched after it is live, in milliseconds: what comes late jumps too.</summary>
    private const float Watched = 500;

    /// <summary>Sums all shifts, those after a click too, so that a dialog that moves the page behind it counts.</summary>
    private const string Watch = """
        window.shift = 0;
        new PerformanceObserver(list => list.getEntries().forEach(entry => window.shift += entry.value))
          .observe({ type: 'layout-shift', buffered: true });
        """;

    /// <summary>Blazor marks the elements that it handles; every page inside has the person menu's button.</summary>
    private const string IsLive = """
        () => Object.keys(document.querySelector('#person form button') ?? {}).some(key => key.startsWith('_blazorEvents_'))
        """;

    private static readonly string[] s_places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    public static async Task RunAsync(BenchRun run, CancellationToken cancel)
    {
        var pages = await Pages.OfAsync(run.Database, cancel);
        await using var console = await ServedConsole.StartAsync(run.Database, cancel);
        using var playwright = await Playwright.CreateAsync();
        await using var chromium = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable(Location) ?? s_places.First(File.Exists),
            Args = ["--no-sandbox", "--disable-gpu"],
        });
        var cookies = new Dictionary<string, Cookie[]>(StringComparer.Ordinal);
        foreach (var persona in pages.Select(page => page.Persona).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            cookies[persona] = await CookiesOfAsync(console, persona, cancel);
        }

        // The first visit of all compiles what the second is measured with.
        foreach (var isMeasured in (bool[])[false, true])
        {
            await SlowlyAsync("the sign-in page", pages.Single(page => page.Persona is null), isMeasured);
            await SlowlyAsync("Organisations", pages.Single(page => page.Address == "/organisations"), isMeasured);
        }

        foreach (var page in pages)
        {
            await using var context = await ContextAsync(page);
            var screen = await context.NewPageAsync();
            await GoAsync(screen, page);
            await screen.WaitForTimeoutAsync(Watched);
            Shifted($"{PageMeasurements.Pattern(page.Address)}: layout shift until live", await ShiftAsync(screen));
        }

        await DialogAsync("/ledger", "Add deal…");
        await DialogAsync("/billing", Help);

        async Task SlowlyAsync(string name, Page page, bool isMeasured)
        {
            await using var line = new SlowLine(console.Address);
            await using var context = await ContextAsync(page, line.Address);
            var screen = await context.NewPageAsync();
            var started = Stopwatch.GetTimestamp();
            await GoAsync(screen, page);
            var took = Stopwatch.GetElapsedTime(started);
            if (isMeasured)
            {
                run.Report.AddDuration($"{name} at 400 kb/s with an empty cache: until it is usable", OfUsable, took);
                run.Report.AddFigure($"{name}: what was loaded until then", line.Bytes / 1_000.0, OfBytes, "kB");
            }
        }

        async Task DialogAsync(string address, string button)
        {
            var page = pages.Single(found => found.Address == address) with { Persona = "commercial-owner" };
            cookies.TryAdd(page.Persona!, await CookiesOfAsync(console, page.Persona!, cancel));
            await using var context = await ContextAsync(page);
            var screen = await context.NewPageAsync();
            await GoAsync(screen, page);
            await screen.WaitForTimeoutAsync(Watched);
            var before = await ShiftAsync(screen);
            await screen.Locator(button == Help ? ".help-button" : $"main button:has-text('{button}')").First.ClickAsync();
            await screen.GetByRole(AriaRole.Dialog).WaitForAsync();
            await screen.WaitForTimeoutAsync(Watched);
            Shifted($"`{address}`: layout shift as \"{button}\" opens its dialog", await ShiftAsync(screen) - before);
        }

        void Shifted(string what, double shift) => run.Report.AddFigure(what, shift, OfShift, unit: string.Empty);

        async Task<IBrowserContext> ContextAsync(Page page, Uri? line = null)
        {
            var context = await chromium.NewContextAsync(new()
            {
                BaseURL = (line ?? console.Address).ToString(),
                ViewportSize = new() { Width = 1280, Height = 800 },
            });
            await context.AddInitScriptAsync(Watch);
            if (page.Persona is { } persona)
            {
                await context.AddCookiesAsync(cookies[persona]);
            }

            return context;
        }
    }

    /// <summary>Until the page can be used: what it shows is there, and for somebody inside it answers.</summary>
    private static async Task GoAsync(IPage screen, Page page)
    {
        await screen.GotoAsync(page.Address, new() { WaitUntil = WaitUntilState.Commit });
        await screen.GetByText(page.Shows).Or(screen.Locator($"[aria-label*='{page.Shows}']")).First
            .WaitForAsync(new() { State = WaitForSelectorState.Attached });
        if (page.Persona is null or "no-access")
        {
            await screen.WaitForLoadStateAsync(LoadState.Load);
            return;
        }

        // The driver's own wait evaluates text, which the pages' policy forbids.
        while (!await screen.EvaluateAsync<bool>(IsLive))
        {
            await screen.WaitForTimeoutAsync(20);
        }
    }

    private static async Task<double> ShiftAsync(IPage screen) => Math.Round(await screen.EvaluateAsync<double>("window.shift"), 3);

    private static async Task<Cookie[]> CookiesOfAsync(ServedConsole console, string persona, CancellationToken cancel)
    {
        var kept = new CookieContainer();
        using var handler = new HttpClientHandler { CookieContainer = kept };
        using var browser = new HttpClient(handler) { BaseAddress = console.Address };
        await Persona.SignInAsync(browser, persona, cancel);
        return
        [
            .. kept.GetAllCookies().Select(cookie => new Cookie
            {
                Name = cookie.Name,
                Value = cookie.Value,
                Domain = cookie.Domain,
                Path = cookie.Path,
            }),
        ];
    }
}
