using System.Diagnostics;

namespace Partners.Bench;

/// <summary>Times one thing many times.</summary>
internal static class Stopwatches
{
    private const int WarmUps = 30;

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

    /// <summary>How many different things a measurement of so many tries asks for.</summary>
    public static int Calls(int tries) => WarmUps + tries;
}
