using FluentAssertions;
using Partners.Core.Values;

namespace Partners.Console.Tests.Values;

/// <summary>Dashes, quotes and spaces of any kind count as equal, letters do not.</summary>
public sealed class TypedNameTests
{
    [Theory]
    [InlineData("Oud-Zuid", "Oud–Zuid")]
    [InlineData("Oud-Zuid", "Oud‑Zuid")]
    [InlineData("Oud-Zuid", "Oud−Zuid")]
    [InlineData("'t Veld", "’t Veld")]
    [InlineData("'t Veld", "‘t Veld")]
    [InlineData("\"Samen\"", "“Samen”")]
    [InlineData("'Samen'", "„Samen“")]
    [InlineData("Gemeente Zwolle", "Gemeente\u00a0Zwolle")]
    [InlineData("  Gemeente   Zwolle ", "Gemeente Zwolle")]
    [InlineData("Gemeente Zwolle", "Gemeente\u2009Zwolle\u200b")]
    [InlineData("Café", "Cafe\u0301")]
    public void What_a_keyboard_lacks_is_forgiven(string typed, string name) => TypedName.IsSame(typed, name).Should().BeTrue();

    [Theory]
    [InlineData("gemeente zwolle", "Gemeente Zwolle")]
    [InlineData("Cafe", "Café")]
    [InlineData("GemeenteZwolle", "Gemeente Zwolle")]
    [InlineData("OudZuid", "Oud-Zuid")]
    [InlineData("Gemeente Zwole", "Gemeente Zwolle")]
    [InlineData("", "Gemeente Zwolle")]
    [InlineData(null, "Gemeente Zwolle")]
    public void Letters_are_not(string? typed, string name) => TypedName.IsSame(typed, name).Should().BeFalse();
}
