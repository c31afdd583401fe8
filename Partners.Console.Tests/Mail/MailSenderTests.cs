using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Partners.Console.Tests.Support;
using Partners.Core.Audit;
using Partners.Core.Mail;

namespace Partners.Console.Tests.Mail;

/// <summary>A mail is sent once, or a person decides (docs/product.md N3, N4).</summary>
public sealed class MailSenderTests
{
    [Fact]
    public async Task Sends_what_waits_and_says_so_on_the_record()
    {
        await using var outbox = await Outbox.CreateAsync();
        var id = (await outbox.QueueAsync()).Value;

        (await outbox.SendAsync()).Value.Should().Be(1);
        (await outbox.SendAsync()).Value.Should().Be(0);

        outbox.Carrier.Handed.Should().ContainSingle().Which.ToAddress.Should().Be("r@zwolle.example");
        var mail = await outbox.MailAsync(id);
        (mail.State, mail.Attempt, mail.Problem).Should().Be((MailState.Sent, 1, null));
        (await outbox.ActionsAsync()).Should().Equal(AuditActions.MailQueued, AuditActions.MailSent);
        var entry = await outbox.Database.QueryAsync(db => db.AuditEntries.OrderBy(entry => entry.Sequence).FirstAsync());
        (entry.SubjectKind, entry.SubjectId, entry.ActorName).Should().Be(("handoff", "7", Make.Operator.Name));
        entry.After.Should().Contain("r@zwolle.example").And.Contain("The handoff of Woonvisie");
    }

    [Fact]
    public async Task Sends_no_draft_before_a_person_says_so()
    {
        await using var outbox = await Outbox.CreateAsync();
        var id = (await outbox.QueueAsync(Outbox.Mail(isDraft: true))).Value;

        (await outbox.SendAsync()).Value.Should().Be(0);
        (await outbox.Database.Get<MailOutbox>().SendAsync(Make.Operator, new(Guid.CreateVersion7(), id, 1), default))
            .IsDone.Should().BeTrue();
        (await outbox.SendAsync()).Value.Should().Be(1);
    }

    [Fact]
    public async Task Keeps_a_secret_sealed_and_erases_it_once_it_was_sent()
    {
        await using var outbox = await Outbox.CreateAsync();
        const string Link = "https://partners.example/answer/a-token-to-guess";
        var id = (await outbox.QueueAsync(Outbox.Mail($"Open {MailRules.SecretPlace} please", Link))).Value;

        (await EverythingAsync(outbox, id)).Should().NotContain("a-token-to-guess").And.Contain(MailRules.SecretPlace);
        await outbox.SendAsync();

        outbox.Carrier.Handed.Single().Body.Should().Be($"Open {Link} please");
        (await outbox.MailAsync(id)).SealedPart.Should().BeNull();
        (await EverythingAsync(outbox, id)).Should().NotContain("a-token-to-guess");
    }

    [Fact]
    public async Task Fails_where_the_keys_of_a_secret_are_gone()
    {
        await using var outbox = await Outbox.CreateAsync();
        var id = (await outbox.QueueAsync(Outbox.Mail(MailRules.SecretPlace, "https://partners.example/a"))).Value;
        var other = Convert.ToBase64String(new byte[60]);
        await outbox.Database.QueryAsync(db =>
            db.OutgoingMails.ExecuteUpdateAsync(set => set.SetProperty(mail => mail.SealedPart, other)));

        await outbox.SendAsync();

        outbox.Carrier.Handed.Should().BeEmpty();
        (await outbox.MailAsync(id)).Problem.Should().StartWith("The link in it can no longer be read");
    }

    [Fact]
    public async Task Tries_again_later_what_the_server_may_take_and_fails_in_the_end()
    {
        await using var outbox = await Outbox.CreateAsync();
        outbox.Carrier.Answer = _ => new MailNotTaken("The mail server is busy.", MayTakeLater: true);
        var id = (await outbox.QueueAsync()).Value;

        foreach (var wait in MailSender.Waits)
        {
            (await outbox.SendAsync()).Value.Should().Be(1);
            (await outbox.SendAsync()).Value.Should().Be(0, "it waits");
            (await outbox.MailAsync(id)).State.Should().Be(MailState.Waiting);
            outbox.Database.Clock.Now += wait;
        }

        await outbox.SendAsync();
        var mail = await outbox.MailAsync(id);
        (mail.State, mail.Problem).Should().Be((MailState.Failed, "The mail server is busy."));
        outbox.Database.Clock.Now += TimeSpan.FromDays(30);
        (await outbox.SendAsync()).Value.Should().Be(0);
    }

