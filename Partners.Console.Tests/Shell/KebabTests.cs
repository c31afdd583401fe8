using Bunit;
using FluentAssertions;
using Partners.Console.Shell;

namespace Partners.Console.Tests.Shell;

public sealed class KebabTests : ShellContext
{
    private int _made;

    [Fact]
    public void Is_a_closed_menu_button_with_its_name()
    {
        var button = RenderKebab().Find("button");

        button.GetAttribute("aria-label").Should().Be("Actions for Van Dijk");
        button.GetAttribute("aria-haspopup").Should().Be("menu");
        button.GetAttribute("aria-expanded").Should().Be("false");
    }

    [Fact]
    public async Task Opens_with_all_its_items()
    {
        var kebab = await OpenAsync();

        kebab.Find("button").GetAttribute("aria-expanded").Should().Be("true");
        kebab.Find("[role=menu]").HasAttribute("popover").Should().BeTrue();
        kebab.FindAll("[role=menuitem]").Should().HaveCount(3);
        kebab.Find("a[role=menuitem]").GetAttribute("href").Should().Be("/organisations/1");
    }

    [Fact]
    public async Task Shows_why_an_item_cannot_be_used()
    {
        var kebab = await OpenAsync();
        var disabled = kebab.Find("[aria-disabled=true]");

        disabled.TextContent.Should().Contain("Withdraw partner status…").And.Contain("It is not a partner.");
        await disabled.Invoking(item => item.ClickAsync()).Should().ThrowAsync<MissingEventHandlerException>();
    }

    [Fact]
    public async Task Does_what_was_chosen_and_closes()
    {
        var kebab = await OpenAsync();
        await kebab.FindAll("[role=menuitem]")[1].ClickAsync();

        _made.Should().Be(1);
        kebab.FindAll("[role=menu]").Should().BeEmpty();
    }

    [Fact]
    public async Task Closes_when_the_script_says_so()
    {
        var kebab = await OpenAsync();
        await kebab.InvokeAsync(kebab.Instance.Close);

        kebab.FindAll("[role=menu]").Should().BeEmpty();
        kebab.Find("button").GetAttribute("aria-expanded").Should().Be("false");
    }

    private async Task<IRenderedComponent<Kebab>> OpenAsync()
    {
        var kebab = RenderKebab();
        await kebab.Find("button").ClickAsync();
        return kebab;
    }

    private IRenderedComponent<Kebab> RenderKebab() => Render<Kebab>(parameters => parameters
        .Add(p => p.Label, "Actions for Van Dijk")
        .Add(p => p.Items,
        [
            new KebabItem("Open", "/organisations/1"),
            new KebabItem("Make partner…", OnClick: () =>
            {
                _made++;
                return Task.CompletedTask;
            }),
            new KebabItem(
                "Withdraw partner status…",
                OnClick: () => throw new InvalidOperationException("disabled"),
                DisabledReason: "It is not a partner."),
        ]));
}
