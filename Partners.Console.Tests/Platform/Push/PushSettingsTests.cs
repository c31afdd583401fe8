using FluentAssertions;
using Microsoft.Extensions.Configuration;
using Partners.Console.Hosting;
using Partners.Console.Shell;

namespace Partners.Console.Tests.Platform.Push;

/// <summary>docs/product.md I72: nothing is sent until it is switched on.</summary>
public sealed class PushSettingsTests
{
    [Fact]
    public void Nothing_is_on_until_somebody_says_so() =>
        Read().Should().BeEquivalentTo(new { IsOn = false, On = Array.Empty<string>() });

    [Fact]
    public void What_is_true_is_on_whatever_its_letters_and_what_is_false_is_off() =>
        Read(("ORG", "True"), ("project", "false"), ("directus_files", "true")).On.Should().BeEquivalentTo("org", "directus_files");

    [Theory]
    [InlineData("orgs", "true", "There is no setting Platform:Push:orgs. There are: org, *")]
    [InlineData("org", "yes", "Platform:Push:org has to be true or false.")]
    [InlineData("org", "", "Platform:Push:org has to be true or false.")]
    public void Refuses_to_start_with_what_could_be_misunderstood(string name, string value, string sentence)
    {
        var start = () => ConsoleHost.Build(["--environment=Development", $"--Platform:Push:{name}={value}"]);

        start.Should().Throw<StartRefusedException>().WithMessage(sentence);
    }

    private static Core.Platform.Push.PushSettings Read(params (string Name, string Value)[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(setting =>
            KeyValuePair.Create<string, string?>($"Platform:Push:{setting.Name}", setting.Value)))
        .Build()
        .PushSettings();
}
