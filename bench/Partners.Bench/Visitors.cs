using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace Partners.Bench;

/// <summary>
/// People with open pages, in their own process, so that the console's process holds only the console. Reads from standard input how many
/// pages to keep open, and reports when they are.
/// </summary>
internal static class Visitors
{
    public const string Word = "visitors";

    public static async Task<int> RunAsync(Uri console, string[] addresses)
    {
        var cookies = new CookieContainer();
        using var handler = new SocketsHttpHandler { CookieContainer = cookies };
        using var browser = new HttpClient(handler) { BaseAddress = console };
        await Persona.SignInAsync(browser, "staff", CancellationToken.None);
        var pages = new List<OpenPage>();
        while (await System.Console.In.ReadLineAsync() is { } line)
        {
            var wanted = int.Parse(line, CultureInfo.InvariantCulture);
            while (pages.Count < wanted)
            {
                pages.Add(
                    await OpenPage.OpenAsync(
                        browser,
                        cookies.GetCookieHeader(console),
                        addresses[pages.Count % addresses.Length],
                        CancellationToken.None));
            }

            foreach (var left in pages.Skip(wanted))
            {
                await left.DisposeAsync();
            }

            pages.RemoveRange(wanted, pages.Count - wanted);
            await System.Console.Out.WriteLineAsync(
                string.Create(CultureInfo.InvariantCulture, $"{pages.Count} {pages.Sum(page => page.Renderings)}"));
        }

        return 0;
    }

    /// <summary>Starts this program again as visitors.</summary>
    public static Process Start(Uri console, IEnumerable<string> addresses) =>
        Process.Start(new ProcessStartInfo("dotnet", [typeof(Visitors).Assembly.Location, Word, console.ToString(), .. addresses])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
}
