namespace Partners.Bench;

/// <summary>Every page's first HTML, read in full from the real console by someone who signed in through its form.</summary>
internal static class PageMeasurements
{
    private const double Target = 50;

    public static async Task RunAsync(BenchRun run, CancellationToken cancel)
    {
        var pages = await Pages.OfAsync(run.Database, cancel);
        await using var console = await ServedConsole.StartAsync(run.Database, cancel);
        foreach (var seen in pages.GroupBy(page => page.Persona, StringComparer.Ordinal))
        {
            using var browser = new HttpClient { BaseAddress = console.Address };
            if (seen.Key is { } persona)
            {
                await Persona.SignInAsync(browser, persona, cancel);
            }

            foreach (var page in seen)
            {
                run.Report.AddTimes(
                    Pattern(page.Address),
                    Target,
                    await Stopwatches.TimeAsync(run.Tries, _ => AskAsync(browser, page, cancel), cancel));
            }
        }
    }

    private static async Task AskAsync(HttpClient browser, Page page, CancellationToken cancel)
    {
        // Whatever its status: a page for someone without access answers 403.
        using var answer = await browser.GetAsync(new Uri(page.Address, UriKind.Relative), cancel);
        var html = await answer.Content.ReadAsStringAsync(cancel);
        if (!html.Contains(page.Shows, StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"{page.Address} came without \"{page.Shows}\".");
        }
    }

    /// <summary>The address with {id} in place of any id.</summary>
    public static string Pattern(string address) => $"`{string.Join('/', address.Split('/').Select(PatternOfPart))}`";

    private static string PatternOfPart(string part) =>
        part.IndexOf('=', StringComparison.Ordinal) is >= 0 and var equals ? part[..(equals + 1)] + "{id}"
        : Guid.TryParse(part, out _) ? "{id}"
        : part;
}
