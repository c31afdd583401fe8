using FluentAssertions;
using Partners.Console.Shell;

namespace Partners.Console.Tests.Views;

/// <summary>A grid's layout in an address.</summary>
public sealed class GridLayoutTests
{
    [Fact]
    public void The_plain_layout_shows_every_column_closely_and_leaves_an_address_as_it_is()
    {
        var plain = GridLayout.Read(null, null);

        plain.Shows("Cap left").Should().BeTrue();
        plain.IsRoomy.Should().BeFalse();
        plain.At("/ledger?q=bur").Should().Be("/ledger?q=bur");
    }

    [Fact]
    public void A_column_that_was_left_out_stands_in_the_address_until_it_is_shown_again()
    {
        var layout = new GridLayout().With("Owed", isShown: false).With("Cap left", isShown: false) with { IsRoomy = true };
        layout.At("/ledger").Should().Be("/ledger?hide=cap-left,owed&density=roomy");
        layout.Shows("Cap left").Should().BeFalse();
        layout.Shows("Earned").Should().BeTrue();

        layout.With("Owed", isShown: true).With("Cap left", isShown: true).At("/ledger?q=bur").Should().Be("/ledger?q=bur&density=roomy");
    }

    [Theory]
    [InlineData("owed,cap-left")]
    [InlineData("cap-left, owed,,owed")]
    public void One_layout_has_one_address(string hidden) =>
        GridLayout.Read(hidden, "roomy").Should().Be(new GridLayout("cap-left,owed", IsRoomy: true));

    [Fact]
    public void Where_a_list_opens_with_a_view_the_plain_address_says_that_it_is_meant()
    {
        var layout = new GridLayout(OpensWithView: true);

        layout.At("/ledger").Should().Be("/ledger?all=true");
        layout.At("/ledger?q=bur").Should().Be("/ledger?q=bur");
        layout.With("Owed", isShown: false).At("/ledger").Should().Be("/ledger?hide=owed");
        layout.With("Owed", isShown: false).With("Owed", isShown: true).At("/ledger").Should().Be("/ledger?all=true");
    }

    [Theory]
    [InlineData("nothing-of-the-kind", "huge")]
    [InlineData("Owed", "Roomy")]
    public void What_means_nothing_hides_nothing(string hidden, string density)
    {
        var layout = GridLayout.Read(hidden, density);

        layout.Shows("Owed").Should().BeTrue();
        layout.IsRoomy.Should().BeFalse();
    }
}
