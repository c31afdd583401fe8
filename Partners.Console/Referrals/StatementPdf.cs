using System.Globalization;
using Partners.Console.Paper;
using Partners.Console.Shell;
using Partners.Core.Referrals;
using Partners.Core.Values;
using static Partners.Console.Paper.PaperColours;
using static Partners.Console.Paper.PaperSheet;
using AmsterdamTime = Partners.Console.Shell.AmsterdamTime;

namespace Partners.Console.Referrals;

/// <summary>
/// A statement on paper (docs/product.md N7): the same figures and words as its page, for the partner. The last column balances by itself.
/// </summary>
internal sealed class StatementPdf
{
    public const string MediaType = "application/pdf";

    private const double Figure = 8;
    private const double Small = 7;

    /// <summary>The right edges of the columns of figures, and how much room each has.</summary>
    private static readonly (string Title, double Right, double Room)[] s_columns =
    [
        ("Gross", 242, 46), ("VAT", 286, 42), ("Base", 334, 46), ("%", 364, 28), ("Amount", 410, 44), ("Clipped", 454, 42),
        ("Contribution", 506, 50), ("Balance", Right - 4, 44),
    ];

    private const double WhatLeft = Left + 56;
    private const double WhatWidth = 92;
    private const int Contribution = 6;
    private const int Balance = 7;

    private readonly PaperSheet _sheet;
    private readonly Statement _statement;

    private StatementPdf(PaperSheet sheet, Statement statement) => (_sheet, _statement) = (sheet, statement);

    /// <param name="at">The moment of reading: an open month may differ tomorrow.</param>
    public static byte[] Of(StatementShown shown, DateTimeOffset at)
    {
        var statement = shown.Statement;
        var month = LedgerWords.Of(statement.Month);
        using var sheet = new PaperSheet(
            $"Statement {month}, {statement.Partner}", $"dembrane · Statement {month} · {PartnerOf(statement)}", at);
        var pdf = new StatementPdf(sheet, statement);
        pdf.DrawTitle(month, StatementWords.State(shown, AmsterdamTime.DayOf(at)));
        pdf.DrawBalance();
        pdf.DrawLines(month);
        pdf.DrawEnd();
        return sheet.Write();
    }

    private void DrawTitle(string month, string state)
    {
        _sheet.Fill(0, 0, 595, 134, Parchment);
        _sheet.Fill(0, 134, 595, 2, RoyalBlue);
        _sheet.Text("dembrane", Left, 30, 15, Graphite, isBold: true);
        _sheet.TextTo("Partner programme", Right, 33, 9, Secondary);
        _sheet.Text($"Statement {month}", Left, 62, 22, Graphite, isBold: true);
        _sheet.Y = 92;
        _sheet.Lines(PartnerOf(_statement), Left, Width, 11, 15, Graphite, isBold: true);
        _sheet.Text(state, Left, 114, 8.5, Secondary);
        _sheet.Y = 152;
    }

    private void DrawBalance()
    {
        var box = (Width - 24) / 4;
        foreach (var (place, title, sign, amount) in new[]
        {
            (0, "Opening balance", string.Empty, _statement.Opening),
            (1, "Contributions", "+ ", _statement.Contributions),
            (2, "Payouts", "− ", _statement.Payouts),
            (3, "Closing balance", "= ", _statement.Closing),
        })
        {
            var x = Left + (place * (box + 8));
            _sheet.Fill(x, _sheet.Y, box, 50, place == 3 ? RoyalBlueTint : Parchment);
            _sheet.Text(title, x + 10, _sheet.Y + 8, 8.5, Secondary);
            var figure = $"{sign}{amount}";
            var size = 13d;
            while (_sheet.Broken(figure, box - 16, size, isBold: true).Count > 1 && size > 6)
            {
                size--;
            }

            _sheet.Text(figure, x + 10, _sheet.Y + 22, size, Graphite, isBold: true);
        }

        _sheet.Y += 66;
    }

