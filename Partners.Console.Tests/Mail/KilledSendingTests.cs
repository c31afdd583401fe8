using System.Globalization;
using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Partners.Console.Mail;
using Partners.Console.Tests.Hosting.Instances;
using Partners.Console.Tests.Support;
using Partners.Core.Mail;

namespace Partners.Console.Tests.Mail;

/// <summary>The console is killed between "send" and the mail server's answer (docs/product.md N4).</summary>
public sealed class KilledSendingTests
{
    [Fact]
    public async Task A_killed_console_leaves_the_mail_unknown_and_its_successor_does_not_send_it()
    {
        await using var outbox = await Outbox.CreateAsync();
        await outbox.Database.AddAsync(Make.Organisation());
        var id = (await outbox.QueueAsync()).Value;
        using var silent = new SilentServer(breaksBefore: false);

        await using (var console = StartedConsole.Run(outbox.Database.Address, Sending(silent.Port), "--urls", "http://127.0.0.1:0"))
        {
            await silent.HasText.WaitAsync(TimeSpan.FromMinutes(1));
            await console.KillAsync();
        }

        (await outbox.MailAsync(id)).State.Should().Be(MailState.Sending, "that was written before the mail server heard of it");
        await using var server = await CatchingServer.StartAsync();
        await using var next = outbox.Database.Again(services => services.AddSingleton<IMailCarrier>(
            new SmtpCarrier(SmtpCarrierTests.Settings(server.Port), NullLogger<SmtpCarrier>.Instance)));
        await next.Get<MailSender>().RunAsync(Make.Staff, default);

        var mail = await outbox.MailAsync(id);
        mail.State.Should().Be(MailState.Unknown);
        server.Caught.Should().BeEmpty();

        await next.Get<MailOutbox>().SendAsync(Make.Operator, new(Guid.CreateVersion7(), id, mail.Version), default);
        await next.Get<MailSender>().RunAsync(Make.Staff, default);
        server.Caught.Should().ContainSingle("a person asked for it");
    }

    private static Dictionary<string, string?> Sending(int port) => new(StringComparer.Ordinal)
    {
        ["Mail:Server"] = "127.0.0.1",
        ["Mail:Port"] = port.ToString(CultureInfo.InvariantCulture),
        ["Mail:Security"] = "None",
        ["Mail:From"] = "partners@dembrane.example",
    };
}
