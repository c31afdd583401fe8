using FluentAssertions;
using Microsoft.Extensions.Logging.Abstractions;
using MimeKit;
using Partners.Console.Mail;
using Partners.Core.Mail;

namespace Partners.Console.Tests.Mail;

/// <summary>What a real mail server's answers come to (docs/product.md N3, N4, N6).</summary>
public sealed class SmtpCarrierTests
{
    private static readonly byte[] s_file = [37, 80, 68, 70, 45, 0, 255];

    [Fact]
    public async Task Hands_over_text_and_file_as_they_are()
    {
        await using var server = await CatchingServer.StartAsync();
        var parcel = Parcel("ruben@zwolle.example") with { Attachment = new("statement.pdf", "application/pdf", s_file) };

        (await To(server.Port).CarryAsync(parcel, default)).Should().Be(new MailTaken());

        var mail = server.Caught.Should().ContainSingle().Subject;
        mail.From.Mailboxes.Single().Address.Should().Be("partners@dembrane.example");
        mail.To.Mailboxes.Single().Should().BeEquivalentTo(new { Name = "Rubén, de griffier", Address = "ruben@zwolle.example" });
        mail.ReplyTo.Mailboxes.Single().Address.Should().Be("jorn@dembrane.example");
        mail.Subject.Should().Be("Verklaring € 12,50");
        mail.TextBody!.Should().StartWith("Geachte Rubén,");
        mail.MessageId.Should().Be($"{parcel.Id:N}@dembrane.example");
        var file = mail.Attachments.OfType<MimePart>().Should().ContainSingle().Subject;
        using var content = new MemoryStream();
        await file.Content!.DecodeToAsync(content);
        content.ToArray().Should().Equal(s_file);
    }

    [Theory]
    [InlineData("nobody@zwolle.example", false)]
    [InlineData("later@zwolle.example", true)]
    public async Task Tells_a_refusal_for_good_from_one_for_now(string to, bool mayTakeLater)
    {
        await using var server = await CatchingServer.StartAsync();

        var answer = await To(server.Port).CarryAsync(Parcel(to), default);

        answer.Should().BeOfType<MailNotTaken>().Which.MayTakeLater.Should().Be(mayTakeLater);
        answer.ToString().Should().NotContain("no such user", "the server's own words are not ours");
        server.Caught.Should().BeEmpty();
    }

    [Fact]
    public async Task Tries_later_where_nobody_listens()
    {
        int port;
        await using (var server = await CatchingServer.StartAsync())
        {
            port = server.Port;
        }

        (await To(port).CarryAsync(Parcel("ruben@zwolle.example"), default))
            .Should().Be(new MailNotTaken("The mail server was not reached.", MayTakeLater: true));
    }

    [Fact]
    public async Task Says_nothing_where_the_connection_cannot_be_made_private()
    {
        await using var server = await CatchingServer.StartAsync();
        var carrier = new SmtpCarrier(Settings(server.Port) with { Security = MailSecurity.StartTls }, NullLogger<SmtpCarrier>.Instance);

        (await carrier.CarryAsync(Parcel("ruben@zwolle.example"), default))
            .Should().Be(new MailNotTaken("The connection to the mail server cannot be made private, so nothing was said.", true));
        server.Caught.Should().BeEmpty();
    }

    [Fact]
    public async Task Does_not_know_what_became_of_a_text_without_an_answer()
    {
        using var server = new SilentServer(breaksBefore: false);
        var carrying = To(server.Port).CarryAsync(Parcel("ruben@zwolle.example"), default);
        await server.HasText;
        server.HangsUp.SetResult();

        (await carrying).Should().BeOfType<MailUnanswered>();
    }

    [Fact]
    public async Task Knows_that_a_text_that_never_began_was_not_sent()
    {
        using var server = new SilentServer(breaksBefore: true);

        (await To(server.Port).CarryAsync(Parcel("ruben@zwolle.example"), default))
            .Should().BeOfType<MailNotTaken>().Which.MayTakeLater.Should().BeTrue();
    }

    internal static MailSettings Settings(int port) => new()
    {
        Server = "127.0.0.1",
        Port = port,
        Security = MailSecurity.None,
        From = "partners@dembrane.example",
        ReplyTo = "jorn@dembrane.example",
    };

    private static SmtpCarrier To(int port) => new(Settings(port), NullLogger<SmtpCarrier>.Instance);

    private static MailParcel Parcel(string to) => new(
        Guid.CreateVersion7(), to, "Rubén, de griffier", "Verklaring € 12,50", "Geachte Rubén,\n\n.\nGroeten", Attachment: null,
        DateTimeOffset.UnixEpoch);
}
