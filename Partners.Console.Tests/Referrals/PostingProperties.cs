using FluentAssertions;
using FsCheck;
using FsCheck.Fluent;
using Partners.Core.Referrals;
using Partners.Core.Values;

namespace Partners.Console.Tests.Referrals;

/// <summary>What holds for any deal, whatever is paid, refunded, amended or closed, in any order of arrival.</summary>
public sealed class PostingProperties
{
    private static readonly DateOnly s_start = new(2025, 1, 10);
    private static readonly DateOnly s_today = new(2026, 12, 31);

    private static readonly Gen<Percentage> s_percentage = Gen.Elements(0, 1, 12_50, 20_00, 33_33, 100_00)
        .Select(points => new Percentage(points));

    private static readonly Gen<Money?> s_cap = Gen.OneOf(
        Gen.Constant<Money?>(null),
        Gen.Choose(0, 40_000).Select(cents => (Money?)new Money(cents)));

    private static readonly Gen<ClientRefund> s_refund =
        from number in Gen.Choose(0, 100_000)
        from day in Gen.Choose(0, 200)
        from share in Gen.Choose(0, 50)
        select new ClientRefund($"re_{number}", s_start.AddDays(day), new(share));

    /// <summary>Refunds are percentages of the payment, together at most 100.</summary>
    private static readonly Gen<ClientPayment> s_payment =
        from number in Gen.Choose(0, 100_000)
        from day in Gen.Choose(-30, 500)
        from cents in Gen.Choose(0, 60_000)
        from vat in Gen.Choose(0, 25)
        from refunds in s_refund.ListOf()
        select new ClientPayment(
            $"tr_{number}",
            s_start.AddDays(day),
            new(cents),
            new((long)cents * vat / 121),
            [.. refunds.Take(2).Select(refund => refund with
            {
                RefundedOn = refund.RefundedOn.AddDays(day),
                Amount = new(cents * refund.Amount.Cents / 100),
            })]);

    private static readonly Gen<EarningTerms> s_terms =
        from day in Gen.Choose(0, 450)
        from length in Gen.Choose(0, 400)
        from hasEnd in Gen.Elements(true, false)
        from kickback in s_percentage
        from cap in s_cap
        from recorded in Gen.Choose(0, 1_000)
        select new EarningTerms(
            Guid.NewGuid(),
            s_start.AddDays(day),
            kickback,
            cap,
            hasEnd ? s_start.AddDays(day + length) : null,
            DateTimeOffset.UnixEpoch.AddMinutes(recorded));

    private static readonly Gen<World> s_world =
        from first in s_terms
        from later in s_terms.ListOf()
        from payments in s_payment.ListOf()
        from ends in Gen.Choose(0, 900)
        from closings in Gen.Choose(0, 12).ListOf()
        from seed in Gen.Choose(0, int.MaxValue)
        select new World(
            new PostedDeal(
                Guid.NewGuid(),
                s_start,
                ends < 500 ? s_start.AddDays(ends) : null,
                Earns: true,
                [first with { HoldsFrom = s_start }, .. later.Take(3)]),
            [.. payments.DistinctBy(payment => payment.Id, StringComparer.Ordinal).Select(Distinct)],
            closings,
            seed);

    [Fact]
    public void Earned_stays_between_nothing_and_the_highest_cap_so_far_and_is_the_sum_of_the_contributions() => ForAll(world =>
    {
        var terms = new TermsInForce(world.Deal.Terms);
        var toDate = EarnedToDate.Nothing;
        foreach (var line in world.Post())
        {
            var cap = terms.On(line.On).Cap;
            var after = new EarnedToDate(toDate.Sum + line.Amount, toDate.Earned + line.Contribution);
            var room = cap is { } ceiling ? Money.Min(ceiling, Money.Max(Money.Zero, after.Sum)) : Money.Max(Money.Zero, after.Sum);
            after.Earned
                .Should().BeGreaterThanOrEqualTo(Money.Zero)
                .And.BeLessThanOrEqualTo(Money.Max(room, toDate.Earned), "a line never takes it over the cap of its day");
            after.Earned.Should().BeGreaterThanOrEqualTo(room, "it is never less than the smaller of cap and sum");
            toDate = after;
        }
    });

