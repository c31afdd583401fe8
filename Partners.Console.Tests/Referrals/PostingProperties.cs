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

    private static readonly Gen<GoneBack> s_back =
        from number in Gen.Choose(0, 100_000)
        from day in Gen.Choose(0, 200)
        from share in Gen.Choose(0, 60)
        from kind in Gen.Elements(LineKind.Refund, LineKind.Refund, LineKind.Chargeback, LineKind.ChargebackReversed)
        from pending in Gen.Elements<string?>(null, null, null, "pending")
        select new GoneBack($"re_{number}", kind, s_start.AddDays(day), new(share), pending);

    /// <summary>What goes back are percentages of the payment, sometimes more than the whole of it.</summary>
    private static readonly Gen<ClientPayment> s_payment =
        from number in Gen.Choose(0, 100_000)
        from day in Gen.Choose(-30, 500)
        from cents in Gen.Choose(0, 60_000)
        from vat in Gen.Choose(0, 25)
        from back in s_back.ListOf()
        select new ClientPayment(
            $"tr_{number}",
            s_start.AddDays(day),
            new(cents),
            new((long)cents * vat / 121),
            [.. back.Take(4).Select(one => one with
            {
                On = one.On.AddDays(day),
                Amount = new(cents * one.Amount.Cents / 100),
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

    [Fact]
    public void A_payment_that_went_back_whole_in_whatever_parts_adds_exactly_nothing() => ForAll(world =>
    {
        foreach (var payment in world.Payments)
        {
            var left = payment.Amount;
            var parts = payment.Back.Select(one => (one.On, Amount: Money.Min(left, one.Amount), Left: left -= Money.Min(left, one.Amount)))
                .Append((s_today, Amount: left, Left: Money.Zero))
                .Select((part, index) => new GoneBack($"re_{index}", LineKind.Refund, part.Item1, part.Amount));
            foreach (var only in world.Deal.Terms)
            {
                var lines = world.Post(
                    world.Deal with { Terms = [only with { HoldsFrom = s_start, Cap = null }] },
                    [payment with { Back = [.. parts] }]);
                lines.Sum(line => line.Amount.Cents).Should().Be(0);
                lines.Sum(line => line.Base.Cents).Should().Be(0);
                lines.Sum(line => line.Contribution.Cents).Should().Be(0);
            }
        }
    });

    [Fact]
    public void What_one_payment_adds_lies_between_nothing_and_its_kickback() => ForAll(world =>
    {
        foreach (var payment in world.Payments)
        {
            var sum = Money.Zero;
            foreach (var line in world.Post(world.Deal, [payment]).Where(line => line.Kind != LineKind.Terms))
            {
                sum += line.Amount;
                sum.Should().BeGreaterThanOrEqualTo(Money.Zero).And.BeLessThanOrEqualTo(line.Kickback.Of(payment.Amount - payment.Vat));
            }
        }
    });

    [Fact]
    public void It_agrees_with_the_independent_calculation_in_a_thousand_orders_of_arrival_and_closing() => ForAll(
        world =>
        {
            var only = world.Deal with { EndedOn = null, Terms = [world.Deal.Terms[0] with { HoldsFrom = s_start }] };
            IReadOnlyList<LedgerLine> posted = [];
            Month? closed = null;
            var arrived = 0;
            foreach (var months in world.Closings)
            {
                // What is known of a payment grows: first without what went back, or with half of it.
                arrived = Math.Min(world.Payments.Count, arrived + 2);
                var known = world.Shuffled().Take(arrived).Select(payment => payment with { Back = [.. payment.Back.Take(months % 4)] });
                var before = posted.Where(line => line.PostedIn <= closed).ToList();
                posted = Posting.LinesOf(only, known, posted, closed, s_today);
                posted.Where(line => line.PostedIn <= closed).Should().Equal(before, "a closed month never changes");
                for (var month = 0; month < months && (closed ?? new Month(2024, 12)) < Month.Of(s_today).Previous(); month++)
                {
                    closed = (closed ?? new Month(2024, 12)).Next();
                }
            }

            posted = Posting.LinesOf(only, world.Payments, posted, closed, s_today);
            var earned = IndependentLedger.Earned(
                world.Payments.Select(Plain),
                new(
                [
                    new(
                        s_start,
                        only.Terms[0].Kickback.BasisPoints / 100m,
                        only.Terms[0].Cap?.Cents / 100m,
                        only.Terms[0].ExpiresOn),
                ]),
                s_today);
            (posted.Sum(line => line.Contribution.Cents) / 100m).Should().Be(earned);
            posted.Where(line => line.IsLate || line.Kind == LineKind.Correction)
                .Should().NotContain(line => line.Reason == null, "each says why it is there");
        },
        times: 1_000);

    [Fact]
    public void It_agrees_with_the_independent_calculation_whatever_was_amended_caps_that_fall_included() => ForAll(
        world => (world.Post().Sum(line => line.Contribution.Cents) / 100m).Should().Be(IndependentLedger.Earned(
            world.Payments.Select(Plain),
            new([
                .. new TermsInForce(world.Deal.Terms).Versions.Select(terms => new PlainTerms(
                    terms.HoldsFrom,
                    terms.Kickback.BasisPoints / 100m,
                    terms.Cap?.Cents / 100m,
                    terms.ExpiresOn)),
            ])
            {
                EndedOn = world.Deal.EndedOn,
            },
            s_today)),
        times: 1_000);

    /// <summary>The same payment for the independent calculation, which runs through what went back in order.</summary>
    private static PlainPayment Plain(ClientPayment payment) => new(
        payment.PaidOn,
        payment.Amount.Cents / 100m,
        payment.Vat.Cents / 100m,
        [.. payment.Back.Where(one => one.OnItsWay is null).Select(one => new PlainBack(
            one.On,
            (int)one.Kind,
            one.Id,
            (one.Kind == LineKind.ChargebackReversed ? -1 : 1) * one.Amount.Cents / 100m))]);

    private static void ForAll(Action<World> check, int times) =>
        Prop.ForAll(s_world.ToArbitrary(), check).Check(Config.QuickThrowOnFailure.WithMaxTest(times));

    private static void ForAll(Action<World> check) => Prop.ForAll(s_world.ToArbitrary(), check).QuickCheckThrowOnFailure();

    private static ClientPayment Distinct(ClientPayment payment) =>
        payment with { Back = [.. payment.Back.Select((one, index) => one with { Id = $"re_{payment.Id}_{index}" })] };

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
        public IReadOnlyList<LedgerLine> Post(PostedDeal? deal = null, IReadOnlyList<ClientPayment>? payments = null) =>
            Posting.LinesOf(deal ?? Deal, payments ?? Payments, [], closedThrough: null, s_today);

        public ClientPayment[] Shuffled()
        {
            var shuffled = Payments.ToArray();
            new Random(Seed).Shuffle(shuffled);
            return shuffled;
        }
    }
}
