using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Partners.Console.Tests.ExternalLed;
using Partners.Console.Tests.Mail;
using Partners.Console.Tests.Support;
using Partners.Core.Audit;
using Partners.Core.Changes;
using Partners.Core.Consent;
using Partners.Core.ExternalLed;
using Partners.Core.Mail;
using Partners.Core.Workspaces;

namespace Partners.Console.Tests.Consent;

/// <summary>A link by which the partner says whether its client may be contacted (docs/product.md P19, P20).</summary>
public sealed class ContactLinkTests : IAsyncLifetime
{
    private readonly PipelineScene _scene = new();
    private readonly ScriptedCarrier _mailServer = new();

    private Workspace _client = null!;

    private TestDatabase Database { get; set; } = null!;

    private ContactConsents Consents => Database.Get<ContactConsents>();

    public async ValueTask InitializeAsync()
    {
        Database = await TestDatabase.CreateAsync(services =>
            services.AddSingleton(new ConsentSettings(new Uri("https://partners.example"))).AddSingleton<IMailCarrier>(_mailServer));
        _client = _scene.Listed();
        var carla = Make.Person("Carla Bos", "carla@zwolle.example");
        await _scene.SaveAsync(Database, carla);
        await Database.AddAsync(Make.Seat(_client, carla, WorkspaceRole.External));
    }

    public ValueTask DisposeAsync() => Database.DisposeAsync();

    [Fact]
    public async Task A_yes_stands_on_the_card_and_moves_nothing()
    {
        (await SaidAsync()).Should().Be(PartnerSaid.NotAsked);
        var token = await AskAsync();
        (await SaidAsync()).Should().Be(PartnerSaid.Asked);

        (await AnswerAsync(token, ConsentAnswer.Yes)).Should().BeNull();

        var card = await CardAsync();
        card.Stage.Should().Be(PipelineStage.Signalled);
        card.Contact.Should().Be(new PartnerAnswer(PartnerSaid.Agreed, "Bureau Samenspel", "Pim Smit", Database.Today));
        (await MoveAsync(PipelineStage.Contacted)).Value!.Partner!.InWords()
            .Should().Be("Bureau Samenspel agreed to it (Pim Smit, 20 Nov 2026).");
    }

    [Fact]
    public async Task What_was_answered_is_kept_word_for_word_and_in_the_trail()
    {
        await AnswerAsync(await AskAsync(), ConsentAnswer.No);

        var link = (await LinksAsync()).Single();
        link.Words.Should().StartWith("Contact met Gemeente Zwolle\nPim Smit, vindt Bureau Samenspel het goed")
            .And.EndWith("→ Nee: First the elections");
        link.Should().BeEquivalentTo(
            new { NetworkAddress = "192.0.2.7", PersonEmail = "pim@samenspel.example", EndedAt = FixedClock.Noon });
        var entry = await EntryAsync(AuditActions.ContactAnswered);
        entry.Should().BeEquivalentTo(new
        {
            ActorName = "The link of Pim Smit",
            SubjectKind = CandidateSubjects.Candidate,
            SubjectId = _client.Id.ToString(),
            Reason = "First the elections",
        });
        entry.After.Should().ContainAll("het goed dat dembrane contact opneemt", "192.0.2.7");
    }

    [Fact]
    public async Task After_an_objection_the_client_is_contacted_only_with_a_reason()
    {
        await AnswerAsync(await AskAsync(), ConsentAnswer.No);

        foreach (var stage in new[] { PipelineStage.Contacted, PipelineStage.Agreed, PipelineStage.HandoffPlanned })
        {
            (await MoveAsync(stage)).Refusals.Should().ContainSingle().Which.Sentence.Should().Be(
                "Bureau Samenspel objected (Pim Smit, 20 Nov 2026): “First the elections”. To contact the client all the same, give a reason.");
        }

        (await MoveAsync(PipelineStage.Contacted, new string('x', 1_001))).Refusals.Should().ContainSingle();
        (await MoveAsync(PipelineStage.Contacted, " They rang us ")).IsDone.Should().BeTrue();

        var entry = await EntryAsync(AuditActions.CandidateMoved);
        entry.Reason.Should().Be("They rang us");
        entry.After.Should().Contain("\"partnerSaid\":\"objected\"");
        (await MoveAsync(PipelineStage.Agreed)).Value!.Partner.Should().BeNull("they are contacted already");
    }

