using System.Net;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Partners.Console.Links;
using Partners.Console.Tests.Hosting;
using Partners.Console.Tests.Support;
using Partners.Core.Branding;
using Partners.Core.Persistence;

namespace Partners.Console.Tests.Branding;

public sealed class LogoEndpointTests : IAsyncLifetime
{
    private readonly LogoScene _scene = new();
    private readonly LogoScene _other = new(name: "Warmtevisie");
    private RunningConsole _console = null!;

    public async ValueTask InitializeAsync()
    {
        _console = await RunningConsole.StartAsync();
        await using var db = await _console.Services.GetRequiredService<IDbContextFactory<PartnersDb>>().CreateDbContextAsync();
        db.AddRange([.. _scene.Everything, .. _other.Everything]);
        await db.SaveChangesAsync();
    }

    public ValueTask DisposeAsync() => _console.DisposeAsync();

    [Theory]
    [InlineData("image/png", "logo.png")]
    [InlineData("image/jpeg", "logo.jpg")]
    [InlineData("image/webp", "logo.webp")]
    public async Task Serves_a_logo_as_an_image_and_nothing_else(string contentType, string name)
    {
        var content = contentType == "image/png" ? Pictures.Png() : contentType == "image/jpeg" ? Pictures.Jpeg : Pictures.WebPLossless;
        using var staff = await _console.SignedInAsync("staff");
        using var answer = await GetAsync(staff, await PlaceAsync(content));

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        (await answer.Content.ReadAsByteArrayAsync()).Should().Equal(content);
        answer.Content.Headers.GetValues("Content-Type").Should().Equal(contentType);
        answer.Content.Headers.GetValues("Content-Disposition").Should().Equal($"inline; filename=\"{name}\"");
        answer.Headers.GetValues("X-Content-Type-Options").Should().Equal("nosniff");
        answer.Headers.GetValues("Content-Security-Policy").Should().Equal("default-src 'none'; sandbox; frame-ancestors 'none'");
        answer.Headers.GetValues("Cross-Origin-Resource-Policy").Should().Equal("same-origin");
        var cache = answer.Headers.CacheControl!;
        (cache.Private, cache.Public, cache.MaxAge, cache.NoStore).Should().Be((true, false, TimeSpan.FromDays(365), false));
        cache.Extensions.Select(extension => extension.ToString()).Should().Equal("immutable");
    }

    [Fact]
    public async Task Serves_no_content_type_that_is_not_a_logo()
    {
        var address = await PlaceAsync(Pictures.Png());
        await using (var db = await _console.Services.GetRequiredService<IDbContextFactory<PartnersDb>>().CreateDbContextAsync())
        {
            await db.Database.ExecuteSqlAsync($"""UPDATE "WorkspaceLogos" SET "ContentType" = 'text/html'""");
        }

        using var staff = await _console.SignedInAsync("staff");
        using var answer = await GetAsync(staff, address);

        answer.StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Knows_no_logo_under_another_workspace_another_id_or_a_bad_one()
    {
        var placed = await PlaceAsync(Pictures.Png());
        var logo = placed[(placed.LastIndexOf('/') + 1)..];
        using var staff = await _console.SignedInAsync("staff");

        foreach (var address in new[]
        {
            $"/workspaces/{_other.Workspace.Id}/logo/{logo}",
            WorkspaceAddresses.LogoOf(_scene.Workspace.Id, Guid.NewGuid()),
            $"/workspaces/{_scene.Workspace.Id}/logo/nonsense",
            $"/workspaces/nonsense/logo/{logo}",
        })
        {
            using var answer = await GetAsync(staff, address);
            answer.StatusCode.Should().Be(HttpStatusCode.NotFound, address);
            answer.Headers
                .GetValues("Content-Security-Policy")
                .Single()
                .Should().Contain("frame-ancestors 'none'")
                .And.NotContain("sandbox");
        }
    }

    [Fact]
    public async Task Leads_who_is_not_signed_in_to_the_sign_in_page()
    {
        var address = await PlaceAsync(Pictures.Png());
        using var visitor = _console.Visitor();
        using var answer = await GetAsync(visitor, address);

        answer.StatusCode.Should().Be(HttpStatusCode.Found);
        answer.Headers.Location!.OriginalString.Should().Contain("/signin?");
    }

    [Fact]
    public async Task Gives_who_has_no_access_what_a_download_gives()
    {
        var address = await PlaceAsync(Pictures.Png());
        using var outsider = await _console.SignedInAsync("no-access");
        using var logo = await GetAsync(outsider, address);
        using var download = await GetAsync(outsider, "/audit/export.csv");

        logo.StatusCode.Should().Be(HttpStatusCode.Found).And.Be(download.StatusCode);
        logo.Headers.Location.Should().Be(download.Headers.Location);
        logo.Headers.Location!.OriginalString.Should().Be("/no-access");
    }

    private async Task<string> PlaceAsync(byte[] content)
    {
        var outcome = await _console.Services.GetRequiredService<WorkspaceLogos>().PlaceAsync(Make.Staff, _scene.Place(content), default);
        return WorkspaceAddresses.LogoOf(_scene.Workspace.Id, outcome.Value!.LogoId);
    }

    private static Task<HttpResponseMessage> GetAsync(HttpClient visitor, string address) =>
        visitor.GetAsync(new Uri(address, UriKind.Relative));
}
