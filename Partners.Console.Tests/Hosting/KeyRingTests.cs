using System.Net;
using FluentAssertions;
using Partners.Console.Hosting;

namespace Partners.Console.Tests.Hosting;

public sealed class KeyRingTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("partners-keys-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_restart_signs_nobody_out()
    {
        string cookies;
        await using (var before = await RunningConsole.StartAsync(kept: _folder))
        {
            using var visitor = before.Visitor();
            using var signedIn = await RunningConsole.SignInAsync(visitor, "staff");
            cookies = string.Join("; ", signedIn.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0]));
        }

        await using var after = await RunningConsole.StartAsync(kept: _folder);
        (await AskAsync(after, cookies)).Should().Be(HttpStatusCode.NoContent);

        // Another installation has other keys.
        await using var elsewhere = await RunningConsole.StartAsync();
        (await AskAsync(elsewhere, cookies)).Should().Be(HttpStatusCode.Found);
    }

    [Theory]
    [InlineData(null, "keys")]
    [InlineData("elsewhere/of/mine", "elsewhere/of/mine")]
    public async Task Keeps_the_keys_beside_the_database_or_where_it_is_told_for_its_own_account_only(string? setting, string place)
    {
        await using var console = await RunningConsole.StartAsync(
            builder => builder.Configuration[KeyRing.FolderSetting] = setting is null ? null : Path.Combine(_folder.FullName, setting),
            _folder);
        using var staff = await console.SignedInAsync("staff");

        var folder = new DirectoryInfo(Path.Combine(_folder.FullName, place));
        folder.GetFiles("key-*.xml").Should().ContainSingle();
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes.");
        folder.UnixFileMode.Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static async Task<HttpStatusCode> AskAsync(RunningConsole console, string cookies)
    {
        using var visitor = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = console.Address,
        };
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/session", UriKind.Relative));
        request.Headers.Add("Cookie", cookies);
        using var answer = await visitor.SendAsync(request);
        return answer.StatusCode;
    }
}
