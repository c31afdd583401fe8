using FluentAssertions;
using Partners.Core.Values;

namespace Partners.Console.Tests.Values;

public sealed class TypedAmountTests
{
    [Theory]
    [InlineData("1000.50", 100_050)]
    [InlineData(" € 1000.5 ", 100_050)]
    [InlineData("0", 0)]
    [InlineData("12", 12_00)]
    [InlineData(".5", 50)]
    public void Reads_euros(string typed, long cents)
    {
        TypedAmount.ReadEuros(typed, out var money).Should().BeNull();
        money.Should().Be(new Money(cents));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("  ")]
    public void Nothing_typed_is_no_amount(string? typed)
    {
        TypedAmount.ReadEuros(typed, out var money).Should().BeNull();
        money.Should().BeNull();
    }

    [Theory]
    [InlineData("1.000,50", "Write it as 1000.50: a point before the decimals, and nothing between the thousands.")]
    [InlineData("1,000.50", "Write it as 1000.50: a point before the decimals, and nothing between the thousands.")]
    [InlineData("1000,50", "Write it as 1000.50: a point before the decimals, and nothing between the thousands.")]
    [InlineData("1 000", "Write it as 1000.50: a point before the decimals, and nothing between the thousands.")]
    [InlineData("1.000.000", "Write it as 1000.50: a point before the decimals, and nothing between the thousands.")]
    [InlineData("1.000", "Is 1.000 meant as 1000 or as 1? Write the one that is meant.")]
    [InlineData("0.001", "Give whole cents: two decimals at most.")]
    [InlineData("1.005", "Give whole cents: two decimals at most.")]
    [InlineData("-5", "It may not be negative.")]
    [InlineData("−5", "It may not be negative.")]
    [InlineData("five", "That is no number. Write it as 1000.50.")]
    [InlineData(".", "That is no number. Write it as 1000.50.")]
    [InlineData("1e3", "That is no number. Write it as 1000.50.")]
    [InlineData("99999999999999999999", "That is more than can be recorded.")]
    [InlineData("999999999999999999999999999999999999", "That is no number. Write it as 1000.50.")]
    public void Says_how_to_write_euros_rather_than_guess(string typed, string sentence)
    {
        TypedAmount.ReadEuros(typed, out var money).Should().Be(sentence);
        money.Should().BeNull();
    }

    [Theory]
    [InlineData("12.5", 12_50)]
    [InlineData("20 %", 20_00)]
    [InlineData("100", 100_00)]
    [InlineData("0", 0)]
    public void Reads_percentages(string typed, int basisPoints)
    {
        TypedAmount.ReadPercentage(typed, out var percentage).Should().BeNull();
        percentage.Should().Be(new Percentage(basisPoints));
    }

    [Theory]
    [InlineData("140 %", "A percentage may be 100 at most.")]
    [InlineData("12.345 %", "A percentage may have two decimals at most.")]
    [InlineData("12,5", "Write it as 12.5: a point before the decimals, and nothing between the thousands.")]
    [InlineData("-1", "It may not be negative.")]
    [InlineData("all", "That is no number. Write it as 12.5.")]
    public void Says_what_is_wrong_with_a_percentage(string typed, string sentence)
    {
        TypedAmount.ReadPercentage(typed, out var percentage).Should().Be(sentence);
        percentage.Should().BeNull();
    }
}
