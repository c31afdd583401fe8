using System.Globalization;
using FluentAssertions;
using FsCheck;
using FsCheck.Fluent;
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
    [InlineData("3000,50", 3_000_50)]
    [InlineData("3.000,50", 3_000_50)]
    [InlineData("3,000.50", 3_000_50)]
    [InlineData("€ 1.234.567,8", 1_234_567_80)]
    [InlineData("1,234,567", 1_234_567_00)]
    [InlineData("1.000.000", 1_000_000_00)]
    [InlineData("1000,500", 1_000_50)]
    [InlineData("0,50", 50)]
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
    [InlineData("1 000", "Write it without spaces, for example 1000.50.")]
    [InlineData("1.000", "Write 1000 or 1.00: 1.000 could be either.")]
    [InlineData("1,250", "Write 1250 or 1.25: 1,250 could be either.")]
    [InlineData("12.345", "Write 12345 if that is meant: an amount has two decimals at most.")]
    [InlineData("0.001", "Enter at most two decimals.")]
    [InlineData("1000.505", "Enter at most two decimals.")]
    [InlineData("1.00,50", "This is not a number. For example 1000.50.")]
    [InlineData("1,000,50", "This is not a number. For example 1000.50.")]
    [InlineData("1.000,50.0", "This is not a number. For example 1000.50.")]
    [InlineData("0.000.000", "This is not a number. For example 1000.50.")]
    [InlineData(",", "This is not a number. For example 1000.50.")]
    [InlineData("-5", "Enter zero or more.")]
    [InlineData("−5", "Enter zero or more.")]
    [InlineData("five", "This is not a number. For example 1000.50.")]
    [InlineData(".", "This is not a number. For example 1000.50.")]
    [InlineData("1e3", "This is not a number. For example 1000.50.")]
    [InlineData("99999999999999999999", "That is more than can be recorded.")]
    [InlineData("1.000.000.000,01", "That is more than can be recorded.")]
    [InlineData("999999999999999999999999999999999999", "This is not a number. For example 1000.50.")]
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
    [InlineData("12,5", 12_50)]
    [InlineData("12,50 %", 12_50)]
    public void Reads_percentages(string typed, int basisPoints)
    {
        TypedAmount.ReadPercentage(typed, out var percentage).Should().BeNull();
        percentage.Should().Be(new Percentage(basisPoints));
    }

    [Theory]
    [InlineData("140 %", "A percentage can be at most 100.")]
    [InlineData("12.345 %", "A percentage can have at most two decimals.")]
    [InlineData("1.000,5", "This is not a number. For example 12.5.")]
    [InlineData("-1", "Enter zero or more.")]
    [InlineData("all", "This is not a number. For example 12.5.")]
    public void Says_what_is_wrong_with_a_percentage(string typed, string sentence)
    {
        TypedAmount.ReadPercentage(typed, out var percentage).Should().Be(sentence);
        percentage.Should().BeNull();
    }

    /// <summary>Every amount of cents, written in each of the four ways.</summary>
    [Fact]
    public void Reads_an_amount_alike_however_the_Dutch_and_the_English_write_it() => Prop.ForAll(
        Gen.Choose(0, int.MaxValue).Select(cents => cents * 37L).ToArbitrary(),
        cents =>
        {
            var english = (cents / 100m).ToString("#,##0.00", CultureInfo.InvariantCulture);
            var dutch = english.Replace(',', ' ').Replace('.', ',').Replace(' ', '.');
            string[] written = [english, dutch, english.Replace(",", string.Empty), dutch.Replace(".", string.Empty)];
            return written.All(text => TypedAmount.ReadEuros(text, out var money) is null && money == new Money(cents));
        }).QuickCheckThrowOnFailure();

    /// <summary>One sign before three digits: a guess could be a thousand times too much, or too little.</summary>
    [Fact]
    public void Never_guesses_what_could_be_thousands_or_decimals() => Prop.ForAll(
        Gen.Choose(1, 999)
            .SelectMany(whole => Gen.Choose(0, 999).Select(rest => $"{whole}{(rest % 2 == 0 ? '.' : ',')}{rest:000}"))
            .ToArbitrary(),
        typed => TypedAmount.ReadEuros(typed, out var money) is not null && money is null).QuickCheckThrowOnFailure();
}
