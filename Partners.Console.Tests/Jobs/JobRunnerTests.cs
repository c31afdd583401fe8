using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using Partners.Console.Tests.Support;
using Partners.Core;
using Partners.Core.Access;
using Partners.Core.Changes;
using Partners.Core.ExternalLed;
using Partners.Core.Jobs;

namespace Partners.Console.Tests.Jobs;

/// <summary>Long work as a row: its turn, its progress, its end (docs/product.md X16, X17).</summary>
public sealed class JobRunnerTests : IAsyncLifetime
{
    private const string Left = "What was read until then is kept; refresh again to read the others.";

    private static readonly JobKind s_kind = SignalRefresh.Job;

    private TestDatabase _database = default!;
    private ServiceProvider _other = default!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private JobRunner Runner => _database.Get<JobRunner>();

    /// <summary>What another process on the same file would have.</summary>
    private JobRunner Other => _other.GetRequiredService<JobRunner>();

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        var services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(_database.Clock);
        _other = services.AddPartnersCore(_database.Address).BuildServiceProvider();
    }

    public async ValueTask DisposeAsync()
    {
        await _other.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task A_row_says_who_does_what_and_how_far_it_came()
    {
        Job? during = null;
        var outcome = await RunAsync(async turn =>
        {
            during = await _database.JobAsync(turn.Id);
            turn.Report(3, 4);
            return 7;
        });

        outcome.Value.Should().Be(7);
        (during!.State, during.About, during.StartedByName).Should().Be((JobState.Running, "counting", Make.Staff.Name));
        during.EndedAt.Should().BeNull();
        during.LeaseUntil.Should().Be(FixedClock.Noon + JobRows.Lease);
        var job = await OnlyAsync();
        (job.State, job.Done, job.Total, job.EndedAt, job.Message).Should().Be((JobState.Completed, 3, 4, FixedClock.Noon, null));
    }

    [Fact]
    public async Task Another_of_the_kind_is_refused_in_every_process_with_who_does_it_since_when()
    {
        await RunAsync(async turn =>
        {
            var refusals = (await RunAsync(Other, Make.Operator)).Refusals.Concat((await RunAsync(Runner, Make.Operator)).Refusals);
            refusals.Should().HaveCount(2).And.AllBeEquivalentTo(new JobUnderWay(Make.Staff.Name, "counting", FixedClock.Noon));
            return 0;
        });

        new JobUnderWay("Noor de Wit", "moving 3 projects", FixedClock.Noon).Sentence
            .Should().Be("Noor de Wit has been moving 3 projects since 20 Nov 2026, 12:00. Try again when that has ended.");
        (await RunAsync(Other, Make.Operator)).IsDone.Should().BeTrue();
    }

    [Fact]
    public async Task Of_many_that_begin_at_once_one_runs()
    {
        var all = new TaskCompletionSource();
        var waiting = 8;
        async Task<int> WorkAsync()
        {
            Interlocked.Decrement(ref waiting);
            await all.Task;
            return 0;
        }

        var runs = Enumerable.Range(0, 8)
            .Select(i => Task.Run(() => RunAsync(i % 2 == 0 ? Runner : Other, Make.Staff, _ => WorkAsync()), Cancel))
            .ToList();
        while (runs.Count(run => run.IsCompleted) < 7)
        {
            await Task.WhenAny(runs.Where(run => !run.IsCompleted));
        }

        waiting.Should().Be(7);
        all.SetResult();
        (await Task.WhenAll(runs)).Count(outcome => outcome.IsDone).Should().Be(1);
    }

    [Fact]
    public async Task Of_another_kind_one_runs_beside_it() =>
        await RunAsync(async _ =>
        {
            var beside = await RunAsync(Other, Make.Operator, kind: Console.Hosting.RequestsAtMidnight.Job);
            beside.IsDone.Should().BeTrue();
            return 0;
        });

    [Fact]
    public async Task Without_leave_it_is_refused_and_leaves_no_row()
    {
        (await RunAsync(Runner, Make.Nobody)).Refusals.Should().Equal(new NotPermitted(s_kind.Needs));
        (await _database.JobsAsync(s_kind.Name)).Should().BeEmpty();
    }

    [Fact]
    public async Task Work_that_is_refused_or_of_which_nothing_is_kept_leaves_no_row()
    {
        Task RunAsync(Outcome<int> came, JobEnd? kept) =>
            Runner.RunAsync(Make.Staff, s_kind, "counting", _ => Task.FromResult(came), _ => kept, Cancel);

        await RunAsync(new NothingChanged(), new(JobState.Completed));
        await RunAsync(1, kept: null);

        (await _database.JobsAsync(s_kind.Name)).Should().BeEmpty();
    }

    [Fact]
    public async Task A_fault_ends_it_as_failed_and_goes_on_to_the_caller()
    {
        var run = () => RunAsync(_ => throw new InvalidOperationException("secret"));

        await run.Should().ThrowAsync<InvalidOperationException>();

        var job = await OnlyAsync();
        job.State.Should().Be(JobState.Failed);
        job.Message.Should().Be($"Stopped by a fault, which stands in the log. {Left}");
    }

    [Fact]
    public async Task Cancelled_by_the_caller_it_ends_as_cancelled()
    {
        using var cancel = new CancellationTokenSource();
        var run = () => RunAsync(
            Runner,
            Make.Staff,
            async turn =>
            {
                await cancel.CancelAsync();
                turn.Cancel.ThrowIfCancellationRequested();
                return 0;
            },
            cancel.Token);

        await run.Should().ThrowAsync<OperationCanceledException>();

        var job = await OnlyAsync();
        (job.State, job.CancelledByName, job.Message).Should().Be((JobState.Cancelled, null, s_kind.Cancelled(null)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Cancelled_by_somebody_else_here_or_in_another_process_it_stops_and_says_who_it_was(bool inAnother)
    {
        var list = inAnother ? _other.GetRequiredService<JobList>() : _database.Get<JobList>();
        var outcome = await RunAsync(async turn =>
        {
            (await list.CancelAsync(Make.Operator, turn.Id, Cancel)).IsDone.Should().BeTrue();
            await Task.Delay(Timeout.Infinite, turn.Cancel);
            return 0;
        });

        var sentence = $"Cancelled by Amina Haddad. {Left}";
        outcome.Refusals.Should().ContainSingle().Which.Sentence.Should().Be(sentence);
        var job = await OnlyAsync();
        (job.State, job.CancelledByName, job.Message).Should().Be((JobState.Cancelled, Make.Operator.Name, sentence));
    }

    [Fact]
    public async Task To_cancel_takes_what_it_takes_to_start_and_something_that_runs()
    {
        var list = _database.Get<JobList>();
        var id = await _database.RunElsewhereAsync(s_kind.Name);
        var reader = Make.Staff with { Permissions = Permission.Read };

        (await list.CancelAsync(reader, id, Cancel)).Refusals.Should().Equal(new NotPermitted(s_kind.Needs));
        (await list.CancelAsync(Make.Staff, Guid.CreateVersion7(), Cancel)).Refusals.Should().Equal(new JobIsOver());
        (await list.CancelAsync(Make.Staff, id, Cancel)).IsDone.Should().BeTrue();
        (await list.LatestAsync(reader, s_kind.Name, Cancel))!.CancelledByName.Should().Be(Make.Staff.Name);
    }

    [Fact]
    public async Task Progress_and_lease_are_kept_while_it_works()
    {
        await RunAsync(async turn =>
        {
            _database.Clock.Now += TimeSpan.FromMinutes(1);
            turn.Report(1, 4);
            Job job;
            while ((job = await _database.JobAsync(turn.Id)).Done == 0)
            {
                await Task.Delay(50, Cancel);
            }

            (job.Done, job.Total, job.LeaseUntil).Should().Be((1, 4, _database.Clock.Now + JobRows.Lease));
            (await _other.GetRequiredService<JobList>().LatestAsync(Make.Staff, s_kind.Name, Cancel))!.Percent.Should().Be(25);
            return 0;
        });
    }

    [Fact]
    public async Task A_killed_process_of_this_machine_is_seen_at_once_and_the_next_one_runs()
    {
        var id = await _database.KillAsync(s_kind.Name);

        (await RunAsync(Runner, Make.Staff)).IsDone.Should().BeTrue();

        var killed = await _database.JobAsync(id);
        (killed.State, killed.EndedAt).Should().Be((JobState.Failed, FixedClock.Noon));
        killed.Message.Should().Be($"Interrupted: the process ended before the refresh did. {Left}");
    }

    [Fact]
    public async Task A_process_with_the_number_of_a_killed_one_is_not_taken_for_it()
    {
        var id = await _database.RunElsewhereAsync(s_kind.Name);
        var me = JobHolder.Me;
        await _database.ByHandAsync(
            $"""UPDATE "Jobs" SET "Machine" = '{me.Machine}', "ProcessId" = {me.ProcessId}, "ProcessStamp" = {me.Stamp}""");
        await Runner.MarkInterruptedAsync(Cancel);
        (await _database.JobAsync(id)).State.Should().Be(JobState.Running, "this process is there");

        await _database.ByHandAsync($"""UPDATE "Jobs" SET "ProcessStamp" = {me.Stamp - 1}""");
        await Runner.MarkInterruptedAsync(Cancel);

        (await _database.JobAsync(id)).State.Should().Be(JobState.Failed, "it was another process, which had this one's number");
    }

    [Fact]
    public async Task A_holder_elsewhere_is_let_alone_until_its_lease_has_run_out()
    {
        var id = await _database.RunElsewhereAsync(s_kind.Name);
        _database.Clock.Now += JobRows.Lease;
        await Runner.MarkInterruptedAsync(Cancel);
        (await _database.JobAsync(id)).State.Should().Be(JobState.Running);
        (await RunAsync(Runner, Make.Staff)).IsDone.Should().BeFalse();

        _database.Clock.Now += TimeSpan.FromMilliseconds(1);
        await Runner.MarkInterruptedAsync(Cancel);

        (await _database.JobAsync(id)).Message.Should().StartWith("Interrupted:");
    }

    [Fact]
    public async Task One_that_was_taken_for_abandoned_stops_and_leaves_the_row_as_it_is()
    {
        var outcome = await RunAsync(async turn =>
        {
            await _database.Get<JobRows>().EndAsync(turn.Id, new(JobState.Failed, "Interrupted."), Cancel);
            await Task.Delay(Timeout.Infinite, turn.Cancel);
            return 0;
        });

        outcome.IsDone.Should().BeFalse();
        var job = await OnlyAsync();
        (job.State, job.Message).Should().Be((JobState.Failed, "Interrupted."));
    }

    [Fact]
    public async Task A_kind_that_this_version_does_not_know_is_marked_too()
    {
        var id = await _database.KillAsync("of-a-later-version");
        var known = await _database.KillAsync(s_kind.Name);

        await Runner.MarkInterruptedAsync(Cancel);

        (await _database.JobAsync(id)).Message
            .Should().Be("Interrupted: the process ended before the work did. Check what was done before you start it again.");
        (await _database.JobAsync(known)).State.Should().Be(JobState.Failed);
    }

    [Fact]
    public async Task Where_the_end_of_a_killed_one_cannot_be_written_the_next_is_told_so_and_does_not_wait_for_ever()
    {
        var killed = await _database.KillAsync(s_kind.Name);
        await _database.ByHandAsync(
            """CREATE TRIGGER "Stops" BEFORE UPDATE ON "Jobs" BEGIN SELECT RAISE(ABORT, 'stopped here'); END""");

        var run = () => RunAsync(Runner, Make.Staff);

        (await run.Should().ThrowAsync<Exception>()).Which.ToString().Should().Contain("stopped here");
        (await _database.JobAsync(killed)).State.Should().Be(JobState.Running, "nothing could be written");
        await _database.ByHandAsync("""DROP TRIGGER "Stops" """);
        (await RunAsync(Runner, Make.Staff)).IsDone.Should().BeTrue();
    }

    [Fact]
    public async Task Jobs_that_ended_long_ago_are_forgotten_and_one_that_runs_is_not()
    {
        await RunAsync(Runner, Make.Staff);
        var running = await _database.RunElsewhereAsync(s_kind.Name);
        _database.Clock.Now += TimeSpan.FromDays(91);

        await Runner.PruneAsync(Cancel);

        (await _database.JobsAsync(s_kind.Name)).Should().ContainSingle().Which.Id.Should().Be(running);
    }

    private Task<Outcome<int>> RunAsync(Func<JobTurn, Task<int>> work) => RunAsync(Runner, Make.Staff, work);

    private static Task<Outcome<int>> RunAsync(
        JobRunner runner, Staff who, Func<JobTurn, Task<int>>? work = null, CancellationToken? cancel = null, JobKind? kind = null) =>
        runner.RunAsync<int>(
            who,
            kind ?? s_kind,
            "counting",
            async turn => work is null ? 0 : await work(turn),
            _ => new(JobState.Completed),
            cancel ?? Cancel);

    private async Task<Job> OnlyAsync() => (await _database.JobsAsync(s_kind.Name)).Should().ContainSingle().Subject;
}
