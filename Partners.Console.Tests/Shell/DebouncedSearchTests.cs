using Bunit;
using FluentAssertions;
using Partners.Console.Shell;

namespace Partners.Console.Tests.Shell;

public sealed class DebouncedSearchTests : ShellContext
{
    private readonly List<string?> _asked = [];

    [Fact]
    public async Task Asks_once_after_several_letters()
    {
        var search = RenderSearch();
        await Task.WhenAll(
            search.Find("input").InputAsync("b"),
            search.Find("input").InputAsync("bu"),
            search.Find("input").InputAsync("bur"));

        _asked.Should().Equal("bur");
    }

    [Fact]
    public async Task Does_not_ask_for_what_is_shown_already()
    {
        var search = RenderSearch("bur");
        await Task.WhenAll(search.Find("input").InputAsync("bu"), search.Find("input").InputAsync("bur"));

        _asked.Should().BeEmpty();
    }

    [Fact]
    public async Task Leaves_letters_alone_that_were_typed_while_the_answer_was_on_its_way()
    {
        var search = RenderSearch();
        await search.Find("input").InputAsync("bu");
        var typedOn = search.Find("input").InputAsync("bur");
        search.Render(parameters => parameters.Add(p => p.Value, "bu"));

        search.Find("input").GetAttribute("value").Should().Be("bur");
        await typedOn;
        _asked.Should().Equal("bu", "bur");
    }

    [Fact]
    public async Task Follows_an_answer_that_nobody_typed()
    {
        var search = RenderSearch();
        await search.Find("input").InputAsync("bur");
        search.Render(parameters => parameters.Add(p => p.Value, "bur"));
        search.Render(parameters => parameters.Add(p => p.Value, null));

        search.Find("input").GetAttribute("value").Should().BeEmpty();
    }

    [Fact]
    public async Task Asks_nothing_after_its_page_was_left()
    {
        var search = RenderSearch();
        var typing = search.Find("input").InputAsync("bur");
        search.Instance.Dispose();
        await typing;

        _asked.Should().BeEmpty();
    }

    private IRenderedComponent<DebouncedSearch> RenderSearch(string? value = null) => Render<DebouncedSearch>(parameters => parameters
        .Add(p => p.Label, "Search organisations").Add(p => p.Value, value).Add(p => p.ValueChanged, _asked.Add));
}
