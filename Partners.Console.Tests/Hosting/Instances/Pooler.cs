using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using Npgsql;
using Partners.Console.Tests.Support;

namespace Partners.Console.Tests.Hosting.Instances;

/// <summary>PgBouncer in transaction mode, before the server of the tests.</summary>
internal sealed class Pooler : IAsyncDisposable
{
    /// <summary>Environment variable: with the value "required", a missing PgBouncer fails the tests instead of skipping them.</summary>
    private const string Requirement = "PARTNERS_POOLER_TESTS";

    private const string HowToInstall = "There is no PgBouncer at /usr/sbin/pgbouncer. Install Debian's pgbouncer.";

    private const string Program = "/usr/sbin/pgbouncer";

    private readonly DirectoryInfo _folder;
    private readonly Process _process;
    private readonly int _port;

    private Pooler(DirectoryInfo folder, Process process, int port) => (_folder, _process, _port) = (folder, process, port);

    /// <summary>Skips the test where there is none.</summary>
    public static async Task<Pooler> StartAsync(string server)
    {
        if (!File.Exists(Program))
        {
            Assert.SkipUnless(
                string.Equals(Environment.GetEnvironmentVariable(Requirement), "required", StringComparison.OrdinalIgnoreCase),
                HowToInstall);
            Assert.Fail(HowToInstall);
        }

        var (folder, port, address) =
            (Directory.CreateTempSubdirectory("partners-pooler-"), OwnServer.FreePort(), new NpgsqlConnectionStringBuilder(server));
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "users"), $"\"{address.Username}\" \"\"\n");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "pgbouncer.ini"), string.Create(CultureInfo.InvariantCulture, $"""
            [databases]
            * = host={address.Host} port={address.Port}
            [pgbouncer]
            pool_mode = transaction
            listen_addr = 127.0.0.1
            listen_port = {port}
            unix_socket_dir =
            auth_type = trust
            auth_file = {folder.FullName}/users
            """));
        var pooler = new Pooler(folder, Process.Start(Start(folder))!, port);
        await Eventually.HoldsAsync(pooler.AnswersAsync);
        return pooler;
    }

    /// <summary>The same database, by way of the pooler.</summary>
    public string To(string connection) =>
        new NpgsqlConnectionStringBuilder(connection) { Host = "127.0.0.1", Port = _port }.ConnectionString;

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    /// <summary>It refuses to run as root, and needs no rights at all.</summary>
    private static ProcessStartInfo Start(DirectoryInfo folder)
    {
        string[] command = [Program, "--quiet", Path.Combine(folder.FullName, "pgbouncer.ini")];
        if (!Environment.IsPrivilegedProcess || OperatingSystem.IsWindows())
        {
            return new(command[0], command[1..]);
        }

        File.SetUnixFileMode(folder.FullName, (UnixFileMode)0b111_101_101);
        return new("setpriv", ["--reuid=nobody", "--regid=nogroup", "--clear-groups", .. command]);
    }

    private async Task<bool> AnswersAsync()
    {
        Assert.False(_process.HasExited, "PgBouncer ended.");
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync("127.0.0.1", _port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