    private void DrawLines(string month)
    {
        var moved = _statement.Deals.Where(deal => deal.Lines.Count + deal.Paid.Count > 0).ToList();
        var unmoved = _statement.Deals.Where(deal => deal.Lines.Count + deal.Paid.Count == 0).ToList();
        if (moved.Count == 0)
        {
            _sheet.Lines(
                $"Nothing was earned or paid out in {month}{(_statement.Opening == Money.Zero ? "." : ": the balance stays as it was.")}",
                Left, Width, 9.5, 14, Graphite);
            _sheet.Y += 6;
        }

        if (_statement.Deals.Count == 0)
        {
            return;
        }

        _sheet.Text("Lines", Left, _sheet.Y, 12, Graphite, isBold: true);
        _sheet.TextTo(
            "Amounts in euros. Gross − VAT = base. Base × % = amount. Amount − clipped = contribution.",
            Right, _sheet.Y + 4, Small + .5, Secondary);
        _sheet.Y += 20;
        DrawHead();
        _sheet.Head = DrawHead;
        moved.ForEach(DrawDeal);
        if (unmoved.Count > 0)
        {
            DrawGroup(moved.Count == 0 ? "Balances carried forward" : "Deals without payments or payouts this month", null, null);
            foreach (var deal in unmoved)
            {
                DrawNamed(ClientOf(deal), (Balance, deal.Closing));
            }
        }

        _sheet.Need(24);
        _sheet.Rule(_sheet.Y, Graphite, 1);
        _sheet.Y += 5;
        _sheet.Text($"{Words.Count(_statement.Deals.Count, "deal")}, {month}", Left + 4, _sheet.Y, Figure, Graphite, isBold: true);
        Write(Contribution, _statement.Contributions, isBold: true);
        Write(Balance, _statement.Closing, isBold: true);
        _sheet.Y += 22;
        _sheet.Head = null;
        if (_statement.Deals.Any(deal => deal.Lines.Any(line => line.IsLate)))
        {
            _sheet.Lines(
                $"Late: the line belongs to a month that was closed. It is posted in {month}, the first open month.",
                Left, Width, Figure, 11, Secondary);
            _sheet.Y += 6;
        }
    }

    private void DrawHead()
    {
        _sheet.Text("Day", Left + 4, _sheet.Y, Small, Secondary, isBold: true);
        _sheet.Text("What", WhatLeft, _sheet.Y, Small, Secondary, isBold: true);
        foreach (var (title, right, room) in s_columns)
        {
            _sheet.TextTo(title, right, _sheet.Y, Small, Secondary, isBold: true, room);
        }

        _sheet.Y += 12;
        _sheet.Rule(_sheet.Y, Graphite, 1);
        _sheet.Y += 3;
    }

    private void DrawDeal(StatementDeal deal)
    {
        var cap = deal.Lines.Count > 0 ? deal.Lines[0].Cap : null;
        DrawGroup(
            ClientOf(deal),
            deal.Lines.Count > 0 ? $"{(cap is { } limit ? $"cap {limit}" : "no cap")}, {deal.Lines[0].EarnedBefore} earned before" : null,
            deal.Opening);
        foreach (var line in deal.Lines)
        {
            DrawLine(line, cap);
        }

        foreach (var payout in deal.Paid)
        {
            var hints = new[] { payout.Note }.OfType<string>();
            DrawRow(payout.PaidOn, StatementWords.What(payout), payout.Reference, hints, () => Write(Balance, -payout.Amount));
        }

        DrawNamed("Closing balance", (Contribution, deal.Contributions), (Balance, deal.Closing));
    }

    /// <summary>Stays with the line below it: no page ends with a client's name alone.</summary>
    private void DrawGroup(string title, string? hint, Money? opening)
    {
        _sheet.Need(44);
        _sheet.Y += 5;
        _sheet.Fill(Left, _sheet.Y - 1, Width, 16, ParchmentDark);
        var name = _sheet.Broken(title, 240, Figure + .5, isBold: true);
        var end = _sheet.Text(name.Count > 1 ? $"{name[0]}…" : title, Left + 4, _sheet.Y + 2, Figure + .5, Graphite, isBold: true);
        if (hint is not null)
        {
            _sheet.Text($" · {hint}", end + 2, _sheet.Y + 2.5, Small + .5, Secondary);
        }

        if (opening is { } balance)
        {
            var amount = balance.ToAmountText();
            _sheet.TextTo($"opening {amount}", Right - 4, _sheet.Y + 2.5, Figure, Graphite, room: 110);
        }

        _sheet.Y += 19;
    }

