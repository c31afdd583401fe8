using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Partners.Console.Tests.Support;
using Partners.Core.Referrals;
using Partners.Core.Values;

namespace Partners.Console.Tests.Referrals;

/// <summary>
/// The ledger agrees to the cent with a calculation that shares no code with it, on exports with all that happens to money, whatever came
/// before them and whatever was closed meanwhile.
/// </summary>
public sealed class MoneyFactsProperties
{
    private static readonly DateOnly s_asOf = new(2026, 11, 20);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task A_whole_export_is_right_to_the_cent(int seed)
    {
        using var whole = new MoneyFactsExport(seed).Whole();
        await using var database = await TestDatabase.CreateAsync();
        await database.ImportAsync(whole);

        await AgreesAsync(database, whole);
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(14)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(18)]
    public async Task Earlier_states_and_closed_months_before_it_change_nothing_and_closed_statements_stay(int seed)
    {
        var export = new MoneyFactsExport(seed);
        var random = new Random(seed);
        using var whole = export.Whole();
        await using var database = await TestDatabase.CreateAsync();
        var closed = new Month(2026, 1);
        for (var round = 0; round < 4; round++)
        {
            using (var earlier = export.Earlier())
            {
                await database.ImportAsync(earlier);
            }

            closed = await CloseAsync(database, closed, random.Next(0, 3));
        }

        var before = await ClosedAsync(database);
        await database.ImportAsync(whole);
        using (var earlier = export.Earlier())
        {
            // An older list after the newest one takes nothing back.
            await database.ImportAsync(earlier);
        }

        await database.ImportAsync(whole);

        await AgreesAsync(database, whole);
        (await ClosedAsync(database)).Should().Equal(before);
        var lines = await database.QueryAsync(db => db.LedgerLines.ToListAsync());
        lines.Where(line => line.IsLate || line.Kind == LineKind.Correction).Should().NotContain(line => line.Reason == null);
        (await database.QueryAsync(db => db.DealSummaries.ToListAsync())).Should().AllSatisfy(summary =>
            summary.Earned.Cents.Should().Be(lines.Where(line => line.DealId == summary.DealId).Sum(line => line.Contribution.Cents)));
    }

    public static TheoryData<int> Seeds => new(Enumerable.Range(101, 16));

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Between_imports_commands_change_a_cent_only_by_a_line_with_a_reason(int seed)
    {
        var (export, random) = (new MoneyFactsExport(seed), new Random(seed));
        await using var database = await TestDatabase.CreateAsync();
        var commands = new MoneyFactsCommands(database, export, random);
        var steps = new HashSet<string>(StringComparer.Ordinal);
        using (var first = export.Earlier())
        {
            await database.ImportAsync(first);
        }

        await RunAsync(isWhole: false, [commands.InvoiceAsync, commands.AmendAsync, commands.DecideAsync, commands.CloseAsync]);
        await StepAsync(() => commands.ImportAsync(isWhole: true));
        await AgreesAsync();

        // All facts are in: from here on it agrees after each step.
        await RunAsync(isWhole: true, []);
        steps.Should().Contain(["import", "close", "amend", "end", "pay", "reverse", "void", "bind", "correct", "invoice", "credit"])
            .And.Contain(step => step == "keep" || step == "take");

        async Task RunAsync(bool isWhole, Func<Task<MoneyFactsStep?>>[] more)
        {
            Func<Task<MoneyFactsStep?>>[] all =
            [
                () => commands.ImportAsync(isWhole),
                commands.CloseAsync,
                commands.AmendAsync,
                commands.EndAsync,
                commands.PayAsync,
                commands.VoidAsync,
                commands.BindAsync,
                commands.BindAsync,
                commands.InvoiceAsync,
                commands.CreditAsync,
                commands.DecideAsync,
                .. more,
            ];
            random.Shuffle(all);
            foreach (var step in (Func<Task<MoneyFactsStep?>>[])[.. all, commands.ReverseAsync, commands.CorrectAsync])
            {
                await StepAsync(step);
                if (isWhole)
                {
                    await AgreesAsync();
                }
            }
        }

        async Task StepAsync(Func<Task<MoneyFactsStep?>> step)
        {
            database.Clock.Now += TimeSpan.FromMinutes(1);
            var (before, closed, closedThrough) = (await LinesAsync(database), await ClosedAsync(database), commands.ClosedThrough);
            if (await step() is { } done)
            {
                steps.Add(done.Name);
                await HoldsAsync(database, commands, done, before, closed, closedThrough);
            }
        }

        async Task AgreesAsync()
        {
            using var agreed = export.AsFirstAgreed();
            var expected = IndependentLedger.Of(agreed.Folder, s_asOf, commands.Agreed, commands.Bound);
            var shown = await LedgerExportTests.ReadAsync(database, s_asOf);
            shown.Where(IsSettled).Should().BeEquivalentTo(expected.Where(IsSettled), options => options.WithStrictOrdering());

            // With a cap that fell, what is earned depends on which months were closed, within these bounds.
            var sums = IndependentLedger.SumsOf(agreed.Folder, s_asOf, commands.Agreed, commands.Bound);
            foreach (var deal in shown.Where(deal => !IsSettled(deal)))
            {
                var caps = commands.Agreed[deal.PlatformId].Terms.ConvertAll(terms => terms.Cap ?? decimal.MaxValue);
                deal.Earned.Should().BeInRange(Math.Min(caps.Min(), sums[deal.PlatformId]), Math.Min(caps.Max(), sums[deal.PlatformId]));
            }
        }

        bool IsSettled(ExpectedDeal deal) => !commands.Agreed[deal.PlatformId].CapFell;
    }

