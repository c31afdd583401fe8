using System.Diagnostics;
using System.Globalization;
using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Partners.Console.Mail;
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

        using (var console = Start(outbox.Database.File, silent.Port))
        {
            await silent.HasText.WaitAsync(TimeSpan.FromMinutes(1));
            console.Kill(entireProcessTree: true);
            await console.WaitForExitAsync();
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

    private static Process Start(string database, int port)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in new[]
        {
            typeof(MailSettings).Assembly.Location,
            "--environment=Development",
            "--urls=http://127.0.0.1:0",
            $"--Database:File={database}",
            "--Mail:Server=127.0.0.1",
            string.Create(CultureInfo.InvariantCulture, $"--Mail:Port={port}"),
            "--Mail:Security=None",
            "--Mail:From=partners@dembrane.example",
        })
        {
            start.ArgumentList.Add(argument);
        }

        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }
}
