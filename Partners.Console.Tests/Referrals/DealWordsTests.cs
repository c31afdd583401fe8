using FluentAssertions;
using Partners.Console.Referrals;
using Partners.Core.Referrals;
using Partners.Core.Values;

namespace Partners.Console.Tests.Referrals;

public sealed class DealWordsTests
{
    private const string Cap = nameof(ForecastEnd.Cap);
    private const string Expiry = nameof(ForecastEnd.Expiry);
    private const string Neither = nameof(ForecastEnd.Neither);

    [Theory]
    [InlineData(
        DealStatus.Active,
        Cap,
        5,
        null,
        null,
        180_00,
        "At € 180.00 a month the cap is reached about 5 Mar 2027. The deal does not expire.")]
    [InlineData(
        DealStatus.NearCap,
        Cap,
        5,
        9,
        null,
        180_00,
        "At € 180.00 a month the cap is reached about 5 Mar 2027, before the deal expires on 9 Mar 2027.")]
    [InlineData(
        DealStatus.Active,
        Cap,
        5,
        9,
        7,
        180_00,
        "At € 180.00 a month the cap is reached about 5 Mar 2027, before the deal ends on 7 Mar 2027.")]
    [InlineData(
        DealStatus.Active,
        Cap,
        9,
        9,
        null,
        180_00,
        "At € 180.00 a month the cap is reached about 9 Mar 2027, the day on which the deal expires.")]
    [InlineData(
        DealStatus.NearExpiry,
        Expiry,
        9,
        9,
        null,
        180_00,
        "The deal expires first, on 9 Mar 2027. At € 180.00 a month the cap is not reached by then.")]
    [InlineData(
        DealStatus.Active, Expiry, 7, 9, 7, 0, "The deal ends first, on 7 Mar 2027. There are no payments yet to tell the pace from.")]
    [InlineData(
        DealStatus.Active,
        Neither,
        null,
        null,
        null,
        0,
        "Neither is in sight: the deal does not expire, and there are no payments yet to tell the pace from.")]
    [InlineData(DealStatus.CapReached, Cap, 1, 9, null, 180_00, "The cap is reached. What the client pays from now on earns nothing.")]
    [InlineData(DealStatus.Upcoming, Expiry, 9, 9, null, 0, "The deal starts on 1 Mar 2027, and expires on 9 Mar 2027.")]
    [InlineData(DealStatus.Expired, Expiry, 9, 9, null, 0, "The deal expired on 9 Mar 2027. What was earned by then stays owed.")]
    [InlineData(DealStatus.Ended, Expiry, 7, 9, 7, 0, "The deal ended on 7 Mar 2027. What was earned by then stays owed.")]
    [InlineData(DealStatus.Void, Neither, null, null, null, 0, "The deal is void: nothing is earned on it.")]
    public void Says_what_ends_first(DealStatus status, string first, int? on, int? expires, int? ended, long aMonth, string sentence) =>
        DealWords.Forecast(Deal(status, new Money(500_00), expires, ended), new(Enum.Parse<ForecastEnd>(first), March(on), new(aMonth)))
            .Should().Be(sentence);

    [Theory]
    [InlineData(Expiry, 9, "The deal expires on 9 Mar 2027. It has no cap.")]
    [InlineData(Neither, null, "The deal has neither a cap nor an expiry.")]
    public void Says_that_there_is_no_cap(string first, int? expires, string sentence) =>
        DealWords
            .Forecast(
                Deal(DealStatus.Active, cap: null, expires, ended: null),
                new(Enum.Parse<ForecastEnd>(first), March(expires), new(180_00)))
            .Should().Be(sentence);

    [Theory]
    [InlineData(1, "€ 0.01 is owed.")]
    [InlineData(0, "Nothing is owed.")]
    [InlineData(-20_00, "Nothing is owed: € 20.00 is a credit, carried forward.")]
    public void Says_what_is_owed(long cents, string sentence) => DealWords.Owed(new(cents)).Should().Be(sentence);

    private static DateOnly? March(int? day) => day is { } number ? new DateOnly(2027, 3, number) : null;

    private static LedgerRow Deal(DealStatus status, Money? cap, int? expires, int? ended) =>
        new(
            Guid.NewGuid(),
            null,
            Guid.NewGuid(),
            "Bureau Samenspel",
            "Gemeente Zwolle",
            null,
            new(20_00),
            new(10_00),
            null,
            cap,
            new(1_00),
            Money.Zero,
            new(1_00),
            new(2027, 3, 1),
            March(expires),
            March(ended),
            status,
            1);
}
