using System.Net;
using System.Text;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Partners.Console.Tests.Hosting;
using Partners.Console.Tests.Support;
using Partners.Core.Persistence;
using Partners.Core.Referrals;
using Partners.Core.Values;

namespace Partners.Console.Tests.Referrals;

/// <summary>The grid's file, from the service and as a download.</summary>
public sealed class LedgerFileTests
{
    private const string Header =
        "deal_id,platform_id,partner,client,workspace_id,kickback_percent,discount_percent,eur_cap,starts_on,expires_on,status,earned_eur,paid_eur,owed_eur,cap_left_eur";

    private const string HeaderForPeople = Header + ",agreement_reference,account_discount_percent";

    private const string Mark = "\uFEFF";

    [Fact]
    public async Task Has_the_columns_of_the_export_and_the_balances_of_today()
    {
        await using var scene = await LedgerScene.CreateAsync();
        var deal = await scene.AddedAsync(LedgerScene.Form(expiresOn: new(2027, 4, 30)));
        await scene.PayAsync(deal, "50", new(2026, 11, 1));

        var row = $"{deal},,Bureau Samenspel,Gemeente "
            + $"Zwolle,{scene.Client.Id},20,10,1000.00,2026-05-01,2027-04-30,active,140.00,50.00,90.00,860.00";
        (await LinesAsync(scene.Database, new LedgerQuery())).Should().Equal(
            HeaderForPeople,
            $"{row},{LedgerScene.Form().AgreementReference},0");
        (await LinesAsync(target =>
            scene.Database.Get<LedgerExport>().WriteCsvAsync(Make.Staff, scene.Database.Today, target, CancellationToken.None)))
            .Should().Equal(Header, row);
    }

    [Theory]
    [InlineData(LedgerOrder.Partner, false)]
    [InlineData(LedgerOrder.Kickback, true)]
    public async Task Holds_all_that_the_filter_finds_in_the_order_of_the_grid(LedgerOrder order, bool descending)
    {
        await using var database = await TestDatabase.CreateAsync();
        var partners = new[] { Make.PlatformPartner("Kompas"), Make.PlatformPartner("Tafelgesprek") };
        var random = new Random(5);

        // More than one batch, to check the order across batches.
        await database.AddAsync([
            .. partners,
            .. Enumerable.Range(0, 1_100).Select(_ =>
                Make.Deal(partners[random.Next(2)], null, random.Next(1, 40), expiresOn: random.Next(2) == 0 ? new(2026, 12, 1) : null)),
        ]);
        var query = new LedgerQuery(PartnerId: partners[0].Id, Status: DealStatus.NearExpiry, Order: order, Descending: descending);
        var shown = new List<Guid>();
        for (var page = 1; page <= 2; page++)
        {
            shown.AddRange(
                (await database.Get<LedgerDirectory>().ListAsync(
                    Make.Staff,
                    query with { Page = page, PageSize = LedgerQuery.LargestPage },
                    default)).Rows
                    .Select(row => row.Id));
        }

        shown.Should().HaveCountGreaterThan(LedgerQuery.LargestPage);
        (await LinesAsync(database, query with { Page = 2 })).Skip(1).Select(line => Guid.Parse(line.Split(',')[0])).Should().Equal(shown);
        (await LinesAsync(database, new(Order: order, Descending: descending))).Should().HaveCount(1_101).And.OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task A_search_that_is_too_long_finds_nothing()
    {
        await using var scene = await LedgerScene.CreateAsync();
        await scene.AddedAsync();

        (await LinesAsync(scene.Database, new(new string('x', 201)))).Should().Equal(HeaderForPeople);
        (await LinesAsync(scene.Database, new("samenspel"))).Should().HaveCount(2);
    }

    [Theory]
    [InlineData("=HYPERLINK(\"http://x\")", "\"'=HYPERLINK(\"\"http://x\"\")\"")]
    [InlineData("+31 6", "\"'+31 6\"")]
    [InlineData("@SUM(A1)", "\"'@SUM(A1)\"")]
    public async Task A_name_that_a_spreadsheet_would_run_is_text(string name, string written)
    {
        await using var database = await TestDatabase.CreateAsync();
        var partner = Make.PlatformPartner(name);
        await database.AddAsync(partner, Make.Deal(partner, null));

        (await LinesAsync(database, new LedgerQuery()))[1].Should().Contain($",{written},Gemeente Ede,");
    }

    [Fact]
    public async Task Is_downloaded_by_the_filter_of_the_address()
    {
        await using var console = await RunningConsole.StartAsync();
        var (kompas, tafel) = (Make.PlatformPartner("Kompas"), Make.PlatformPartner("=HYPERLINK(\"http://x\")"));
        await AddAsync(console, kompas, tafel, Make.Deal(kompas, null, 10), Make.Deal(kompas, null, 30), Make.Deal(tafel, null, 20));
        using var staff = await console.SignedInAsync("staff");

        using var answer = await staff.GetAsync(
            new Uri($"/ledger/deals.csv?partner={kompas.Id}&sort=kickback&desc=true", UriKind.Relative),
            TestContext.Current.CancellationToken);
        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.ToString().Should().Be("text/csv; charset=utf-8");
        answer.Content.Headers.ContentDisposition!.FileName.Should().Be("referral-ledger.csv");
        answer.Headers.CacheControl!.NoStore.Should().BeTrue("it is data of the moment");
        var lines = LinesOf(Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)));
        lines[0].Should().Be(Mark + HeaderForPeople);
        lines.Skip(1).Select(line => line.Split(',')[5]).Should().Equal("30", "10");

