using FluentAssertions;
using Partners.Console.Hosting;
using Partners.Console.Shell;
using Partners.Core.Platform.Live;

namespace Partners.Console.Tests.Platform.Live;

public sealed class PlatformSettingsTests
{
    [Theory]
    [InlineData("https://directus.example.com")]
    [InlineData("https://example.com/directus/")]
    [InlineData("http://127.0.0.1:8055")]
    [InlineData("http://localhost:8055")]
    [InlineData("http://[::1]:8055")]
    public void Takes_https_and_plain_http_on_this_machine(string address) =>
        new PlatformSettings { Address = new(address), Token = "t" }.Problem.Should().BeNull();

    [Theory]
    [InlineData("http://directus.example.com", "t", "*has to be https*")]
    [InlineData("ftp://directus.example.com", "t", "*https address*")]
    [InlineData("directus.example.com", "t", "*https address*")]
    [InlineData("https://somebody:secret@directus.example.com", "t", "*an address alone*")]
    [InlineData("https://directus.example.com/?access_token=x", "t", "*an address alone*")]
    [InlineData("https://directus.example.com", null, "Platform:Token is not set.*")]
    [InlineData("https://directus.example.com", "half a token", "Platform:Token holds a space*")]
    [InlineData(null, "t", "Platform:Token is set, and Platform:Address is not.*")]
    public void Refuses_to_start_with_what_would_not_work_or_give_the_token_away(string? address, string? token, string sentence)
    {
        var start = () => ConsoleHost.Build(
            ["--environment=Development", .. new[] { ("Address", address), ("Token", token) }
                .Where(setting => setting.Item2 is not null)
                .Select(setting => $"--Platform:{setting.Item1}={setting.Item2}")]);

        start.Should().Throw<StartRefusedException>().WithMessage(sentence)
            .Which.Message.Should().NotContain("half a token");
    }

    [Fact]
    public void Refuses_a_setting_that_does_not_exist()
    {
        var start = () => ConsoleHost.Build(["--environment=Development", "--Platform:Adress=https://directus.example.com"]);

        start.Should().Throw<StartRefusedException>().WithMessage("There is no setting Platform:Adress. There are: Address, Token*");
    }

    [Fact]
    public void Never_writes_the_token_with_the_settings() =>
        new PlatformSettings { Address = new("https://directus.example.com"), Token = "secret" }.ToString()
            .Should().NotContain("secret").And.Contain("directus.example.com");

    [Fact]
    public void Names_the_change_and_the_person_in_letters_that_a_header_can_hold()
    {
        var change = Guid.Parse("01930000-0000-7000-8000-000000000001");

        new ChangeSource(change, "Zoë Bakker (intern)\r\nX-Evil: 1").UserAgent.Should().Be(
            "partners-console/1.0 (change 01930000-0000-7000-8000-000000000001; Zoe Bakker ?intern???X-Evil: 1)");
    }
}
