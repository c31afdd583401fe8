using System.Diagnostics;

namespace Partners.Bench;

/// <summary>Times one thing many times.</summary>
internal static class Stopwatches
{
    private const int WarmUps = 30;

    /// <summary>What only asks is asked for at least so long before it counts: the console runs for days, and its code has long been compiled for speed.</summary>
    private static readonly TimeSpan s_warmUp = TimeSpan.FromMilliseconds(400);

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

    /// <summary>The service and the hand-written SQL try by try, each first every other time, so that neither finds what the other fetched.</summary>
    public static async Task<Timings> CompareAsync(int tries, Measurement measurement, HandSql sql, CancellationToken cancel)
    {
        var (asked, byHand, rows) = (new double[tries], new double[measurement.ByHand is null ? 0 : tries], 0);
        var begun = Stopwatch.GetTimestamp();
        for (var i = -WarmUps; i < tries; i++)
        {
            cancel.ThrowIfCancellationRequested();
            if (i == 0 && Stopwatch.GetElapsedTime(begun) < s_warmUp)
            {
                i = -WarmUps;
            }
            else if (i == 0)
            {
                GC.Collect();
            }

            var number = WarmUps + i;
            var found = number % 2 == 0 ? await AskAsync(i) : 0;
            var same = ByHand(i);
            found = number % 2 == 0 ? found : await AskAsync(i);
            if (measurement.ByHand is not null && found != same)
            {
                throw new InvalidOperationException($"{measurement.What}: the service found {found:N0} rows, the SQL by hand {same:N0}, in try {number}.");
            }

            rows = Math.Max(rows, found);
        }

        return new(asked, byHand, rows);

        async Task<int> AskAsync(int i)
        {
            var started = Stopwatch.GetTimestamp();
            var found = await measurement.AskAsync(WarmUps + i, cancel);
            Keep(asked, i, started);
            return found;
        }

        int ByHand(int i)
        {
            var started = Stopwatch.GetTimestamp();
            var found = measurement.ByHand?.Invoke(sql, WarmUps + i) ?? 0;
            Keep(byHand, i, started);
            return found;
        }
    }

    /// <summary>How many different things a measurement of so many tries asks for.</summary>
    public static int Calls(int tries) => WarmUps + tries;

    private static void Keep(double[] times, int number, long started)
    {
        if (number >= 0 && number < times.Length)
        {
            times[number] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        }
    }
}
