using FluentAssertions;
using Partners.Core.Referrals;
using Partners.Core.Values;

namespace Partners.Console.Tests.Referrals;

/// <summary>In which month a line is posted, and what happens once that month is closed.</summary>
public sealed class PostingTests
{
    private static readonly DateOnly s_start = new(2026, 1, 1);
    private static readonly DateOnly s_today = new(2027, 1, 20);
    private static readonly Month s_june = new(2026, 6);
    private static readonly EarningTerms s_terms = new(Guid.CreateVersion7(), s_start, new(20_00), null, null, DateTimeOffset.UnixEpoch);

    [Fact]
    public void A_line_is_posted_in_the_month_of_its_day()
    {
        var lines = Post([Payment("tr_1", new(2026, 6, 30), 100_00)], [], closed: null);
        (lines.Single().PostedIn, lines.Single().IsLate).Should().Be((s_june, false));
    }

    [Fact]
    public void What_arrives_after_its_month_was_closed_is_posted_in_the_first_open_one_and_says_so()
    {
        var first = Payment("tr_1", new(2026, 6, 10), 100_00);
        var before = Post([first], [], closed: null);

        var after = Post([Payment("tr_2", new(2026, 3, 5), 50_00), first], before, s_june);

        after[0].Should().Be(before[0]);
        after[1].Should().Match<LedgerLine>(line =>
            line.Source == "tr_2" && line.PostedIn == new Month(2026, 7) && line.IsLate && line.On == new DateOnly(2026, 3, 5));
    }

    [Fact]
    public void Months_of_several_years_close_in_order() =>
        Post([Payment("tr_1", new(2026, 12, 31), 1_00), Payment("tr_2", new(2027, 1, 2), 1_00)], [], new Month(2026, 12))
            .Select(line => (line.PostedIn, line.IsLate))
            .Should().Equal((new Month(2027, 1), true), (new Month(2027, 1), false));

    [Fact]
    public void A_chargeback_comes_before_its_end_where_both_are_of_one_day()
    {
        var ended = new GoneBack("chb_a", LineKind.ChargebackReversed, new(2026, 6, 20), new(100_00));
        var taken = new GoneBack("chb_b", LineKind.Chargeback, new(2026, 6, 20), new(100_00));

        Post([Payment("tr_1", new(2026, 6, 10), 100_00, 0, ended, taken)], [], closed: null)
            .Select(line => line.Contribution)
            .Should().Equal(new Money(20_00), new Money(-20_00), new Money(20_00));
    }

    [Fact]
    public void A_refund_that_is_withdrawn_after_its_month_was_closed_is_corrected_in_the_first_open_one()
    {
        var back = new GoneBack("re_1", LineKind.Refund, new(2026, 6, 20), new(60_50));
        var refunded = Payment("tr_1", new(2026, 6, 10), 121_00, 21_00, back);
        var before = Post([refunded], [], closed: null);

        var after = Post([refunded with { Back = [] }], before, s_june);

        after.Take(2).Should().Equal(before);
        after[2].Should().Match<LedgerLine>(line =>
            line.Source == "re_1#1" && line.Kind == LineKind.Correction && line.PostedIn == new Month(2026, 7) && line.IsLate
            && line.Gross == new Money(60_50)
            && line.Base == new Money(50_00)
            && line.Amount == new Money(10_00)
            && line.Contribution == new Money(10_00));
        Post([refunded with { Back = [] }], after, s_june).Should().Equal(after, "a correction is made once");
    }

    [Fact]
    public void A_correction_that_was_closed_too_is_corrected_by_the_next_number()
    {
        var payment = Payment("tr_1", new(2026, 6, 10), 100_00);
        var before = Post([payment], [], closed: null);
        var corrected = Post([payment with { Vat = new(10_00) }], before, s_june);

        var again = Post([payment with { Vat = new(5_00) }], corrected, new Month(2026, 7));

        again.Select(line => (line.Source, line.Amount.Cents)).Should().Equal(("tr_1", 20_00), ("tr_1#1", -2_00), ("tr_1#2", 1_00));
        again[^1].PostedIn.Should().Be(new Month(2026, 8));
    }

    [Fact]
    public void A_payment_that_no_longer_counts_is_taken_back_in_the_first_open_month()
    {
        var payment = Payment("tr_1", new(2026, 6, 10), 100_00);
        var before = Post([payment], [], closed: null);

        Post([], before, s_june).Sum(line => line.Contribution.Cents).Should().Be(0);
        Post([], before, closed: null).Should().BeEmpty("an open month is worked out anew");
    }

    [Fact]
    public void A_cap_that_is_raised_in_an_open_month_lets_in_what_a_closed_one_kept_out()
    {
        var low = s_terms with { Cap = new(5_00) };
        var payment = Payment("tr_1", new(2026, 6, 10), 100_00);
        var before = Post([payment], [], closed: null, low);
        var raised = s_terms with { Id = Guid.CreateVersion7(), HoldsFrom = new(2026, 8, 1), Cap = new(12_00) };

        var after = Post([payment], before, s_june, low, raised);

        after.Select(line => (line.Kind, line.PostedIn, line.Contribution.Cents))
            .Should().Equal((LineKind.Payment, s_june, 5_00), (LineKind.Terms, new Month(2026, 8), 7_00));
    }

    [Fact]
    public void Terms_that_the_platform_corrected_after_a_month_was_closed_count_from_the_first_open_day()
    {
        var payment = Payment("tr_1", new(2026, 6, 10), 100_00);
        var before = Post([payment], [], closed: null, s_terms with { Cap = new(5_00) });

        var after = Post([payment], before, s_june, s_terms with { Cap = new(12_00) });

        after[^1].Should().Match<LedgerLine>(line =>
            line.Kind == LineKind.Terms && line.PostedIn == new Month(2026, 7) && line.IsLate && line.Contribution == new Money(7_00));
        Post([payment], after, new Month(2026, 7), s_terms with { Cap = new(15_00) })[^1].Source.Should().Be($"terms:{s_terms.Id}#1");
    }

    [Fact]
    public void A_void_deal_has_no_lines() =>
        Posting
            .LinesOf(
                new(Guid.NewGuid(), s_start, EndedOn: null, Earns: false, [s_terms]),
                [Payment("tr_1", s_start, 100_00)],
                [],
                closedThrough: null,
                s_today)
            .Should().BeEmpty();

    private static ClientPayment Payment(string id, DateOnly day, long cents, long vat = 0, params GoneBack[] refunds) =>
        new(id, day, new(cents), new(vat), refunds);

    private static IReadOnlyList<LedgerLine> Post(
        IEnumerable<ClientPayment> payments,
        IEnumerable<LedgerLine> posted,
        Month? closed,
        params EarningTerms[] terms) =>
        Posting.LinesOf(
            new(Guid.Empty, s_start, EndedOn: null, Earns: true, terms is [] ? [s_terms] : terms),
            payments,
            posted,
            closed,
            s_today);
}
