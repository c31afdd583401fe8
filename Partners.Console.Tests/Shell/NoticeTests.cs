using Bunit;
using FluentAssertions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Partners.Console.Shell;
using Partners.Core.Changes;

namespace Partners.Console.Tests.Shell;

/// <summary>Failures behind a page, or after it is left, appear above whatever page is open.</summary>
public sealed class NoticeTests : ShellContext
{
    private readonly ChangeFeed _feed = new(NullLogger<ChangeFeed>.Instance);

    private Notices Notices => Services.GetRequiredService<Notices>();

    private LastSaves LastSaves => Services.GetRequiredService<LastSaves>();

    public NoticeTests() => Services.AddSingleton(_feed);

    [Fact]
    public async Task A_notice_is_shown_until_it_is_dismissed_and_the_same_only_once()
    {
        var list = Render<NoticeList>();
        Notices.Tell("It was not saved.", "The first time.");
        Notices.Tell("It was not shown.", "Somehow.");
        Notices.Tell("It was not saved.", "The second time.");

        list.WaitForAssertion(() => list.FindAll("[role=alert] p").Select(notice => notice.TextContent)
            .Should().Equal("It was not shown. Somehow.", "It was not saved. The second time."));
        await list.Find("button").ClickAsync();

        list.FindAll("[role=alert] p").Should().ContainSingle().Which.TextContent.Should().Be("It was not saved. The second time.");
    }

    [Theory]
    [InlineData(5, "Something else has been writing to the database for a long time.")]
    [InlineData(11, "The database is damaged.")]
    [InlineData(1, "Something went wrong. Reference")]
    public void A_live_refresh_that_fails_leaves_the_page_and_is_told(int error, string sentence)
    {
        var page = Render<Listening>(parameters => parameters
            .Add(p => p.Answer, _ => throw new SqliteException("secret", error))
            .AddCascadingValue(Noor));

        _feed.Publish([Change()]);

        page.WaitForAssertion(() => Notices.Shown.Should().ContainSingle().Which.Why.Should().StartWith(sentence).And.NotContain("secret"));
        Notices.Shown[0].What.Should().Be("This page could not show what somebody else changed just now.");
        page.Markup.Should().Be("Here");
    }

    [Fact]
    public async Task A_refresh_that_is_cut_short_by_leaving_is_no_news()
    {
        using var begun = new SemaphoreSlim(0);
        Render<Listening>(parameters => parameters.Add(p => p.Answer, async leaving =>
        {
            begun.Release();
            await Task.Delay(Timeout.Infinite, leaving);
        }).AddCascadingValue(Noor));
        _feed.Publish([Change()]);
        (await begun.WaitAsync(TimeSpan.FromSeconds(20), Xunit.TestContext.Current.CancellationToken)).Should().BeTrue();

        await DisposeComponentsAsync();
        await Task.Delay(50, Xunit.TestContext.Current.CancellationToken);

        Notices.Shown.Should().BeEmpty();
    }

    [Fact]
    public async Task A_component_that_listens_twice_hears_twice_and_not_at_all_once_it_is_left()
    {
        var heard = 0;
        var page = Render<Listening>(parameters => parameters.Add(p => p.Times, 2).Add(p => p.Answer, _ =>
        {
            heard++;
            return Task.CompletedTask;
        }).AddCascadingValue(Noor));
        _feed.Publish([Change()]);
        page.WaitForAssertion(() => heard.Should().Be(2));

        await DisposeComponentsAsync();
        _feed.Publish([Change()]);
        await Task.Delay(50, Xunit.TestContext.Current.CancellationToken);

        heard.Should().Be(2);
    }

    [Fact]
    public void The_last_save_of_a_page_is_told_where_it_fails_is_refused_or_meets_another_change()
    {
        LastSaves.Begin<string>("One was not saved.", () => throw new SqliteException("secret", 13));
        LastSaves.Begin("Two was not saved.", () => Task.FromResult(Outcome<string>.Refused(new TooMany())));
        var conflict = new Conflict("Sven Kok", DateTimeOffset.UnixEpoch, "handoff.planned", null, null);
        LastSaves.Begin("Three was not saved.", () => Task.FromResult(Outcome<string>.Conflicted(conflict)));
        LastSaves.Begin("Four was not saved.", () => Task.FromResult(Outcome<string>.Done("saved")));

        Notices.Shown.Select(notice => notice.What).Should().Equal("One was not saved.", "Two was not saved.", "Three was not saved.");
        Notices.Shown[0].Why.Should().StartWith("The disk of the database is full").And.NotContain("secret");
        Notices.Shown[1].Why.Should().Be("There are too many.");
        Notices.Shown[2].Why.Should().Be("Sven Kok changed the same just before you, and theirs is kept.");
    }

    private static Changed Change() => new("organisation", "1", null, null, "somebody", "Somebody", "organisation.made-partner");

    private sealed class Listening : StaffComponent
    {
        [Inject]
        private ChangeFeed Feed { get; set; } = default!;

        [Parameter]
        public Func<CancellationToken, Task> Answer { get; set; } = default!;

        [Parameter]
        public int Times { get; set; } = 1;

        protected override void OnInitialized()
        {
            for (var time = 0; time < Times; time++)
            {
                Listen(Feed, _ => true, _ => Answer(Leaving));
            }
        }

        protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddContent(0, "Here");
    }
}