    [Fact]
    public async Task Unasked_the_client_may_be_contacted_and_the_trail_says_so()
    {
        (await MoveAsync(PipelineStage.Contacted)).Value!.Partner!.InWords().Should().Be("Bureau Samenspel was not asked.");

        (await EntryAsync(AuditActions.CandidateMoved)).After.Should().Contain("\"partnerSaid\":\"notAsked\"");
    }

    [Fact]
    public async Task A_yes_from_a_later_day_is_a_yes_from_that_day_on()
    {
        var token = await AskAsync();
        (await AnswerAsync(token, ConsentAnswer.OtherDay, Database.Today.AddDays(10))).Should().BeNull();

        (await LinksAsync()).Single().Words.Should().EndWith("→ Ja, maar niet vóór 30 november 2026");
        (await SaidAsync()).Should().Be(PartnerSaid.NotYet);
        (await MoveAsync(PipelineStage.Contacted)).Refusals.Should().ContainSingle().Which.Should().BeOfType<PartnerIsAgainst>();
        Database.Clock.Now = FixedClock.Noon.AddDays(10);
        (await SaidAsync()).Should().Be(PartnerSaid.Agreed);
        (await MoveAsync(PipelineStage.Contacted)).IsDone.Should().BeTrue();
    }

    [Fact]
    public async Task Asking_again_takes_no_answer_back()
    {
        await AnswerAsync(await AskAsync(), ConsentAnswer.No);
        Database.Clock.Now = FixedClock.Noon.AddDays(1);
        var again = await AskAsync();
        (await SaidAsync()).Should().Be(PartnerSaid.Objected);

        await AnswerAsync(again, ConsentAnswer.Yes);
        (await SaidAsync()).Should().Be(PartnerSaid.Agreed);
    }

    [Theory]
    [InlineData("lapsed", PartnerSaid.NoAnswer)]
    [InlineData("withdrawn", PartnerSaid.NotAsked)]
    [InlineData("dismissed", PartnerSaid.NotAsked)]
    [InlineData("data owner", PartnerSaid.NotAsked)]
    [InlineData("renamed there", PartnerSaid.NotAsked)]
    [InlineData("other partner", PartnerSaid.NotAsked)]
    [InlineData("made anew", PartnerSaid.Asked)]
    public async Task It_can_be_answered_no_longer_once_it_is(string what, PartnerSaid said)
    {
        var token = await AskAsync();
        await EndAsync(what);

        (await Database.Get<ConsentAnswers>().FindAsync(token.Text, default)).Should().BeNull();
        (await AnswerAsync(token, ConsentAnswer.Yes)).Should().Be(new LinkNotUsable().Sentence);
        (await SaidAsync()).Should().Be(said);
    }

    [Fact]
    public async Task What_one_partner_said_binds_no_other()
    {
        await AnswerAsync(await AskAsync(), ConsentAnswer.No);

        await EndAsync("other partner");

        (await CardAsync()).Contact.Should().Be(new PartnerAnswer(PartnerSaid.NotAsked, "Ander Bureau"));
    }

    [Fact]
    public async Task The_client_is_never_asked_by_mistake()
    {
        foreach (var address in new[] { "carla@zwolle.example", " GRIFFIE@zwolle.example " })
        {
            (await MakeAsync(email: address)).Refusals.Should().ContainSingle().Which.Sentence
                .Should().Be($"{address.Trim()} is of the client. Ask somebody at Bureau Samenspel.");
        }
    }

    [Fact]
    public async Task A_card_that_is_over_is_asked_about_no_more_and_a_name_is_needed()
    {
        (await MakeAsync(name: " ")).Refusals.Should().Equal(new ConsentPersonMissing());
        await EndAsync("dismissed");

        (await MakeAsync()).Refusals.Should().Equal(new IsDismissed());
    }

    [Fact]
    public async Task By_mail_it_goes_to_that_person_and_the_pipelines_people_may_change_it()
    {
        var token = ConsentToken.New();
        (await MakeAsync(token: token, byMail: true)).Refusals.Should().BeEmpty();
        (await Database.QueryAsync(db => db.OutgoingMails.SingleAsync())).Kind.Needs().Should().Be(Core.Access.Permission.WorkPipeline);

        await Database.Get<MailSender>().RunAsync(Make.Staff, default);

        _mailServer.Handed.Should().ContainSingle().Which.Should().Match<MailParcel>(parcel =>
            parcel.ToAddress == "pim@samenspel.example"
            && parcel.Subject == "Contact met Gemeente Zwolle / Contact with Gemeente Zwolle"
            && parcel.Body.Contains($"\nhttps://partners.example/consent/{token.Text}\n", StringComparison.Ordinal));
    }

