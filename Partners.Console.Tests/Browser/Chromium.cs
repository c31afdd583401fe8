using Microsoft.Playwright;
using Partners.Console.Tests.Browser;

[assembly: AssemblyFixture(typeof(Chromium))]

namespace Partners.Console.Tests.Browser;

/// <summary>The one browser that all browser tests share; each test opens contexts of its own in it.</summary>
/// <remarks>
/// It is Debian's Chromium, driven by the script that comes with Playwright's package: nothing is downloaded. Where it is
/// not installed the tests are skipped, unless <see cref="Requirement"/> says that they must run.
/// </remarks>
public sealed class Chromium : IAsyncLifetime
{
    /// <summary>An environment variable: the executable, where it stands somewhere else.</summary>
    public const string Location = "PARTNERS_CHROMIUM";

    /// <summary>An environment variable: with the value "required", a missing browser fails the tests instead of skipping them.</summary>
    public const string Requirement = "PARTNERS_BROWSER_TESTS";

    private const string HowToInstall = $"No Chromium was found. Install it with `apt-get install chromium`, or name its executable in {Location}.";

    private static readonly string[] s_places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    /// <summary>
    /// What a window of Chromium's own brings along, and no page sees: the address bar's two lists, which are pages with a process each,
    /// and a process kept for the next page. Each test opens a new window, which costs less than half without them.
    /// </summary>
    private static readonly string[] s_ofTheWindow = ["PreloadTopChromeWebUI", "SpareRendererForSitePerProcess", "WebUIOmniboxAimPopup", "WebUIOmniboxPopup"];

    /// <summary>Playwright's own list, which ours replaces: of several, Chromium hears the last.</summary>
    private static readonly string[] s_ofTheDriver =
    [
        "AimEnabled", "AutoDeElevate", "AvoidCorsURLLoaderRestartOnRedirect", "AvoidUnnecessaryBeforeUnloadCheckSync", "BlockOriginHeaderModificationOnRedirect", "DestroyProfileOnBrowserClose",
        "DialMediaRouteProvider", "GlobalMediaControls", "HttpsUpgrades", "LensOverlay", "MediaRouter", "NetworkTimeServiceQuerying", "OptimizationHints", "PaintHolding", "ThirdPartyStoragePartitioning", "Translate",
    ];

    private static readonly string[] s_flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--no-first-run", "--disable-quic",
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

        // A busy machine is slow, not wrong.
        Assertions.SetDefaultExpectTimeout(45_000);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = executable, Args = s_flags });
    }

    /// <summary>A browser as a new person would have it: without cookies. Skips the test where there is no browser.</summary>
    public async Task<IBrowserContext> NewContextAsync(BrowserNewContextOptions options)
    {
        if (_browser is null)
        {
            Assert.SkipUnless(string.Equals(Environment.GetEnvironmentVariable(Requirement), "required", StringComparison.OrdinalIgnoreCase), HowToInstall);
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
