using System.Text;
using FluentAssertions;
using Partners.Console.Tests.Support;
using Partners.Core.Billing;
using Partners.Core.Organisations;
using Partners.Core.Values;

namespace Partners.Console.Tests.Billing;

public sealed class BillingExportTests : IAsyncLifetime
{
    private readonly Organisation _partner = Make.PlatformPartner();
    private TestDatabase _database = default!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        await _database.AddAsync(_partner);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Writes_what_the_page_shows_of_an_account_with_numbers_as_numbers()
    {
        var (workspace, own) = Billed.Client(
            _partner,
            "=HYPERLINK(1)",
            period: BillingPeriod.Monthly,
            discount: new(1_250),
            more: facts => facts with
            {
                DiscountKind = DiscountKinds.Staff,
                Status = AccountStatus.PastDue,
                TierExpiresAt = FixedClock.Noon.AddDays(1),
            });
        await _database.AddAsync(
            workspace, own, Billed.Invite(workspace, "griffie@zwolle.example"), Billed.Deal(_partner, workspace, 15));

        var lines = await LinesAsync(new());

        lines.Should().HaveCount(2);
        lines[0].Should().StartWith("account_id,account,kind,organisation,workspace,class,tier,");
        lines[1].Should().StartWith(
            $"{own.Id},\"'=HYPERLINK(1)\",external client,Bureau Samenspel,\"'=HYPERLINK(1)\",paying,changemaker,monthly,mollie,past_due,");
        lines[1].Should().Contain($",0,1,86.25,12.5,staff_discount,15,yes,75.47,,\"'=HYPERLINK(1)\",{workspace.DataOwnerEmail}");
    }

    [Fact]
    public async Task Follows_the_filter_and_the_order_and_knows_no_pages()
    {
        await _database.AddAsync(
            Enumerable.Range(0, 1_100).Select(number => Billed.Pool(_partner, $"Rekening {number:0000}", Tier.Guardian)));
        await _database.AddAsync(Billed.Pool(_partner, "Vrij", Tier.Free));

        var lines = await LinesAsync(new(Class: AccountClass.Paying, Descending: true, Page: 3, PageSize: 10));

        lines.Should().HaveCount(1 + 1_100);
        lines[1].Should().Contain(",Rekening 1099,");
        lines[^1].Should().Contain(",Rekening 0000,");
        (await LinesAsync(new(new string('a', 300)))).Should().ContainSingle("that search is too long");
    }

    private async Task<string[]> LinesAsync(BillingQuery query)
    {
        using var file = new MemoryStream();
        await _database.Get<BillingExport>().WriteCsvAsync(Make.Staff, query, CsvForm.Plain, file, default);
        return Encoding.UTF8.GetString(file.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
