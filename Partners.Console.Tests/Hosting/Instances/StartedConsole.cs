using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using FluentAssertions;
using Partners.Console.Hosting;
using Partners.Core.Persistence;

namespace Partners.Console.Tests.Hosting.Instances;

/// <summary>The built console in a process of its own, as an instance among several.</summary>
internal sealed class StartedConsole : IAsyncDisposable
{
    private const string Listening = "Now listening on: ";

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly TaskCompletionSource<Uri> _listens = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private StartedConsole(ProcessStartInfo start)
    {
        _process = new() { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data);
        _process.Exited += (_, _) => _listens.TrySetException(new InvalidOperationException($"It ended.{Environment.NewLine}{Log}"));
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public Uri Address => _listens.Task.Result;

    public string Log => string.Join(Environment.NewLine, _lines);

    /// <summary>Serves on this machine, for the made-up people.</summary>
    /// <param name="at">Null for any free port.</param>
    /// <param name="settings">More of them, as the configuration names them.</param>
    public static async Task<StartedConsole> ServeAsync(
        string connection, Uri? at = null, IEnumerable<KeyValuePair<string, string?>>? settings = null)
    {
        var console = Run(
            new(DatabaseProvider.PostgreSql, connection), settings ?? [], "--urls", at?.ToString() ?? "http://127.0.0.1:0");
        await console._listens.Task.WaitAsync(TimeSpan.FromMinutes(2));
        return console;
    }

    /// <summary>Does one job and exits.</summary>
    public static StartedConsole Run(string connection, params string[] arguments) =>
        Run(new(DatabaseProvider.PostgreSql, connection), [], arguments);

    /// <summary>Does what the arguments say, or serves, and is not waited for.</summary>
    public static StartedConsole Run(
        DatabaseAddress database, IEnumerable<KeyValuePair<string, string?>> settings, params string[] arguments) =>
        new(Of(database, settings, arguments));

    public async Task<(int Code, string Output)> EndedAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (_process.ExitCode, Log);
    }

    /// <summary>SIGKILL: nothing of it is carried out any more.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
    }

    /// <summary>SIGTERM, as a service manager stops it.</summary>
    public async Task StopAsync()
    {
        using (var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync(CancellationToken.None);
        }

        await _process.WaitForExitAsync(CancellationToken.None);
        _process.ExitCode.Should().Be(0, Log);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }

    private static ProcessStartInfo Of(
        DatabaseAddress database, IEnumerable<KeyValuePair<string, string?>> settings, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(ConsoleHost).Assembly.Location, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["Database__Provider"] = database.Provider.ToString();
        start.Environment[database.Provider == DatabaseProvider.Sqlite ? "Database__File" : "Database__ConnectionString"] = database.Text;
        start.Environment["Database__SlowQueryMilliseconds"] = "600000";
        foreach (var (name, value) in settings)
        {
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        return start;
    }

    private void Hear(string? line)
    {
        if (line is null)
        {
            return;
        }

        _lines.Enqueue(line);
        if (line.IndexOf(Listening, StringComparison.Ordinal) is >= 0 and var at)
        {
            _listens.TrySetResult(new(line[(at + Listening.Length)..]));
        }
    }
}
