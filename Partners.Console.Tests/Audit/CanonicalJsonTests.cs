using FluentAssertions;
using Partners.Core.Audit;
using Partners.Core.Values;

namespace Partners.Console.Tests.Audit;

public sealed class CanonicalJsonTests
{
    [Fact]
    public void Sorts_names_and_writes_each_kind_of_value_in_one_way() =>
        CanonicalJson.Of(new
        {
            Zeta = (string?)null,
            Alpha = new Money(1_250),
            Beta = new Percentage(1_250),
            Day = new DateOnly(2026, 11, 20),
            At = new DateTimeOffset(2026, 11, 20, 12, 0, 0, 5, TimeSpan.FromHours(1)),
            Nested = new { B = 1, A = "é<b>" },
        })
            .Should().Be(
                """{"alpha":1250,"at":"2026-11-20T11:00:00.005Z","beta":1250,"day":"2026-11-20","nested":{"a":"é<b>","b":1},"zeta":null}""");
}
