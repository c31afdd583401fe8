using FluentAssertions;
using FsCheck;
using FsCheck.Fluent;
using Partners.Console.Tests.Support;
using Partners.Core.Changes;
using Partners.Core.Organisations;
using Partners.Core.Referrals;
using Partners.Core.Values;

namespace Partners.Console.Tests.Referrals;

/// <summary>Whatever day somebody gives: it is recorded, or refused with a sentence, and nothing breaks.</summary>
public sealed class TypedDayTests
{
    private const string Outside = "Enter a day from 2000 to 2200.";

    public static TheoryData<DateOnly> Impossible =>
    [
        DateOnly.MinValue, new DateOnly(1999, 12, 31), new DateOnly(2201, 1, 1), DateOnly.MaxValue,
    ];

    public static TheoryData<DateOnly> Edges =>
    [
        DateOnly.MinValue, new DateOnly(1, 1, 2), new DateOnly(999, 12, 31), new DateOnly(1999, 12, 31), new DateOnly(2000, 1, 1),
        new DateOnly(2200, 12, 31), new DateOnly(2201, 1, 1), new DateOnly(9999, 12, 30), DateOnly.MaxValue,
    ];

    [Theory]
    [MemberData(nameof(Impossible))]
    public async Task A_deal_can_neither_start_nor_end_outside_the_days_that_can_be_recorded(DateOnly day)
    {
        await using var scene = await LedgerScene.CreateAsync();
        Sentences(await scene.AddAsync(LedgerScene.Form(startsOn: day))).Should().Contain(Outside);
        var deal = await scene.AddedAsync();

        Sentences(await scene.AddAsync(LedgerScene.Form(expiresOn: day), clientName: "Gemeente Ede")).Should().NotBeEmpty();
        Sentences(await scene.EndAsync(deal, day)).Should().ContainSingle();
        Sentences(await scene.AmendAsync(deal, LedgerScene.Form(kickback: "30"), day)).Should().ContainSingle();
        Sentences(await scene.AmendAsync(deal, LedgerScene.Form(expiresOn: day), new(2026, 12, 1))).Should().NotBeEmpty();
    }

    [Fact]
    public async Task To_end_a_deal_on_the_last_day_of_the_calendar_is_refused_at_its_field()
    {
        await using var scene = await LedgerScene.CreateAsync();
        var deal = await scene.AddedAsync();

        (await scene.EndAsync(deal, DateOnly.MaxValue)).Refusals.Should().Equal(new DayOutOfRange(nameof(EndDeal.LastDay)));
    }

    [Theory]
    [InlineData("0001-01-01", Outside)]
    [InlineData("1999-12-31", Outside)]
    [InlineData("2026-04-30", "The deal starts on 1 May 2026. Nothing can be paid before that day.")]
    [InlineData("9999-12-31", Outside)]
    [InlineData("2200-12-31", "This day is in the future. Record a payout once it is made.")]
    public async Task A_payout_is_neither_before_its_deal_nor_in_the_future(string day, string sentence)
    {
        await using var scene = await LedgerScene.CreateAsync();
        var deal = await scene.AddedAsync();

        Sentences(await scene.PayAsync(deal, paidOn: DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)))
            .Should().Equal(sentence);
    }

    [Fact]
    public async Task A_payout_on_the_first_day_of_its_deal_is_taken()
    {
        await using var scene = await LedgerScene.CreateAsync();
        var deal = await scene.AddedAsync();

        (await scene.PayAsync(deal, paidOn: new(2026, 5, 1), isAdvance: true, why: "Agreed")).IsDone.Should().BeTrue();
    }

    [Theory]
    [MemberData(nameof(Edges))]
    public async Task Whatever_day_ends_or_amends_a_deal_its_page_its_statement_and_its_forecast_can_be_read(DateOnly day)
    {
        await using var scene = await LedgerScene.CreateAsync();
        var deal = await scene.AddedAsync();
        await scene.AmendAsync(deal, LedgerScene.Form(kickback: "25", expiresOn: day), new(2026, 11, 1));
        await scene.EndAsync(deal, day, version: 2);
        await scene.PayAsync(deal, paidOn: day, isAdvance: true, why: "Agreed", version: 3);

        (await scene.Database.Get<DealOverview>().FindAsync(Make.Staff, deal, default)).Should().NotBeNull();
        (await scene.Statements.FindAsync(Make.Staff, scene.Partner.Id, new(2026, 11), default)).Should().NotBeNull();
        (await scene.Database.Get<LedgerDirectory>().ListAsync(Make.Staff, new(), default)).Rows.Should().ContainSingle();
    }

    [Theory]
    [MemberData(nameof(Impossible))]
    public void An_agreement_can_neither_be_signed_nor_end_outside(DateOnly day)
    {
        AgreementRules.Read(Make.Agreement(signedOn: day), new(2026, 11, 20)).Refusals.Should().NotBeEmpty();
        AgreementRules.Read(Make.Agreement(endsOn: day), new(2026, 11, 20)).Refusals.Should().NotBeEmpty();
    }

    [Fact]
    public void Counting_on_from_any_day_or_month_stays_in_the_calendar() =>
        Prop.ForAll(
            Gen.Choose(DateOnly.MinValue.DayNumber, DateOnly.MaxValue.DayNumber).ToArbitrary(),
            Gen.Choose(-5_000_000, 5_000_000).ToArbitrary(),
            (number, days) =>
            {
                var day = DateOnly.FromDayNumber(number);
                var month = Month.Of(day);
                var plus = day.Plus(days);
                return month.FirstDay <= day
                    && day <= month.LastDay
                    && (month.Next().FirstDay.DayNumber == month.LastDay.DayNumber + 1 || month == Month.Of(DateOnly.MaxValue))
                    && (month.Previous().LastDay.DayNumber == month.FirstDay.DayNumber - 1 || month == Month.Of(DateOnly.MinValue))
                    && (plus.DayNumber - day.DayNumber == days || plus == DateOnly.MinValue || plus == DateOnly.MaxValue)
                    && day.StartInAmsterdam().DayInAmsterdam() == day
                    && day.StartInAmsterdam().AddTicks(day == DateOnly.MinValue ? 0 : -1).DayInAmsterdam() <= day;
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_edges_of_the_calendar_have_neighbours_and_beginnings()
    {
        foreach (var day in new[] { DateOnly.MinValue, DateOnly.MaxValue })
        {
            _ = (Month.Of(day).Next(), Month.Of(day).Previous(), Month.Of(day).LastDay, day.Plus(1), day.Plus(-1));
            day.StartInAmsterdam().DayInAmsterdam().Should().Be(day);
        }

        DateTimeOffset.MinValue.DayInAmsterdam().Should().Be(DateOnly.MinValue);
        DateTimeOffset.MaxValue.DayInAmsterdam().Should().Be(DateOnly.MaxValue);
    }

    [Fact]
    public void Near_its_cap_is_told_for_any_amounts() =>
        Prop.ForAll(ArbMap.Default.ArbFor<long>(), ArbMap.Default.ArbFor<long>(), (earned, cap) =>
            DealStatuses.IsNear(new(cap), new(earned)) == ((decimal)earned * 10_000 >= (decimal)cap * DealStatuses.NearCap.BasisPoints))
            .QuickCheckThrowOnFailure();

    private static IEnumerable<string> Sentences<T>(Outcome<T> outcome)
        where T : notnull =>
        outcome.Refusals.Select(refusal => refusal.Sentence);
}
