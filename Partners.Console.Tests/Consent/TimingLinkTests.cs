using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Partners.Console.Tests.Handoffs;
using Partners.Console.Tests.Mail;
using Partners.Console.Tests.Support;
using Partners.Core.Audit;
using Partners.Core.Changes;
using Partners.Core.Consent;
using Partners.Core.Handoffs;
using Partners.Core.Mail;

namespace Partners.Console.Tests.Consent;

/// <summary>Links by which both sides confirm a handoff's timing themselves (docs/product.md H34, H35, H36).</summary>
public sealed class TimingLinkTests : IAsyncLifetime
{
    private const string Network = "192.0.2.7";

    private readonly ScriptedCarrier _mailServer = new();

    private HandoffScene _scene = null!;
    private HandoffDetails _draft = null!;

    private TestDatabase Database => _scene.Database;

    private ConsentAnswers Answers => Database.Get<ConsentAnswers>();

    public async ValueTask InitializeAsync()
    {
        _scene = await HandoffScene.CreateAsync(services =>
            services.AddSingleton(new ConsentSettings(new Uri("https://partners.example"))).AddSingleton<IMailCarrier>(_mailServer));
        _draft = await _scene.DecidedAsync(
            on: Database.Today.AddDays(10),
            but: plan => plan with { Timing = new(Database.Today.AddDays(10)) });
    }

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    [Fact]
    public async Task Both_sides_confirm_and_the_check_passes()
    {
        var (partner, client) = (await AskAsync(ConsentSide.Partner), await AskAsync(ConsentSide.Client));
        (await ConfirmationsAsync()).Verdict.Should().Be(CheckVerdict.Stop);

        (await AnswerAsync(partner, Yes())).Value!.Answer.Should().Be(ConsentAnswer.Yes);
        (await ConfirmationsAsync()).Sentence.Should().Be("The client's confirmation is missing.");
        (await AnswerAsync(client, Yes())).Value!.Answer.Should().Be(ConsentAnswer.Yes, "the other side's answer does not end a link");

        var check = await ConfirmationsAsync();
        check.Should().BeEquivalentTo(
            new { Verdict = CheckVerdict.Pass, Sentence = "Pim Smit for the partner, Carla Bos for the client." });
        (await PlanAsync()).Timing.Client.Should().BeEquivalentTo(
            new { By = "Carla Bos", On = Database.Today, How = "by link", For = Database.Today.AddDays(10) });
    }

    [Fact]
    public async Task What_was_confirmed_is_kept_word_for_word_with_time_network_and_address()
    {
        var token = await AskAsync(ConsentSide.Client);
        var asked = (await Answers.FindAsync(token.Text, default))!.Statement.Dutch;
        await AnswerAsync(token, Yes());

        var link = (await LinksAsync()).Single();
        link.Words.Should().Be(string.Join('\n', [asked.Title, asked.Asks, .. asked.Says, $"→ {asked.Yes}"]));
        link.Should().BeEquivalentTo(new
        {
            State = ConsentState.Answered,
            EndedAt = FixedClock.Noon,
            NetworkAddress = Network,
            PersonEmail = "griffie@zwolle.example",
        });
        link.Words.Should().ContainAll(
            "Bureau Samenspel draagt de werkruimte Woonvisie op dembrane",
            "op 30 november 2026 over aan Gemeente Zwolle.",
            "De mensen van Bureau Samenspel hebben dan geen toegang meer.",
            "→ Ja, ik bevestig 30 november 2026");
        var entry = await Database.QueryAsync(db => db.AuditEntries.SingleAsync(found => found.Action == AuditActions.ConsentAnswered));
        entry.Should().BeEquivalentTo(new
        {
            ActorSubject = $"link:{link.Id}",
            ActorName = "The link of Carla Bos",
            SubjectId = _draft.Handoff.Id.ToString(),
        });
        entry.After.Should().ContainAll("Gemeente Zwolle eigenaar", Network, "griffie@zwolle.example");
    }

