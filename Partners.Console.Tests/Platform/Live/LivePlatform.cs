using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Partners.Console.Tests.House;
using Partners.Core.Platform.Live;

namespace Partners.Console.Tests.Platform.Live;

/// <summary>
/// A real Directus, started by <c>.ci/directus</c>. Where <see cref="Location"/> names none, the tests that need it skip and say so; where
/// it names one, they have to pass.
/// </summary>
public sealed class LivePlatform : IDisposable
{
    /// <summary>Environment variable with the address that <c>.ci/directus start</c> prints.</summary>
    public const string Location = "PARTNERS_DIRECTUS";

    /// <summary>Environment variable with the folder that was given to <c>.ci/directus start</c>.</summary>
    public const string Folder = "PARTNERS_DIRECTUS_FOLDER";

    /// <summary>As <c>.ci/directus</c> makes them.</summary>
    public const string ConsoleToken = "console-token-only-for-tests";

    private const string AdminToken = "admin-token-only-for-tests";

    private readonly HttpClient _admin;

    private LivePlatform(Uri address)
    {
        Address = address;
        _admin = new HttpClient { BaseAddress = address };
        _admin.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", AdminToken);
    }

    public Uri Address { get; }

    public PlatformSettings Settings => new() { Address = Address, Token = ConsoleToken };

    /// <summary>Skips the test where there is no Directus.</summary>
    public static LivePlatform Find()
    {
        var address = Environment.GetEnvironmentVariable(Location);
        Assert.SkipWhen(
            string.IsNullOrEmpty(address),
            $"There is no Directus. Start one with `.ci/directus start`, and set {Location} to the address that it prints.");
        return new LivePlatform(new Uri(address!));
    }

    /// <summary>As an administrator of the platform, past the console.</summary>
    public async Task<JsonElement> AsAdminAsync(HttpMethod method, string path, JsonNode? body = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative))
        {
            Content = body is null ? null : JsonContent.Create(body),
        };
        using var answer = await _admin.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        if (!answer.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"{method} {path}: {(int)answer.StatusCode} {text}");
        }

        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement.GetProperty("data").Clone();
    }

    /// <summary>Does to it what <c>.ci/directus</c> can, and skips the test where nobody says where it is.</summary>
    /// <returns>What it printed.</returns>
    public static async Task<string> RunAsync(string verb)
    {
        var folder = Environment.GetEnvironmentVariable(Folder);
        Assert.SkipWhen(
            string.IsNullOrEmpty(folder), $"Set {Folder} to the folder of the Directus, too: its processes are stopped and started.");
        var start = new ProcessStartInfo(Path.Combine(Repository.Root, ".ci", "directus"), [verb, folder!])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        using var running = Process.Start(start)!;
        var printed = (await running.StandardOutput.ReadToEndAsync()).Trim();
        await running.WaitForExitAsync();
        return running.ExitCode == 0
            ? printed
            : throw new InvalidOperationException($".ci/directus {verb} ended with {running.ExitCode}.");
    }

    public void Dispose() => _admin.Dispose();
}
