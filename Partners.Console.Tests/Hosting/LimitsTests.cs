using System.Net;
using FluentAssertions;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.HttpsPolicy;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Partners.Console.Hosting;

namespace Partners.Console.Tests.Hosting;

public sealed class LimitsTests : IAsyncLifetime
{
    private RunningConsole _console = null!;

    public async ValueTask InitializeAsync() => _console = await RunningConsole.StartAsync();

    public ValueTask DisposeAsync() => _console.DisposeAsync();

    [Theory]
    [InlineData((int)Limits.LargestBody - 100, HttpStatusCode.Found)]
    [InlineData((int)Limits.LargestBody + 1, HttpStatusCode.RequestEntityTooLarge)]
    public async Task Takes_no_body_larger_than_a_form_can_be(int length, HttpStatusCode status)
    {
        using var visitor = _console.Visitor();
        using var body = new StringContent(
            "name=".PadRight(length, 'a'),
            new System.Net.Http.Headers.MediaTypeHeaderValue("application/x-www-form-urlencoded"));
        using var answer = await visitor.PostAsync(new Uri("/signin/persona", UriKind.Relative), body);

        answer.StatusCode.Should().Be(status);
    }

    [Theory]
    [InlineData(null, HttpStatusCode.OK)]
    [InlineData("own", HttpStatusCode.OK)]
    [InlineData("https://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("http://127.0.0.1:1", HttpStatusCode.Forbidden)]
    [InlineData("null", HttpStatusCode.Forbidden)]
    public async Task Opens_a_connection_for_its_own_pages_alone(string? origin, HttpStatusCode status)
    {
        using var staff = await _console.SignedInAsync("staff");
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/_blazor/negotiate?negotiateVersion=1", UriKind.Relative));
        if (origin is not null)
        {
            request.Headers.Add("Origin", origin == "own" ? _console.Address.GetLeftPart(UriPartial.Authority) : origin);
        }

        using var answer = await staff.SendAsync(request);

        answer.StatusCode.Should().Be(status);
    }

    [Fact]
    public void Bounds_what_lost_connections_and_many_connections_hold()
    {
        var circuits = Of<CircuitOptions>();
        var kestrel = Of<KestrelServerOptions>().Limits;

        (
            circuits.DisconnectedCircuitMaxRetained,
            circuits.PersistedCircuitInMemoryMaxRetained,
            circuits.MaxBufferedUnacknowledgedRenderBatches)
            .Should().Be((100, 0, 10));
        (circuits.DisconnectedCircuitRetentionPeriod, circuits.JSInteropDefaultCallTimeout)
            .Should().Be((TimeSpan.FromMinutes(3), TimeSpan.FromSeconds(30)));
        (kestrel.MaxConcurrentConnections, kestrel.MaxConcurrentUpgradedConnections).Should().Be((2_000, 1_000));
        Of<HstsOptions>().MaxAge.Should().Be(TimeSpan.FromDays(365));
    }

    private T Of<T>()
        where T : class => _console.Services.GetRequiredService<IOptions<T>>().Value;
}
