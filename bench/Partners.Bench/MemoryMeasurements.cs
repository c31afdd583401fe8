using System.Diagnostics;
using System.Globalization;

namespace Partners.Bench;

/// <summary>
/// The console's memory per open page: managed memory after a full collection, with 200 pages over real connections, less that before.
/// </summary>
internal static class MemoryMeasurements
{
    private const int Pages = 200;
    private const int FirstPages = 30;
    private const double TargetMegabytes = 2;

    private static readonly string[][] s_addresses =
    [
        ["/organisations"],
        ["/ledger"],
        ["/external-led"],
        ["/organisations", "/ledger", "/external-led", "/", "/billing"],
    ];

    public static async Task RunAsync(BenchRun run, CancellationToken cancel)
    {
        var pages = Math.Max(40, run.Options.Share(Pages));
        foreach (var addresses in s_addresses)
        {
            await using var console = await ServedConsole.StartAsync(run.Database, cancel);
            using var visitors = Visitors.Start(console.Address, addresses);
            try
            {
                // What the first pages leave behind belongs to the console: compiled code, cached queries, templates.
                await OpenAsync(visitors, FirstPages, cancel);
                await OpenAsync(visitors, 0, cancel);
                var before = Held();
                var renderings = await OpenAsync(visitors, pages, cancel);
                var each = (Held() - before) / (double)pages / (1024 * 1024);
                run.Report.AddFigure(
                    $"{string.Join(", ", addresses.Select(address => $"`{address}`"))}: {pages} open at once, "
                        + $"{renderings / (double)pages:0.#} renderings each",
                    each,
                    TargetMegabytes,
                    "MB");
            }
            finally
            {
                visitors.Kill();
                await visitors.WaitForExitAsync(CancellationToken.None);
            }
        }
    }

    /// <returns>How many renderings the pages received.</returns>
    private static async Task<int> OpenAsync(Process visitors, int pages, CancellationToken cancel)
    {
        await visitors.StandardInput.WriteLineAsync(pages.ToString(CultureInfo.InvariantCulture).AsMemory(), cancel);
        var answer = (await visitors.StandardOutput.ReadLineAsync(cancel))?.Split(' ');
        if (answer is not [var open, var renderings] || int.Parse(open, CultureInfo.InvariantCulture) != pages)
        {
            throw new InvalidOperationException("The visitors could not open their pages.");
        }

        // Time for what a page does after its first rendering, and for the console to clean up pages that were left.
        await Task.Delay(TimeSpan.FromSeconds(2), cancel);
        return int.Parse(renderings, CultureInfo.InvariantCulture);
    }

    /// <summary>Managed memory after a full collection.</summary>
    public static long Held()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
