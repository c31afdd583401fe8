using AngleSharp.Dom;
using Bunit;
using FluentAssertions;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Partners.Console.Links;
using Partners.Console.Moves;
using Partners.Console.Tests.Shell;
using Partners.Console.Tests.Support;
using Partners.Core.Access;
using Partners.Core.Changes;
using Partners.Core.Jobs;
using Partners.Core.Moves;
using Partners.Core.Outbox;
using Partners.Core.Platform.Push;

namespace Partners.Console.Tests.Moves;

/// <summary>The pages of moves over the real services and a database.</summary>
public sealed class MovePagesTests : ShellContext, IAsyncLifetime
{
    private MoveScene _scene = default!;

    private NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    public async ValueTask InitializeAsync()
    {
        _scene = await MoveScene.CreateAsync();
        Services.AddSingleton(_scene.Moves);
        Services.AddSingleton(_scene.Database.Get<MoveDirectory>());
        Services.AddSingleton(_scene.Database.Get<MoveChoices>());
        Services.AddSingleton(_scene.Database.Get<ChangeFeed>());
        Services.AddSingleton(_scene.Database.Get<PlatformStates>());
        Services.AddSingleton(_scene.Database.Get<PushWaits>());
        Services.AddSingleton<IHostApplicationLifetime>(new Running());
        Services.AddSingleton<MoveJobs>();
        Services.AddSingleton(_scene.Database.Get<MoveJobKind>());
        Services.AddSingleton(_scene.Database.Get<JobRunner>());
        Services.AddSingleton(_scene.Database.Get<JobList>());
        Services.AddSingleton<TimeProvider>(_scene.Database.Clock);
    }

