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
    public async Task Leads_to_each_refused_field_and_says_each_sentence_once()
    {
        using var runner = NewRunner();
        await Refuse(runner, new NameMissing(), new NameTaken(), new OwnerMissing(), new TooMany());
        runner.Show(new("Name", "Name of the client", "field-1"));
        runner.Show(new("owner", "Owner", "field-2"));
        runner.Show(new("Notes", "Notes", "field-3"));
        var banner = Render(runner);

        banner.Find("[role=alert] p").TextContent.Should().Be("Not saved. 2 fields need a change.");
        banner.FindAll("[role=alert] a").Select(link => (link.TextContent, link.GetAttribute("href")))
            .Should().Equal(("Name of the client", "#field-1"), ("Owner", "#field-2"));
        banner.FindAll("[role=alert] .refusals li").Select(item => item.TextContent).Should().Equal("There are too many.");
        JSInterop.VerifyFocusAsyncInvoke();
    }

    [Fact]
    public async Task A_field_that_is_gone_leaves_its_sentence_to_the_alert()
    {
        using var runner = NewRunner();
        await Refuse(runner, new NameMissing());
        var field = new RefusedField("Name", "Name", "field-1");
        runner.Show(field);
        runner.Hide(field);

        Render(runner).FindAll("[role=alert] li").Select(item => item.TextContent).Should().Equal("Give a name.");
    }

    [Fact]
    public async Task Says_who_changed_the_record_when_and_what()
    {
        using var runner = NewRunner();
        await runner.RunAsync(_ => Task.FromResult(Outcome<string>.Conflicted(s_byJoris)));
        var banner = Render(runner);

        banner.Find("[role=alert] p").TextContent.Should().StartWith("Changed by Joris Bakker at 20 Nov 2026, 14:05");
        banner.FindAll("tbody tr").Should().ContainSingle().Which.TextContent.Trim().Should().Be("Partnernoyes");
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

    private sealed record NameMissing() : Refusal("Give a name.", "name");

    private sealed record NameTaken() : Refusal("The name is taken.", "name");

    private sealed record OwnerMissing() : Refusal("Choose an owner.", "Owner");

    private IRenderedComponent<OutcomeBanner> Render(ActionRunner runner) =>
        Render<OutcomeBanner>(parameters => parameters.Add(p => p.Runner, runner));
}