    [Fact]
    public async Task A_no_takes_back_what_was_recorded_by_hand_and_what_was_scheduled()
    {
        var recorded = await _scene.FindAsync(_draft.Handoff.Id);
        await _scene.SaveAsync(recorded, recorded.Handoff.Plan with { Timing = HandoffScene.Agreed(Database.Today.AddDays(10)) });
        var token = await AskAsync(ConsentSide.Client);
        (await _scene.HandOffAsync(await _scene.FindAsync(_draft.Handoff.Id))).Value!.Status.Should().Be(HandoffStatus.Scheduled);

        (await AnswerAsync(token, No(" The council has not decided "))).IsDone.Should().BeTrue();

        var now = await _scene.FindAsync(_draft.Handoff.Id);
        now.Handoff.Status.Should().Be(HandoffStatus.Draft);
        now.Handoff.Plan.Timing.Client.Should().BeNull();
        now.Handoff.Plan.Timing.Partner.Should().NotBeNull();
        now.Handoff.ChangedBySubject.Should().Be(Make.Operator.Subject, "the answer prepares nothing");
        (await LinksAsync()).Single().Reason.Should().Be("The council has not decided");
    }

    [Fact]
    public async Task Another_day_is_a_proposal_and_changes_no_date()
    {
        var token = await AskAsync(ConsentSide.Partner);
        (await AnswerAsync(token, OtherDay(Database.Today.AddDays(20)))).Value!.OtherDay.Should().Be(Database.Today.AddDays(20));

        (await PlanAsync()).Timing.Should().Be(new TimingPlan(Database.Today.AddDays(10)));
        (await LinksAsync()).Single().Words.Should().EndWith("→ Liever op een andere dag: 10 december 2026");
    }

    [Fact]
    public async Task It_is_answered_once_and_a_repeated_request_gets_the_first_answer()
    {
        var token = await AskAsync(ConsentSide.Client);
        var reply = Yes();
        var first = await AnswerAsync(token, reply);

        (await AnswerAsync(token, reply)).Value.Should().Be(first.Value);
        (await AnswerAsync(token, No("Changed my mind"))).Refusals.Should().Equal(new LinkNotUsable());
        (await Answers.FindAsync(token.Text, default)).Should().BeNull();
        (await Database.QueryAsync(db => db.AuditEntries.CountAsync(found => found.Action == AuditActions.ConsentAnswered))).Should().Be(1);
    }

    [Fact]
    public async Task Of_two_answers_at_once_one_counts()
    {
        var token = await AskAsync(ConsentSide.Client);

        var outcomes = await Task.WhenAll(AnswerAsync(token, Yes()), AnswerAsync(token, No("Too soon")));

        outcomes.Count(outcome => outcome.IsDone).Should().Be(1);
        (await Database.QueryAsync(db => db.AuditEntries.CountAsync(found => found.Action == AuditActions.ConsentAnswered))).Should().Be(1);
    }

    public static TheoryData<string> Ends() => ["date", "plan", "cancelled", "withdrawn", "made anew", "lapsed"];

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task It_holds_no_longer_once(string what)
    {
        var token = await AskAsync(ConsentSide.Client);
        (await Answers.FindAsync(token.Text, default)).Should().NotBeNull();

        await EndAsync(what);

        (await Answers.FindAsync(token.Text, default)).Should().BeNull();
        (await AnswerAsync(token, Yes())).Refusals.Should().Equal(new LinkNotUsable());
        (await PlanAsync()).Timing.Client.Should().BeNull();
        (await LinksAsync())[^1].StateAt(Database.Clock.Now).Should().Be(what switch
        {
            "withdrawn" or "made anew" => ConsentState.Withdrawn,
            "lapsed" => ConsentState.Lapsed,
            _ => ConsentState.NoLongerHolds,
        });
    }

    [Fact]
    public async Task Both_hold_no_longer_once_the_date_changed_even_if_it_is_set_back()
    {
        ConsentToken[] tokens = [await AskAsync(ConsentSide.Partner), await AskAsync(ConsentSide.Client)];
        await EndAsync("date");
        var now = await _scene.FindAsync(_draft.Handoff.Id);
        await _scene.SaveAsync(now, now.Handoff.Plan with { Timing = new(Database.Today.AddDays(10)) });

        foreach (var token in tokens)
        {
            (await Answers.FindAsync(token.Text, default)).Should().BeNull();
        }
    }

