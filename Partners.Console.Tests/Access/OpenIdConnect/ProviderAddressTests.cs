using FluentAssertions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Partners.Console.Tests.Hosting;

namespace Partners.Console.Tests.Access.OpenIdConnect;

/// <summary>The addresses that exist only with an identity provider; <see cref="AddressTableTests"/> has the rest.</summary>
public sealed class ProviderAddressTests : ProviderScene
{
    [Fact]
    public void Names_every_address_that_a_provider_adds() =>
        AddressTableTests.AnsweredBy(Console.Services.GetRequiredService<EndpointDataSource>()).Should()
            .BeEquivalentTo(
                AddressTableTests.Known
                    .Except(["POST /signin/persona"], StringComparer.Ordinal)
                    .Concat(["GET /signin/start", "POST /signout-backchannel"]));

    [Theory]
    [InlineData("/signin", "/signin/start?")]
    [InlineData("/signin-oidc?code=stolen&state=made-up", "/signin?problem=")]
    [InlineData("/signout-callback-oidc?state=made-up", "/")]
    [InlineData("/organisations", "/signin?returnUrl=%2Forganisations")]
    public async Task Lets_nobody_in_anywhere(string address, string leadsTo)
    {
        using var visitor = Console.Visitor();
        using var answer = await GetAsync(visitor, address);

        var location = answer.Headers.Location!;
        (location.IsAbsoluteUri ? location.PathAndQuery : location.OriginalString).Should().StartWith(leadsTo);
        answer.Headers
            .Where(header => header.Key == "Set-Cookie")
            .SelectMany(header => header.Value)
            .Should().NotContain(cookie => cookie.StartsWith("partners=", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Starts_at_the_provider_and_ends_nothing_without_its_word(bool isSignedIn)
    {
        using var visitor = isSignedIn ? await SignedInAsync() : Console.Visitor();
        using var started = await GetAsync(visitor, "/signin/start");
        using var ended = await RunningConsole.PostAsync(visitor, "/signout-backchannel", ("logout_token", "made.up.token"));

        started.Headers.Location!.AbsoluteUri.Should().StartWith(Provider.Issuer);
        ((int)ended.StatusCode).Should().Be(400);
    }
}
