using Bunit;
using FluentAssertions;
using Partners.Console.Handoffs;
using Partners.Core.Access;
using Partners.Core.Handoffs;

namespace Partners.Console.Tests.Handoffs;

/// <summary>The last step: what it asks for, and its result.</summary>
public sealed class ConfirmStepTests : HandoffPages
{
    [Fact]
    public async Task While_a_check_stops_the_button_is_disabled_and_the_checks_say_why()
    {
        var page = Open(await BegunAsync(), HandoffStep.Confirm);

        Button(page, "Hand off").HasAttribute("disabled").Should().BeTrue();
        page.Find(".step-actions").TextContent.Should().Contain("A check stops the handoff.");
        page
            .Find(".banner-refused").TextContent
            .Should().Contain("7 problems. Fix them first, then hand off.")
            .And.Contain("Agreed date: Enter the day");
    }

    [Fact]
    public async Task Names_and_ticks_are_asked_for_at_their_fields()
    {
        var id = await ReadyAsync();
        var page = Open(id, HandoffStep.Confirm);
        Field(page, "Type the workspace name").Input("woonvisie");
        Button(page, "Hand off").Click();

        page.WaitForAssertion(() => page.FindAll(".field-refusal").Select(refusal => refusal.TextContent).Should().Equal(
            "Type the workspace name exactly: Woonvisie",
            "Type the client organisation's name exactly: Gemeente Zwolle",
            "Tick that the partner loses administrative access.",
            "Tick that this cannot be undone."), Patience);
        (await FoundAsync(id)).Handoff.Status.Should().Be(HandoffStatus.Draft);
        Field(page, "Type the workspace name").GetAttribute("value").Should().Be("woonvisie");
    }

    [Fact]
    public async Task Five_lines_beside_the_button_say_what_it_does()
    {
        var page = Open(await ReadyAsync(), HandoffStep.Confirm);

        var lines = page.FindAll(".danger-box li").Select(line => line.TextContent).ToList();
        lines.Should().HaveCount(5);
        lines[0].Should().StartWith("Gemeente Zwolle owns the workspace");
        lines[1].Should().Be("1 person of Bureau Samenspel loses access. Nobody from the partner keeps access.");
        lines[2].Should().Be(
            "Gemeente Zwolle pays € 172.50 a month, by invoice. Bureau Samenspel’s payment method leaves the account.");
        lines[3].Should().EndWith("stays owed to Bureau Samenspel.");
        lines[4].Should().Contain("1 observer gets another role or loses access.");
        Button(page, "Hand off").ClassList.Should().Contain("mud-button-filled-error");
        page.Find($"#{Button(page, "Hand off").GetAttribute("aria-describedby")}").TextContent.Should().Be("What Hand off does");
    }

    [Fact]
    public async Task Confirmed_for_today_it_is_done_and_its_record_shown()
    {
        var id = await ReadyAsync();
        var page = Open(id, HandoffStep.Confirm);
        page.Markup.Should().Contain("The workspace changes hands now.");
        Confirm(page);

        page.WaitForAssertion(() => Navigation.Uri.Should().EndWith($"/handoffs/{id}/record"), Patience);
        (await FoundAsync(id)).Handoff.Status.Should().Be(HandoffStatus.Completed);
    }

    [Fact]
    public async Task Confirmed_for_a_day_to_come_it_is_scheduled_and_says_so()
    {
        var id = await ReadyAsync(Database.Today.AddDays(11));
        var page = Open(id, HandoffStep.Confirm);
        page.Markup.Should().Contain("Confirmed now, the workspace changes hands on that day");
        Confirm(page);

        page.WaitForAssertion(
            () => page.Find("p.banner-done.step-part").TextContent.Should().Be(
                "Scheduled for 1 Dec 2026. Confirmed by Amina Haddad. Any change makes it a draft again."),
            Patience);
        Button(page, "Hand off").HasAttribute("disabled").Should().BeTrue();
        page.Find(".step-actions").TextContent.Should().Contain("It is scheduled for 1 Dec 2026.");
    }

    [Fact]
    public async Task One_that_did_not_run_says_why()
    {
        var id = await ReadyAsync(Database.Today.AddDays(1));
        await ConfirmAsync(id);
        await Database.ByHandAsync("UPDATE Organisations SET IsPartner = 0");
        Database.Clock.Now = Database.Clock.Now.AddDays(1);
        await Database.Get<HandoffTransfer>().RunDueAsync(Staff.TheConsoleItself(Permission.Read | Permission.Transfer), default);
        var page = Open(id);

        page
            .Find(".banner-refused").TextContent
            .Should().Contain("It did not run on 21 Nov 2026.")
            .And.Contain("Partner: Bureau Samenspel is no longer a partner.");
    }

    [Fact]
    public async Task Whoever_prepared_it_cannot_approve_it_and_a_second_operator_can()
    {
        var settings = new HandoffSettings { RequireSecondOperator = true };
        var id = await ReadyAsync();
        var details = (await FoundAsync(id)) with { NeedsApproval = settings.RequireSecondOperator };
        var asked = false;

        Step(details, Amina)
            .Find("[aria-labelledby=approval]").TextContent
            .Should().Contain("Not approved yet.")
            .And.Contain("Amina Haddad prepared it and cannot also approve it.");
        Button(Step(details, Sven, () => asked = true), "Approve").Click();
        asked.Should().BeTrue();
    }

    private IRenderedComponent<ConfirmStep> Step(HandoffDetails details, Staff who, Action? approve = null) =>
        Render<ConfirmStep>(parameters => parameters
            .Add(step => step.Details, details)
            .Add(step => step.Form, new HandoffConfirmation())
            .Add(step => step.ForRunner, NewRunner())
            .Add(step => step.OnApprove, () => approve?.Invoke())
            .AddCascadingValue(who));

    private static void Confirm(IRenderedComponent<HandoffPage> page)
    {
        Field(page, "Type the workspace name").Input("Woonvisie");
        Field(page, "Type the client organisation's name").Input("Gemeente Zwolle");
        Field(page, "The partner loses administrative access").Change(true);
        Field(page, "This cannot be undone").Change(true);
        Button(page, "Hand off").Click();
    }
}
