using System.Globalization;
using Partners.Core.Values;

namespace Partners.Core.Referrals;

/// <summary>The parts of a deal that decide its lines.</summary>
/// <param name="Earns">False for a void or deleted deal, which has no lines.</param>
/// <param name="Terms">All versions; at least one.</param>
public sealed record PostedDeal(Guid Id, DateOnly StartsOn, DateOnly? EndedOn, bool Earns, IReadOnlyList<EarningTerms> Terms);

/// <summary>
/// Turns what a deal earns into lines and months. Pure: the result does not depend on the order in which payments arrive.
/// <list type="bullet">
/// <item>Lines of closed months stay as they are, and later lines continue from their sums.</item>
/// <item>A payment or refund is posted in the month of its day or, if that is closed, in the first open month and marked late.</item>
/// <item>Within a month lines are sorted by day; within a day terms, then payments, then what went back of them, by kind and id.</item>
/// <item>If a line of a closed month would have another amount today, the first open month gets a correction.</item>
/// <item>A late line and a correction say why they are there (docs/product.md L62).</item>
/// <item>A version of terms has a line only if it releases amounts above the old cap.</item>
/// </list>
/// </summary>
public static class Posting
{
    /// <param name="posted">The deal's current lines.</param>
    /// <param name="closedThrough">The last closed month; null if none is.</param>
    /// <param name="today">Terms from a later day release nothing yet.</param>
    /// <param name="takenAway">Payments that the client had by mistake; null for none.</param>
    /// <returns>All lines as they should be, including closed ones, by position.</returns>
    public static IReadOnlyList<LedgerLine> LinesOf(
        PostedDeal deal,
        IEnumerable<ClientPayment> payments,
        IEnumerable<LedgerLine> posted,
        Month? closedThrough,
        DateOnly today,
        IReadOnlyList<TakenAway>? takenAway = null)
    {
        var terms = new TermsInForce(deal.Terms);
        var known = payments.ToList();
        var items = deal.Earns ? Earning.ItemsOf(deal.StartsOn, deal.EndedOn, terms, known, today).ToList() : [];
        List<LedgerLine> lines = [.. posted.Where(line => line.PostedIn <= closedThrough).OrderBy(line => line.Position)];
        var closed = lines.ToLookup(RootOf, StringComparer.Ordinal);

        var entries = items.Where(item => !closed.Contains(item.Source)).Select(item => Entry.Of(item, closedThrough))
            .Concat(Corrections(closed, items, new WhyCorrected(deal, terms, known, takenAway ?? [], today), closedThrough))
            .Concat(deal.Earns ? Terms(terms, closed, closedThrough, today) : [])
            .OrderBy(entry => entry.Line.PostedIn)
            .ThenBy(entry => entry.Counts)
            .ThenBy(entry => entry.Rank)
            .ThenBy(entry => entry.Line.On)
            .ThenBy(entry => entry.Line.Kind)
            .ThenBy(entry => entry.Line.Source, StringComparer.Ordinal);

        var toDate = lines.Aggregate(EarnedToDate.Nothing, (sum, line) => new(sum.Sum + line.Amount, sum.Earned + line.Contribution));
        foreach (var (line, counts, _) in entries)
        {
            var after = toDate.After(line.Amount, terms.On(counts).Cap);
            var contribution = after.Earned - toDate.Earned;
            toDate = after;
            if (line.Kind != LineKind.Terms || contribution != Money.Zero)
            {
                lines.Add(line with { DealId = deal.Id, Position = lines.Count + 1, Contribution = contribution });
            }
        }

        return lines;
    }

