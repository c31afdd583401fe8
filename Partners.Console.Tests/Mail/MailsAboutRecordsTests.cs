using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Partners.Console.Handoffs;
using Partners.Console.Referrals;
using Partners.Console.Tests.Handoffs;
using Partners.Console.Tests.Support;
using Partners.Core.Changes;
using Partners.Core.Handoffs;
using Partners.Core.Mail;
using Partners.Core.Organisations;
using Partners.Core.Referrals;

namespace Partners.Console.Tests.Mail;

/// <summary>The mails that pages prepare: statements, messages of handoffs, reminders (docs/product.md N8, N9).</summary>
public sealed class MailsAboutRecordsTests
{
    [Fact]
    public async Task A_statement_goes_with_the_file_that_its_page_offers()
    {
        await using var database = await TestDatabase.CreateAsync(services => services
            .AddSingleton<IMailCarrier>(new ScriptedCarrier())
            .AddSingleton<IStatementPaper, StatementPaper>());
        var partner = Make.PlatformPartner();
        await database.AddAsync(partner, Make.Deal(partner, workspace: null));

        var sent = await database.Get<StatementMail>().SendAsync(
            Make.CommercialOwner, new(Guid.CreateVersion7(), partner.Id, new(2026, 10), Form()), default);

        sent.IsDone.Should().BeTrue();
        var mail = await database.QueryAsync(db => db.OutgoingMails.SingleAsync());
        var shown = (await database.Get<Statements>().FindAsync(Make.Staff, partner.Id, new(2026, 10), default))!;
        mail.AttachmentName.Should().Be("statement-bureau-samenspel-2026-10.pdf");
        mail.AttachmentType.Should().Be("application/pdf");
        StatementPdfText(mail.Attachment!).Should().Be(StatementPdfText(StatementPdf.Of(shown, FixedClock.Noon)));
        (mail.AboutKind, mail.OrganisationId).Should().Be((DealSubjects.Month, partner.Id));
    }

    [Fact]
    public async Task A_message_of_a_handoff_is_held_until_the_platform_has_it()
    {
        await using var scene = await HandoffScene.CreateAsync(services => services.AddSingleton<IMailCarrier>(new ScriptedCarrier()));
        var draft = await scene.DecidedAsync();
        (await SendAsync(scene, draft.Handoff.Id)).Refusals.Should().ContainSingle().Which.Should().BeOfType<NothingToSayYet>();
        (await scene.HandOffAsync(draft)).IsDone.Should().BeTrue();

        (await SendAsync(scene, draft.Handoff.Id)).Refusals
            .Should().ContainSingle().Which.Sentence.Should().Be("On hold until the platform has the handoff.");
        (await SendAsync(scene, draft.Handoff.Id, isDraft: true)).IsDone.Should().BeFalse("the outbox would let it go too early");
        await scene.Database.ByHandAsync("""UPDATE "PlatformChanges" SET "State" = 'Applied'""");
        (await SendAsync(scene, draft.Handoff.Id)).IsDone.Should().BeTrue();

        var mail = await scene.Database.QueryAsync(db => db.OutgoingMails.SingleAsync());
        (mail.Kind, mail.AboutKind, mail.AboutName).Should().Be((MailKind.HandoffMessage, HandoffSubjects.Handoff, "Woonvisie"));
    }

    [Fact]
    public async Task A_reminder_of_a_certificate_names_the_day_it_was_due()
    {
        await using var scene = await HandoffScene.CreateAsync(services => services.AddSingleton<IMailCarrier>(new ScriptedCarrier()));
        var draft = await scene.DecidedAsync();
        await scene.HandOffAsync(draft);
        var record = (await scene.FindAsync(draft.Handoff.Id)).Handoff.Record!;
        var contact = new Contact(Guid.NewGuid(), "Pim Smit", "pim@samenspel.example", default);

        var written = HandoffMailing.Reminder(record, contact);

        written.Body.Should().StartWith("Dear Pim Smit,")
            .And.Contain("until 20 Dec 2026").And.Contain("Certificate of return and deletion");
        (await SendAsync(scene, draft.Handoff.Id, isReminder: true)).IsDone.Should().BeTrue("the platform changes nothing in it");
    }

    [Fact]
    public async Task A_partner_is_reminded_of_an_agreement_that_has_an_end()
    {
        await using var database = await TestDatabase.CreateAsync(services => services.AddSingleton<IMailCarrier>(new ScriptedCarrier()));
        var organisation = Make.Organisation();
        await database.AddAsync(organisation);
        (await RemindAsync(database, organisation)).Refusals.Should().ContainSingle().Which.Should().BeOfType<NotAPartner>();
        var agreement = Make.Agreement(endsOn: new DateOnly(2026, 12, 1));
        (await database.Get<PartnerToggle>().MakePartnerAsync(Make.Staff, Make.MakePartner(organisation, agreement), default))
            .IsDone.Should().BeTrue();

        (await RemindAsync(database, organisation)).IsDone.Should().BeTrue();

        (await database.QueryAsync(db => db.OutgoingMails.SingleAsync())).Kind.Should().Be(MailKind.AgreementReminder);
    }

    private static MailForm Form(bool isDraft = false) => new("pim@samenspel.example", "Pim Smit", "Subject", "Text", isDraft);

    private static Task<Outcome<MailDone>> RemindAsync(TestDatabase database, Organisation organisation) =>
        database.Get<AgreementReminders>().SendAsync(Make.Staff, new(Guid.CreateVersion7(), organisation.Id, Form()), default);

    private static Task<Outcome<MailDone>> SendAsync(HandoffScene scene, Guid handoff, bool isDraft = false, bool isReminder = false) =>
        scene.Database.Get<HandoffMail>().SendAsync(
            Make.Operator, new(Guid.CreateVersion7(), handoff, isReminder, Form(isDraft)), default);

    private static string StatementPdfText(byte[] pdf)
    {
        using var document = UglyToad.PdfPig.PdfDocument.Open(pdf);
        return string.Concat(document.GetPages().Select(page => page.Text));
    }
}
