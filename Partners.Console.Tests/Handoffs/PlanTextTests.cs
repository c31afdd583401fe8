using Bunit;
using FluentAssertions;
using Partners.Console.Handoffs;
using Partners.Console.Tests.Shell;

namespace Partners.Console.Tests.Handoffs;

public sealed class PlanTextTests : ShellContext
{
    [Fact]
    public void An_emptied_line_is_empty_and_not_without_a_value_which_would_take_away_what_is_typed_next()
    {
        string? told = "not yet";
        var line = Render<PlanText>(text =>
            text.Add(line => line.Label, "City").Add(line => line.Value, "Zwolle").Add(line => line.ValueChanged, typed => told = typed));

        line.Find("input").Input(string.Empty);
        line.Render(text => text.Add(line => line.Value, null));

        told.Should().BeNull();
        line.Find("input").GetAttribute("value").Should().BeEmpty();
    }
}
