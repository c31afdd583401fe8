using Bunit;
using FluentAssertions;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Partners.Console.Shell;

namespace Partners.Console.Tests.Shell;

public sealed class PageFrameTests : ShellContext
{
    private bool _broken = true;

    [Fact]
    public async Task Shows_a_reference_and_lets_the_person_try_again()
    {
        var frame = Render<PageFrame>(parameters => parameters.Add(p => p.ChildContent, Page));

        frame.Find("[role=alert]").TextContent.Should().MatchRegex("Something went wrong. Reference [0-9A-Z]{8}").And.NotContain("1234");

        _broken = false;
        await frame.Find("button").ClickAsync();

        frame.Markup.Should().Contain("All is well");
    }

    [Fact]
    public void Begins_anew_at_another_address()
    {
        var frame = Render<PageFrame>(parameters => parameters.Add(p => p.ChildContent, Page));
        _broken = false;

        Services.GetRequiredService<NavigationManager>().NavigateTo("/platform");

        frame.WaitForAssertion(() => frame.Markup.Should().Contain("All is well"));
    }

    private RenderFragment Page => builder =>
    {
        builder.OpenComponent<Fragile>(0);
        builder.AddAttribute(1, nameof(Fragile.Breaks), () => _broken);
        builder.CloseComponent();
    };

    private sealed class Fragile : ComponentBase
    {
        [Parameter]
        public Func<bool> Breaks { get; set; } = default!;

        protected override void BuildRenderTree(Microsoft.AspNetCore.Components.Rendering.RenderTreeBuilder builder)
        {
            if (Breaks())
            {
                throw new InvalidOperationException("the password is 1234");
            }

            builder.AddContent(0, "All is well");
        }
    }
}
