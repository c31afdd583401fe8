using FluentAssertions;
using Partners.Console.Shell;
using Partners.Core.Values;

namespace Partners.Console.Tests.Shell;

public sealed class ConflictChangesTests
{
    [Fact]
    public void Names_the_fields_in_words_and_leaves_out_what_stayed() =>
        ConflictChanges
            .Of(
                """{"name":"A","agreementReference":null,"signed_on":"2026-11-02"}""",
                """{"name":"A","agreementReference":"PA-1","signed_on":"2026-11-03"}""")
            .Should().Equal(
                new ConflictChange("Agreement reference", "–", "PA-1"),
                new ConflictChange("Signed on", "2 Nov 2026", "3 Nov 2026"));

    [Fact]
    public void Goes_into_what_is_nested() =>
        ConflictChanges.Of(jsonBefore: null, """{"agreement":{"endsOn":"2027-01-01","confirmed":true}}""")
            .Should().Equal(
                new ConflictChange("Agreement ends on", "–", "1 Jan 2027"),
                new ConflictChange("Agreement confirmed", "–", "yes"));

    [Fact]
    public void Percentages_amounts_days_and_instants_read_as_people_read_them() =>
        ConflictChanges.Of(
                """{"amount":-5,"at":"2026-07-01T12:00:00.000Z","cap":null,"discount":1250,"holdsFrom":"2026-05-01","kickback":2000,"seats":2000}""",
                """{"amount":123450,"at":"2026-07-02T12:00:00.000Z","cap":100000,"discount":0,"holdsFrom":"2026-11-01","kickback":1500,"seats":2001}""")
            .Should().Equal(
                new ConflictChange("Amount", new Money(-5).ToString(), new Money(1_234_50).ToString()),
                new ConflictChange("At", "1 Jul 2026, 14:00", "2 Jul 2026, 14:00"),
                new ConflictChange("Cap", "–", new Money(1_000_00).ToString()),
                new ConflictChange("Discount", new Percentage(12_50).ToString(), Percentage.Zero.ToString()),
                new ConflictChange("Holds from", "1 May 2026", "1 Nov 2026"),
                new ConflictChange("Kickback", new Percentage(20_00).ToString(), new Percentage(15_00).ToString()),
                new ConflictChange("Seats", "2000", "2001"));

    [Fact]
    public void Shows_text_that_is_no_JSON_as_it_is() =>
        ConflictChanges.Of("<b>", jsonAfter: null).Should().Equal(new ConflictChange("Value", "<b>", "–"));
}
