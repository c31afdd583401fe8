using System.Text;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Partners.Console.Tests.Support;
using Partners.Core.Audit;
using Partners.Core.Changes;
using Partners.Core.Platform;
using Partners.Core.Referrals;
using Partners.Core.Values;
using static Partners.Console.Tests.Referrals.OneDealExport;

namespace Partners.Console.Tests.Referrals;

/// <summary>A client who pays by invoice earns by paid invoices (docs/product.md L64).</summary>
public sealed class PaidInvoiceTests
{
    [Fact]
    public async Task Until_an_invoice_is_there_the_deal_says_that_its_payments_cannot_be_seen()
    {
        await using var database = await OfflineAsync();
        (await DetailsAsync(database)).Should().Match<DealDetails>(details => details.PaysByInvoice && details.IsUnseen);

        (await RecordAsync(database, "2025-17", "1000", "210")).IsDone.Should().BeTrue();

        (await DetailsAsync(database)).Should().Match<DealDetails>(details => details.PaysByInvoice && !details.IsUnseen);
        (await database.EarnedAsync()).Should().Be(new Money(200_00));
        (await database.LinesAsync()).Single().Should().Match<LedgerLine>(line =>
            line.Kind == LineKind.Invoice && line.Gross == new Money(1210_00) && line.Base == new Money(1000_00)
            && line.On == new DateOnly(2025, 3, 1));
        var entry = await database.QueryAsync(db => db.AuditEntries.SingleAsync(entry => entry.Action == AuditActions.InvoiceRecorded));
        entry.ActorName.Should().Be(Make.CommercialOwner.Name);
    }

    [Fact]
    public async Task Who_pays_through_the_provider_has_no_paid_invoices()
    {
        await using var database = await TestDatabase.CreateAsync();
        using var export = Create();
        await database.ImportAsync(export);

        (await RecordAsync(database, "2025-17", "1000", "210")).Refusals.Should().Equal(new PaysOtherwise());
        (await DetailsAsync(database)).Should().Match<DealDetails>(details => !details.PaysByInvoice && !details.IsUnseen);
    }

    [Fact]
    public async Task A_client_who_stops_paying_by_invoice_can_still_be_credited()
    {
        await using var database = await TestDatabase.CreateAsync();
        using var export = ByInvoice();
        await database.ImportAsync(export);
        await RecordAsync(database, "2025-17", "1000", "210");

        await database.ImportAsync(export.Set("billing_account", "payment_mode", "\"mollie\""));

        (await database.EarnedAsync()).Should().Be(new Money(200_00));
        (await RecordAsync(database, "2025-18", "1000", "210", creditOf: "2025-17")).IsDone.Should().BeTrue();
        (await database.EarnedAsync()).Should().Be(Money.Zero);
    }

    [Fact]
    public async Task One_number_of_one_account_is_recorded_once_however_it_is_written()
    {
        await using var database = await OfflineAsync();
        await RecordAsync(database, "Inv-2025-17", "1000", "210");

        (await RecordAsync(database, " inv-2025-17 ", "5", null)).Refusals.Should().Equal(new InvoiceKnownAlready("inv-2025-17"));
    }

    [Fact]
    public async Task A_credit_note_takes_its_own_net_and_never_more_than_is_left()
    {
        await using var database = await OfflineAsync();
        await RecordAsync(database, "17", "1000", "210");

        (await RecordAsync(database, "18", "400", "0", creditOf: "17")).IsDone.Should().BeTrue();
        (await database.EarnedAsync()).Should().Be(new Money(120_00), "400.00 net were credited, without VAT");
        (await RecordAsync(database, "19", "600.01", null, creditOf: "17")).Refusals.OfType<InvoiceRefused>().Single().Problem
            .Should().Be("More would be credited than invoice 17 has left: € 600.00 net and € 210.00 VAT.");
        (await RecordAsync(database, "19", "600", "210", creditOf: "17")).IsDone.Should().BeTrue();
        (await database.EarnedAsync()).Should().Be(Money.Zero);
        (await database.LinesAsync()).Select(line => (line.Kind, line.Amount.Cents, line.Reason)).Should().Equal(
            (LineKind.Invoice, 200_00, null),
            (LineKind.CreditNote, -80_00, "It credits invoice 17."),
            (LineKind.CreditNote, -120_00, "It credits invoice 17."));
    }

