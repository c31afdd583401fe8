using System.Diagnostics;

namespace Partners.Bench;

internal static class Stopwatches
{
    private const int WarmUps = 30;

    /// <summary>Minimum warm-up for queries: the console runs for days, so its code is long since optimised.</summary>
    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(1.5);

    /// <summary>Milliseconds per try, after enough untimed tries to compile the code and read the pages.</summary>
    /// <param name="act">Gets the number of the try, including warm-ups, so that each can ask for something else.</param>
    public static async Task<IReadOnlyCollection<double>> TimeAsync(int tries, Func<int, Task> act, CancellationToken cancel)
    {
        for (var i = 0; i < WarmUps; i++)
        {
            cancel.ThrowIfCancellationRequested();
            await act(i);
        }

        // Clear the warm-up's garbage, so that the first try does not pay for it.
        GC.Collect();
        var times = new double[tries];
        for (var i = 0; i < tries; i++)
        {
            cancel.ThrowIfCancellationRequested();
            var started = Stopwatch.GetTimestamp();
            await act(WarmUps + i);
            times[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        }

        return times;
    }

    /// <summary>Runs for a while untimed, so that the code is optimised and the pages are read.</summary>
    public static async Task WarmUpAsync(Measurement measurement, CancellationToken cancel)
    {
        var begun = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(begun) < s_warmUp)
        {
            for (var i = 0; i < WarmUps; i++)
            {
                await measurement.AskAsync(i, cancel);
            }
        }
    }

    public static async Task<Timings> TimeAsync(int tries, Measurement measurement, CancellationToken cancel)
    {
        var rows = 0;
        var times = await TimeAsync(tries, async i => rows = Math.Max(rows, await measurement.AskAsync(i, cancel)), cancel);
        return new([.. times], rows);
    }

    /// <summary>How many different inputs a measurement of so many tries needs.</summary>
    public static int Calls(int tries) => WarmUps + tries;
}