    [Fact]
    public async Task Does_not_try_again_what_the_server_refused_for_good()
    {
        await using var outbox = await Outbox.CreateAsync();
        outbox.Carrier.Answer = _ => new MailNotTaken("The mail server does not know the address.", MayTakeLater: false);
        var id = (await outbox.QueueAsync()).Value;

        await outbox.SendAsync();

        (await outbox.MailAsync(id)).State.Should().Be(MailState.Failed);
        (await outbox.ActionsAsync()).Should().Equal(AuditActions.MailQueued, AuditActions.MailNotSent);
    }

    [Fact]
    public async Task Never_sends_by_itself_what_may_have_arrived()
    {
        await using var outbox = await Outbox.CreateAsync();
        outbox.Carrier.Answer = _ => new MailUnanswered("The connection ended.");
        var id = (await outbox.QueueAsync()).Value;
        await outbox.SendAsync();

        outbox.Database.Clock.Now += TimeSpan.FromDays(2);
        await outbox.SendAsync();
        outbox.Carrier.Handed.Should().ContainSingle();
        var mail = await outbox.MailAsync(id);
        mail.State.Should().Be(MailState.Unknown);

        outbox.Carrier.Answer = _ => new MailTaken();
        await outbox.Database.Get<MailOutbox>().SendAsync(Make.Operator, new(Guid.CreateVersion7(), id, mail.Version), default);
        await outbox.SendAsync();
        outbox.Carrier.Handed.Should().HaveCount(2);
        (await outbox.MailAsync(id)).State.Should().Be(MailState.Sent);
    }

    [Fact]
    public async Task Marks_as_unknown_what_was_cut_off_between_sending_and_the_answer()
    {
        await using var outbox = await Outbox.CreateAsync();
        var id = (await outbox.QueueAsync()).Value;

        // The process ends in the middle of the conversation, so nothing of what follows it is done.
        outbox.Carrier.Answer = _ => throw new ProcessEnded();
        await FluentActions.Awaiting(outbox.SendAsync).Should().ThrowAsync<ProcessEnded>();
        (await outbox.MailAsync(id)).State.Should().Be(MailState.Sending);

        await using var next = outbox.Database.Again(services => services.AddSingleton<IMailCarrier>(outbox.Carrier));
        (await next.Get<MailSender>().HasWorkAsync(default)).Should().BeTrue();
        await next.Get<MailSender>().RunAsync(Make.Staff, default);

        var mail = await outbox.MailAsync(id);
        mail.State.Should().Be(MailState.Unknown);
        mail.Problem.Should().Be("The console ended before the mail server answered. Ask the recipient before you send it again.");
        outbox.Carrier.Handed.Should().ContainSingle();
        (await outbox.ActionsAsync()).Should().EndWith(AuditActions.MailUnknown);
    }

    [Fact]
    public async Task Queues_nothing_without_a_mail_server_but_drafts()
    {
        await using var outbox = await Outbox.CreateAsync();
        outbox.Carrier.IsOn = false;

        (await outbox.QueueAsync()).Refusals.Should().ContainSingle().Which.Should().BeOfType<MailIsOff>();
        (await outbox.QueueAsync(Outbox.Mail(isDraft: true))).IsDone.Should().BeTrue();
    }

    private static async Task<string> EverythingAsync(Outbox outbox, Guid id)
    {
        var mail = await outbox.MailAsync(id);
        var trail = await outbox.Database.QueryAsync(db => db.AuditEntries.Select(entry => entry.Before + entry.After).ToListAsync());
        var answers = await outbox.Database.QueryAsync(db => db.HandledRequests.Select(request => request.Result).ToListAsync());
        return string.Join('\n', [mail.Body, mail.Subject, mail.SealedPart, .. trail, .. answers]);
    }

    private sealed class ProcessEnded : Exception;
}
