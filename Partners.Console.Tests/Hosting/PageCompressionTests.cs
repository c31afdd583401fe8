using System.Net;
using FluentAssertions;

namespace Partners.Console.Tests.Hosting;

public sealed class PageCompressionTests : IAsyncLifetime
{
    private RunningConsole _console = null!;

    public async ValueTask InitializeAsync() => _console = await RunningConsole.StartAsync();

    public ValueTask DisposeAsync() => _console.DisposeAsync();

    [Theory]
    [InlineData("none", "br")]
    [InlineData("same-origin", "br")]
    [InlineData("same-site", null)]
    [InlineData("cross-site", null)]
    [InlineData("anything else", null)]
    [InlineData(null, null)]
    public async Task A_page_is_compressed_only_when_this_site_or_the_person_asked_for_it(string? askedBy, string? encoding)
    {
        using var answer = await AskAsync("/organisations", askedBy);

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        answer.Content.Headers.ContentEncoding.SingleOrDefault().Should().Be(encoding);
        answer.Headers.CacheControl!.NoStore.Should().BeTrue();
        answer.Headers.Contains("Content-Security-Policy").Should().BeTrue();
    }

    [Theory]
    [InlineData("/audit/export.csv")]
    [InlineData("/platform/changes.jsonl")]
    public async Task A_download_is_not(string address)
    {
        using var answer = await AskAsync(address, "same-origin");

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        answer.Content.Headers.ContentEncoding.Should().BeEmpty();
    }

    private async Task<HttpResponseMessage> AskAsync(string address, string? askedBy)
    {
        using var staff = await _console.SignedInAsync("staff");
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, UriKind.Relative));
        request.Headers.Add("Accept-Encoding", "gzip, br");
        if (askedBy is not null)
        {
            request.Headers.Add("Sec-Fetch-Site", askedBy);
        }

        return await staff.SendAsync(request);
    }
}
