using Microsoft.Playwright;
using Partners.Console.Tests.Browser;

[assembly: AssemblyFixture(typeof(Chromium))]

namespace Partners.Console.Tests.Browser;

/// <summary>The one browser that all browser tests share; each test opens its own contexts.</summary>
/// <remarks>
/// It is Debian's Chromium, driven by the script in Playwright's package; nothing is downloaded. If it is not installed the tests are
/// skipped, unless <see cref="Requirement"/> says that they must run.
/// </remarks>
public sealed class Chromium : IAsyncLifetime
{
    /// <summary>Environment variable with the executable, if it is somewhere else.</summary>
    public const string Location = "PARTNERS_CHROMIUM";

    /// <summary>Environment variable: with the value "required", a missing browser fails the tests instead of skipping them.</summary>
    public const string Requirement = "PARTNERS_BROWSER_TESTS";

    private const string HowToInstall =
        $"No Chromium was found. Install it with `apt-get install chromium`, or name its executable in {Location}.";

    private static readonly string[] s_places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    /// <summary>
    /// What every Chromium window creates and no page uses: the address bar's two lists, each a page with its own process, and a spare
    /// process for the next page. Each test opens a new window, which costs less than half without them.
    /// </summary>
    private static readonly string[] s_ofTheWindow =
    [
        "PreloadTopChromeWebUI",
        "SpareRendererForSitePerProcess",
        "WebUIOmniboxAimPopup",
        "WebUIOmniboxPopup",
    ];

    /// <summary>Playwright's own list, repeated because ours replaces it: Chromium uses only the last of several lists.</summary>
    private static readonly string[] s_ofTheDriver =
    [
        "AimEnabled", "AutoDeElevate", "AvoidCorsURLLoaderRestartOnRedirect", "AvoidUnnecessaryBeforeUnloadCheckSync",
        "BlockOriginHeaderModificationOnRedirect", "DestroyProfileOnBrowserClose", "DialMediaRouteProvider", "GlobalMediaControls",
        "HttpsUpgrades", "LensOverlay", "MediaRouter", "NetworkTimeServiceQuerying", "OptimizationHints", "PaintHolding",
        "ThirdPartyStoragePartitioning", "Translate",
    ];

    private static readonly string[] s_flags =
    [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--no-first-run",
        "--disable-quic",
        $"--disable-features={string.Join(',', [.. s_ofTheWindow, .. s_ofTheDriver])}",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        if (Find() is not { } executable)
        {
            return;
        }

        // A busy machine is slow, not broken.
        Assertions.SetDefaultExpectTimeout(45_000);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = executable, Args = s_flags });
    }

    /// <summary>A browser without cookies, as for a new person. Skips the test if there is no browser.</summary>
    public async Task<IBrowserContext> NewContextAsync(BrowserNewContextOptions options)
    {
        if (_browser is null)
        {
            Assert.SkipUnless(
                string.Equals(Environment.GetEnvironmentVariable(Requirement), "required", StringComparison.OrdinalIgnoreCase),
                HowToInstall);
            Assert.Fail(HowToInstall);
        }

        var context = await _browser.NewContextAsync(options);
        context.SetDefaultTimeout(60_000);
        return context;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }

    private static string? Find() => Environment.GetEnvironmentVariable(Location) is { Length: > 0 } named
        ? (File.Exists(named) ? named : null)
        : s_places.FirstOrDefault(File.Exists);
}
