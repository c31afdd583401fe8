using System.Diagnostics;

namespace Partners.Bench;

/// <summary>Times one thing many times.</summary>
internal static class Stopwatches
{
    private const int WarmUps = 30;

    /// <summary>What only asks is asked for at least so long before it counts: the console runs for days, and its code has long been compiled for speed.</summary>
    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(1.5);

    /// <summary>Milliseconds of each try, after enough untimed ones for the code to be compiled and the pages to be read.</summary>
    /// <param name="act">Gets the number of the try, warm-ups included, so that each can ask for something else.</param>
    public static async Task<IReadOnlyCollection<double>> TimeAsync(int tries, Func<int, Task> act, CancellationToken cancel)
    {
        for (var i = 0; i < WarmUps; i++)
        {
            cancel.ThrowIfCancellationRequested();
            await act(i);
        }

        // What the warm-up left behind is not the first try's to clear away.
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

    /// <summary>Asks for a while before anything counts: the code is compiled for speed then, and the pages are read.</summary>
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

    /// <summary>How many different things a measurement of so many tries asks for.</summary>
    public static int Calls(int tries) => WarmUps + tries;
}