    private async Task EndAsync(string what)
    {
        switch (what)
        {
            case "withdrawn":
                (await Consents.WithdrawAsync(
                    Make.Staff, new(Guid.CreateVersion7(), _client.Id, (await LinksAsync()).Single().Id), default))
                    .IsDone.Should().BeTrue();
                break;
            case "dismissed":
                (await Database.Get<Pipeline>().DismissAsync(
                    Make.Staff, new(Guid.CreateVersion7(), _client.Id, (await CardAsync()).Version, "Gone"), default))
                    .IsDone.Should().BeTrue();
                break;
            case "data owner":
                var workspace = await Database.QueryAsync(db => db.Workspaces.SingleAsync());
                (await Database.Get<DataOwnership>().NameAsync(
                    Make.Staff,
                    new(
                        Guid.CreateVersion7(),
                        _client.Id,
                        workspace.Version,
                        "Gemeente Kampen",
                        workspace.DataOwnerEmail,
                        OwnAddressMeant: false,
                        "Merged"),
                    default)).Refusals.Should().BeEmpty();
                break;
            case "renamed there":
                await Database.QueryAsync(db => db.Workspaces.ExecuteUpdateAsync(set => set.SetProperty(found => found.Name, "New name")));
                break;
            case "other partner":
                var other = Make.PlatformPartner("Ander Bureau");
                await Database.AddAsync(other);
                await Database.QueryAsync(async db =>
                {
                    await db.Workspaces.Where(found => found.Id == _client.Id)
                        .ExecuteUpdateAsync(set => set.SetProperty(found => found.OrganisationId, other.Id));
                    return await db.PipelineEntries.ExecuteUpdateAsync(set => set.SetProperty(found => found.PartnerId, other.Id));
                });
                break;
            case "made anew":
                Database.Clock.Now = FixedClock.Noon.AddSeconds(1);
                await AskAsync();
                break;
            default:
                Database.Clock.Now = FixedClock.Noon.AddDays(14);
                break;
        }
    }

    private async Task<ConsentToken> AskAsync()
    {
        var token = ConsentToken.New();
        (await MakeAsync(token: token)).Refusals.Should().BeEmpty();
        return token;
    }

    private async Task<Outcome<ConsentLinkMade>> MakeAsync(
        string name = "Pim Smit",
        string email = "pim@samenspel.example",
        ConsentToken? token = null,
        bool byMail = false)
    {
        var ask = new AskPartner(
            Guid.CreateVersion7(), _client.Id, (await CardAsync()).Version, new(name, email, token ?? ConsentToken.New()));
        return await Consents.AskAsync(
            Make.Staff,
            byMail ? ask with { To = ask.To with { Mail = (await Consents.PreviewAsync(Make.Staff, ask, default)).Value } } : ask,
            default);
    }

    /// <returns>Why it was refused; null if it was not.</returns>
    private async Task<string?> AnswerAsync(ConsentToken token, ConsentAnswer answer, DateOnly? day = null) =>
        (await Database.Get<ConsentAnswers>().AnswerAsync(
            token.Text,
            new(Guid.CreateVersion7(), answer, "First the elections", day, ConsentLanguage.Dutch),
            "192.0.2.7",
            default)).Refusals.SingleOrDefault()?.Sentence;

    private async Task<Outcome<CandidateChanged>> MoveAsync(PipelineStage to, string? reason = null) =>
        await Database.Get<Pipeline>().MoveAsync(
            Make.Staff, new(Guid.CreateVersion7(), _client.Id, (await CardAsync()).Version, to, reason), default);

    private async Task<CandidateCard> CardAsync() =>
        (await Database.Get<PipelineDirectory>().FindAsync(Make.Staff, _client.Id, default))!;

    private async Task<PartnerSaid> SaidAsync()
    {
        var said = (await CardAsync()).Contact.Said;
        (await Consents.OfClientAsync(Make.Staff, _client.Id, default))!.Answer.Said.Should().Be(said);
        return said;
    }

    private async Task<IReadOnlyList<ConsentLink>> LinksAsync() =>
        (await Consents.OfClientAsync(Make.Staff, _client.Id, default))!.Links;

    private Task<AuditEntry> EntryAsync(string action) =>
        Database.QueryAsync(db => db.AuditEntries.SingleAsync(entry => entry.Action == action));
}
