using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Partners.Console.Hosting;
using Partners.Console.Tests.Moves;
using Partners.Console.Tests.Referrals;
using Partners.Console.Tests.Support;
using Partners.Core.ExternalLed;
using Partners.Core.Handoffs;
using Partners.Core.Jobs;
using Partners.Core.Moves;
using Partners.Core.Referrals;

namespace Partners.Console.Tests.Jobs;

/// <summary>What is said of each kind of work whose process was killed, and what takes it up again; imports have ImportRunTests.</summary>
public sealed class KilledWorkTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_move_of_which_nothing_was_committed_says_that_nothing_was_moved()
    {
        await using var scene = await MoveScene.CreateAsync();
        var id = await scene.Database.KillAsync(MoveJobKind.JobName, "moving 3 projects");

        await scene.Database.Get<JobRunner>().MarkInterruptedAsync(Cancel);

        var job = await scene.Database.JobAsync(id);
        (job.State, job.Message).Should().Be((JobState.Failed, "Interrupted: the process ended before the move did. Nothing was moved."));
    }

    [Fact]
    public async Task A_move_that_was_committed_just_before_is_completed()
    {
        await using var scene = await MoveScene.CreateAsync();
        var id = await scene.Database.KillAsync(MoveJobKind.JobName, "moving 3 projects");
        (await scene.MoveAsync(Make.Operator, scene.Archive, reason: null, MoveScene.All(scene.Team))).IsDone.Should().BeTrue();

        await scene.Database.Get<JobRunner>().MarkInterruptedAsync(Cancel);

        var job = await scene.Database.JobAsync(id);
        (job.State, job.Message).Should().Be((JobState.Completed, null));
    }

    [Fact]
    public async Task A_refresh_that_was_killed_is_marked_and_the_next_one_reads_all_clients()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.ImportAsync(Importing.Sample);
        var id = await database.KillAsync(SignalRefresh.Job.Name, "reading the signals");

        var run = (await database.Get<SignalRefresh>().RunAsync(Make.Staff, asOf: null, progress: null, Cancel)).Value!;

        (run.IsFull, run.Status).Should().Be((true, RefreshStatus.Completed));
        (await database.JobAsync(id)).Message.Should().StartWith("Interrupted: the process ended before the refresh did.");
    }

    [Fact]
    public async Task Posting_that_was_killed_is_taken_up_again_by_the_next_start()
    {
        await using var scene = await LedgerScene.CreateAsync();
        await scene.AddedAsync();
        await scene.Database.ByHandAsync("""DELETE FROM "DealSummaries" """);
        var id = await scene.Database.KillAsync(LedgerUpkeep.Job.Name, "posting the ledger");

        (await scene.Database.Get<LedgerUpkeep>().CatchUpAsync(Cancel)).Should().BeNull();

        (await scene.Database.QueryAsync(db => db.DealSummaries.CountAsync(Cancel))).Should().BePositive();
        (await scene.Database.JobsAsync(LedgerUpkeep.Job.Name)).Select(job => (job.Id == id, job.State))
            .Should().BeEquivalentTo([(true, JobState.Failed), (false, JobState.Completed)]);
    }

    [Fact]
    public async Task While_another_instance_posts_this_one_leaves_it_to_that_one()
    {
        await using var scene = await LedgerScene.CreateAsync();
        await scene.AddedAsync();
        (await scene.Database.Get<LedgerUpkeep>().CatchUpAsync(Cancel)).Should().BeNull("nothing is due, whoever is at it");
        await scene.Database.RunElsewhereAsync(LedgerUpkeep.Job.Name);
        await scene.Database.ByHandAsync("""DELETE FROM "DealSummaries" """);

        (await scene.Database.Get<LedgerUpkeep>().CatchUpAsync(Cancel)).Should().BeOfType<JobUnderWay>();

        (await scene.Database.QueryAsync(db => db.DealSummaries.CountAsync(Cancel))).Should().Be(0);
    }

    [Fact]
    public async Task Every_kind_says_what_there_is_of_it()
    {
        await using var database = await TestDatabase.CreateAsync(services => services.AddSingleton(RequestsAtMidnight.Job));
        JobKind[] shared = [SignalRefresh.Job, LedgerUpkeep.Job, HandoffTransfer.Job, RequestsAtMidnight.Job];
        string[] kinds = [MoveJobKind.JobName, .. shared.Select(kind => kind.Name)];
        foreach (var kind in kinds)
        {
            await database.KillAsync(kind);
        }

        await database.Get<JobRunner>().MarkInterruptedAsync(Cancel);

        (await database.QueryAsync(db => db.Jobs.Select(job => job.Message).ToListAsync(Cancel)))
            .Should().HaveCount(kinds.Length).And.OnlyHaveUniqueItems()
            .And.AllSatisfy(message => message.Should().MatchRegex(@"^Interrupted: the process ended before the .+ did\. [A-Z].+\.$"));
    }
}
