using System.Net;
using System.Text;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Partners.Console.Links;
using Partners.Console.Referrals;
using Partners.Console.Tests.Hosting;
using Partners.Console.Tests.Support;
using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Changes;
using Partners.Core.Documents;
using Partners.Core.Organisations;
using Partners.Core.Persistence;
using Partners.Core.Referrals;
using Partners.Core.Values;

namespace Partners.Console.Tests.Documents;

/// <summary>PDFs of agreements, terms and invoices (docs/product.md N11, N12).</summary>
public sealed class RecordDocumentsTests : IAsyncLifetime
{
    private static readonly byte[] s_pdf = Pdf("Bureau Samenspel");

    private readonly Organisation _partner = Make.PlatformPartner();
    private TestDatabase _database = null!;
    private Deal _deal = null!;

    private Guid Terms => _deal.Terms[0].Id;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _deal = Make.Deal(_partner, workspace: null);
        await _database.AddAsync(_partner, _deal);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Is_attached_with_its_hash_in_the_trail_of_the_deal()
    {
        var done = await AttachAsync(s_pdf, name: @"C:\contracts\..\Overeenkomst <2026>.PDF");

        done.Value!.Name.Should().Be("Overeenkomst _2026_.pdf");
        (await _database.Get<RecordDocuments>().FindAsync(Make.Staff, done.Value.DocumentId, default))!.Content.Should().Equal(s_pdf);
        var entry = await _database.QueryAsync(db => db.AuditEntries.SingleAsync(found => found.Action == AuditActions.DocumentAttached));
        (entry.SubjectKind, entry.SubjectId).Should().Be((DealSubjects.Deal, _deal.Id.ToString()));
        entry.After.Should().Contain(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(s_pdf)));
        (await _database.Get<AuditTrail>().VerifyAsync(Make.Staff, default)).Fault.Should().BeNull();
    }

    [Fact]
    public async Task Another_takes_its_place_and_the_first_stays_readable()
    {
        var first = (await AttachAsync(s_pdf)).Value!;
        (await AttachAsync(s_pdf)).Refusals.Should().ContainSingle().Which.Should().BeOfType<SameDocument>();
        var second = (await AttachAsync(Pdf("Another"))).Value!;

        var rows = await ListAsync();
        rows.Select(row => (row.Id, IsOver: row.EndedAt is not null)).Should().Equal((second.DocumentId, false), (first.DocumentId, true));

        var documents = _database.Get<RecordDocuments>();
        (await documents.RemoveAsync(Make.CommercialOwner, new(Guid.CreateVersion7(), second.DocumentId, " "), default)).Refusals
            .Should().ContainSingle().Which.Should().BeOfType<ReasonMissing>();
        (await documents.RemoveAsync(Make.CommercialOwner, new(Guid.CreateVersion7(), second.DocumentId, "Of another deal"), default))
            .IsDone.Should().BeTrue();
        (await ListAsync()).Should().OnlyContain(row => row.EndedAt != null).And.Contain(row => row.EndedBecause == "Of another deal");
        (await documents.FindAsync(Make.Staff, first.DocumentId, default)).Should().NotBeNull();
        (await documents.RemoveAsync(Make.CommercialOwner, new(Guid.CreateVersion7(), second.DocumentId, "Again"), default)).Refusals
            .Should().ContainSingle().Which.Should().BeOfType<NoSuchDocument>();
    }

    [Fact]
    public async Task Takes_the_permission_to_record_such_a_record()
    {
        (await AttachAsync(s_pdf, Make.Staff)).Refusals.Should().Equal(new NotPermitted(Permission.EditLedger));
        (await AttachAsync(s_pdf, record: Guid.NewGuid())).Refusals
            .Should().ContainSingle().Which.Should().BeOfType<NoSuchRecordForDocument>();
        var organisation = Make.Organisation("Van Dijk");
        await _database.AddAsync(organisation);
        await _database.Get<PartnerToggle>().MakePartnerAsync(Make.Staff, Make.MakePartner(organisation), default);
        var agreement = await _database.QueryAsync(db =>
            db.PartnerAgreements.Where(found => found.OrganisationId == organisation.Id).Select(found => found.Id).SingleAsync());

        (await _database.Get<RecordDocuments>().AttachAsync(
            Make.Staff, new(Guid.CreateVersion7(), DocumentOf.Agreement, agreement, "a.pdf", s_pdf), default)).IsDone.Should().BeTrue();
    }

    public static TheoryData<string, Type> NoPdfs() => new()
    {
        { string.Empty, typeof(DocumentEmpty) },
        { "<html><script>alert(1)</script>", typeof(DocumentNotPdf) },
        { "MZ\u0090\0", typeof(DocumentNotPdf) },
        { "\n%PDF-1.7\nstartxref\n1\n%%EOF", typeof(DocumentNotPdf) },
        { "%PDF-1.7\n", typeof(DocumentCutOff) },
        { "%PDF-1.7\nstartxref\n9999\n%%EOF", typeof(DocumentCutOff) },
        { "%PDF-1.7\nstartxref\n-1\n%%EOF", typeof(DocumentCutOff) },
        { "%PDF-1.7\n<html>\nstartxref\n9\n%%EOF", typeof(DocumentCutOff) },
    };

    [Theory]
    [MemberData(nameof(NoPdfs))]
    public async Task Refuses_what_is_no_whole_PDF(string content, Type refusal)
    {
        (await AttachAsync(Encoding.Latin1.GetBytes(content))).Refusals.Should().ContainSingle().Which.Should().BeOfType(refusal);
        (await ListAsync()).Should().BeEmpty();
    }

    [Fact]
    public void Refuses_more_than_ten_megabytes_and_a_PDF_without_its_end()
    {
        PdfContent.RefuseSize(PdfContent.MostBytes + 1L).Should().BeOfType<DocumentTooLarge>();
        PdfContent.Refuse(s_pdf.AsSpan(0, s_pdf.Length - 40)).Should().BeOfType<DocumentCutOff>();
        PdfContent.Refuse(s_pdf).Should().BeNull();
    }

    [Fact]
    public async Task Is_handed_out_as_a_file_and_never_opened_here()
    {
        await using var console = await RunningConsole.StartAsync();
        await using (var db = await console.Services.GetRequiredService<IDbContextFactory<PartnersDb>>().CreateDbContextAsync())
        {
            var partner = Make.PlatformPartner();
            _deal = Make.Deal(partner, workspace: null);
            db.AddRange(partner, _deal);
            await db.SaveChangesAsync();
        }

        var documents = console.Services.GetRequiredService<RecordDocuments>();
        var done = (await documents.AttachAsync(
            Make.CommercialOwner, new(Guid.CreateVersion7(), DocumentOf.Terms, Terms, "Overeenkomst.pdf", s_pdf), default)).Value!;
        var address = new Uri(DocumentAddresses.Of(done.DocumentId), UriKind.Relative);
        using var nobody = console.Visitor();
        (await nobody.GetAsync(address)).StatusCode.Should().Be(HttpStatusCode.Redirect);
        using var staff = await console.SignedInAsync("staff");

        using var answer = await staff.GetAsync(address);

        (await answer.Content.ReadAsByteArrayAsync()).Should().Equal(s_pdf);
        answer.Content.Headers.ContentType!.MediaType.Should().Be("application/pdf");
        answer.Content.Headers.ContentDisposition!.DispositionType.Should().Be("attachment");
        answer.Headers.GetValues("X-Content-Type-Options").Should().Equal("nosniff");
        answer.Headers.GetValues("Content-Security-Policy").Should().Equal("default-src 'none'; sandbox; frame-ancestors 'none'");
        answer.Headers.CacheControl!.NoStore.Should().BeTrue();
    }

    private static byte[] Pdf(string partner) => StatementPdf.Of(
        new(new Statement(Guid.Empty, partner, new(2026, 10), Money.Zero, Money.Zero, Money.Zero, Money.Zero, []), null, null, null),
        FixedClock.Noon);

    private Task<Outcome<DocumentDone>> AttachAsync(byte[] content, Staff? by = null, string name = "a.pdf", Guid? record = null) =>
        _database.Get<RecordDocuments>().AttachAsync(
            by ?? Make.CommercialOwner, new(Guid.CreateVersion7(), DocumentOf.Terms, record ?? Terms, name, content), default);

    private Task<IReadOnlyList<DocumentRow>> ListAsync() =>
        _database.Get<RecordDocuments>().ListAsync(Make.Staff, DocumentOf.Terms, [Terms], default);
}