    private static async Task HoldsAsync(
        TestDatabase database,
        MoneyFactsCommands commands,
        MoneyFactsStep done,
        HashSet<LedgerLine> before,
        List<string> closed,
        Month closedThrough)
    {
        var because = $"it holds after {done.Name}";
        var after = await LinesAsync(database);
        (await ClosedAsync(database)).Take(closed.Count).Should().Equal(closed, because);
        var moved = before.Except(after).Concat(after.Except(before)).ToList();
        moved.Should().NotContain(line => line.PostedIn <= closedThrough, because);
        moved.Where(line => !done.MovesLines || (done.Deals is { } touched && !touched.Contains(line.DealId))).Should().BeEmpty(because);

        var known = await database.QueryAsync(async db => new HashSet<string>(
            [
                .. await db.Payments.Select(payment => payment.Id).ToListAsync(),
                .. await db.Refunds.Select(refund => refund.Id).ToListAsync(),
                .. await db.Chargebacks.Select(chargeback => chargeback.Id).ToListAsync(),
                .. await db.PaidInvoices.Select(invoice => invoice.Number).ToListAsync(),
                .. (await db.Deals.AsNoTracking().SelectMany(deal => deal.Terms).Select(terms => terms.Id).ToListAsync())
                    .Select(id => $"terms:{id}"),
            ],
            StringComparer.Ordinal));
        after.Should().NotContain(
            line => (line.IsLate || line.Kind == LineKind.Correction) && string.IsNullOrEmpty(line.Reason),
            because);
        after.Should().OnlyContain(line => known.Contains(LineSources.IdOf(LineSources.RootOf(line.Kind, line.Source))), because);

        var deals = await database.QueryAsync(db => db.Deals.AsNoTracking()
            .Join(db.DealSummaries, deal => deal.Id, summary => summary.DealId, (deal, summary) => new { deal.PlatformId, summary })
            .ToListAsync());
        var linesOf = after.ToLookup(line => line.DealId);
        foreach (var (number, summary) in deals.Select(deal => (deal.PlatformId!.Value, deal.summary)))
        {
            var lines = linesOf[summary.DealId];
            summary.Earned.Should().Be(Money.Sum(lines.Select(line => line.Contribution)), because);
            summary.PaidOut.Should().Be(commands.PaidOut.GetValueOrDefault(number), because);
            summary.Owed.Should().Be(summary.Earned - summary.PaidOut, because);
            lines.Where(line => line.Kind is LineKind.Payment or LineKind.Invoice)
                .Should().NotContain(line => line.Kickback.BasisPoints != commands.Agreed[number].On(line.On).Percent * 100m, because);
        }
    }

    private static Task<HashSet<LedgerLine>> LinesAsync(TestDatabase database) =>
        database.QueryAsync(db => db.LedgerLines.AsNoTracking().ToHashSetAsync());

    private static async Task AgreesAsync(TestDatabase database, ExportFiles whole)
    {
        var expected = IndependentLedger.Of(whole.Folder, s_asOf);
        expected.Should().Contain(deal => deal.Earned > 0m);
        (await LedgerExportTests.ReadAsync(database, s_asOf)).Should().BeEquivalentTo(expected, options => options.WithStrictOrdering());
    }

    private static async Task<Month> CloseAsync(TestDatabase database, Month closed, int months)
    {
        var partner = Guid.Parse(ExportFiles.Organisation);
        var through = closed;
        for (var month = 0; month < months; month++)
        {
            through = through.Next();
        }

        if (months == 0)
        {
            return closed;
        }

        var statements = database.Get<Statements>();
        var seen = await statements.FindAsync(Make.CommercialOwner, partner, through, default);
        var outcome = await statements.CloseAsync(
            Make.CommercialOwner,
            new(Guid.CreateVersion7(), partner, through.ToString(), seen!.Statement.Closing),
            default);
        outcome.IsDone.Should().BeTrue();
        return through;
    }

    private static Task<List<string>> ClosedAsync(TestDatabase database) =>
        database.QueryAsync(db => db.ClosedMonths.OrderBy(month => month.Month).Select(month => month.Statement).ToListAsync());
}