    public new async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _scene.DisposeAsync();
    }

    [Fact]
    public void A_box_that_is_ticked_stands_in_the_address_and_so_outlives_the_page()
    {
        var page = Show(Noor, new(_scene.Team.Id, []));
        page.WaitForElement("input[aria-label=Beta]").Change(true);
        Navigation.Uri.Should().EndWith(
            MoveAddresses.New(new MoveDraft(_scene.Team.Id, [MoveScene.Some(_scene.Team, _scene.Projects[1])])));

        var again = Show(Noor, new(_scene.Team.Id, [MoveScene.Some(_scene.Team, _scene.Projects[1])]));

        again.WaitForElement("input[aria-label=Beta]").HasAttribute("checked").Should().BeTrue();
        again.Find("input[aria-label=Alfa]").HasAttribute("checked").Should().BeFalse();
        again.Find("ul.chosen").TextContent.Should().Contain("Team").And.Contain("Beta");
    }

    [Fact]
    public void All_of_a_workspace_is_one_tick_that_ticks_every_box()
    {
        var page = Show(Noor, new(_scene.Team.Id, [MoveScene.All(_scene.Team)]));

        page.WaitForElements("td.name input").Should().HaveCount(3).And.OnlyContain(box =>
            box.HasAttribute("checked") && box.HasAttribute("disabled"));
        page.Find("ul.chosen").TextContent.Should().Contain("all 3 projects");
    }

    [Fact]
    public async Task Moves_within_one_owner_and_shows_the_move()
    {
        var page = Show(Noor, new(_scene.Team.Id, [MoveScene.All(_scene.Team)], _scene.Archive.Id));
        page
            .WaitForElement(".move-total").TextContent
            .Should().Contain("3 projects with 2 conversations")
            .And.Contain("Ownership and billing: unchanged.");

        Button(page, "Move").Click();

        page.WaitForAssertion(() => Navigation.Uri.Should().Contain("/moves/").And.NotContain("/new"));
        (await _scene.NamesInAsync(_scene.Archive)).Should().HaveCount(3);
    }

    [Fact]
    public void Across_owners_staff_see_what_it_does_and_the_button_disabled_with_the_reason()
    {
        var page = Show(Noor, new(_scene.Team.Id, [MoveScene.All(_scene.Team)], _scene.Client.Id));

        page.WaitForElement(".move-total").TextContent.Should().Contain("This changes whose data it is and who pays");
        page.Find("article.card").TextContent.Should().Contain("Gerda Griffie").And.Contain("Bart Mulder").And.Contain("Lose access (1)");
        Button(page, "Move").HasAttribute("disabled").Should().BeTrue();
        page.Find(".guarded .hint").TextContent.Should().Contain("Only a handoff operator can do this.");
    }

    [Fact]
    public async Task A_missing_reason_stands_at_its_field_and_nothing_moves()
    {
        var page = Show(MoveScene.Operator, new(_scene.Team.Id, [MoveScene.All(_scene.Team)], _scene.Client.Id));
        page.WaitForElement(".move-total");

        Button(page, "Move").Click();

        page.WaitForElement(".form-field .field-refusal").TextContent.Should().Contain("Enter a reason");
        (await _scene.NamesInAsync(_scene.Client)).Should().BeEmpty();
    }

    [Fact]
    public async Task A_preview_gone_stale_says_what_is_different_and_is_looked_at_again()
    {
        var page = Show(Noor, new(_scene.Team.Id, [MoveScene.All(_scene.Team)], _scene.Archive.Id));
        page.WaitForElement(".move-total");
        await _scene.Database.AddAsync(MoveScene.Project(_scene.Team, "Delta"));

        Button(page, "Move").Click();
        page
            .WaitForElement(".banner-conflict").TextContent
            .Should().Contain("An import of the platform's data")
            .And.Contain("3")
            .And.Contain("4");
        Button(page, "Reload").Click();

        page.WaitForAssertion(() => page.Find(".move-total").TextContent.Should().Contain("4 projects"));
        Button(page, "Move").Click();
        page.WaitForAssertion(() => Navigation.Uri.Should().NotContain("/new"));
    }

    [Fact]
    public void A_move_that_is_not_possible_says_so_before_the_button()
    {
        var page = Show(Noor, new(_scene.Team.Id, [MoveScene.All(_scene.Team)], _scene.Team.Id));

        page.WaitForElement("[role=alert] > .banner-refused").TextContent.Should().Contain("are there already");
        page.FindAll("button").Select(button => button.TextContent.Trim()).Should().NotContain("Move");
    }

    [Fact]
    public async Task Goes_on_when_the_page_is_left_and_whoever_comes_sees_it()
    {
        var held = await _scene.Database.Get<Core.Persistence.WriteGate>().EnterAsync(default);
        var page = Show(Noor, new(_scene.Team.Id, [MoveScene.All(_scene.Team)], _scene.Archive.Id));
        page.WaitForElement(".move-total");
        Button(page, "Move").Click();
        page.WaitForElement("progress");
        var jobs = Services.GetRequiredService<MoveJobs>();
        var work = jobs.Running.Single().Work;

        await DisposeComponentsAsync();
        var list = Render<MovesPage>(Cascading(Noor));
        list.WaitForElement(".banner-conflict").TextContent.Should().Contain("Noor de Wit is moving 3 projects");
        held.Dispose();

        (await work).IsDone.Should().BeTrue();
        (await _scene.NamesInAsync(_scene.Archive)).Should().HaveCount(3);
        list.WaitForAssertion(() => list.FindAll("tbody tr").Should().ContainSingle());
    }

    [Fact]
    public async Task Cancelled_it_says_that_nothing_was_moved()
    {
        using var held = await _scene.Database.Get<Core.Persistence.WriteGate>().EnterAsync(default);
        var page = Show(Noor, new(_scene.Team.Id, [MoveScene.All(_scene.Team)], _scene.Archive.Id));
        page.WaitForElement(".move-total");
        Button(page, "Move").Click();
        page.WaitForElement("progress");

        Button(page, "Cancel").Click();

        page.WaitForAssertion(() => page.Find(".banner-refused").TextContent.Should().Contain("Cancelled. Nothing was moved."));
        (await _scene.NamesInAsync(_scene.Team)).Should().HaveCount(3);
    }

    [Fact]
    public async Task While_another_instance_moves_something_it_is_refused_with_who_does()
    {
        await _scene.Database.RunElsewhereAsync(MoveJobKind.JobName, "moving 40,000 projects");
        var page = Show(Noor, new(_scene.Team.Id, [MoveScene.All(_scene.Team)], _scene.Archive.Id));
        page.WaitForElement(".move-total");

        Button(page, "Move").Click();

        page.WaitForAssertion(() => page.Find(".banner-refused").TextContent.Should().Contain(
            "Amina Haddad has been moving 40,000 projects since 20 Nov 2026, 12:00."));
        (await _scene.NamesInAsync(_scene.Team)).Should().HaveCount(3);
    }

    [Fact]
    public async Task Somebody_else_cancels_it_and_its_person_is_told_who()
    {
        using var held = await _scene.Database.Get<Core.Persistence.WriteGate>().EnterAsync(default);
        var page = Show(Noor, new(_scene.Team.Id, [MoveScene.All(_scene.Team)], _scene.Archive.Id));
        page.WaitForElement(".move-total");
        Button(page, "Move").Click();
        page.WaitForElement("progress");

        var list = Render<MovesPage>(Cascading(MoveScene.Operator));
        list.WaitForElement(".job-progress button").Click();

        page.WaitForAssertion(() =>
            page.Find(".banner-refused").TextContent.Should().Contain("Cancelled by Amina Haddad. Nothing was moved."));
        (await _scene.NamesInAsync(_scene.Team)).Should().HaveCount(3);
    }

    [Fact]
    public async Task One_that_was_interrupted_is_said_in_words()
    {
        await _scene.Database.KillAsync(MoveJobKind.JobName, "moving 3 projects");
        await _scene.Database.Get<JobRunner>().MarkInterruptedAsync(default);

        var list = Render<MovesPage>(Cascading(Noor));

        list.WaitForElement(".banner-conflict").TextContent.Should().Be(
            "Amina Haddad was moving 3 projects on 20 Nov 2026, 12:00. Interrupted: the process ended before the move did. "
                + "Nothing was moved.");
    }

    [Fact]
    public async Task The_history_opens_what_was_moved_and_leads_back()
    {
        var moved = (await _scene.MoveAsync(MoveScene.Operator, _scene.Client, "For the client", MoveScene.All(_scene.Team))).Value!;
        var list = Render<MovesPage>(Cascading(Noor));
        list
            .WaitForElement("tbody tr").TextContent
            .Should().Contain("Team")
            .And.Contain("Woonvisie")
            .And.Contain("Data owner and payer changed")
            .And.Contain("Amina Haddad");
        list.Find("tbody td.name a").GetAttribute("href").Should().Be(MoveAddresses.Of(moved.MoveId));

        var page = Render<MovePage>(parameters => parameters.AddCascadingValue(Noor).Add(shown => shown.Id, moved.MoveId.ToString()));
        page.WaitForElements("tbody tr").Select(row => row.QuerySelector("td.name")!.TextContent).Should().Equal("Alfa", "Beta", "Gamma");
        page.Markup.Should().Contain("For the client");
        Button(page, "Move back…").HasAttribute("disabled").Should().BeTrue("Staff may not transfer");

        var back = Render<MoveBackPage>(parameters =>
            parameters.AddCascadingValue(MoveScene.Operator).Add(shown => shown.Id, moved.MoveId.ToString()));
        back.WaitForElement("textarea").Change("It was the wrong client");
        Button(back, "Move back").Click();
        back.WaitForAssertion(() => Navigation.Uri.Should().Contain("/moves/"));
        (await _scene.NamesInAsync(_scene.Team)).Should().HaveCount(3);
        MoveMenu
            .For(
                (await _scene.Database.Get<MoveDirectory>().FindAsync(Noor, moved.MoveId, default))!.Move,
                MoveScene.Operator)[1].DisabledReason
            .Should().Be(MoveWords.UndoneAlready);
    }

    private IRenderedComponent<NewMovePage> Show(Staff who, MoveDraft draft)
    {
        Navigation.NavigateTo(MoveAddresses.New(draft));
        return Render<NewMovePage>(parameters => parameters.AddCascadingValue(who));
    }

    private static Action<ComponentParameterCollectionBuilder<MovesPage>> Cascading(Staff who) =>
        parameters => parameters.AddCascadingValue(who);

    private static IElement Button(IRenderedComponent<IComponent> page, string text) =>
        page.FindAll("button").Single(button => button.TextContent.Trim() == text);

    private sealed class Running : IHostApplicationLifetime
    {
        public CancellationToken ApplicationStarted => default;

        public CancellationToken ApplicationStopping => default;

        public CancellationToken ApplicationStopped => default;

        public void StopApplication()
        {
        }
    }
}