    private static IEnumerable<Entry> Corrections(
        ILookup<string, LedgerLine> closed,
        List<EarningItem> items,
        WhyCorrected why,
        Month? closedThrough)
    {
        var now = items.ToDictionary(item => item.Source, StringComparer.Ordinal);
        foreach (var group in closed)
        {
            var first = group.First();
            if (first.Kind == LineKind.Terms)
            {
                continue;
            }

            var item = now.GetValueOrDefault(group.Key);
            var (gross, counted, amount) = group.Aggregate(
                (item?.Gross ?? Money.Zero, item?.Base ?? Money.Zero, item?.Amount ?? Money.Zero),
                (left, line) => (left.Item1 - line.Gross, left.Item2 - line.Base, left.Item3 - line.Amount));
            if (counted != Money.Zero || amount != Money.Zero)
            {
                var source = string.Create(CultureInfo.InvariantCulture, $"{group.Key}#{group.Count()}");
                yield return Entry.Of(
                    new LedgerLine(
                        default,
                        0,
                        source,
                        LineKind.Correction,
                        first.On,
                        default,
                        IsLate: true,
                        gross,
                        gross - counted,
                        counted,
                        item?.Kickback ?? first.Kickback,
                        amount,
                        Money.Zero,
                        $"{Days.InWords(first.PostedIn)} is closed. {why.Of(group.Key, [.. group], item)}"),
                    closedThrough);
            }
        }
    }

    /// <summary>
    /// The days on which the cap may rise: each version's day, and the first open day if the version in force then is older.
    /// </summary>
    private static IEnumerable<Entry> Terms(TermsInForce terms, ILookup<string, LedgerLine> closed, Month? closedThrough, DateOnly today)
    {
        var firstOpen = closedThrough?.Next().FirstDay;
        foreach (var version in terms.Versions)
        {
            var isOlder = version.HoldsFrom < firstOpen;
            if (version.HoldsFrom <= today && (!isOlder || version == terms.On(firstOpen!.Value)))
            {
                var root = $"terms:{version.Id}";
                var earlier = closed[root].Count();
                var source = earlier == 0 ? root : string.Create(CultureInfo.InvariantCulture, $"{root}#{earlier}");
                yield return Entry.Of(
                    new LedgerLine(
                        default,
                        0,
                        source,
                        LineKind.Terms,
                        version.HoldsFrom,
                        default,
                        isOlder,
                        Money.Zero,
                        Money.Zero,
                        Money.Zero,
                        version.Kickback,
                        Money.Zero,
                        Money.Zero),
                    closedThrough);
            }
        }
    }

    private static string RootOf(LedgerLine line) => LineSources.RootOf(line.Kind, line.Source);

    /// <summary>A line before its position is known.</summary>
    /// <param name="Counts">The day on which it counts towards the cap: its own, or the first day of the month in which it is posted
    /// late.</param>
    /// <param name="Rank">Its order within the same day.</param>
    private sealed record Entry(LedgerLine Line, DateOnly Counts, int Rank)
    {
        public static Entry Of(EarningItem item, Month? closedThrough) => Of(
            new LedgerLine(
                default,
                0,
                item.Source,
                item.Kind,
                item.On,
                default,
                IsLate: false,
                item.Gross,
                item.Gross - item.Base,
                item.Base,
                item.Kickback,
                item.Amount,
                Money.Zero,
                item.Why),
            closedThrough);

        public static Entry Of(LedgerLine line, Month? closedThrough)
        {
            var own = Month.Of(line.On);
            var month = closedThrough is { } closed ? Month.Later(own, closed.Next()) : own;
            var isLate = month > own;
            var rank = line.Kind switch
            {
                LineKind.Terms => 0,
                LineKind.Payment or LineKind.Invoice => 1,
                LineKind.Correction => 3,
                _ => 2,
            };
            var reason = isLate && line.Kind != LineKind.Correction
                ? string.Join(' ', new[] { $"It was known only after {Days.InWords(own)} was closed.", line.Reason }.OfType<string>())
                : line.Reason;
            return new(line with { PostedIn = month, IsLate = isLate, Reason = reason }, isLate ? month.FirstDay : line.On, rank);
        }
    }
}
