using System.Data.Common;
using System.Text;
using FluentAssertions;
using Partners.Console.CommandLine;
using Partners.Console.Tests.Support;
using Partners.Core.Audit;
using Partners.Core.Referrals;
using Partners.Core.Values;

namespace Partners.Console.Tests.Referrals;

public sealed class StatementTests : IAsyncLifetime
{
    private LedgerScene _scene = default!;
    private Guid _deal;

    public async ValueTask InitializeAsync()
    {
        _scene = await LedgerScene.CreateAsync();
        _deal = await _scene.AddedAsync(LedgerScene.Form(cap: "110"));
    }

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    [Fact]
    public async Task Opening_plus_lines_less_payouts_is_closing_and_each_line_can_be_worked_out_again()
    {
        await _scene.PayAsync(_deal, "60", new(2026, 10, 20));

        var october = (await FindAsync(10)).Statement;

        (october.Opening.Cents, october.Contributions.Cents, october.Payouts.Cents, october.Closing.Cents)
            .Should().Be((100_00, 10_00, 60_00, 50_00));
        october.Deals.Single().Lines.Single().Should().Be(new StatementLine(
            "tr_10",
            LineKind.Payment,
            new(2026, 10, 10),
            IsLate: false,
            new(121_00),
            new(21_00),
            new(100_00),
            new(20_00),
            new(20_00),
            new Money(110_00),
            new(100_00),
            new(10_00),
            new(10_00)));
        (await FindAsync(11)).Statement.Opening.Should().Be(october.Closing);
    }

    [Fact]
    public async Task Every_statement_of_the_sample_adds_up()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.ImportAsync(Importing.Sample);
        var partners = (await database.Get<Statements>().OwedAsync(Make.Staff, new(PageSize: OwedQuery.LargestPage), default)).Rows;
        var lines = 0;
        foreach (var partner in partners)
        {
            var carried = Money.Zero;
            for (var month = new Month(2025, 1); month <= new Month(2026, 11); month = month.Next())
            {
                var statement = (await database.Get<Statements>().FindAsync(Make.Staff, partner.PartnerId, month, default))!.Statement;
                statement.Opening.Should().Be(carried);
                statement.Closing.Should().Be(statement.Opening + statement.Contributions - statement.Payouts);
                foreach (var line in statement.Deals.SelectMany(deal => deal.Lines))
                {
                    line.Base.Should().Be(line.Gross - line.Vat);
                    line.Amount.Should().Be(line.Kickback.Of(line.Base));
                    line.Contribution.Should().Be(line.Amount - line.Clipped);
                    (line.EarnedBefore + line.Contribution <= (line.Cap ?? new Money(long.MaxValue))).Should().BeTrue();
                    lines++;
                }

                carried = statement.Closing;
            }

            carried.Should().Be(partner.ToPay - partner.Credit);
        }

