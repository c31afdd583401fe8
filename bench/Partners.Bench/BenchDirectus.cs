using System.Diagnostics;
using System.Globalization;

namespace Partners.Bench;

/// <summary>
/// A real Directus of its own, made by <c>.ci/directus</c> in the bench's folder and used again by the next run. Its organisations are put
/// into its PostgreSQL past it, since it would take an hour to write so many.
/// </summary>
internal sealed class BenchDirectus : IAsyncDisposable
{
    private readonly string _folder;

    private BenchDirectus(string folder) => _folder = folder;

    /// <returns>Its address is where <see cref="PullMeasurements.Platform"/> looks for one.</returns>
    public static async Task<BenchDirectus> StartAsync(BenchOptions options, CancellationToken cancel)
    {
        Directory.CreateDirectory(options.Folder);
        var number = options.Organisations.ToString(CultureInfo.InvariantCulture);
        var directus = new BenchDirectus(Path.Combine(options.Folder, $"directus-{number}"));
        try
        {
            // What an interrupted run left behind.
            await directus.RunAsync("stop", [], cancel);
            var address = await directus.RunAsync("start", [], cancel);
            await directus.RunAsync("fill", [number], cancel);
            Environment.SetEnvironmentVariable(PullMeasurements.Location, address);
            return directus;
        }
        catch
        {
            await directus.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync() => await RunAsync("stop", [], CancellationToken.None);

    /// <returns>What it printed.</returns>
    private async Task<string> RunAsync(string verb, string[] more, CancellationToken cancel)
    {
        await System.Console.Error.WriteLineAsync($".ci/directus {verb} {_folder} …");
        using var ran = Process.Start(new ProcessStartInfo(Program(), [verb, _folder, .. more])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        var printed = await ran.StandardOutput.ReadToEndAsync(cancel);
        await ran.WaitForExitAsync(cancel);
        return ran.ExitCode == 0
            ? printed.Trim()
            : throw new InvalidOperationException($".ci/directus {verb} ended with {ran.ExitCode}.");
    }

    private static string Program()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (Path.Combine(folder.FullName, ".ci", "directus") is var program && System.IO.File.Exists(program))
            {
                return program;
            }
        }

        throw new InvalidOperationException("There is no .ci/directus above this program.");
    }
}