    [Fact]
    public async Task A_credit_note_names_an_invoice_of_the_account_and_does_not_come_before_it()
    {
        await using var database = await OfflineAsync();
        await RecordAsync(database, "17", "1000", "210");
        await RecordAsync(database, "18", "100", "21", creditOf: "17");

        Problem(await RecordAsync(database, "19", "1", null, creditOf: "99")).Should()
            .Be("There is no invoice 99 of this account that could be credited.");
        Problem(await RecordAsync(database, "19", "1", null, creditOf: "18")).Should().Be("18 is itself a credit note.");
        Problem(await RecordAsync(database, "19", "1", null, creditOf: "17", paidOn: new(2025, 2, 28))).Should()
            .Be("A credit note cannot be dated before invoice 17 was paid, on 1 March 2025.");
    }

    [Theory]
    [InlineData("0", "0", 2025, "The net amount must be more than zero.")]
    [InlineData("100", "100.01", 2025, "The VAT must be between zero and the net amount.")]
    [InlineData("9999999", "2", 2025, "More than € 10,000,000.00 is refused as a likely mistake.")]
    [InlineData("100", "21", 1999, "This day is before 2000.")]
    [InlineData("100", "21", 2027, "This day is in the future. Record an invoice once it is paid.")]
    public async Task What_cannot_be_is_refused(string net, string vat, int year, string problem)
    {
        await using var database = await OfflineAsync();

        Problem(await RecordAsync(database, "17", net, vat, paidOn: new(year, 3, 1))).Should().Be(problem);
    }

    [Fact]
    public async Task What_is_missing_is_asked_for_at_its_field()
    {
        await using var database = await OfflineAsync();

        (await database.Get<ClientPayments>().RecordInvoiceAsync(
            Make.CommercialOwner,
            new(Guid.CreateVersion7(), await database.DealIdAsync(), await VersionAsync(database), " ", null, "1.000", null, null),
            default)).Refusals.Select(refusal => refusal.Field).Should().Equal(
                nameof(RecordInvoice.Number),
                nameof(RecordInvoice.Net),
                nameof(RecordInvoice.Vat),
                nameof(RecordInvoice.PaidOn));
    }

    [Fact]
    public async Task Invoices_and_credit_notes_are_imported_once_and_never_edited()
    {
        using var export = ByInvoice();
        export.Add(
            "paid_invoices",
            Invoice("18", "-250.00", "-52.50", "2025-04-01", creditOf: "17"),
            Invoice("17", "1000.00", "210.00", "2025-03-01"));
        await using var database = await TestDatabase.CreateAsync();

        (await database.ImportAsync(export)).Status.Should().Be(ImportStatus.Completed);
        (await database.EarnedAsync()).Should().Be(new Money(150_00));
        (await database.ImportAsync(export)).Collections.Should().OnlyContain(collection => collection.Added + collection.Updated == 0);

        export.Replace("paid_invoices", Invoice("17", "1100.00", "210.00", "2025-03-01"));
        var result = await database.ImportAsync(export);
        result.Rejections.Should().ContainSingle().Which.Reason.Should().Contain("It is never edited: a credit note corrects it.");
        (await database.EarnedAsync()).Should().Be(new Money(150_00));
    }

