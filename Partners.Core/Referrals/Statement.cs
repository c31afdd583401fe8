using Partners.Core.Values;

namespace Partners.Core.Referrals;

/// <summary>What a partner earned and was paid in one month: opening balance + contributions − payouts = closing balance.</summary>
/// <param name="Opening">What was owed when the month began; negative if it was a credit.</param>
/// <param name="Deals">Deals with a balance, a line or a payout, by client.</param>
public sealed record Statement(
    Guid PartnerId,
    string Partner,
    Month Month,
    Money Opening,
    Money Contributions,
    Money Payouts,
    Money Closing,
    IReadOnlyList<StatementDeal> Deals);

/// <summary>One deal's part of the statement, which balances by itself.</summary>
public sealed record StatementDeal(
    Guid DealId,
    string Client,
    Money Opening,
    Money Contributions,
    Money Payouts,
    Money Closing,
    IReadOnlyList<StatementLine> Lines,
    IReadOnlyList<StatementPayout> Paid);

/// <summary>
/// A posted line, see <see cref="LedgerLine"/>: gross − VAT = base; base × kickback = amount; amount − clipped = contribution.
/// </summary>
/// <param name="Cap">The cap in force on the day the line counted; null if there was none.</param>
/// <param name="EarnedBefore">Earned on the deal before this line.</param>
/// <param name="Reason">Why it is there; null if its kind says it all.</param>
public sealed record StatementLine(
    string Source,
    LineKind Kind,
    DateOnly On,
    bool IsLate,
    Money Gross,
    Money Vat,
    Money Base,
    Percentage Kickback,
    Money Amount,
    Money? Cap,
    Money EarnedBefore,
    Money Clipped,
    Money Contribution,
    string? Reason = null);

/// <param name="Amount">Negative for a reversal.</param>
/// <param name="Note">Why it was an advance or a reversal; null if neither.</param>
public sealed record StatementPayout(DateOnly PaidOn, string Reference, Money Amount, bool IsReversal, string? Note);

/// <summary>Builds a statement from loaded records.</summary>
internal static class StatementRules
{
    public static Statement Draw(Guid partnerId, string partner, Month month, IEnumerable<StatementInput> inputs)
    {
        List<StatementDeal> deals =
        [
            .. inputs.Select(input => Draw(month, input))
                .Where(deal => deal.Opening != Money.Zero || deal.Lines.Count > 0 || deal.Paid.Count > 0)
                .OrderBy(deal => deal.Client, StringComparer.OrdinalIgnoreCase)
                .ThenBy(deal => deal.DealId),
        ];
        return new(
            partnerId,
            partner,
            month,
            Sum(deals, deal => deal.Opening),
            Sum(deals, deal => deal.Contributions),
            Sum(deals, deal => deal.Payouts),
            Sum(deals, deal => deal.Closing),
            deals);
    }

    private static StatementDeal Draw(Month month, StatementInput input)
    {
        var terms = new TermsInForce(input.Terms);
        var earned = Sum(input.Lines.Where(line => line.PostedIn < month), line => line.Contribution);
        var opening = Earning.Owed(earned, Sum(input.Payouts.Where(payout => Month.Of(payout.PaidOn) < month), payout => payout.Amount));
        var lines = new List<StatementLine>();
        foreach (var line in input.Lines.Where(line => line.PostedIn == month).OrderBy(line => line.Position))
        {
            var cap = terms.On(line.IsLate ? month.FirstDay : line.On).Cap;
            lines.Add(new(
                line.Source,
                line.Kind,
                line.On,
                line.IsLate,
                line.Gross,
                line.Vat,
                line.Base,
                line.Kickback,
                line.Amount,
                cap,
                earned,
                line.Clipped,
                line.Contribution,
                line.Reason));
            earned += line.Contribution;
        }

        List<StatementPayout> paid =
        [
            .. input.Payouts.Where(payout => Month.Of(payout.PaidOn) == month)
                .OrderBy(payout => payout.PaidOn)
                .ThenBy(payout => payout.Id)
                .Select(payout => new StatementPayout(
                    payout.PaidOn,
                    payout.Reference,
                    payout.Amount,
                    payout.ReversesId is not null,
                    payout.AdvanceReason ?? payout.ReversalReason)),
        ];
        var (contributions, payouts) = (Sum(lines, line => line.Contribution), Sum(paid, payout => payout.Amount));
        return new(input.DealId, input.Client, opening, contributions, payouts, opening + contributions - payouts, lines, paid);
    }

    private static Money Sum<T>(IEnumerable<T> rows, Func<T, Money> amount) => Money.Sum(rows.Select(amount));
}

/// <param name="Lines">Lines up to the month; later ones are ignored.</param>
internal sealed record StatementInput(
    Guid DealId,
    string Client,
    IReadOnlyList<EarningTerms> Terms,
    IReadOnlyList<LedgerLine> Lines,
    IReadOnlyList<Payout> Payouts);

/// <summary>A statement as CSV: the opening balance, each line and payout, the closing balance.</summary>
public static class StatementCsv
{
    private static readonly string[] s_header =
    [
        "partner", "month", "client", "deal_id", "what", "source", "day", "late", "gross_eur", "vat_eur", "base_eur", "kickback_percent",
        "amount_eur", "cap_eur", "earned_before_eur", "clipped_eur", "contribution_eur", "payout_eur", "balance_eur", "note",
    ];

    public static async Task WriteCsvAsync(this Statement statement, CsvForm form, Stream target, CancellationToken cancel)
    {
        await using var csv = Csv.Writer(target, form);
        await csv.WriteHeaderAsync(s_header, cancel);
        var balance = statement.Opening;
        await WriteAsync(null, "opening", null, null, [], null);
        foreach (var deal in statement.Deals)
        {
            foreach (var line in deal.Lines)
            {
                balance += line.Contribution;
                await WriteAsync(
                    deal,
                    line.Kind.ToString().ToLowerInvariant(),
                    line.Kind is LineKind.Invoice or LineKind.CreditNote ? LineSources.IdOf(line.Source) : line.Source,
                    line.On,
                    [
                        line.IsLate ? "yes" : "no",
                        line.Gross,
                        line.Vat,
                        line.Base,
                        line.Kickback,
                        line.Amount,
                        line.Cap,
                        line.EarnedBefore,
                        line.Clipped,
                        line.Contribution,
                    ],
                    line.Reason);
            }

            foreach (var payout in deal.Paid)
            {
                balance -= payout.Amount;
                await WriteAsync(
                    deal,
                    payout.IsReversal ? "reversal" : "payout",
                    payout.Reference,
                    payout.PaidOn,
                    [],
                    payout.Note,
                    payout.Amount);
            }
        }

        await WriteAsync(null, "closing", null, null, [], null);

        ValueTask WriteAsync(
            StatementDeal? deal,
            string what,
            string? source,
            DateOnly? day,
            IReadOnlyList<CsvCell> figures,
            string? note,
            Money? payout = null) =>
            csv.WriteRecordAsync(
                [
                    statement.Partner,
                    statement.Month,
                    deal?.Client,
                    deal?.DealId.ToString(),
                    what,
                    source,
                    day,
                    .. figures.Concat(new CsvCell[10]).Take(10),
                    payout,
                    balance,
                    note,
                ],
                cancel);
    }
}
