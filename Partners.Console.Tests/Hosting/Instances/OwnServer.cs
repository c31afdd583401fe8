using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Partners.Console.Tests.Hosting.Instances;

/// <summary>A PostgreSQL server of the test's own, to be stopped in the middle of work.</summary>
internal sealed class OwnServer : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly string _programs;
    private readonly int _port;
    private bool _runs;

    private OwnServer(DirectoryInfo folder, string programs, int port) => (_folder, _programs, _port) = (folder, programs, port);

    public string Connection => $"Host=127.0.0.1;Port={_port};Username=partners;Database=partners";

    private string Data => Path.Combine(_folder.FullName, "data");

    /// <summary>Where the server's programs are; null where it is not installed.</summary>
    public static string? Programs { get; } = Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql")
            .Select(version => Path.Combine(version, "bin"))
            .Where(bin => File.Exists(Path.Combine(bin, "initdb")))
            .Max(StringComparer.Ordinal)
        : null;

    public static async Task<OwnServer> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("partners-server-");
        var server = new OwnServer(folder, Programs!, FreePort());
        if (Environment.IsPrivilegedProcess)
        {
            await RunAsync("chown", "postgres", folder.FullName);
        }

        string[] database = ["-D", server.Data, "-U", "partners", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"];
        await server.RunItsAsync("initdb", database);
        await server.GoOnAsync();
        await using var connection = new NpgsqlConnection($"{server.Connection};Database=postgres;Pooling=false");
        await connection.OpenAsync();
        await using var create = new NpgsqlCommand("CREATE DATABASE partners TEMPLATE template0", connection);
        await create.ExecuteNonQueryAsync();
        return server;
    }

    /// <summary>As when the machine loses its power, but for what the disk had not got.</summary>
    public async Task CrashAsync()
    {
        _runs = false;
        await RunItsAsync("pg_ctl", "-D", Data, "-m", "immediate", "stop");
    }

    public async Task GoOnAsync()
    {
        await RunItsAsync(
            "pg_ctl",
            "-D",
            Data,
            "-l",
            Path.Combine(Data, "server.log"),
            "-o",
            string.Create(CultureInfo.InvariantCulture, $"-p {_port} -c listen_addresses=127.0.0.1 -c unix_socket_directories="),
            "-w",
            "start");
        _runs = true;
    }

    public async ValueTask DisposeAsync()
    {
        if (_runs)
        {
            await CrashAsync();
        }

        _folder.Delete(recursive: true);
    }

    /// <summary>The server refuses to run as root.</summary>
    private Task RunItsAsync(string program, params string[] arguments)
    {
        var path = Path.Combine(_programs, program);
        return Environment.IsPrivilegedProcess
            ? RunAsync("setpriv", ["--reuid=postgres", "--regid=postgres", "--clear-groups", path, .. arguments])
            : RunAsync(path, arguments);
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        // Not redirected: the server would keep the pipe open.
        var start = new ProcessStartInfo("sh", ["-c", "exec \"$@\" >/dev/null 2>&1", "sh", program, .. arguments])
        {
            WorkingDirectory = "/",
        };
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync(CancellationToken.None);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
        }
    }

    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