    [Fact]
    public async Task A_plan_that_changed_after_a_yes_is_warned_about()
    {
        await AnswerAsync(await AskAsync(ConsentSide.Partner), Yes());
        await AnswerAsync(await AskAsync(ConsentSide.Client), Yes());
        await EndAsync("plan");

        (await ConfirmationsAsync()).Should().BeEquivalentTo(new
        {
            Verdict = CheckVerdict.Warning,
            Sentence = "Pim Smit and Carla Bos confirmed by link, and the plan changed since. Ask again if it matters to them.",
        });
    }

    [Fact]
    public async Task No_token_is_in_the_database()
    {
        var (first, second) = (await AskAsync(ConsentSide.Client), await AskAsync(ConsentSide.Partner));
        await AnswerAsync(first, Yes());

        var everything = await Database.QueryAsync(async db => string.Join('\n', [
            .. (await db.ConsentLinks.ToListAsync()).Select(link => System.Text.Json.JsonSerializer.Serialize(link)),
            .. (await db.HandledRequests.ToListAsync()).Select(request => System.Text.Json.JsonSerializer.Serialize(request)),
            .. (await db.AuditEntries.ToListAsync()).Select(entry => $"{entry.Before} {entry.After} {entry.ActorSubject}"),
        ]));
        everything.Should().NotContainAny(first.Text, second.Text);
        everything.Should().Contain("Carla Bos");
    }

    [Fact]
    public async Task Guessed_and_altered_tokens_open_nothing()
    {
        var token = await AskAsync(ConsentSide.Client);
        string?[] wrong =
        [
            null, "", " ", token.Text[..^1], $"{token.Text}A", token.Text.ToLowerInvariant(), $"{token.Text}=", new('A', 43), new('é', 43),
            // The last letter holds four bits of the secret and two of nothing.
            $"{token.Text[..^1]}{(char)(token.Text[^1] + 1)}",
        ];
        foreach (var text in wrong.Concat(Enumerable.Range(0, 500).Select(_ => ConsentToken.New().Text)))
        {
            (await Answers.FindAsync(text, default)).Should().BeNull();
            (await Answers.AnswerAsync(text, Yes(), Network, default)).Refusals.Should().Equal(new LinkNotUsable());
        }
    }

