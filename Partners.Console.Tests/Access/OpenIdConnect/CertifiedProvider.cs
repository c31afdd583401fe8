using System.Diagnostics;
using System.Net.Http.Json;
using Partners.Console.Tests.Browser;
using Partners.Console.Tests.House;

namespace Partners.Console.Tests.Access.OpenIdConnect;

/// <summary>The certified provider in <c>Access/Provider</c>, as a process on this machine.</summary>
internal sealed class CertifiedProvider : IAsyncDisposable
{
    public const string ClientId = "partners";
    public const string ClientSecret = "only-for-tests";

    private const string HowToInstall =
        "The identity provider of these tests is not installed. With Node.js: npm ci --prefix Partners.Console.Tests/Access/Provider";
    private const string Ready = "Listening on ";

    private readonly Process _process;
    private readonly HttpClient _control;

    private CertifiedProvider(Process process, Uri address)
    {
        (_process, Address) = (process, address);
        _control = new HttpClient { BaseAddress = address };
    }

    public Uri Address { get; }

    private static string Folder => Path.Combine(Repository.Root, "Partners.Console.Tests", "Access", "Provider");

    /// <returns>Null if it is not installed.</returns>
    public static async Task<CertifiedProvider?> StartAsync()
    {
        if (!Directory.Exists(Path.Combine(Folder, "node_modules")))
        {
            return null;
        }

        Process process;
        try
        {
            process = Process.Start(new ProcessStartInfo("node", "server.js")
            {
                WorkingDirectory = Folder,
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardInput = true,
            })!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }

        while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.StartsWith(Ready, StringComparison.Ordinal))
            {
                // Drain the output, so that the process never blocks.
                _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
                return new(process, new Uri(line[Ready.Length..]));
            }
        }

        throw new InvalidOperationException("The identity provider of these tests ended before it listened.");
    }

    /// <summary>Skips the test, or fails it if browser tests are required.</summary>
    public static void IsMissing()
    {
        Assert.SkipUnless(
            string.Equals(Environment.GetEnvironmentVariable(Chromium.Requirement), "required", StringComparison.OrdinalIgnoreCase),
            HowToInstall);
        Assert.Fail(HowToInstall);
    }

    public Task IsAskedByAsync(Uri console) => SayAsync(new { client = console.GetLeftPart(UriPartial.Authority) });

    public Task GiveRolesAsync(string name, params string[] roles) =>
        SayAsync(new { roles = new Dictionary<string, string[]>(StringComparer.Ordinal) { [name] = roles } });

    /// <summary>From now on, everyone who signs in proved who they are this long ago.</summary>
    public Task ProvedAgoAsync(TimeSpan ago) => SayAsync(new { provedSecondsAgo = (int)ago.TotalSeconds });

    public Task TakeNewKeysAsync() => SayAsync(new { newKeys = true });

    public async ValueTask DisposeAsync()
    {
        _control.Dispose();
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private async Task SayAsync(object said)
    {
        using var answer = await _control.PostAsJsonAsync(
            new Uri("/control", UriKind.Relative),
            said,
            TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
    }
}
