using FluentAssertions;
using Partners.Console.Tests.Support;
using Partners.Core.Access;
using Partners.Core.Changes;
using Partners.Core.Mail;

namespace Partners.Console.Tests.Mail;

/// <summary>What people do with a mail that was not sent (docs/product.md N1, N2).</summary>
public sealed class MailOutboxTests
{
    [Theory]
    [InlineData("nobody", "Subject", "Text", "complete")]
    [InlineData("r@zwolle.example", " ", "Text", "Enter a subject.")]
    [InlineData("r@zwolle.example", "Subject", " ", "Enter the text.")]
    [InlineData("r@zwolle.example", "Two\r\nBcc: all@zwolle.example", "Text", "A name and a subject have one line.")]
    public async Task Refuses_what_cannot_be_sent(string to, string subject, string body, string why)
    {
        await using var outbox = await Outbox.CreateAsync();
        var mail = Outbox.Mail(body, to: to) with { Subject = subject };

        var outcome = await outbox.QueueAsync(mail);

        outcome.IsDone.Should().BeFalse();
        if (why != "complete")
        {
            outcome.Refusals.Should().ContainSingle().Which.Sentence.Should().Be(why);
        }
    }

    [Fact]
    public async Task Keeps_the_place_of_a_link()
    {
        await using var outbox = await Outbox.CreateAsync();
        var id = (await outbox.QueueAsync(Outbox.Mail($"Open {MailRules.SecretPlace}", "https://a", isDraft: true))).Value;

        (await EditAsync(outbox, id, 1, "Open it")).Refusals.Should().ContainSingle().Which.Should().BeOfType<MailLinkMissing>();
        (await EditAsync(outbox, id, 1, $"Please open {MailRules.SecretPlace}")).IsDone.Should().BeTrue();
        (await outbox.MailAsync(id)).Body.Should().Be($"Please open {MailRules.SecretPlace}");
    }

    [Fact]
    public async Task A_link_goes_to_the_address_that_it_was_made_for()
    {
        await using var outbox = await Outbox.CreateAsync();
        var mail = Outbox.Mail(MailRules.SecretPlace, "https://a", isDraft: true, to: "pim@samenspel.example");
        var id = (await outbox.QueueAsync(mail)).Value;

        (await EditAsync(outbox, id, 1, MailRules.SecretPlace)).Refusals.Should().Equal(new MailLinkIsForAnother("pim@samenspel.example"));
        (await outbox.MailAsync(id)).ToAddress.Should().Be("pim@samenspel.example");
    }

    [Fact]
    public async Task Tells_the_later_of_two_who_edit_it()
    {
        await using var outbox = await Outbox.CreateAsync();
        var id = (await outbox.QueueAsync(Outbox.Mail(isDraft: true))).Value;

        (await EditAsync(outbox, id, 1, "One", Make.SecondOperator)).IsDone.Should().BeTrue();
        (await EditAsync(outbox, id, 1, "Two")).Conflict!.Who.Should().Be(Make.SecondOperator.Name);
    }

    [Fact]
    public async Task Discards_once_and_erases_the_secret()
    {
        await using var outbox = await Outbox.CreateAsync();
        var id = (await outbox.QueueAsync(Outbox.Mail(MailRules.SecretPlace, "https://a"))).Value;

        (await DiscardAsync(outbox, id, 1, Make.Staff)).Refusals.Should().Equal(new NotPermitted(Permission.Transfer));
        (await DiscardAsync(outbox, id, 1, Make.Operator)).IsDone.Should().BeTrue();

        var mail = await outbox.MailAsync(id);
        (mail.State, mail.SealedPart).Should().Be((MailState.Discarded, null));
        (await DiscardAsync(outbox, id, 2, Make.Operator)).Refusals.Should().ContainSingle().Which.Should().BeOfType<MailIsOver>();
        (await outbox.SendAsync()).Value.Should().Be(0);
    }

    [Fact]
    public async Task Leaves_alone_what_is_being_sent()
    {
        await using var outbox = await Outbox.CreateAsync();
        var id = (await outbox.QueueAsync()).Value;
        Outcome<MailDone>? meanwhile = null;
        outbox.Carrier.Answer = _ =>
        {
            meanwhile = DiscardAsync(outbox, id, 2, Make.Operator).GetAwaiter().GetResult();
            return new MailTaken();
        };

        await outbox.SendAsync();

        meanwhile!.Refusals.Should().ContainSingle().Which.Should().BeOfType<MailIsOnItsWay>();
        (await outbox.MailAsync(id)).State.Should().Be(MailState.Sent);
    }

    private static Task<Outcome<MailDone>> EditAsync(Outbox outbox, Guid id, int version, string body, Staff? by = null) =>
        outbox.Database.Get<MailOutbox>().EditAsync(
            by ?? Make.Operator,
            new(Guid.CreateVersion7(), id, version, "r@zwolle.example", "Ruben", "The handoff of Woonvisie", body),
            default);

    private static Task<Outcome<MailDone>> DiscardAsync(Outbox outbox, Guid id, int version, Staff by) =>
        outbox.Database.Get<MailOutbox>().DiscardAsync(by, new(Guid.CreateVersion7(), id, version), default);
}
