using System.Net;
using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using Partners.Console.Tests.Hosting;

namespace Partners.Console.Tests.Access;

public sealed class SignInTests : IAsyncLifetime
{
    private RunningConsole _console = null!;

    public async ValueTask InitializeAsync() => _console = await RunningConsole.StartAsync();

    public ValueTask DisposeAsync() => _console.DisposeAsync();

    [Theory]
    [InlineData("/")]
    [InlineData("/organisations?q=a")]
    [InlineData("/nowhere")]
    [InlineData("/session")]
    public async Task Leads_a_stranger_to_the_sign_in_page_and_remembers_the_address(string address)
    {
        using var stranger = _console.Visitor();
        using var answer = await GetAsync(stranger, address);

        answer.StatusCode.Should().Be(HttpStatusCode.Found);
        answer.Headers.Location!.PathAndQuery.Should().Be($"/signin?returnUrl={Uri.EscapeDataString(address)}");
    }

    [Fact]
    public async Task Does_not_open_a_connection_for_a_stranger()
    {
        using var stranger = _console.Visitor();
        using var answer = await RunningConsole.PostAsync(stranger, "/_blazor/negotiate?negotiateVersion=1");

        answer.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Offers_the_four_personas_in_Development()
    {
        using var stranger = _console.Visitor();
        var page = await stranger.GetStringAsync(new Uri("/signin", UriKind.Relative), TestContext.Current.CancellationToken);

        page.Should().ContainAll(
            "Continue as Staff",
            "Continue as Commercial owner",
            "Continue as Handoff operator",
            "Continue without access");
    }

    [Theory]
    [InlineData("/platform?x=1", "/platform?x=1")]
    [InlineData("https://evil.example/", "/")]
    [InlineData("//evil.example", "/")]
    public async Task Returns_to_an_address_of_its_own_only(string asked, string expected)
    {
        using var visitor = _console.Visitor();
        using var answer = await RunningConsole.SignInAsync(visitor, "staff", asked);

        answer.Headers.Location!.OriginalString.Should().Be(expected);
    }

    [Fact]
    public async Task Gives_a_cookie_that_scripts_and_other_sites_do_not_get()
    {
        using var visitor = _console.Visitor();
        using var answer = await RunningConsole.SignInAsync(visitor, "staff");

        answer.Headers.GetValues("Set-Cookie").Should().ContainSingle(cookie => cookie.StartsWith("partners=", StringComparison.Ordinal))
            .Which.Should().ContainAll("httponly", "samesite=lax", "path=/");
    }

    [Fact]
    public async Task Takes_no_sign_in_without_its_own_form()
    {
        using var visitor = _console.Visitor();
        using var answer = await RunningConsole.PostAsync(visitor, "/signin/persona", ("persona", "staff"));

        answer.Headers.Location!.OriginalString.Should().Be("/signin?stale=true");
        answer.Headers.Contains("Set-Cookie").Should().BeFalse();
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/organisations")]
    [InlineData("/nowhere")]
    [InlineData("/signin")]
    public async Task Shows_someone_without_access_the_same_page_at_any_address(string address)
    {
        using var outsider = await _console.SignedInAsync("no-access");
        using var answer = await FollowAsync(outsider, address);

        answer.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        (await BodyAsync(answer)).Should().ContainAll("<h1>No access</h1>", "Ask the owner of the partner programme", "Sign out");
    }

    [Fact]
    public async Task Opens_no_connection_for_someone_without_access()
    {
        using var outsider = await _console.SignedInAsync("no-access");
        using var answer = await RunningConsole.PostAsync(outsider, "/_blazor/negotiate?negotiateVersion=1");

        answer.StatusCode.Should().Be(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Tells_staff_of_an_unknown_address_that_nothing_is_there()
    {
        using var staff = await _console.SignedInAsync("staff");
        using var answer = await GetAsync(staff, "/nowhere");

        answer.StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await BodyAsync(answer)).Should().ContainAll("<h1>Not found</h1>", "Noor de Wit", "Organisations");
    }

    [Fact]
    public async Task Signs_out_by_post_only()
    {
        using var staff = await _console.SignedInAsync("staff");
        using var page = await GetAsync(staff, "/nowhere");
        using var got = await GetAsync(staff, "/signout");
        using var stillIn = await GetAsync(staff, "/session");
        using var posted = await RunningConsole.PostAsync(
            staff,
            "/signout",
            (RunningConsole.TokenField, RunningConsole.TokenIn(await BodyAsync(page))));
        using var afterwards = await GetAsync(staff, "/session");

        got.StatusCode.Should().NotBe(HttpStatusCode.Found);
        stillIn.StatusCode.Should().Be(HttpStatusCode.NoContent);
        posted.Headers.Location!.OriginalString.Should().Be("/signin");
        afterwards.StatusCode.Should().Be(HttpStatusCode.Found);
    }

    [Fact]
    public async Task Ends_a_sign_in_after_ten_hours_however_busy()
    {
        var clock = new SteppedClock();
        await using var console = await RunningConsole.StartAsync(builder => builder.Services.AddSingleton<TimeProvider>(clock));
        using var staff = await console.SignedInAsync("staff");

        for (var step = 0; step < 19; step++)
        {
            clock.Now += TimeSpan.FromMinutes(31);
            using var busy = await GetAsync(staff, "/session");
            busy.StatusCode.Should().Be(HttpStatusCode.NoContent);
        }

        clock.Now += TimeSpan.FromMinutes(31);
        using var over = await GetAsync(staff, "/session");
        over.StatusCode.Should().Be(HttpStatusCode.Found);
    }

    [Fact]
    public async Task Ends_a_sign_in_after_an_idle_hour()
    {
        var clock = new SteppedClock();
        await using var console = await RunningConsole.StartAsync(builder => builder.Services.AddSingleton<TimeProvider>(clock));
        using var staff = await console.SignedInAsync("staff");

        clock.Now += TimeSpan.FromMinutes(61);
        using var over = await GetAsync(staff, "/session");
        over.StatusCode.Should().Be(HttpStatusCode.Found);
    }

    private static Task<HttpResponseMessage> GetAsync(HttpClient visitor, string address) =>
        visitor.GetAsync(new Uri(address, UriKind.RelativeOrAbsolute), TestContext.Current.CancellationToken);

    private static async Task<HttpResponseMessage> FollowAsync(HttpClient visitor, string address)
    {
        var answer = await GetAsync(visitor, address);
        while (answer.Headers.Location is { } next)
        {
            answer.Dispose();
            answer = await GetAsync(visitor, next.OriginalString);
        }

        return answer;
    }

    private static Task<string> BodyAsync(HttpResponseMessage answer) =>
        answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

    private sealed class SteppedClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 11, 20, 8, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
