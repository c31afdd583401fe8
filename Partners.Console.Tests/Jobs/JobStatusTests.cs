using AngleSharp.Dom;
using Bunit;
using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using Partners.Console.Jobs;
using Partners.Console.Tests.Shell;
using Partners.Console.Tests.Support;
using Partners.Core.Access;
using Partners.Core.Changes;
using Partners.Core.ExternalLed;
using Partners.Core.Jobs;

namespace Partners.Console.Tests.Jobs;

/// <summary>What pages say of long work.</summary>
public sealed class JobStatusTests : ShellContext, IAsyncLifetime
{
    private const string Left = "What was read until then is kept; refresh again to read the others.";

    private static readonly JobKind s_kind = SignalRefresh.Job;

    private TestDatabase _database = default!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        Services.AddSingleton(_database.Get<JobList>());
        Services.AddSingleton(_database.Get<ChangeFeed>());
        Services.AddSingleton<TimeProvider>(_database.Clock);
    }

    public new async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public void Says_nothing_while_nothing_was_done()
    {
        var status = Show(Make.Staff);

        status.FindAll("p, progress, button").Should().BeEmpty();
    }

    [Fact]
    public async Task Says_who_of_another_process_does_what_since_when_and_how_far_it_is()
    {
        await _database.RunElsewhereAsync(s_kind.Name, "reading the signals");
        await _database.ByHandAsync("""UPDATE "Jobs" SET "Done" = 1, "Total" = 4""");

        var status = Show(Make.Staff);

        status.WaitForElement("[role=status] p").TextContent.Should().Be("Amina Haddad is reading the signals, since 20 Nov 2026, 12:00.");
        status.Find("label").TextContent.Should().Be("25 % done");
        status.Find("progress").GetAttribute("value").Should().Be("25");
    }

    [Fact]
    public async Task Follows_another_process()
    {
        var id = await _database.RunElsewhereAsync(s_kind.Name);
        var status = Show(Make.Staff);
        status.WaitForElement("progress");

        await _database.ByHandAsync("""UPDATE "Jobs" SET "Done" = 2, "Total" = 4""");
        status.WaitForAssertion(() => status.Find("label").TextContent.Should().Be("50 % done"));
        await _database.Get<JobRows>().EndAsync(id, new(JobState.Completed), default);

        status.WaitForAssertion(() => status.FindAll("p, progress, button").Should().BeEmpty());
    }

    [Fact]
    public async Task Somebody_else_cancels_it_from_their_browser()
    {
        var begun = new TaskCompletionSource();
        var work = _database.Get<JobRunner>().RunAsync<int>(
            Make.Staff,
            s_kind,
            "reading the signals",
            async turn =>
            {
                begun.SetResult();
                await Task.Delay(Timeout.Infinite, turn.Cancel);
                return 0;
            },
            _ => new(JobState.Completed),
            default);
        await begun.Task;
        var (mine, theirs) = (Show(Make.Staff), Show(Make.Operator));

        Cancel(theirs).Click();

        (await work).Refusals.Should().ContainSingle().Which.Should().BeOfType<JobWasCancelled>();
        mine.WaitForAssertion(() => mine.Find("[role=status] p").TextContent
            .Should().Be($"Noor de Wit was reading the signals on 20 Nov 2026, 12:00. Cancelled by Amina Haddad. {Left}"));
    }

    [Fact]
    public async Task One_of_another_process_says_who_cancelled_it_until_it_has_stopped()
    {
        var id = await _database.RunElsewhereAsync(s_kind.Name);
        var status = Show(Make.CommercialOwner);

        Cancel(status).Click();

        status.WaitForAssertion(() => status.Find("[role=status] p").TextContent.Should().EndWith("Joris Bakker cancelled it."));
        Cancel(status).HasAttribute("disabled").Should().BeTrue();
        (await _database.JobAsync(id)).CancelledByName.Should().Be("Joris Bakker");
    }

    [Fact]
    public async Task Who_may_not_start_it_sees_the_button_disabled_with_the_reason()
    {
        await _database.RunElsewhereAsync(s_kind.Name);

        var status = Show(Make.Staff with { Permissions = Permission.Read });

        Cancel(status).HasAttribute("disabled").Should().BeTrue();
        status.Find(".guarded .hint").TextContent.Should().StartWith("Only ");
    }

    [Fact]
    public async Task One_that_was_interrupted_is_said_for_a_day_and_until_the_next_one()
    {
        await _database.KillAsync(s_kind.Name, "reading the signals");
        await _database.Get<JobRunner>().MarkInterruptedAsync(default);
        const string Sentence =
            "Amina Haddad was reading the signals on 20 Nov 2026, 12:00. Interrupted: the process ended before the refresh did. " + Left;
        Show(Make.Staff).WaitForElement("[role=status] p").TextContent.Should().Be(Sentence);

        _database.Clock.Now += TimeSpan.FromHours(23);
        Show(Make.Staff).WaitForElement("[role=status] p").TextContent.Should().Be(Sentence);
        await _database.Get<SignalRefresh>().RunAsync(Make.Staff, asOf: null, progress: null, default);

        Show(Make.Staff).FindAll("p").Should().BeEmpty();
    }

    private IRenderedComponent<JobStatus> Show(Staff who) =>
        Render<JobStatus>(parameters => parameters.AddCascadingValue(who).Add(status => status.Kind, s_kind.Name));

    private static IElement Cancel(IRenderedComponent<JobStatus> status) => status.WaitForElement("button");
}
