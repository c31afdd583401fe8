using System.Text.RegularExpressions;
using Partners.Console.Hosting;
using Partners.Core;

namespace Partners.Bench;

/// <summary>A page's first HTML: the real console on a free port over the same database, asked by somebody who signed in through its form.</summary>
internal static partial class PageMeasurements
{
    private const string Persona = "staff";

    public static async Task RunAsync(BenchDatabase database, int tries, Report report, CancellationToken cancel)
    {
        string[] settings = ["--environment", "Development", "--urls", "http://127.0.0.1:0", "--Logging:LogLevel:Default", "Warning"];
        await using var console = ConsoleHost.Build(settings, builder => builder.Services.AddPartnersCore(database.File));
        await console.StartAsync(cancel);
        using var handler = new SocketsHttpHandler();
        using var browser = new HttpClient(handler) { BaseAddress = new Uri(console.Urls.First()) };
        await SignInAsync(browser, cancel);

        var times = await Stopwatches.TimeAsync(tries, async _ =>
        {
            // Read to its end: the page streams nothing after its list.
            var html = await browser.GetStringAsync(new Uri("/organisations", UriKind.Relative), cancel);
            if (!html.Contains("Actions for", StringComparison.Ordinal))
            {
                throw new InvalidOperationException("The page came without its list.");
            }
        }, cancel);
        report.AddTimes("/organisations, its first HTML", 50, times);
        await console.StopAsync(cancel);
    }

    private static async Task SignInAsync(HttpClient browser, CancellationToken cancel)
    {
        var form = await browser.GetStringAsync(new Uri("/signin", UriKind.Relative), cancel);
        var token = AntiforgeryToken().Match(form).Groups["token"].Value;
        using var content = new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("persona", Persona)]);
        using var answer = await browser.PostAsync(new Uri("/signin/persona", UriKind.Relative), content, cancel);
        if (answer.RequestMessage?.RequestUri?.AbsolutePath.StartsWith("/signin", StringComparison.Ordinal) != false)
        {
            throw new InvalidOperationException("The console did not sign the persona in.");
        }
    }

    [GeneratedRegex(""""name="__RequestVerificationToken" value="(?<token>[^"]+)"""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex AntiforgeryToken();
}
