using FluentAssertions;
using Microsoft.Extensions.Configuration;
using Partners.Console.Hosting;
using Partners.Console.Shell;

namespace Partners.Console.Tests.Mail;

/// <summary>What is set wrong is said at the start, in words, and never with the password (docs/product.md N6).</summary>
public sealed class MailConfigurationTests
{
    private const string Password = "a-password-nobody-sees";

    [Theory]
    [InlineData("Mail:Server=smtp.example", "Mail:From has to be")]
    [InlineData("Mail:Server=not a host;Mail:From=a@b.example", "Mail:Server has to be")]
    [InlineData("Mail:Server=smtp.example;Mail:From=a@b.example;Mail:Port=many", "Mail:Port has to be from 1 to 65535.")]
    [InlineData("Mail:Server=smtp.example;Mail:From=a@b.example;Mail:Security=Some", "Mail:Security has to be one of StartTls, Tls, None.")]
    [InlineData("Mail:Server=smtp.example;Mail:From=a@b.example;Mail:Security=None", "only for a mail server on this machine")]
    [InlineData($"Mail:Server=smtp.example;Mail:From=a@b.example;Mail:Password={Password}", "are set together")]
    [InlineData("Mail:From=a@b.example", "Mail:Server is not set")]
    [InlineData("Mail:Folder=/caught", "in Development alone")]
    [InlineData("Mail:Host=smtp.example", "There is no setting Mail:Host.")]
    public void Says_what_is_wrong(string settings, string words) =>
        FluentActions.Invoking(() => Read(settings, isDevelopment: false))
            .Should().Throw<StartRefusedException>()
            .Which.Message.Should().Contain(words).And.NotContain(Password);

    [Fact]
    public void Takes_what_is_right_and_never_writes_the_password()
    {
        var settings = Read($"Mail:Server=smtp.example;Mail:From=a@b.example;Mail:User=u;Mail:Password={Password}", isDevelopment: false);

        (settings.Port, settings.Security, settings.IsServer).Should().Be((587, Console.Mail.MailSecurity.StartTls, true));
        settings.ToString().Should().NotContain(Password);
    }

    [Fact]
    public void Needs_nothing() => Read("Mail:FromName=dembrane", isDevelopment: false).IsServer.Should().BeFalse();

    private static Console.Mail.MailSettings Read(string settings, bool isDevelopment) => new ConfigurationBuilder()
        .AddInMemoryCollection(
            settings.Split(';').Select(one => one.Split('=', 2)).Select(one => KeyValuePair.Create(one[0], (string?)one[1])))
        .Build()
        .ReadMail(isDevelopment);
}