    [Fact]
    public void With_one_version_of_terms_it_is_the_sum_held_between_nothing_and_the_cap() => ForAll(world =>
    {
        var only = world.Deal.Terms[0];
        var sum = Money.Zero;
        var earned = Money.Zero;
        foreach (var line in world.Post(world.Deal with { Terms = [only] }))
        {
            sum += line.Amount;
            earned += line.Contribution;
            var expected = Money.Max(Money.Zero, only.Cap is { } cap ? Money.Min(cap, sum) : sum);
            earned.Should().Be(expected);
        }
    });

    [Fact]
    public void Posting_twice_or_in_another_order_of_arrival_gives_the_same_lines() => ForAll(world =>
    {
        var all = world.Post();
        Posting.LinesOf(world.Deal, world.Payments, all, closedThrough: null, s_today).Should().Equal(all);

        IReadOnlyList<LedgerLine> posted = [];
        for (var count = 0; count <= world.Payments.Count; count++)
        {
            posted = Posting.LinesOf(world.Deal, world.Shuffled().Take(count), posted, closedThrough: null, s_today);
        }

        posted.Should().Equal(all);
    });

    [Fact]
    public void An_amendment_changes_no_line_before_its_date() => ForAll(world =>
    {
        var amendment = world.Deal.Terms[^1];
        var without = world.Post(world.Deal with { Terms = [.. world.Deal.Terms.SkipLast(1).DefaultIfEmpty(amendment)] });
        var with = world.Post();
        with.Where(line => line.On < amendment.HoldsFrom).Should()
            .Equal(without.Where(line => line.On < amendment.HoldsFrom));
    });

    [Fact]
    public void A_closed_month_never_changes_and_with_caps_that_only_rise_the_end_is_the_same_as_without_closing() => ForAll(world =>
    {
        var rising = world.Deal with { Terms = Rising(world.Deal.Terms) };
        IReadOnlyList<LedgerLine> posted = [];
        Month? closed = null;
        var arrived = 0;
        foreach (var months in world.Closings)
        {
            arrived = Math.Min(world.Payments.Count, arrived + 2);
            posted = Posting.LinesOf(rising, world.Shuffled().Take(arrived), posted, closed, s_today);
            var kept = posted;
            for (var month = 0; month < months && (closed ?? new Month(2024, 12)) < Month.Of(s_today).Previous(); month++)
            {
                closed = (closed ?? new Month(2024, 12)).Next();
            }

            posted = Posting.LinesOf(rising, world.Shuffled().Take(arrived), posted, closed, s_today);
            posted.Where(line => line.PostedIn <= closed).Should().Equal(kept.Where(line => line.PostedIn <= closed));
        }

        posted = Posting.LinesOf(rising, world.Payments, posted, closed, s_today);
        Posting.LinesOf(rising, world.Payments, posted, closed, s_today).Should().Equal(posted);
        posted.Select(line => line.Source).Should().OnlyHaveUniqueItems();
        posted.Select(line => line.Position).Should().Equal(Enumerable.Range(1, posted.Count));
        posted.Sum(line => line.Contribution.Cents).Should().Be(world.Post(rising).Sum(line => line.Contribution.Cents));
    });

    private static void ForAll(Action<World> check) => Prop.ForAll(s_world.ToArbitrary(), check).QuickCheckThrowOnFailure();

    private static ClientPayment Distinct(ClientPayment payment) =>
        payment with { Refunds = [.. payment.Refunds.Select((refund, index) => refund with { Id = $"re_{payment.Id}_{index}" })] };

    private static List<EarningTerms> Rising(IReadOnlyList<EarningTerms> terms)
    {
        var ordered = new TermsInForce(terms).Versions.ToList();
        for (var i = 1; i < ordered.Count; i++)
        {
            var before = ordered[i - 1].Cap;
            ordered[i] = ordered[i] with
            {
                Cap = before is null || ordered[i].Cap is null ? null : Money.Max(before.Value, ordered[i].Cap!.Value),
            };
        }

        return ordered;
    }

    private sealed record World(PostedDeal Deal, IReadOnlyList<ClientPayment> Payments, IReadOnlyList<int> Closings, int Seed)
    {
        public IReadOnlyList<LedgerLine> Post(PostedDeal? deal = null) =>
            Posting.LinesOf(deal ?? Deal, Payments, [], closedThrough: null, s_today);

        public ClientPayment[] Shuffled()
        {
            var shuffled = Payments.ToArray();
            new Random(Seed).Shuffle(shuffled);
            return shuffled;
        }
    }
}