        lines.Should().BePositive();
    }

    [Fact]
    public async Task A_closed_statement_reads_the_same_whatever_is_renamed_arrives_or_is_amended_later()
    {
        await _scene.CloseThroughAsync(9);
        var before = await TextAsync(9);

        await _scene.Database.AddAsync(
            LedgerScene.Payment("tr_late", new(2026, 9, 3)),
            new Refund("re_late", "tr_09", Refund.Refunded, new(121_00), new(2026, 9, 29, 10, 0, 0, TimeSpan.Zero)));
        await _scene.AmendAsync(_deal, LedgerScene.Form(kickback: "50", cap: "500"), new(2026, 10, 1));
        await _scene.Database.ByHandAsync("""UPDATE "Organisations" SET "Name" = 'Een andere naam'""");

        (await TextAsync(9)).Should().Be(before);
        var october = (await FindAsync(10)).Statement;
        october.Partner.Should().Be("Een andere naam");
        october.Deals.Single().Lines.Where(line => line.IsLate).Select(line => line.Source).Should().BeEquivalentTo("tr_late", "re_late");
        october.Opening.Should().Be((await FindAsync(9)).Statement.Closing);
    }

    [Fact]
    public async Task A_month_is_closed_once_it_is_over_and_once_only()
    {
        (await _scene.CloseAsync("October")).Refusals.Should().Equal(new MonthMissing());
        (await FindAsync(5)).NextToClose.Should().Be(new Month(2026, 5));
        await _scene.CloseThroughAsync(10);
        (await _scene.CloseAsync("2026-10")).Refusals.Should().Equal(new MonthClosedAlready(new(2026, 10)));
        (await _scene.CloseAsync("2026-11")).Refusals.Should().Equal(new MonthNotOver(new(2026, 11)));
        (await FindAsync(10)).ClosedByName.Should().Be("Joris Bakker");
        _scene.Database.Clock.Now = new(2026, 11, 30, 22, 59, 59, TimeSpan.Zero);
        (await _scene.CloseAsync("2026-11")).Refusals.Should().ContainSingle("in Amsterdam it is still the 30th");
        _scene.Database.Clock.Now = new(2026, 11, 30, 23, 0, 0, TimeSpan.Zero);
        (await _scene.CloseAsync(new Month(2026, 11))).IsDone.Should().BeTrue();
    }

    [Fact]
    public async Task Closing_a_month_closes_the_open_ones_before_it_each_with_its_own_statement_and_audit_entry()
    {
        var open = new List<Statement>();
        for (var month = 5; month <= 9; month++)
        {
            open.Add((await FindAsync(month)).Statement);
        }

        (await _scene.CloseAsync(new Month(2026, 9))).Value.Should().BeEquivalentTo(new
        {
            First = new Month(2026, 5),
            Month = new Month(2026, 9),
        });

        for (var month = 5; month <= 9; month++)
        {
            var closed = await FindAsync(month);
            closed.ClosedByName.Should().Be("Joris Bakker");
            closed.Statement.Should().BeEquivalentTo(open[month - 5]);
        }

        (await FindAsync(10)).NextToClose.Should().Be(new Month(2026, 10));
        var entries = await _scene.Database.Get<AuditTrail>().ListAsync(Make.Staff, new(OrganisationId: _scene.Partner.Id), default);
        entries.Rows.Count(entry => entry.Action == AuditActions.MonthClosed).Should().Be(5);
    }

    [Fact]
    public async Task A_month_is_not_closed_on_a_statement_that_nobody_has_seen()
    {
        var seen = (await FindAsync(10)).Statement.Closing;
        await _scene.PayAsync(_deal, "10", new(2026, 10, 20));

        var refused = await _scene.CloseAsync("2026-10", seen);

        refused.Refusals.Should().Equal(new StatementHasChanged(seen - new Money(10_00)));
        (await FindAsync(10)).ClosedByName.Should().BeNull();
    }

    [Fact]
    public async Task What_was_found_unposted_by_a_refusal_stands_on_the_statement_afterwards()
    {
        (await _scene.AmendAsync(_deal, LedgerScene.Form(cap: "500"), new(2026, 11, 25))).IsDone.Should().BeTrue();
        _scene.Database.Clock.Now = new(2026, 12, 1, 12, 0, 0, TimeSpan.Zero);
        var seen = (await FindAsync(11)).Statement.Closing;
        seen.Should().Be(new Money(110_00), "nothing was posted since the new terms hold");

        (await _scene.CloseAsync("2026-11", seen)).Refusals.Should().Equal(new StatementHasChanged(new Money(140_00)));

        (await FindAsync(11)).Statement.Closing.Should().Be(new Money(140_00));
        (await _scene.CloseAsync(new Month(2026, 11))).IsDone.Should().BeTrue();
    }

    [Fact]
    public async Task Refuses_to_close_for_an_organisation_that_is_none_or_has_no_deals()
    {
        var other = Make.PlatformPartner("Bureau Anders");
        await _scene.Database.AddAsync(other);
        (await _scene.Statements.CloseAsync(
            Make.CommercialOwner,
            new(Guid.CreateVersion7(), other.Id, "2026-10", Money.Zero),
            default)).Refusals
            .Should().Equal(new NothingToClose());
        (await _scene.Statements.CloseAsync(
            Make.CommercialOwner,
            new(Guid.CreateVersion7(), Guid.NewGuid(), "2026-10", Money.Zero),
            default)).Refusals
            .Should().Equal(new NoSuchPartner());
    }

    [Theory]
    [InlineData("""UPDATE "LedgerLines" SET "Contribution" = 1 WHERE "Source" = 'tr_09'""")]
    [InlineData("""UPDATE "LedgerLines" SET "PostedIn" = 202609 WHERE "Source" = 'tr_11'""")]
    [InlineData("""DELETE FROM "LedgerLines" WHERE "Source" = 'tr_09'""")]
    [InlineData(
        """INSERT INTO "LedgerLines" SELECT "DealId", 'x', "Position", "Kind", "On", "PostedIn", "IsLate", "Gross", "Vat", "Base", "Kickback", "Amount", "Contribution", "Reason" FROM "LedgerLines" WHERE "Source" = 'tr_09'""")]
    [InlineData(
        """INSERT INTO "Payouts" ("Id", "DealId", "Amount", "PaidOn", "Reference", "RecordedBySubject", "RecordedByName", "RecordedAt") SELECT x'00', "Id", 1, '2026-09-30', 'x', 'x', 'x', 1 FROM "Deals" """)]
    [InlineData("""UPDATE "ClosedMonths" SET "Statement" = ''""")]
    [InlineData("""DELETE FROM "ClosedMonths" """)]
    public async Task Not_even_by_hand_is_a_closed_month_changed(string sql)
    {
        await _scene.CloseThroughAsync(9);
        await _scene.Database
            .Invoking(database => database.ByHandAsync(sql))
            .Should().ThrowAsync<DbException>()
            .WithMessage("*closed*");
    }

    [Fact]
    public async Task The_command_prints_it_by_name_or_id()
    {
        await _scene.PayAsync(_deal, "60", new(2026, 10, 20), "=1+1");

        var (code, output) = await RunAsync("--partner", "bureau samenspel", "--month", "2026-10");

        code.Should().Be(ExitCode.Done);
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        lines.Should().HaveCount(5);
        lines[1].Should().StartWith("Bureau Samenspel,2026-10,,,opening,").And.EndWith(",100.00,");
        lines[2].Should().Contain(",payment,tr_10,2026-10-10,no,121.00,21.00,100.00,20,20.00,110.00,100.00,10.00,10.00,,110.00,");
        lines[3].Should().Contain(",payout,\"'=1+1\",2026-10-20,").And.EndWith(",60.00,50.00,");
        lines[4].Should().EndWith(",50.00,");
        (await RunAsync("--partner", _scene.Partner.Id.ToString(), "--month", "2026-10")).Output.Should().Be(output);
        (await RunAsync("--partner", "Nobody", "--month", "2026-10")).Code.Should().Be(ExitCode.Failed);
        (await RunAsync("--partner", "Nobody", "--month", "October")).Code.Should().Be(ExitCode.BadUsage);
    }

    private async Task<StatementShown> FindAsync(int month) =>
        (await _scene.Statements.FindAsync(Make.Staff, _scene.Partner.Id, new(2026, month), default))!;

    private async Task<string> TextAsync(int month)
    {
        using var bytes = new MemoryStream();
        await (await FindAsync(month)).Statement.WriteCsvAsync(CsvForm.Plain, bytes, default);
        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private async Task<(int Code, string Output)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        var code = await ConsoleCommands.RunAsync(
            ["ledger", "statement", .. arguments, "--database", _scene.Database.Address.Text],
            output,
            TextWriter.Null,
            (_, _) => Task.FromResult(99));
        return (code, output.ToString());
    }
}