    private void DrawLine(StatementLine line, Money? capOfDeal)
    {
        var hints = new List<string>();
        if (StatementWords.Explanation(line) is { } explanation)
        {
            hints.Add(explanation);
        }

        if (line.Cap != capOfDeal)
        {
            hints.Add(line.Cap is { } own ? $"The cap was {own} on that day." : "There was no cap on that day.");
        }

        DrawRow(line.On, $"{StatementWords.What(line)}{(line.IsLate ? " (late)" : null)}", StatementWords.SourceOf(line), hints, () =>
        {
            Write(0, line.Gross);
            Write(1, line.Vat);
            Write(2, line.Base);
            var (_, right, room) = s_columns[3];
            _sheet.TextTo(line.Kickback.ToPlainText(), right, _sheet.Y, Figure, Graphite, room: room);
            Write(4, line.Amount);
            Write(5, line.Clipped);
            Write(Contribution, line.Contribution);
        });
    }

    /// <summary>A day, what it was and its figures; below them the source and why, in small.</summary>
    private void DrawRow(DateOnly on, string what, string? source, IEnumerable<string> hints, Action figures)
    {
        var below = hints.Prepend(source).OfType<string>().SelectMany(hint => _sheet.Broken(hint, Right - WhatLeft - 8, Small)).ToList();
        _sheet.Need(Math.Min(13 + (below.Count * 9), 120));
        _sheet.Text(AmsterdamTime.Day(on), Left + 4, _sheet.Y, Figure, Graphite);
        _sheet.Text(_sheet.Broken(what, WhatWidth, Figure)[0], WhatLeft, _sheet.Y, Figure, Graphite);
        figures();
        _sheet.Y += 11;
        foreach (var line in below)
        {
            _sheet.Need(9);
            _sheet.Text(line, WhatLeft, _sheet.Y, Small, Secondary);
            _sheet.Y += 9;
        }

        _sheet.Y += 2;
        _sheet.Rule(_sheet.Y, Divider);
        _sheet.Y += 3;
    }

    private void DrawNamed(string name, params ReadOnlySpan<(int Column, Money Amount)> figures)
    {
        _sheet.Need(16);
        _sheet.Text(_sheet.Broken(name, 380, Figure) is [var first, ..] ? first : name, Left + 4, _sheet.Y, Figure, Graphite, isBold: true);
        foreach (var (column, amount) in figures)
        {
            Write(column, amount, isBold: true);
        }

        _sheet.Y += 14;
    }

    private void Write(int column, Money amount, bool isBold = false)
    {
        var (_, right, room) = s_columns[column];
        _sheet.TextTo(amount.ToAmountText(), right, _sheet.Y, Figure, Graphite, isBold, room);
    }

    private static string PartnerOf(Statement statement) => PaperFonts.Named(statement.Partner, $"Partner {statement.PartnerId}");

    private static string ClientOf(StatementDeal deal) => PaperFonts.Named(deal.Client, $"Deal {deal.DealId}");

    private void DrawEnd()
    {
        if (_statement.Deals.Select(deal => deal.Client).Append(_statement.Partner).Any(name =>
            PaperFonts.Readable(name).Contains(PaperFonts.Gap, StringComparison.Ordinal)))
        {
            _sheet.Lines(
                "A name has letters that this document cannot show. It is in the statement’s CSV, in the row with the same deal.",
                Left, Width, Figure, 11, Secondary);
            _sheet.Y += 6;
        }

        _sheet.Need(40);
        _sheet.Lines(StatementWords.Outcome(_statement), Left, Width, 11, 16, Graphite, isBold: true);
        _sheet.Y += 14;
        _sheet.Need(60);
        _sheet.Lines(EarningRuleWords.Title, Left, Width, 10, 16, Graphite, isBold: true);
        foreach (var (number, rule) in EarningRuleWords.Rules.Index())
        {
            _sheet.Need(22);
            _sheet.Text(string.Create(CultureInfo.InvariantCulture, $"{number + 1}."), Left, _sheet.Y, Figure, Secondary);
            _sheet.Lines(rule, Left + 14, Width - 14, Figure, 11, Secondary);
            _sheet.Y += 2;
        }

        _sheet.Y += 2;
        _sheet.Lines(EarningRuleWords.Last, Left, Width, Figure, 11, Secondary);
    }
}
