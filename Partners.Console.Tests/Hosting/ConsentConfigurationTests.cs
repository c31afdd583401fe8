using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using Partners.Console.Hosting;
using Partners.Console.Shell;
using Partners.Core;
using Partners.Core.Consent;

namespace Partners.Console.Tests.Hosting;

/// <summary>Where links for people outside lead to (docs/product.md H34).</summary>
public sealed class ConsentConfigurationTests
{
    [Theory]
    [InlineData("https://partners.example", "*")]
    [InlineData("https://partners.example/", "inside.example;partners.example")]
    [InlineData("https://partners.example", "*.example")]
    [InlineData("http://127.0.0.1:5080", "*")]
    public async Task Takes_an_address_that_the_console_answers_to(string address, string allowed)
    {
        await using var app = ConsoleHost.Build(
            ["--environment=Development", $"--Links:Address={address}", $"--AllowedHosts={allowed}"],
            builder => builder.Services.AddPartnersCore("none.db"));

        var token = ConsentToken.New();
        app.Services.GetRequiredService<ConsentSettings>().AddressOf(token)
            .Should().Be($"{address.TrimEnd('/')}/consent/{token.Text}");
    }

    [Theory]
    [InlineData("partners.example", "*", "Links:Address has to be an https address*")]
    [InlineData("http://partners.example", "*", "Links:Address has to be an https address*")]
    [InlineData("https://partners.example/console", "*", "Links:Address has to be an https address*")]
    [InlineData("https://partners.example/?from=mail", "*", "Links:Address has to be an https address*")]
    [InlineData("https://noor@partners.example", "*", "Links:Address has to be an https address*")]
    [InlineData("ftp://partners.example", "*", "Links:Address has to be an https address*")]
    [InlineData("https://partners.example", "console.example", "Links:Address names partners.example, which AllowedHosts does not*")]
    [InlineData("https://example", "*.example", "Links:Address names example, which AllowedHosts does not*")]
    public void Refuses_to_start_with_an_address_that_would_not_work(string address, string allowed, string sentence)
    {
        var start = () => ConsoleHost.Build(
            ["--environment=Development", $"--Links:Address={address}", $"--AllowedHosts={allowed}"]);

        start.Should().Throw<StartRefusedException>().WithMessage(sentence);
    }

    [Fact]
    public void Refuses_a_setting_that_there_is_not()
    {
        var start = () => ConsoleHost.Build(["--environment=Development", "--Links:Adress=https://partners.example"]);

        start.Should().Throw<StartRefusedException>().WithMessage("There is no setting Links:Adress. There is: Address.");
    }

    [Fact]
    public void A_token_is_no_text_by_accident()
    {
        var token = ConsentToken.New();

        token.ToString().Should().NotContain(token.Text);
        $"{new Partners.Core.Handoffs.AskForTiming(Guid.Empty, Guid.Empty, 1, ConsentSide.Client, new("Carla", "c@d.example", token))}"
            .Should().NotContain(token.Text);
    }
}