    public static TheoryData<string, string> Refusals() => new()
    {
        { "no answer", "Choose an answer." },
        { "no reason", "Say why not." },
        { "a long reason", "At most 1000 characters." },
        { "no day", "Enter the day that suits you." },
        { "yesterday", "That day has passed." },
        { "the same day", "That is the day you were asked about." },
        { "a day far off", "Enter the day that suits you." },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task An_answer_that_lacks_something_is_refused_and_the_link_stays(string wrong, string sentence)
    {
        var token = await AskAsync(ConsentSide.Client);

        (await AnswerAsync(token, wrong switch
        {
            "no answer" => Yes() with { Answer = null },
            "no reason" => No("  "),
            "a long reason" => No(new('x', 1_001)),
            "no day" => OtherDay(null),
            "yesterday" => OtherDay(Database.Today.AddDays(-1)),
            "the same day" => OtherDay(Database.Today.AddDays(10)),
            _ => OtherDay(Database.Today.AddYears(6)),
        })).Refusals.Should().ContainSingle().Which.Sentence.Should().Be(sentence);

        (await Answers.FindAsync(token.Text, default)).Should().NotBeNull();
    }

    [Fact]
    public async Task A_link_is_not_made_without_somebody_to_ask_a_day_or_a_client()
    {
        (await MakeAsync(ConsentSide.Client, "  ", "no address")).Refusals.Select(refused => refused.Sentence)
            .Should().Equal("Enter who is asked.", "An address has no spaces in it.");
        await _scene.SaveAsync(_draft, _draft.Handoff.Plan with { Timing = new(), Client = new() });
        (await MakeAsync(ConsentSide.Client)).Refusals.Select(refused => refused.GetType())
            .Should().Equal(typeof(NoDayToConfirm), typeof(NoClientToConfirm));
        var now = await _scene.FindAsync(_draft.Handoff.Id);
        await _scene.SaveAsync(now, _draft.Handoff.Plan with { Timing = new(Database.Today.AddDays(-1)) });
        (await MakeAsync(ConsentSide.Client)).Refusals.Should().Equal(new DayToConfirmPassed());
        (await LinksAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task By_mail_the_link_goes_to_that_person_alone_and_stays_nowhere()
    {
        var token = ConsentToken.New();
        (await MakeAsync(ConsentSide.Client, token: token, byMail: true)).Value!.MailId.Should().NotBeNull();
        var waiting = await Database.QueryAsync(db => db.OutgoingMails.SingleAsync());
        $"{waiting.Subject} {waiting.Body} {waiting.SealedPart}".Should().NotContain(token.Text);

        await Database.Get<MailSender>().RunAsync(Make.Staff, default);

        _mailServer.Handed.Should().ContainSingle().Which.Should().Match<MailParcel>(parcel =>
            parcel.ToAddress == "griffie@zwolle.example" && parcel.ToName == "Carla Bos"
            && parcel.Subject == "Overdracht van Woonvisie / Handoff of Woonvisie"
            && parcel.Body.Contains($"\nhttps://partners.example/consent/{token.Text}\n", StringComparison.Ordinal)
            && parcel.Body.Contains("u namens Gemeente Zwolle", StringComparison.Ordinal)
            && parcel.Body.Contains("do you confirm for Gemeente Zwolle", StringComparison.Ordinal));
        (await Database.QueryAsync(db => db.OutgoingMails.SingleAsync())).SealedPart.Should().BeNull();
    }

    [Fact]
    public async Task The_mail_is_read_and_edited_before_anything_is_made()
    {
        var now = await _scene.FindAsync(_draft.Handoff.Id);
        var token = ConsentToken.New();
        var ask = new AskForTiming(
            Guid.CreateVersion7(),
            now.Handoff.Id,
            now.Handoff.Version,
            ConsentSide.Client,
            new("Carla Bos", "griffie@zwolle.example", token));
        var consents = Database.Get<HandoffConsents>();

        var mail = (await consents.PreviewTimingAsync(Make.Operator, ask, default)).Value!;
        mail.Should().BeEquivalentTo(new { ToAddress = "griffie@zwolle.example", ToName = "Carla Bos", IsDraft = false });
        mail.Body.Should().Contain($"\n{MailRules.SecretPlace}\n").And.Contain("u namens Gemeente Zwolle").And.NotContain(token.Text);
        (await LinksAsync()).Should().BeEmpty();
        (await Database.QueryAsync(db => db.OutgoingMails.AnyAsync())).Should().BeFalse();

        (await AskAsync(mail with { Body = "No link" })).Refusals.Should().Equal(new MailLinkMissing());
        (await LinksAsync()).Should().BeEmpty("nothing is half made");
        var made = (await AskAsync(mail with
        {
            ToAddress = "somebody@else.example",
            Subject = "Our talk of Tuesday",
            Body = $"Dear Carla\n{MailRules.SecretPlace}",
            IsDraft = true,
        })).Value!;
        (await Database.QueryAsync(db => db.OutgoingMails.SingleAsync())).Should().BeEquivalentTo(new
        {
            Id = made.MailId,
            State = MailState.Draft,
            ToAddress = "griffie@zwolle.example",
            Subject = "Our talk of Tuesday",
        });
        (await consents.PreviewTimingAsync(Make.Operator, ask with { To = ask.To with { Name = " " } }, default))
            .Refusals.Should().Equal(new ConsentPersonMissing());

        Task<Outcome<ConsentLinkMade>> AskAsync(MailForm form) => consents.AskForTimingAsync(
            Make.Operator, ask with { RequestId = Guid.CreateVersion7(), To = ask.To with { Mail = form } }, default);
    }

    [Fact]
    public async Task A_mail_that_has_not_left_is_discarded_with_its_link()
    {
        (await MakeAsync(ConsentSide.Client, byMail: true)).IsDone.Should().BeTrue();

        await EndAsync("withdrawn");
        await Database.Get<MailSender>().RunAsync(Make.Staff, default);

        _mailServer.Handed.Should().BeEmpty();
        (await Database.QueryAsync(db => db.OutgoingMails.SingleAsync())).State.Should().Be(MailState.Discarded);
    }

    [Fact]
    public async Task Without_a_mail_server_it_is_not_mailed_and_not_made()
    {
        _mailServer.IsOn = false;

        (await MakeAsync(ConsentSide.Client, byMail: true)).Refusals.Should().Equal(new MailIsOff());
        (await LinksAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task Without_a_public_address_no_link_is_made()
    {
        await using var scene = await HandoffScene.CreateAsync();
        var draft = await scene.DecidedAsync();

        (await scene.Database.Get<HandoffConsents>().AskForTimingAsync(
            Make.Operator,
            new(
                Guid.CreateVersion7(),
                draft.Handoff.Id,
                draft.Handoff.Version,
                ConsentSide.Client,
                new("Carla", "c@zwolle.example", ConsentToken.New())),
            default)).Refusals.Should().Equal(new NoPublicAddress());
    }

    private async Task EndAsync(string what)
    {
        var now = await _scene.FindAsync(_draft.Handoff.Id);
        var plan = now.Handoff.Plan;
        switch (what)
        {
            case "date":
                await _scene.SaveAsync(now, plan with { Timing = plan.Timing with { AgreedOn = Database.Today.AddDays(11) } });
                break;
            case "plan":
                await _scene.SaveAsync(now, plan with { Billing = plan.Billing with { City = "Zwolle-Zuid" } });
                break;
            case "cancelled":
                await Database.Get<HandoffDrafts>().CancelAsync(
                    Make.Operator, new(Guid.CreateVersion7(), now.Handoff.Id, now.Handoff.Version, "Not now"), default);
                break;
            case "withdrawn":
                var link = (await LinksAsync()).Single();
                (await Database.Get<HandoffConsents>().WithdrawAsync(
                    Make.Operator, new(Guid.CreateVersion7(), now.Handoff.Id, link.Id), default)).IsDone.Should().BeTrue();
                break;
            case "made anew":
                Database.Clock.Now = FixedClock.Noon.AddSeconds(1);
                await AskAsync(ConsentSide.Client);
                break;
            default:
                Database.Clock.Now = FixedClock.Noon.AddDays(14);
                break;
        }
    }

    private async Task<ConsentToken> AskAsync(ConsentSide side)
    {
        var token = ConsentToken.New();
        (await MakeAsync(side, token: token)).Refusals.Should().BeEmpty();
        return token;
    }

    private async Task<Outcome<ConsentLinkMade>> MakeAsync(
        ConsentSide side,
        string? name = null,
        string? email = null,
        ConsentToken? token = null,
        bool byMail = false)
    {
        var now = await _scene.FindAsync(_draft.Handoff.Id);
        var (whose, at) = side == ConsentSide.Partner ? ("Pim Smit", "pim@samenspel.example") : ("Carla Bos", "griffie@zwolle.example");
        var consents = Database.Get<HandoffConsents>();
        var ask = new AskForTiming(
            Guid.CreateVersion7(),
            now.Handoff.Id,
            now.Handoff.Version,
            side,
            new(name ?? whose, email ?? at, token ?? ConsentToken.New()));
        return await consents.AskForTimingAsync(
            Make.Operator,
            byMail
                ? ask with { To = ask.To with { Mail = (await consents.PreviewTimingAsync(Make.Operator, ask, default)).Value } }
                : ask,
            default);
    }

    private Task<Outcome<ConsentTaken>> AnswerAsync(ConsentToken token, ConsentReply reply) =>
        Answers.AnswerAsync(token.Text, reply, Network, default);

    private static ConsentReply Yes() => new(Guid.CreateVersion7(), ConsentAnswer.Yes, null, null, ConsentLanguage.Dutch);

    private static ConsentReply No(string because) => Yes() with { Answer = ConsentAnswer.No, Reason = because };

    private static ConsentReply OtherDay(DateOnly? day) => Yes() with { Answer = ConsentAnswer.OtherDay, OtherDay = day };

    private async Task<HandoffPlan> PlanAsync() => (await _scene.FindAsync(_draft.Handoff.Id)).Handoff.Plan;

    private async Task<HandoffCheck> ConfirmationsAsync()
    {
        var now = await _scene.FindAsync(_draft.Handoff.Id);
        return HandoffChecks.Of(now.Handoff.Plan, now.Facts).Single(check => check.Name == "Confirmations");
    }

    private Task<IReadOnlyList<ConsentLink>> LinksAsync() =>
        Database.Get<HandoffConsents>().OfHandoffAsync(Make.Staff, _draft.Handoff.Id, default);
}
