using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Bunit;
using FluentAssertions;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using Partners.Console.Referrals;
using Partners.Console.Tests.Support;
using Partners.Core.Access;
using Partners.Core.Changes;
using Partners.Core.Referrals;
using Partners.Core.Values;

namespace Partners.Console.Tests.Referrals;

/// <summary>A statement on screen, over the real services and a database.</summary>
public sealed class StatementPageTests : LedgerPages
{
    private Guid _deal;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _deal = await Scene.AddedAsync(LedgerScene.Form(cap: "110"));
        RenderTree.Add<CascadingValue<Staff>>(scope => scope.Add(p => p.Value, Make.CommercialOwner));
    }

    [Fact]
    public async Task Shows_each_line_with_its_arithmetic_and_each_payout_as_a_minus()
    {
        await Scene.PayAsync(_deal, "60", new(2026, 10, 20));
        var page = Show("2026-10");

        page.Find("h1").TextContent.Should().Be("Statement October 2026");
        page.Find(".statement-partner").TextContent.Should().Be("Bureau Samenspel");
        page.Find(".breadcrumb").TextContent.Should().Contain("Referral ledger").And.Contain("Statements").And.Contain("Bureau Samenspel");
        page.FindAll(".statement-lines tbody tr").Select(WordsOf).Should().Equal(
            "Gemeente Zwolle · cap € 110.00, € 100.00 earned before | opening 100.00",
            "10 Oct 2026 | Payment tr_10 | 121.00 | 21.00 | 100.00 | 20 | 20.00 | 10.00 | 10.00 | ",
            "20 Oct 2026 | Payout SEPA 17 | −60.00",
            "Closing balance | 10.00 | 50.00");
        WordsOf(page.Find(".statement-lines tfoot tr")).Should().Be("1 deal, October 2026 | 10.00 | 50.00");
        page.FindAll(".figures-row > div").Select(figure => string.Join(' ', figure.Children.Select(WordsIn))).Should().Equal(
            "Opening balance € 100.00", "Contributions + € 10.00", "Payouts − € 60.00", "Closing balance = € 50.00Owed");
        page.Find(".statement-outcome").TextContent.Should().Be("Owed to Bureau Samenspel: € 50.00.");
        page.Find(".statement-state").TextContent.Should().Be("The month is open and can still change. As of 20 Nov 2026.");
    }

    [Fact]
    public async Task Every_figure_of_the_sample_can_be_worked_out_again_from_what_is_shown()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.ImportAsync(Importing.Sample);
        var lines = 0;
        foreach (var partner in (await database.Get<Statements>().OwedAsync(
            Make.Staff,
            new(PageSize: OwedQuery.LargestPage),
            default)).Rows)
        {
            for (var month = new Month(2025, 11); month <= new Month(2026, 11); month = month.Next())
            {
                var shown = await database.Get<Statements>().FindAsync(Make.Staff, partner.PartnerId, month, default);
                lines += WorkOut(
                    Render<StatementDocument>(parameters => parameters.Add(p => p.Shown, shown!)));
            }
        }

        lines.Should().BeGreaterThan(20);
    }

    [Fact]
    public async Task Refunds_late_lines_corrections_and_new_terms_can_be_worked_out_again_too()
    {
        await Scene.CloseThroughAsync(9);
        await Scene.Database.AddAsync(
            LedgerScene.Payment("tr_late", new(2026, 9, 3)),
            new Refund("re_late", "tr_09", Refund.Refunded, new(60_50), new(2026, 9, 29, 10, 0, 0, TimeSpan.Zero)));
        await Scene.Database.ByHandAsync("""UPDATE "Payments" SET "Vat" = 0 WHERE "Id" = 'tr_08'""");
        (await Scene.AmendAsync(_deal, LedgerScene.Form(kickback: "50", cap: "500"), new(2026, 10, 15))).IsDone.Should().BeTrue();
        var page = Show("2026-10");

        WorkOut(page).Should().Be(5);
        var lines = page.FindAll("tr.line").Select(WordsOf).ToList();
        lines.Should().ContainSingle(line =>
            line.StartsWith(
                "3 Sep 2026 | Payment tr_late Late It was known only after September 2026 was closed.",
                StringComparison.Ordinal));
        lines.Should().ContainSingle(line => line.StartsWith("29 Sep 2026 | Refund re_late", StringComparison.Ordinal));
        lines.Should().ContainSingle(line =>
            line.StartsWith(
                "10 Aug 2026 | Correction tr_08 Late August 2026 is closed. The VAT in it was € 21.00, and is € 0.00.",
                StringComparison.Ordinal));
        lines.Should().ContainSingle(line => line.StartsWith("15 Oct 2026 | New terms They raise the cap", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Says_in_words_that_a_balance_below_zero_is_a_credit()
    {
        await Scene.PayAsync(_deal, "150", new(2026, 10, 20), isAdvance: true, why: "Agreed by phone");
        var page = Show("2026-10");

        page.Find(".balance-now").TextContent.Should().Contain("Credit carried forward").And.Contain("−€ 40.00");
        page.Find("tr.payout").TextContent.Should().Contain("Agreed by phone");
        page.Find(".statement-outcome").TextContent.Should().StartWith("Credit carried forward: € 40.00.");
    }

    [Fact]
    public void A_month_in_which_nothing_happened_says_so_and_carries_the_balance()
    {
        Scene.Database.Clock.Now = new(2027, 1, 15, 12, 0, 0, TimeSpan.Zero);
        var quiet = Show("2026-12");
        quiet.Markup.Should().Contain("Nothing was earned or paid out in December 2026: the balance stays as it was.");
        quiet.FindAll(".statement-unmoved tr").Select(WordsOf).Should().Equal("Balances carried forward", "Gemeente Zwolle | 110.00");
        WordsOf(quiet.Find(".statement-lines tfoot tr")).Should().Be("1 deal, December 2026 | 0.00 | 110.00");

        var early = Show("2026-01");
        early.Find(".statement-state").TextContent.Should().Be("Before this partner’s first deal.");
        ReasonIn(early).Should().Be("There is nothing to close before this partner's first deal.");
    }

    [Fact]
    public void Leads_to_the_months_beside_it_but_not_into_the_future()
    {
        Show("2026-10")
            .FindAll(".month-links a")
            .Select(link => link.GetAttribute("href"))
            .Should().Equal($"/ledger/statements/{Scene.Partner.Id}/2026-09", $"/ledger/statements/{Scene.Partner.Id}/2026-11");
        Show("2026-11").FindAll(".month-links a").Should().ContainSingle();
        Show("2026-10").FindAll("a[download]").Select(link => link.GetAttribute("href")).Should().Equal(
            $"/ledger/statements/{Scene.Partner.Id}/2026-10/statement.pdf",
            $"/ledger/statements/{Scene.Partner.Id}/2026-10/statement.csv",
            $"/ledger/statements/{Scene.Partner.Id}/2026-10/statement.csv?form=dutch-excel");
    }

    [Theory]
    [InlineData("nonsense", "2026-10", "“nonsense” is not a partner's id.")]
    [InlineData(null, "October", "“October” is not a month that statements are made for. Write it as 2026-10.")]
    [InlineData(null, "9999-12", "“9999-12” is not a month")]
    [InlineData(null, "0001-01", "“0001-01” is not a month")]
    [InlineData("01930000-0000-7000-8000-000000000000", "2026-10", "There is no organisation with this id.")]
    public void Says_what_is_wrong_with_an_address(string? partner, string month, string sentence)
    {
        var page = Show(month, partner);

        page.Find("h1").TextContent.Should().Be("No such statement");
        page.Find(".lead").TextContent.Should().StartWith(sentence);
    }

    [Fact]
    public async Task Closes_the_month_and_the_open_ones_before_it()
    {
        var (dialogs, page) = (Render<MudDialogProvider>(), Show("2026-10"));
        var answered = Button(page, "Close month…").ClickAsync();
        dialogs.Find(".facts").TextContent.Should().Contain("May to October 2026, 6 months").And.Contain("Owed: € 110.00");
        dialogs.Markup.Should().Contain("Close October 2026 for Bureau Samenspel");
        await dialogs.Find("form").SubmitAsync();
        await answered;

        page.WaitForElement("[role=status] .result-text").TextContent.Should().Be(
            "May to October 2026, 6 months, are closed for Bureau Samenspel. Owed: € 110.00.");
        page.Find(".statement-state").TextContent
            .Should().Be("The month was closed on 20 Nov 2026 by Joris Bakker, and can no longer change.");
        ReasonIn(page).Should().Be("October 2026 is closed already.");
        (await ShownAsync(5)).ClosedByName.Should().Be("Joris Bakker");
    }

    [Fact]
    public async Task Closes_nothing_when_the_person_cancels()
    {
        var (dialogs, page) = (Render<MudDialogProvider>(), Show("2026-10"));
        var answered = Button(page, "Close month…").ClickAsync();
        await Button(dialogs, "Cancel").ClickAsync();
        await answered;

        page.FindAll(".banner, .result").Should().BeEmpty();
        (await ShownAsync(10)).ClosedByName.Should().BeNull();
    }

    [Fact]
    public async Task Does_not_close_a_statement_that_changed_meanwhile_and_shows_it_anew()
    {
        var (dialogs, page) = (Render<MudDialogProvider>(), Show("2026-10"));
        var answered = Button(page, "Close month…").ClickAsync();
        await Scene.PayAsync(_deal, "30", new(2026, 10, 20));
        await dialogs.Find("form").SubmitAsync();
        await answered;

        page.WaitForElement("[role=alert] .banner").TextContent.Should().Be(new StatementHasChanged(new Money(80_00)).Sentence);
        page.Find(".balance-now").TextContent.Should().Contain("€ 80.00");
        dialogs.FindAll("form").Should().BeEmpty();
        (await ShownAsync(10)).ClosedByName.Should().BeNull();
    }

    [Fact]
    public void Closes_no_month_that_is_not_over() =>
        ReasonIn(Show("2026-11")).Should().Be("November 2026 is not over. A month can be closed from the first day of the next one.");

    [Fact]
    public void Says_to_staff_why_they_cannot_close_a_month()
    {
        var page = Render<StatementPage>(parameters =>
            parameters.Add(p => p.PartnerId, Scene.Partner.Id.ToString()).Add(p => p.MonthText, "2026-10").AddCascadingValue(Noor));

        Button(page, "Close month…").HasAttribute("disabled").Should().BeTrue();
        ReasonIn(page).Should().Be(new NotPermitted(Permission.EditLedger).Sentence);
        Button(page, "Print").HasAttribute("disabled").Should().BeFalse();
    }

    [Fact]
    public async Task A_change_of_somebody_else_is_shown_and_said()
    {
        var page = Render<StatementPage>(parameters =>
            parameters.Add(p => p.PartnerId, Scene.Partner.Id.ToString()).Add(p => p.MonthText, "2026-10").AddCascadingValue(Noor));
        await Scene.PayAsync(_deal, "30", new(2026, 10, 20));

        page.WaitForAssertion(() =>
            page.Find("[role=status] .banner").TextContent.Should().StartWith("Joris Bakker changed this just now: "));
        page.Find(".balance-now").TextContent.Should().Contain("€ 80.00");
    }

    [Fact]
    public async Task What_is_shown_survives_its_way_from_the_first_rendering_to_the_open_page()
    {
        await Scene.PayAsync(_deal, "60", new(2026, 10, 20));
        await Scene.CloseThroughAsync(9);
        var shown = await ShownAsync(10);

        JsonSerializer.Deserialize<StatementShown>(JsonSerializer.Serialize(shown)).Should().BeEquivalentTo(shown);
        Show("2026-10").Instance.Handed!.Found.Should().BeEquivalentTo(shown);
    }

    [Fact]
    public async Task A_statement_too_long_to_be_handed_on_is_asked_for_again()
    {
        await Scene.Database.AddAsync(
            Enumerable.Range(0, 120).Select(number => LedgerScene.Payment($"tr_more_{number}", new(2026, 10, 11))));
        var page = Show("2026-10");

        page.FindAll("tr.line").Should().HaveCount(121);
        page.Instance.Handed.Should().BeNull();
    }

    private IRenderedComponent<StatementPage> Show(string month, string? partner = null) =>
        Render<StatementPage>(parameters =>
            parameters.Add(p => p.PartnerId, partner ?? Scene.Partner.Id.ToString()).Add(p => p.MonthText, month));

    private async Task<StatementShown> ShownAsync(int month) =>
        (await Scene.Statements.FindAsync(Make.Staff, Scene.Partner.Id, new(2026, month), default))!;

    /// <summary>Recalculates the statement like a partner, from what is shown alone.</summary>
    /// <returns>How many lines there were.</returns>
    private static int WorkOut<T>(IRenderedComponent<T> shown)
        where T : IComponent
    {
        var (lines, total, contributed) = (0, Money.Zero, Money.Zero);
        foreach (var deal in shown.FindAll(".statement-lines tbody.statement-deal"))
        {
            var balance = Read(deal.QuerySelector("tr.group td")!);
            var head = deal.QuerySelector("tr.group th")!.TextContent;
            var (ofDeal, earned, cap) = (Money.Zero, Named(head, ", ", " earned before"), Named(head, "cap ", ", "));
            foreach (var line in deal.QuerySelectorAll("tr.line"))
            {
                lines++;
                var cells = line.QuerySelectorAll("td.number");
                var (gross, vat, counted, amount, clipped, contribution) = (
                    Read(cells[0]), Read(cells[1]), Read(cells[2]), Read(cells[4]), Read(cells[5]), Read(cells[6]));
                var percent = decimal.Parse(cells[3].TextContent, CultureInfo.InvariantCulture);
                var isNew = line.TextContent.Contains("Correction", StringComparison.Ordinal)
                    || line.TextContent.Contains("New terms", StringComparison.Ordinal);
                (gross - vat).Should().Be(counted);
                (amount - clipped).Should().Be(contribution);
                if (!isNew)
                {
                    amount.Cents.Should().Be((long)Math.Round(counted.Cents * percent / 100, MidpointRounding.AwayFromZero));
                }

                var ceiling = line.TextContent.Contains("no cap on that day", StringComparison.Ordinal) ? null
                    : Named(line.TextContent, "The cap was ", " on that day") ?? cap;
                if (contribution > Money.Zero && ceiling is { } most)
                {
                    (earned!.Value + contribution <= most).Should().BeTrue();
                }

                earned += contribution;
                balance += contribution;
                ofDeal += contribution;
            }

            balance += Money.Sum(deal.QuerySelectorAll("tr.payout td.number").Select(Read));
            deal.QuerySelectorAll("tr.balance td").Select(Read).Should().Equal(ofDeal, balance);
            total += balance;
            contributed += ofDeal;
        }

        total += Money.Sum(shown.FindAll(".statement-unmoved td").Select(Read));
        var figures = shown.FindAll(".figures-row dd").Select(figure => Named(figure.TextContent, string.Empty, null)!.Value).ToList();
        (figures[0] + figures[1] - figures[2]).Should().Be(figures[3]).And.Be(total);
        if (shown.FindAll(".statement-lines tfoot td") is { Count: 2 } foot)
        {
            foot.Select(Read).Should().Equal(contributed, total);
        }

        return lines;
    }

    /// <summary>An amount with its sign, between two texts; null if it is not there.</summary>
    private static Money? Named(string text, string before, string? after)
    {
        var found = Regex.Match(
            text,
            $@"{Regex.Escape(before)}(−?)€ ([\d,.]+\d){Regex.Escape(after ?? string.Empty)}",
            RegexOptions.None,
            TimeSpan.FromSeconds(1));
        if (!found.Success)
        {
            return null;
        }

        Money.TryFromDecimalText(found.Groups[2].Value.Replace(",", string.Empty, StringComparison.Ordinal), out var money);
        return found.Groups[1].Length > 0 ? -money : money;
    }

    private static string WordsIn(IElement element) =>
        string.Join(' ', element.TextContent.Replace('\u00a0', ' ').Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static Money Read(IElement cell)
    {
        var text = cell.TextContent.Trim();
        Money
            .TryFromDecimalText(
                text
                    .Replace("opening ", string.Empty, StringComparison.Ordinal)
                    .TrimStart('−')
                    .Replace("€ ", string.Empty, StringComparison.Ordinal)
                    .Replace(",", string.Empty, StringComparison.Ordinal),
                out var money)
            .Should().BeTrue(text);
        return text.Contains('−', StringComparison.Ordinal) ? -money : money;
    }

    private static IElement Button<T>(IRenderedComponent<T> shown, string text)
        where T : IComponent =>
        shown.FindAll("button").Single(button => string.Equals(button.TextContent.Trim(), text, StringComparison.Ordinal));

    private static string ReasonIn(IRenderedComponent<StatementPage> page) => page.Find(".guarded .hint").TextContent;

    private static string WordsOf(IElement row) =>
        string.Join(
            " | ",
            row.Children.Select(cell => string.Join(
                ' ',
                cell.GetDescendants().OfType<IText>().SelectMany(text =>
                    text.Data.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))));
}
