using System.Net;
using System.Text;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Partners.Console.Links;
using Partners.Console.Tests.Hosting;
using Partners.Console.Tests.Support;
using Partners.Core.Organisations;
using Partners.Core.Persistence;
using Partners.Core.Referrals;
using Partners.Core.Values;

namespace Partners.Console.Tests.Referrals;

public sealed class StatementEndpointTests : IAsyncLifetime
{
    private readonly Organisation _partner = Make.PlatformPartner("=Özdemir \"Advies\"\r\n/ ../x");
    private RunningConsole _console = null!;

    public async ValueTask InitializeAsync()
    {
        _console = await RunningConsole.StartAsync();
        await using var db = await _console.Services.GetRequiredService<IDbContextFactory<PartnersDb>>().CreateDbContextAsync();
        db.AddRange(_partner, Make.Deal(_partner, workspace: null));
        await db.SaveChangesAsync();
    }

    public ValueTask DisposeAsync() => _console.DisposeAsync();

    [Fact]
    public async Task Gives_a_statement_as_a_file_with_a_safe_name_and_no_cell_that_runs()
    {
        using var staff = await _console.SignedInAsync("staff");
        using var answer = await GetAsync(staff, LedgerAddresses.StatementCsv(_partner.Id, new(2026, 10)));

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        answer.Content.Headers.GetValues("Content-Type").Should().Equal("text/csv; charset=utf-8");
        answer.Content.Headers.ContentDisposition!.DispositionType.Should().Be("attachment");
        answer.Content.Headers.ContentDisposition.FileName.Should().Be("statement-ozdemir-advies-x-2026-10.csv");
        var text = Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync());
        text.Should().StartWith("\uFEFFpartner,month,client,").And.Contain("'=Özdemir").And.Contain(",opening,").And.Contain(",closing,");
    }

    [Fact]
    public async Task Gives_it_for_Dutch_Excel_too()
    {
        using var staff = await _console.SignedInAsync("staff");
        using var answer = await GetAsync(staff, CsvForms.ForDutchExcel(LedgerAddresses.StatementCsv(_partner.Id, new(2026, 10))));

        var text = Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync());
        text.Should().StartWith("\uFEFFpartner;month;client;").And.Contain(";opening;").And.Contain(";0,00;");
    }

    [Fact]
    public void A_name_without_letters_still_makes_a_file_name() =>
        StatementAddresses.FileNameOf(new Statement(_partner.Id, "株式会社", new(2026, 10), Money.Zero, Money.Zero, Money.Zero, Money.Zero, []))
            .Should().Be("statement-partner-2026-10.csv");

    [Fact]
    public async Task Knows_no_statement_of_nobody_and_of_no_month()
    {
        using var staff = await _console.SignedInAsync("staff");
        foreach (var address in new[]
        {
            LedgerAddresses.StatementCsv(Guid.NewGuid(), new(2026, 10)),
            $"/ledger/statements/{_partner.Id}/October/statement.csv",
            $"/ledger/statements/{_partner.Id}/9999-12/statement.csv",
            "/ledger/statements/nonsense/2026-10/statement.csv",
            $"/ledger/statements/{_partner.Id}/October",
            "/ledger/statements/nonsense/2026-10",
        })
        {
            using var answer = await GetAsync(staff, address);
            answer.StatusCode.Should().Be(HttpStatusCode.NotFound, address);
        }
    }

    [Fact]
    public async Task Gives_nothing_to_who_may_not_read()
    {
        using var visitor = _console.Visitor();
        using var outsider = await _console.SignedInAsync("no-access");
        var address = LedgerAddresses.StatementCsv(_partner.Id, new(2026, 10));
        using var unknown = await GetAsync(visitor, address);
        using var refused = await GetAsync(outsider, address);

        unknown.Headers.Location!.OriginalString.Should().Contain("/signin?");
        refused.Headers.Location!.OriginalString.Should().Be("/no-access");
    }

    private static Task<HttpResponseMessage> GetAsync(HttpClient visitor, string address) =>
        visitor.GetAsync(new Uri(address, UriKind.Relative));
}