    [Theory]
    [InlineData("17", "1000.00", "210.00", "2025-03-01", null, "dddddddd-0000-4000-8000-000000000000", "is not known")]
    [InlineData("17", "-5.00", "0.00", "2025-03-01", null, Account, "The net amount must be more than zero.")]
    [InlineData("17", "1.005", "0.00", "2025-03-01", null, Account, "finer than a cent")]
    [InlineData("17", "100.00", "21.00", "2026-11-21", null, Account, "This day is in the future.")]
    [InlineData("17", "100.00", "21.00", "9999-12-31", null, Account, "The field paid_on is not from 2000 to 2200: “9999-12-31”.")]
    [InlineData("17", "20000000.00", "0.00", "2025-03-01", null, Account, "is refused as a likely mistake")]
    [InlineData("", "100.00", "21.00", "2025-03-01", null, Account, "The field number is missing.")]
    [InlineData("18", "100.00", "21.00", "2025-03-01", "17", Account, "There is no invoice 17 of this account")]
    public async Task An_invoice_that_cannot_be_true_is_rejected_alone(
        string number,
        string net,
        string vat,
        string paidOn,
        string? creditOf,
        string account,
        string reason)
    {
        using var export = ByInvoice();
        export.Add("paid_invoices", Invoice("1", "100.00", "21.00", "2025-02-01"), Invoice(number, net, vat, paidOn, creditOf, account));
        await using var database = await TestDatabase.CreateAsync();

        var result = await database.ImportAsync(export);

        result.Rejections.Should().ContainSingle().Which.Reason.Should().Contain(reason);
        (await database.EarnedAsync()).Should().Be(new Money(20_00));
    }

    [Fact]
    public async Task It_prints_on_the_statement_with_its_number()
    {
        await using var database = await OfflineAsync();
        await RecordAsync(database, "2025-17", "1000", "210");
        var partner = await database.QueryAsync(db => db.Deals.Select(deal => deal.PartnerId).SingleAsync());

        var shown = await database.Get<Statements>().FindAsync(Make.Staff, partner, new Month(2025, 3), default);

        shown!.Statement.Deals.Single().Lines.Single().Kind.Should().Be(LineKind.Invoice);
        using var csv = new MemoryStream();
        await shown.Statement.WriteCsvAsync(CsvForm.Plain, csv, default);
        Encoding.UTF8.GetString(csv.ToArray()).Should().Contain(",invoice,2025-17,2025-03-01,no,1210.00,210.00,1000.00,20,200.00,");
        Console.Referrals.StatementWords.SourceOf(shown.Statement.Deals[0].Lines[0]).Should().Be("2025-17");
    }

    [Fact]
    public async Task An_invoice_of_a_closed_month_is_posted_later_and_says_so()
    {
        await using var database = await OfflineAsync();
        await RecordAsync(database, "1", "100", "21", paidOn: new(2025, 1, 10));
        var partner = await database.QueryAsync(db => db.Deals.Select(deal => deal.PartnerId).SingleAsync());
        var statements = database.Get<Statements>();
        var seen = await statements.FindAsync(Make.CommercialOwner, partner, new Month(2025, 6), default);
        (await statements.CloseAsync(
            Make.CommercialOwner,
            new(Guid.CreateVersion7(), partner, "2025-06", seen!.Statement.Closing),
            default)).IsDone.Should().BeTrue();

        await RecordAsync(database, "2", "100", "21", paidOn: new(2025, 2, 10));

        (await database.LinesAsync())[^1].Should().Match<LedgerLine>(line =>
            line.PostedIn == new Month(2025, 7) && line.IsLate && line.Reason == "It was known only after February 2025 was closed.");
    }

    private static async Task<TestDatabase> OfflineAsync()
    {
        using var export = ByInvoice();
        var database = await TestDatabase.CreateAsync();
        await database.ImportAsync(export);
        return database;
    }

    private static async Task<Outcome<InvoiceRecorded>> RecordAsync(
        TestDatabase database,
        string number,
        string net,
        string? vat,
        DateOnly? paidOn = null,
        string? creditOf = null) =>
        await database.Get<ClientPayments>().RecordInvoiceAsync(
            Make.CommercialOwner,
            new(
                Guid.CreateVersion7(),
                await database.DealIdAsync(),
                await VersionAsync(database),
                number,
                net,
                vat,
                paidOn ?? new DateOnly(2025, 3, 1),
                creditOf),
            default);

    private static string Problem(Outcome<InvoiceRecorded> outcome) => outcome.Refusals.OfType<InvoiceRefused>().Single().Problem;

    private static Task<int> VersionAsync(TestDatabase database) =>
        database.QueryAsync(db => db.Deals.Select(deal => deal.Version).SingleAsync());

    private static async Task<DealDetails> DetailsAsync(TestDatabase database) =>
        (await database.Get<DealOverview>().FindAsync(Make.Staff, await database.DealIdAsync(), default))!;
}
