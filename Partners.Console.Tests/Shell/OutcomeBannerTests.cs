using Bunit;
using FluentAssertions;
using Partners.Console.Shell;
using Partners.Core.Changes;

namespace Partners.Console.Tests.Shell;

public sealed class OutcomeBannerTests : ShellContext
{
    private static readonly Conflict s_byJoris = new(
        "Joris Bakker",
        new DateTimeOffset(2026, 11, 20, 13, 5, 0, TimeSpan.Zero),
        "Partner made",
        """{"isPartner":false,"name":"Van Dijk"}""",
        """{"isPartner":true,"name":"Van Dijk"}""");

    [Fact]
    public async Task Says_what_was_done_as_a_status()
    {
        using var runner = NewRunner();
        await runner.RunAsync(_ => Task.FromResult<Outcome<string>>("x"), _ => "Saved");
        var banner = Render(runner);

        banner.Find("[role=status]").TextContent.Trim().Should().Be("Saved");
        banner.Find("[role=alert]").TextContent.Trim().Should().BeEmpty();
    }

    [Fact]
    public async Task Lists_every_refusal_in_an_alert()
    {
        using var runner = NewRunner();
        await Refuse(runner, new AgreementEnded(), new TooMany());

        Render(runner)
            .FindAll("[role=alert] li")
            .Select(item => item.TextContent)
            .Should().Equal("The agreement has ended.", "There are too many.");
    }

    [Fact]
    public async Task Says_who_changed_the_record_when_and_what()
    {
        using var runner = NewRunner();
        await runner.RunAsync(_ => Task.FromResult(Outcome<string>.Conflicted(s_byJoris)));
        var banner = Render(runner);

        banner.Find("[role=alert] p").TextContent.Should().StartWith("Changed by Joris Bakker at 20 Nov 2026, 14:05");
        banner.FindAll("tbody tr").Should().ContainSingle().Which.TextContent.Trim().Should().Be("Is partnernoyes");
    }

    [Fact]
    public async Task Reloads_after_a_conflict_and_goes()
    {
        using var runner = NewRunner();
        await runner.RunAsync(_ => Task.FromResult(Outcome<string>.Conflicted(s_byJoris)));
        var reloaded = false;
        var banner = Render<OutcomeBanner>(parameters => parameters.Add(p => p.Runner, runner).Add(p => p.OnReload, () => reloaded = true));

        await banner.Find("button").ClickAsync();

        reloaded.Should().BeTrue();
        banner.Find("[role=alert]").TextContent.Trim().Should().BeEmpty();
    }

    [Fact]
    public async Task Shows_the_reference_of_a_fault_and_never_its_message()
    {
        using var runner = NewRunner();
        await runner.RunAsync<string>(_ => throw new InvalidOperationException("the password is 1234"));

        Render(runner).Find("[role=alert]").TextContent.Trim().Should().Be(
            $"Something went wrong. Reference {runner.Outcome!.Fault?.Reference}");
    }

    private IRenderedComponent<OutcomeBanner> Render(ActionRunner runner) =>
        Render<OutcomeBanner>(parameters => parameters.Add(p => p.Runner, runner));
}
