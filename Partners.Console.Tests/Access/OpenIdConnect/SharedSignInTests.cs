using System.Net;
using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using Partners.Console.Access.OpenIdConnect;
using Partners.Console.Tests.Hosting;
using Partners.Console.Tests.Support;
using Partners.Core.Access;

namespace Partners.Console.Tests.Access.OpenIdConnect;

/// <summary>One sign-in at two instances on one database, as behind a proxy that lost count.</summary>
public sealed class SharedSignInTests : ProviderScene
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("partners-shared-");
    private RunningConsole _other = null!;

    protected override DirectoryInfo Kept => _folder;

    private SignInSessions Sessions => Console.Services.GetRequiredService<SignInSessions>();

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _other = await StartConsoleAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await _other.DisposeAsync();
        await base.DisposeAsync();
        await TestStore.LeaveAsync(Path.Combine(_folder.FullName, "partners.db"));
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_refresh_token_is_used_by_one_of_them_and_the_sign_in_goes_on_at_both()
    {
        Provider.Refreshes = true;
        (Provider.UserInfo["roles"], Provider.Claims["roles"]) = (null, new[] { "Staff" });
        var (here, there) = await SignedInAtBothAsync();
        using var first = here;
        using var second = there;
        var (asked, answers) = (new TaskCompletionSource(), new TaskCompletionSource());
        Provider.BeforeRefresh = () =>
        {
            asked.TrySetResult();
            return answers.Task;
        };
        Clock.Now += TimeSpan.FromMinutes(2);

        var waits = StatusAsync(here);
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        (await StatusAsync(there)).Should().Be(HttpStatusCode.NoContent, "the last answer holds while the other instance asks");
        answers.SetResult();
        (await waits).Should().Be(HttpStatusCode.NoContent);

        Clock.Now += TimeSpan.FromMinutes(2);
        (await StatusAsync(there)).Should().Be(HttpStatusCode.NoContent, "it has the new refresh token");
        (await StatusAsync(here)).Should().Be(HttpStatusCode.NoContent);
        (await SessionsAsync()).Single().EndedBecause.Should().BeNull();
    }

    [Fact]
    public async Task A_check_whose_instance_was_killed_is_taken_over_and_has_no_say_any_more()
    {
        var (here, there) = await SignedInAtBothAsync();
        using var first = here;
        using var second = there;
        var id = (await SessionsAsync()).Single().Id;
        Clock.Now += TimeSpan.FromMinutes(2);
        var check = Clock.Now.AddSeconds(45);
        (await Sessions.TakeCheckAsync(id, Clock.Now, check, default)).Should().NotBeNull();
        (await Sessions.TakeCheckAsync(id, Clock.Now, check, default)).Should().BeNull();

        var asked = Provider.TimesAsked;
        (await StatusAsync(there)).Should().Be(HttpStatusCode.NoContent);
        Provider.TimesAsked.Should().Be(asked);

        Clock.Now = check;
        (await StatusAsync(there)).Should().Be(HttpStatusCode.NoContent);
        Provider.TimesAsked.Should().Be(asked + 1);
        (await Sessions.EndByCheckAsync(id, check, SessionEnd.Refused, default)).Should().BeFalse();
        (await StatusAsync(here)).Should().Be(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task A_logout_token_is_used_once_at_whichever_it_comes_to()
    {
        var token = Provider.Tokens.Sign(
            new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["iss"] = Provider.Issuer,
                ["aud"] = HostileProvider.ClientId,
                ["iat"] = Clock.Now.ToUnixTimeSeconds(),
                ["exp"] = Clock.Now.AddMinutes(2).ToUnixTimeSeconds(),
                ["jti"] = "once",
                ["sub"] = HostileProvider.Subject,
                ["events"] = new Dictionary<string, object>(StringComparer.Ordinal)
                {
                    ["http://schemas.openid.net/event/backchannel-logout"] = new { },
                },
            },
            "logout+jwt");
        var (before, _) = await SignedInAtBothAsync();
        using var first = before;
        (await SendAsync(Console, token)).Should().Be(HttpStatusCode.OK);
        (await StatusAsync(before)).Should().Be(HttpStatusCode.Found);
        var (here, there) = await SignedInAtBothAsync();
        using var second = here;
        using var third = there;

        (await SendAsync(_other, token)).Should().Be(HttpStatusCode.BadRequest);

        (await StatusAsync(there)).Should().Be(HttpStatusCode.NoContent);
    }

    private static async Task<HttpStatusCode> SendAsync(RunningConsole console, string token)
    {
        using var server = console.Visitor();
        using var answer = await RunningConsole.PostAsync(server, BackChannelLogout.Address, ("logout_token", token));
        return answer.StatusCode;
    }

    private async Task<(HttpClient Here, HttpClient There)> SignedInAtBothAsync()
    {
        var here = Console.Visitor();
        using var answer = await SignInAsync(here);
        var cookie = answer.Headers.GetValues("Set-Cookie").Single(one => one.StartsWith("partners=", StringComparison.Ordinal));
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false };
        var there = new HttpClient(handler) { BaseAddress = _other.Address };
        there.DefaultRequestHeaders.Add("Cookie", cookie.Split(';')[0]);
        return (here, there);
    }
}
