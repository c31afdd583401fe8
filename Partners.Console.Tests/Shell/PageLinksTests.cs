using Bunit;
using FluentAssertions;
using Partners.Console.Shell;

namespace Partners.Console.Tests.Shell;

public sealed class PageLinksTests : ShellContext
{
    [Theory]
    [InlineData(1, 1, "")]
    [InlineData(1, 25, "")]
    [InlineData(1, 26, "Previous 1 2 Next")]
    [InlineData(2, 60, "Previous 1 2 3 Next")]
    [InlineData(1, 250, "Previous 1 2 … 10 Next")]
    [InlineData(4, 250, "Previous 1 2 3 4 5 … 10 Next")]
    [InlineData(5, 250, "Previous 1 … 4 5 6 … 10 Next")]
    [InlineData(7, 250, "Previous 1 … 6 7 8 9 10 Next")]
    [InlineData(10, 250, "Previous 1 … 9 10 Next")]
    [InlineData(2_000, 100_000, "Previous 1 … 1,999 2,000 2,001 … 4,000 Next")]
    public void Shows_the_first_the_last_and_those_around_with_gaps(int page, int total, string expected)
    {
        var links = RenderLinks(page, total).FindAll("li");

        string.Join(' ', links.Select(link => link.TextContent.Trim())).Should().Be(expected);
    }

    [Fact]
    public void Leads_to_each_page_by_its_address_and_marks_this_one()
    {
        var links = RenderLinks(5, 250);

        links
            .FindAll("a")
            .Select(link => link.GetAttribute("href"))
            .Should().Equal(
                "/list?page=4",
                "/list?page=1",
                "/list?page=4",
                "/list?page=5",
                "/list?page=6",
                "/list?page=10",
                "/list?page=6");
        links.Find("[aria-current=page]").TextContent.Should().Be("5");
        links.Find(".summary").TextContent.Should().Be("101–125 of 250");
    }

    [Theory]
    [InlineData(1, "Previous")]
    [InlineData(10, "Next")]
    public void Leads_nowhere_beyond_the_ends(int page, string disabled)
    {
        var end = RenderLinks(page, 250).Find("[aria-disabled=true]");

        end.TextContent.Trim().Should().Be(disabled);
        end.LocalName.Should().Be("span");
    }

    private IRenderedComponent<PageLinks> RenderLinks(int page, int total) => Render<PageLinks>(parameters => parameters
        .Add(p => p.Page, page).Add(p => p.PageSize, 25).Add(p => p.Total, total).Add(p => p.AddressOf, number => $"/list?page={number}"));
}
