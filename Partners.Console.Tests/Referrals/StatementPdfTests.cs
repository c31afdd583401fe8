using System.Text;
using System.Text.RegularExpressions;
using FluentAssertions;
using Partners.Console.Referrals;
using Partners.Console.Tests.Support;
using Partners.Core.Referrals;
using Partners.Core.Values;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;

namespace Partners.Console.Tests.Referrals;

/// <summary>The statement on paper says what its page and its CSV say, to the cent (docs/product.md N7).</summary>
public sealed partial class StatementPdfTests
{
    [Fact]
    public async Task Every_statement_of_the_sample_says_the_same_on_paper()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.ImportAsync(Importing.Sample);
        var statements = database.Get<Statements>();
        var partners = (await statements.OwedAsync(Make.Staff, new(PageSize: OwedQuery.LargestPage), default)).Rows;
        var lines = 0;
        foreach (var partner in partners)
        {
            for (var month = Month.Of(database.Today); month.Year >= 2026; month = month.Previous())
            {
                var shown = (await statements.FindAsync(Make.Staff, partner.PartnerId, month, default))!;
                await SaysTheSameAsync(shown);
                lines += shown.Statement.Deals.Sum(deal => deal.Lines.Count);
            }
        }

        lines.Should().BePositive();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task A_random_statement_says_the_same_on_paper(int seed) => await SaysTheSameAsync(Random(new Random(seed)));

    [Fact]
    public async Task Amounts_of_a_billion_and_names_without_end_stay_apart()
    {
        var most = Money.Most;
        var line = Line("tr_1", most, most, most) with { Reason = string.Join(' ', Enumerable.Repeat("The VAT in it was other.", 40)) };
        var deal = new StatementDeal(
            Guid.NewGuid(), new string('W', 300), -most, most, most, -most, [line],
            [new(new(2026, 10, 3), new string('9', 300), most, IsReversal: false, Note: null)]);
        var statement = new Statement(Guid.NewGuid(), "Αθήνα και Łódź Київ", new(2026, 10), -most, most, most, -most, [deal]);

        await SaysTheSameAsync(new(statement, null, null, null));
        Rows(StatementPdf.Of(new(statement, null, null, null), FixedClock.Noon)).Should().Contain("Αθήνα και Łódź Київ");
    }

    [Theory]
    [InlineData("بلدية أوترخت")]
    [InlineData("עיריית אמסטרדם")]
    [InlineData("鹿特丹市政府")]
    [InlineData("アムステルダム市")]
    [InlineData("헤이그 시")]
    [InlineData("🙂🙂")]
    public void Nobody_reads_boxes_where_a_name_stands(string name)
    {
        var deal = new StatementDeal(
            Guid.NewGuid(), name, Money.Zero, Money.Zero, Money.Zero, Money.Zero, [Line("tr_1", Money.Zero, Money.Zero, Money.Zero)], []);
        var half = deal with { DealId = Guid.NewGuid(), Client = $"Stichting {name} Zwolle" };
        var statement = new Statement(
            Guid.NewGuid(), name, new(2026, 10), Money.Zero, Money.Zero, Money.Zero, Money.Zero, [deal, half]);

        var rows = Rows(StatementPdf.Of(new(statement, null, null, null), FixedClock.Noon));

        rows.Should().Contain($"Partner {statement.PartnerId}")
            .And.Contain(row => row.StartsWith($"Deal {deal.DealId}", StringComparison.Ordinal))
            .And.Contain(row => row.StartsWith("Stichting […] Zwolle", StringComparison.Ordinal))
            .And.Contain(row => row.StartsWith("A name has letters that this document cannot show.", StringComparison.Ordinal));
        string.Concat(rows).Intersect(name.Where(letter => letter != ' ')).Should().BeEmpty("no font here has them");
    }

    [Fact]
    public void A_document_has_a_title_pages_and_no_script()
    {
        var pdf = StatementPdf.Of(Random(new Random(3)), FixedClock.Noon);
        using var document = PdfDocument.Open(pdf);

        document.Information.Title.Should().StartWith("Statement October 2026");
        document.NumberOfPages.Should().BeGreaterThan(1);
        foreach (var page in document.GetPages())
        {
            RowsOf(page).Last().Should().EndWith($"Bureau Samenspel Page {page.Number} of {document.NumberOfPages}");
        }

        Encoding.Latin1.GetString(pdf).Should().NotContain("/JavaScript").And.NotContain("/OpenAction").And.NotContain("/Launch");
    }

