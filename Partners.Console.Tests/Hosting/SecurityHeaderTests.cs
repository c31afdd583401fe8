using System.Net;
using FluentAssertions;

namespace Partners.Console.Tests.Hosting;

public sealed class SecurityHeaderTests : IAsyncLifetime
{
    private const string PageLoadsItsOwnOnly =
        "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self'; font-src 'self'; "
        + "connect-src 'self'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    private const string FileLoadsNothing = "default-src 'none'; frame-ancestors 'none'";

    private RunningConsole _console = null!;

    public async ValueTask InitializeAsync() => _console = await RunningConsole.StartAsync();

    public ValueTask DisposeAsync() => _console.DisposeAsync();

    [Theory]
    [InlineData("/organisations", HttpStatusCode.OK, PageLoadsItsOwnOnly)]
    [InlineData("/nowhere", HttpStatusCode.NotFound, PageLoadsItsOwnOnly)]
    [InlineData("/error", HttpStatusCode.OK, PageLoadsItsOwnOnly)]
    [InlineData("/signin", HttpStatusCode.Found, PageLoadsItsOwnOnly)]
    [InlineData("/audit/export.csv", HttpStatusCode.OK, FileLoadsNothing)]
    [InlineData("/platform/changes.jsonl", HttpStatusCode.OK, FileLoadsNothing)]
    [InlineData("/session", HttpStatusCode.NoContent, FileLoadsNothing)]
    [InlineData("/healthz", HttpStatusCode.OK, FileLoadsNothing)]
    public async Task Says_what_may_be_loaded_and_keeps_it_out_of_caches_and_frames(string address, HttpStatusCode status, string policy)
    {
        using var staff = await _console.SignedInAsync("staff");
        using var answer = await staff.GetAsync(new Uri(address, UriKind.Relative));

        answer.StatusCode.Should().Be(status);
        answer.Headers.GetValues("Content-Security-Policy").Should().Equal(policy);
        answer.Headers.CacheControl!.NoStore.Should().BeTrue();
        answer.Headers.GetValues("X-Frame-Options").Should().Equal("DENY");
        answer.Headers.GetValues("X-Content-Type-Options").Should().Equal("nosniff");
        answer.Headers.GetValues("Referrer-Policy").Should().Equal("same-origin");
        answer.Headers.GetValues("Cross-Origin-Opener-Policy").Should().Equal("same-origin");
        answer.Headers.GetValues("Cross-Origin-Resource-Policy").Should().Equal("same-origin");
        answer.Headers.GetValues("Permissions-Policy").Single().Should().ContainAll(
            "camera=()",
            "geolocation=()",
            "clipboard-write=(self)");
    }

    [Fact]
    public async Task Leaves_files_of_the_page_to_their_own_caching()
    {
        using var visitor = _console.Visitor();
        using var answer = await visitor.GetAsync(new Uri("/partners.css", UriKind.Relative));

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        answer.Headers.CacheControl!.NoStore.Should().BeFalse();
        answer.Headers.ETag.Should().NotBeNull();
    }
}
