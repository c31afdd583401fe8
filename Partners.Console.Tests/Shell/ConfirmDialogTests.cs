using Bunit;
using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using Partners.Console.Shell;
using Partners.Core.Changes;

namespace Partners.Console.Tests.Shell;

public sealed class ConfirmDialogTests : ShellContext
{
    private static readonly ConfirmRequest s_withdraw = new("Withdraw partner status from Van Dijk", "Withdraw")
    {
        Sentence = "Existing workspaces go on.",
        TypeToConfirm = "Van Dijk",
        TypeLabel = "Type the organisation's name",
        AsksReason = true,
    };

    private readonly IRenderedComponent<MudDialogProvider> _page;
    private Task<Confirmation?> _answer = null!;

    public ConfirmDialogTests()
    {
        RenderTree.Add<Microsoft.AspNetCore.Components.CascadingValue<Core.Access.Staff>>(scope => scope.Add(p => p.Value, Noor));
        _page = Render<MudDialogProvider>();
    }

    [Fact]
    public async Task Asks_for_the_name_and_the_reason_before_it_goes_on()
    {
        await OpenAsync(s_withdraw);
        await _page.Find("form").SubmitAsync();

        _page.Find("[role=alert] p").TextContent.Should().Be("Not saved. 2 fields need a change.");
        _page.FindAll(".field-refusal").Select(item => item.TextContent)
            .Should().Equal(
                "Type the organisation's name, exactly as it is written above.",
                "Enter a reason. It is kept in the audit trail.");
        _page.Find("textarea").GetAttribute("aria-invalid").Should().Be("true");
        _page.Find("textarea").GetAttribute("aria-describedby").Should().Be(_page.FindAll(".field-refusal")[1].Id);
        _answer.IsCompleted.Should().BeFalse();
    }

    [Fact]
    public async Task Answers_with_the_reason()
    {
        await OpenAsync(s_withdraw);
        await FillAsync();
        await _page.Find("form").SubmitAsync();

        (await _answer).Should().Be(new Confirmation("It was a mistake"));
    }

    [Fact]
    public async Task Answers_with_nothing_when_it_is_cancelled()
    {
        await OpenAsync(s_withdraw);
        await _page
            .FindAll("button")
            .Single(button => string.Equals(button.TextContent.Trim(), "Cancel", StringComparison.Ordinal))
            .ClickAsync();

        (await _answer).Should().BeNull();
    }

    [Fact]
    public async Task Stays_open_with_what_was_typed_when_the_command_refuses()
    {
        await OpenAsync(s_withdraw with
        {
            Run = async (runner, _) => (await runner.RunAsync(_ => Task.FromResult<Outcome<string>>(new TooMany())))?.IsDone == true,
        });
        await FillAsync();
        await _page.Find("form").SubmitAsync();

        _page.Find("[role=alert]").TextContent.Trim().Should().Be("There are too many.");
        _page.Find("textarea").GetAttribute("value").Should().Be(" It was a mistake ");
        _answer.IsCompleted.Should().BeFalse();
    }

    private async Task OpenAsync(ConfirmRequest request)
    {
        await _page.InvokeAsync(() => { _answer = Services.GetRequiredService<PageDialogs>().ConfirmAsync(request); });
        _page.WaitForElement("form");
    }

    private async Task FillAsync()
    {
        await _page.Find("input").ChangeAsync("Van Dijk");
        await _page.Find("textarea").ChangeAsync(" It was a mistake ");
    }
}
