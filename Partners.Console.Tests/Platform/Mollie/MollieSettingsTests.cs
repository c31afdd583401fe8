using FluentAssertions;
using Partners.Console.Hosting;
using Partners.Console.Shell;
using Partners.Core.Platform.Mollie;

namespace Partners.Console.Tests.Platform.Mollie;

/// <summary>The key goes to Mollie alone, and is said nowhere (docs/product.md I80).</summary>
public sealed class MollieSettingsTests
{
    [Fact]
    public void Takes_a_live_key_for_Mollies_own_address() =>
        new MollieSettings { Key = "live_abc" }
            .Should().BeEquivalentTo(new { Problem = (string?)null, Address = new Uri("https://api.mollie.com") });

    [Theory]
    [InlineData("http://127.0.0.1:8085")]
    [InlineData("http://localhost:8085")]
    public void Takes_an_address_of_this_machine(string address) =>
        new MollieSettings { Key = "live_abc", Address = new(address) }.Problem.Should().BeNull();

    [Theory]
    [InlineData("Key", "test_secret", "Mollie:Key is a test key. Test payments are not taken*")]
    [InlineData("Key", "access_secret", "Mollie:Key has to be a live key*")]
    [InlineData("Key", "live_secret with a space", "Mollie:Key has to be a live key*")]
    [InlineData("Address", "https://mollie.example.com", "Mollie:Address is for tests on this machine alone*")]
    [InlineData("Address", "http://api.mollie.com", "Mollie:Address is for tests on this machine alone*")]
    [InlineData("Address", "api.mollie.com", "Mollie:Address has to be a whole address*")]
    [InlineData("Ky", "live_secret", "There is no setting Mollie:Ky. There are: Key, Address.")]
    public void Refuses_to_start_with_what_would_not_work_or_give_the_key_away(string name, string value, string sentence)
    {
        var start = () => ConsoleHost.Build(["--environment=Development", $"--Mollie:{name}={value}"]);

        start.Should().Throw<StartRefusedException>().WithMessage(sentence).Which.Message.Should().NotContain("secret");
    }

    [Fact]
    public void Never_writes_the_key_with_the_settings() =>
        new MollieSettings { Key = "live_secret" }.ToString().Should().NotContain("secret").And.Contain("api.mollie.com");
}