        LinesOf(
            await staff.GetStringAsync(
                new Uri("/ledger/deals.csv?q=hyperlink", UriKind.Relative),
                TestContext.Current.CancellationToken))[1].Should().Contain(",\"'=HYPERLINK(");
        LinesOf(
            await staff.GetStringAsync(
                new Uri($"/ledger/deals.csv?q={new string('x', 10_000)}", UriKind.Relative),
                TestContext.Current.CancellationToken)).Should().Equal(HeaderForPeople);
    }

    [Fact]
    public async Task Opens_in_Dutch_Excel_if_that_is_asked_for()
    {
        await using var console = await RunningConsole.StartAsync();
        var partner = Make.PlatformPartner("Özdemir; Advies");
        await AddAsync(console, partner, Make.Deal(partner, null, 12));
        using var staff = await console.SignedInAsync("staff");

        var file = LinesOf(
            await staff.GetStringAsync(
                new Uri("/ledger/deals.csv?form=dutch-excel", UriKind.Relative),
                TestContext.Current.CancellationToken));

        file[0].Should().Be(HeaderForPeople.Replace(',', ';'));
        file[1].Should().Contain(";\"Özdemir; Advies\";").And.Contain(";12;").And.Contain(";0,00;");
    }

    [Theory]
    [InlineData(null, "/signin?")]
    [InlineData("no-access", "/no-access")]
    public async Task Is_only_for_those_who_may_read_the_page(string? persona, string leadsTo)
    {
        await using var console = await RunningConsole.StartAsync();
        using var visitor = persona is null ? console.Visitor() : await console.SignedInAsync(persona);

        using var answer = await visitor.GetAsync(new Uri("/ledger/deals.csv", UriKind.Relative), TestContext.Current.CancellationToken);

        answer.StatusCode.Should().Be(HttpStatusCode.Found);
        answer.Headers.Location!.OriginalString.Should().Contain(leadsTo);
    }

    private static async Task AddAsync(RunningConsole console, params object[] records)
    {
        await using (var db = await console.Services.GetRequiredService<IDbContextFactory<PartnersDb>>().CreateDbContextAsync())
        {
            db.AddRange(records);
            await db.SaveChangesAsync();
        }

        await console.Services.GetRequiredService<LedgerUpkeep>().CatchUpAsync(TestContext.Current.CancellationToken);
    }

    private static Task<List<string>> LinesAsync(TestDatabase database, LedgerQuery query) =>
        LinesAsync(target => database.Get<LedgerExport>().WriteCsvAsync(
            Make.Staff,
            query,
            CsvForm.ForPeople,
            target,
            CancellationToken.None));

    private static async Task<List<string>> LinesAsync(Func<Stream, Task> write)
    {
        using var bytes = new MemoryStream();
        await write(bytes);
        return LinesOf(Encoding.UTF8.GetString(bytes.ToArray()).TrimStart(Mark[0]));
    }

    private static List<string> LinesOf(string file) =>
        [.. file.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
}
