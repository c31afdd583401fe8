using System.Diagnostics;
using System.Globalization;
using Partners.Core.Changes;
using Partners.Core.Organisations;
using Partners.Core.Persistence;
using Partners.Core.Values;

namespace Partners.Bench;

/// <summary>
/// Writers in a process of their own, as in an instance of the console. Reads from standard input the organisations of each, reports when
/// it can begin, and begins when it is told to. Writes what each save took in milliseconds, or why it failed.
/// </summary>
internal sealed class Writers : IDisposable
{
    public const string Word = "write";

    public const string Ready = "ready";

    private const string Failed = "failed: ";

    private readonly Process _process;

    private Writers(Process process) => _process = process;

    /// <summary>Starts this program again as writers, and waits until they can begin.</summary>
    /// <param name="records">A list for each writer.</param>
    public static async Task<Writers> StartAsync(
        DatabaseAddress address, TimeSpan time, IEnumerable<IEnumerable<Target>> records, CancellationToken cancel)
    {
        var seconds = time.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        var process = Process.Start(
            new ProcessStartInfo("dotnet", [typeof(Writers).Assembly.Location, Word, address.Provider.ToString(), address.Text, seconds])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                UseShellExecute = false,
            })!;
        var writers = new Writers(process);
        foreach (var record in records)
        {
            await process.StandardInput.WriteLineAsync(
                string.Join(' ', record.Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Id} {one.Version}"))));
        }

        await process.StandardInput.WriteLineAsync();
        return await process.StandardOutput.ReadLineAsync(cancel) == Ready
            ? writers
            : throw new InvalidOperationException("The writers did not begin.");
    }

    /// <returns>What each save took, and why some failed.</returns>
    public async Task<(List<double> Times, List<string> Failed)> WriteAsync(CancellationToken cancel)
    {
        await _process.StandardInput.WriteLineAsync("go");
        var (times, failed) = (new List<double>(), new List<string>());
        while (await _process.StandardOutput.ReadLineAsync(cancel) is { } line)
        {
            if (line.StartsWith(Failed, StringComparison.Ordinal))
            {
                failed.Add(line[Failed.Length..]);
            }
            else
            {
                times.Add(double.Parse(line, CultureInfo.InvariantCulture));
            }
        }

        await _process.WaitForExitAsync(cancel);
        return _process.ExitCode == 0 ? (times, failed) : throw new InvalidOperationException("The writers ended with a fault.");
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    /// <summary>In the process of their own.</summary>
    public static async Task<int> RunAsync(string provider, string address, string seconds)
    {
        await using var database = BenchDatabase.Of(new(Enum.Parse<DatabaseProvider>(provider), address));
        var toggle = database.Get<PartnerToggle>();
        var records = new List<List<Target>>();
        while (await System.Console.In.ReadLineAsync() is { Length: > 0 } line)
        {
            records.Add([.. line.Split(' ').Chunk(2).Select(one => new Target(Guid.Parse(one[0]), Number(one[1])))]);
        }

        await System.Console.Out.WriteLineAsync(Ready);
        if (await System.Console.In.ReadLineAsync() is null)
        {
            return 1;
        }

        var until = Stopwatch.GetTimestamp() + (Number(seconds) * Stopwatch.Frequency);
        var written = await Task.WhenAll(records.Select(own => Task.Run(() => WriteAsync(toggle, own, until))));
        foreach (var line in written.SelectMany(lines => lines))
        {
            await System.Console.Out.WriteLineAsync(line);
        }

        return 0;
    }

    /// <summary>Makes a partner of one after the other, and withdraws it again.</summary>
    private static async Task<List<string>> WriteAsync(PartnerToggle toggle, List<Target> own, long until)
    {
        var (lines, who, today) = (new List<string>(), BenchDatabase.Anyone, TimeProvider.System.TodayInAmsterdam());
        var agreement = new AgreementForm("BENCH-WRITERS", today.AddDays(-1), "Joris Bakker", null, null, true);
        for (var i = 0; Stopwatch.GetTimestamp() < until; i = (i + 1) % own.Count)
        {
            var (id, version) = own[i];
            own[i] = new(id, version + 2);
            await SaveAsync(() => toggle.MakePartnerAsync(who, new(Guid.CreateVersion7(), id, version, agreement), default));
            await SaveAsync(() => toggle.WithdrawAsync(who, new(Guid.CreateVersion7(), id, version + 1, "Measured"), default));
        }

        return lines;

        async Task SaveAsync<T>(Func<Task<Outcome<T>>> save)
            where T : notnull
        {
            var started = Stopwatch.GetTimestamp();
            try
            {
                CommandMeasurements.Done("A save", await save());
                lines.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds.ToString("0.###", CultureInfo.InvariantCulture));
            }
#pragma warning disable CA1031 // Whatever the fault, a save failed, and that is counted.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                lines.Add(Failed + fault.Message.ReplaceLineEndings(" "));
            }
        }
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
