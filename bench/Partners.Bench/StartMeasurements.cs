using System.Diagnostics;

namespace Partners.Bench;

/// <summary>
/// From the start of the console's process, on a migrated database, to the first answer of its health check. Measured as published, as on a
/// server, and as built for <c>dotnet run</c>, which compiles its code while starting.
/// </summary>
internal static class StartMeasurements
{
    private const int Tries = 5;
    private const double TargetSeconds = 2;

    /// <summary>Our own target.</summary>
    private const double TargetOfBuilt = 4;

    private static readonly string s_console = typeof(Console.Hosting.ConsoleHost).Assembly.Location;

    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

    public static async Task RunAsync(BenchRun run, CancellationToken cancel)
    {
        var place = Directory.CreateTempSubdirectory("partners-bench-");
        try
        {
            await PublishAsync(place.FullName, cancel);
            await MeasureAsync(run, "published", Path.Combine(place.FullName, Path.GetFileName(s_console)), TargetSeconds, cancel);
            await MeasureAsync(run, "built", s_console, TargetOfBuilt, cancel);
        }
        finally
        {
            place.Delete(recursive: true);
        }
    }

    private static async Task MeasureAsync(BenchRun run, string what, string console, double target, CancellationToken cancel)
    {
        var times = new List<double>();
        for (var i = 0; i < Tries; i++)
        {
            times.Add((await StartAsync(console, run.Database.Address.Text, cancel)).TotalSeconds);
        }

        run.Report.AddDuration(
            $"{what}: from the process's start to the first healthy answer, the middle of {Tries}",
            target,
            TimeSpan.FromSeconds(Report.Percentile([.. times.Order()], 50)));
    }

    private static async Task PublishAsync(string to, CancellationToken cancel)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Partners.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The console's project is not here to be published.");
        }

        using var publish = Process.Start(
            "dotnet",
            ["publish", Path.Combine(folder.FullName, "Partners.Console"), "-c", "Release", "-o", to, "-v", "quiet"]);
        await publish.WaitForExitAsync(cancel);
        if (publish.ExitCode != 0)
        {
            throw new InvalidOperationException("The console could not be published.");
        }
    }

    private static async Task<TimeSpan> StartAsync(string assembly, string database, CancellationToken cancel)
    {
        var port = FreePort();
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList = { assembly, "--environment", "Development", "--urls", $"http://127.0.0.1:{port}", "--database", database },
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        var started = Stopwatch.GetTimestamp();
        using var console = Process.Start(start)!;
        try
        {
            // Drain the output, so that a full pipe never blocks the process.
            console.BeginOutputReadLine();
            using var browser = new HttpClient { BaseAddress = new($"http://127.0.0.1:{port}") };
            while (Stopwatch.GetElapsedTime(started) < s_patience && !console.HasExited)
            {
                try
                {
                    using var answer = await browser.GetAsync(new Uri("/healthz", UriKind.Relative), cancel);
                    if (answer.IsSuccessStatusCode)
                    {
                        return Stopwatch.GetElapsedTime(started);
                    }
                }
                catch (HttpRequestException)
                {
                    // Not listening yet.
                }

                await Task.Delay(10, cancel);
            }

            throw new InvalidOperationException("The console did not start.");
        }
        finally
        {
            console.Kill();
            await console.WaitForExitAsync(CancellationToken.None);
        }
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }
}