    /// <summary>Every row of figures, in order, with nothing beside them; and the same balance as the CSV's.</summary>
    private static async Task SaysTheSameAsync(StatementShown shown)
    {
        var statement = shown.Statement;
        var rows = Rows(StatementPdf.Of(shown, FixedClock.Noon));
        var said = rows.Select(row => string.Join(' ', Figures().Matches(row).Select(figure => figure.Value))).ToList();

        said.Where(row => row.Length > 0).Should().ContainInOrder(Expected(statement).Select(row => string.Join(' ', row)));
        var outcome = StatementWords.Outcome(statement)[..12];
        rows.Should().Contain(row => row.Contains(outcome, StringComparison.Ordinal));

        using var csv = new MemoryStream();
        await statement.WriteCsvAsync(CsvForm.Plain, csv, CancellationToken.None);
        var last = Encoding.UTF8.GetString(csv.ToArray()).TrimEnd().Split('\n')[^1].Split(',');
        last[^2].Should().Be(statement.Closing.ToPlainText());
        var contributions = statement.Deals.SelectMany(deal => deal.Lines).Select(line => line.Contribution);
        Money.Sum(contributions).Should().Be(statement.Contributions);
    }

    private static IEnumerable<List<string>> Expected(Statement statement)
    {
        foreach (var deal in statement.Deals.Where(deal => deal.Lines.Count + deal.Paid.Count > 0))
        {
            foreach (var line in deal.Lines)
            {
                yield return
                [
                    line.Gross.ToAmountText(), line.Vat.ToAmountText(), line.Base.ToAmountText(),
                    .. Figures().Matches(line.Kickback.ToPlainText()).Select(percent => percent.Value),
                    line.Amount.ToAmountText(), line.Clipped.ToAmountText(), line.Contribution.ToAmountText(),
                ];
            }

            foreach (var payout in deal.Paid)
            {
                yield return [(-payout.Amount).ToAmountText()];
            }

            yield return [deal.Contributions.ToAmountText(), deal.Closing.ToAmountText()];
        }

        if (statement.Deals.Count > 0)
        {
            yield return [statement.Contributions.ToAmountText(), statement.Closing.ToAmountText()];
        }
    }

    private static StatementShown Random(Random random)
    {
        var deals = new List<StatementDeal>();
        for (var at = 0; at < random.Next(1, 12); at++)
        {
            List<StatementLine> lines = [.. Enumerable.Range(0, random.Next(0, 20)).Select(number =>
                Line($"tr_{at}_{number}", Any(), Any(), Any()) with
                {
                    IsLate = random.Next(5) == 0,
                    Reason = random.Next(4) == 0 ? "It went back." : null,
                })];
            List<StatementPayout> paid = [.. Enumerable.Range(0, random.Next(0, 3)).Select(number =>
                new StatementPayout(new(2026, 10, 1 + number), $"Betaling {number}", Any(), random.Next(2) == 0, null))];
            var contributions = Money.Sum(lines.Select(line => line.Contribution));
            var payouts = Money.Sum(paid.Select(payout => payout.Amount));
            var opening = Any();
            var closing = opening + contributions - payouts;
            deals.Add(new(Guid.NewGuid(), $"Gemeente {at} ’s-Gravenø", opening, contributions, payouts, closing, lines, paid));
        }

        Money Sum(Func<StatementDeal, Money> of) => Money.Sum(deals.Select(of));
        Money Any() => new(random.NextInt64(-20_000_000, 200_000_000) >> random.Next(0, 16));
        return new(
            new(
                Guid.NewGuid(), "Bureau Samenspel", new(2026, 10), Sum(deal => deal.Opening), Sum(deal => deal.Contributions),
                Sum(deal => deal.Payouts), Sum(deal => deal.Closing), deals),
            null,
            null,
            null);
    }

    private static StatementLine Line(string source, Money gross, Money vat, Money contribution) => new(
        source, LineKind.Payment, new(2026, 10, 7), IsLate: false, gross, vat, gross, new(1225), gross, Cap: null, Money.Zero, vat,
        contribution);

    private static List<string> Rows(byte[] pdf)
    {
        using var document = PdfDocument.Open(pdf);
        return [.. document.GetPages().SelectMany(RowsOf)];
    }

    /// <summary>The words of a page, line by line from its top.</summary>
    private static IEnumerable<string> RowsOf(Page page)
    {
        var rows = new List<List<Word>>();
        foreach (var word in page.GetWords().Where(word => word.Text.Trim().Length > 0).OrderByDescending(Height))
        {
            // A figure that was set smaller stands a little higher or lower in its row.
            if (rows.Count == 0 || Height(rows[^1][0]) - Height(word) > 3)
            {
                rows.Add([]);
            }

            rows[^1].Add(word);
        }

        return rows.Select(row => string.Join(' ', row.OrderBy(word => word.BoundingBox.Left).Select(word => word.Text)));

        static double Height(Word word) => word.Letters[0].StartBaseLine.Y;
    }

    /// <summary>An amount to the cent, or a percentage with as many digits.</summary>
    [GeneratedRegex(@"(?<![\d.])−?\d{1,3}(?:,\d{3})*\.\d{2}(?![\d.])", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Figures();
}
