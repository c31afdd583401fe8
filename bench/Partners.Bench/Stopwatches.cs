using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Partners.Core.Persistence;

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

    /// <summary>Asks both for a while, so that their code is compiled for speed, and the pages are read, before anything counts.</summary>
    public static async Task WarmUpAsync(Measurement measurement, IDbContextFactory<PartnersDb> contexts, CancellationToken cancel)
    {
        var begun = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(begun) < s_warmUp)
        {
            for (var i = 0; i < WarmUps; i++)
            {
                await measurement.AskAsync(i, cancel);
                await ByHandAsync(measurement, i, contexts, cancel);
            }
        }
    }

    /// <summary>The service and the hand-written SQL try by try, each first every other time, so that neither finds what the other fetched.</summary>
    public static async Task<Timings> CompareAsync(int tries, Measurement measurement, IDbContextFactory<PartnersDb> contexts, CancellationToken cancel)
    {
        await WarmUpAsync(measurement, contexts, cancel);

        // What the warm-up left behind is not the first try's to clear away.
        GC.Collect();
        var (asked, byHand, rows) = (new double[tries], new double[measurement.ByHand is null ? 0 : tries], 0);
        for (var i = 0; i < tries; i++)
        {
            cancel.ThrowIfCancellationRequested();
            var number = WarmUps + i;
            var isAskedFirst = number / 2 % 2 == 0;
            var found = isAskedFirst ? await AskAsync() : 0;
            var same = await SameAsync();
            found = isAskedFirst ? found : await AskAsync();
            if (measurement.ByHand is not null && found != same)
            {
                throw new InvalidOperationException($"{measurement.What}: the service found {found:N0} rows, the SQL by hand {same:N0}, in try {number}.");
            }

            rows = Math.Max(rows, found);

            async Task<int> AskAsync()
            {
                var started = Stopwatch.GetTimestamp();
                var count = await measurement.AskAsync(number, cancel);
                asked[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
                return count;
            }

            async Task<int> SameAsync()
            {
                if (measurement.ByHand is null)
                {
                    return 0;
                }

                var started = Stopwatch.GetTimestamp();
                var count = await ByHandAsync(measurement, number, contexts, cancel);
                byHand[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
                return count;
            }
        }

        return new(asked, byHand, rows);
    }

    /// <summary>How many different things a measurement of so many tries asks for.</summary>
    public static int Calls(int tries) => WarmUps + tries;

    private static async Task<int> ByHandAsync(Measurement measurement, int number, IDbContextFactory<PartnersDb> contexts, CancellationToken cancel)
    {
        if (measurement.ByHand is null)
        {
            return 0;
        }

        await using var sql = await HandSql.OpenAsync(contexts, cancel);
        return measurement.ByHand(sql, number);
    }
}
