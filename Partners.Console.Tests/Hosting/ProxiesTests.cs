using FluentAssertions;
using Partners.Console.Hosting;
using Partners.Console.Shell;

namespace Partners.Console.Tests.Hosting;

/// <summary>Headers about a visitor are trusted from named proxies only.</summary>
public sealed class ProxiesTests
{
    [Theory]
    [InlineData(null, null, "http")]
    [InlineData("192.0.2.1", null, "http")]
    [InlineData(null, "192.0.2.0/24", "http")]
    [InlineData("192.0.2.1, 127.0.0.1", null, "https")]
    [InlineData(null, "192.0.2.0/24 127.0.0.0/8", "https")]
    public async Task Believes_a_named_proxy_that_it_was_by_https(string? addresses, string? networks, string scheme)
    {
        await using var console = await RunningConsole.StartAsync(builder =>
        {
            builder.Configuration[Proxies.AddressesSetting] = addresses;
            builder.Configuration[Proxies.NetworksSetting] = networks;
        });
        using var visitor = console.Visitor();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/organisations", UriKind.Relative));
        request.Headers.Add("X-Forwarded-Proto", "https");
        request.Headers.Add("X-Forwarded-For", "198.51.100.7");
        request.Headers.Add("X-Forwarded-Host", "evil.example");
        using var answer = await visitor.SendAsync(request);

        answer.Headers.Location!.Scheme.Should().Be(scheme);
        answer.Headers.Location.Host.Should().Be("127.0.0.1");
    }

    [Theory]
    [InlineData(
        "ForwardedHeaders:KnownProxies=proxy.internal",
        "ForwardedHeaders:KnownProxies: “proxy.internal” is not an address such as 10.0.0.5.")]
    [InlineData(
        "ForwardedHeaders:KnownNetworks=10.0.0.0",
        "ForwardedHeaders:KnownNetworks: “10.0.0.0” is not a network such as 10.0.0.0/24.")]
    [InlineData("ForwardedHeaders_Enabled=true", "ForwardedHeaders_Enabled believes every visitor's forwarded headers*")]
    public void Refuses_to_start_where_it_would_believe_the_wrong_ones(string setting, string sentence)
    {
        var start = () => ConsoleHost.Build(["--environment=Development", $"--{setting}"]);

        start.Should().Throw<StartRefusedException>().WithMessage(sentence);
    }
}
