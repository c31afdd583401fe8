using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Partners.Console.Tests.Support;
using Partners.Core.ExternalLed;
using Partners.Core.Jobs;
using Partners.Core.Persistence;
using Partners.Core.Workspaces;

namespace Partners.Console.Tests.ExternalLed;

/// <summary>A refresh on the same day reads what changed since, and gives the same as reading everything.</summary>
public sealed class IncrementalRefreshTests : IAsyncLifetime
{
    private readonly PauseBeforeSaving _pause = new();
    private ClientScene _scene = default!;
    private Workspace _other = default!;

    public async ValueTask InitializeAsync()
    {
        _scene = await ClientScene.CreateAsync(with: _pause.Set);
        _other = Make.Client(_scene.Partner, "Elders", "Gemeente Ede");
        await _scene.AddAsync(_other);
    }

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    [Fact]
    public async Task Only_the_client_that_was_touched_is_read()
    {
        await _scene.RefreshAsync();
        Later();
        await _scene.AddAsync(
            ClientScene.Founded(_scene.Carla, daysAgo: 3),
            new WorkspaceInvite(
                Guid.CreateVersion7(),
                new(_other.Id, "x@ede.example", WorkspaceRole.External, null, ClientScene.Ago(1), null, null, null)));
        await _scene.TouchAsync(_scene.Client.Id);

        var run = await _scene.RefreshAsync();

        (run.IsFull, run.Read, run.NewlyListed).Should().Be((false, 1, 1));
        (await _scene.StandingAsync(_scene.Client.Id)).IsListed.Should().BeTrue();
        (await _scene.TouchesAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task A_touch_that_comes_while_the_client_is_read_outlives_that_reading()
    {
        await _scene.RefreshAsync();
        Later();
        await _scene.TouchAsync(_scene.Client.Id);
        _pause.Arm();
        var reading = _scene.RefreshAsync();
        await _pause.Reached;
        await _scene.Database.QueryAsync(db =>
        {
            db.AddRange(ClientScene.Founded(_scene.Carla, daysAgo: 3), Make.Organisation("Nieuw"));
            return db.SaveChangesAsync();
        });
        await _scene.TouchAsync(_scene.Client.Id, _other.Id);
        reading.IsCompleted.Should().BeFalse();
        _pause.GoOn();

        await reading;
        (await _scene.StandingAsync(_scene.Client.Id)).Organisations.Should().Be(0, "it was read before");
        (await _scene.TouchesAsync()).Should().BeEquivalentTo([_scene.Client.Id, _other.Id]);
        Later();
        (await _scene.RefreshAsync()).Should().Match<SignalRefreshRun>(run => !run.IsFull && run.Read == 2);
        (await _scene.StandingAsync(_scene.Client.Id)).Organisations.Should().Be(1);
    }

    [Fact]
    public async Task A_client_that_is_removed_while_it_is_read_is_left_out()
    {
        _pause.Arm();
        var reading = _scene.RefreshAsync();
        await _pause.Reached;
        await _scene.Database.QueryAsync(db => db.Workspaces
            .Where(workspace => workspace.Id == _other.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(workspace => workspace.DeletedAt, FixedClock.Noon)));
        _pause.GoOn();

        (await reading).Should().Match<SignalRefreshRun>(run => run.Status == RefreshStatus.Completed && run.Read == 1);
        (await _scene.Database.QueryAsync(db => db.PipelineEntries.Select(entry => entry.WorkspaceId).ToListAsync()))
            .Should().Equal(_scene.Client.Id);
    }

    [Fact]
    public async Task A_cancelled_refresh_keeps_the_touches_of_what_it_did_not_read()
    {
        await _scene.RefreshAsync();
        Later();
        await _scene.TouchAsync(_scene.Client.Id);
        using var cancel = new CancellationTokenSource();
        await cancel.CancelAsync();

        var cancelled = await _scene.Database.Get<SignalRefresh>().RunAsync(Make.Staff, Clients.Today, null, cancel.Token);

        cancelled.Value!.Status.Should().Be(RefreshStatus.Cancelled);
        Later();
        (await _scene.RefreshAsync()).Should().Match<SignalRefreshRun>(run => !run.IsFull && run.Read == 1);
    }

    [Fact]
    public async Task After_a_refresh_for_another_day_the_next_one_reads_everything()
    {
        await _scene.RefreshAsync();
        Later();
        await _scene.RefreshAsync(Clients.Today.AddDays(-7));
        Later();

        (await _scene.RefreshAsync()).Should().Match<SignalRefreshRun>(run => run.IsFull && run.Read == 2);
        (await _scene.StandingAsync(_other.Id)).AsOf.Should().Be(Clients.Today);
    }

    [Fact]
    public async Task After_one_for_another_day_that_was_killed_half_way_too()
    {
        await _scene.RefreshAsync();
        await _scene.AddAsync(new SignalRefreshRun(
            Clients.Today.AddDays(-7),
            isFull: true,
            new SignalSettings(),
            Make.Staff,
            FixedClock.Noon.AddMinutes(1)));
        Later();
        Later();

        (await _scene.RefreshAsync()).IsFull.Should().BeTrue();

        (await _scene.Database.QueryAsync(db => db.SignalRefreshRuns.OrderBy(run => run.StartedAt).Select(run => run.Status).ToListAsync()))
            .Should().Equal(RefreshStatus.Completed, RefreshStatus.Failed, RefreshStatus.Completed);
    }

    [Fact]
    public async Task Other_thresholds_than_last_time_make_the_next_refresh_a_full_one()
    {
        await _scene.ProjectAsync(_scene.Carla, conversations: 9);
        await _scene.RefreshAsync();
        Later();
        var contexts = _scene.Database.Get<IDbContextFactory<PartnersDb>>();
        var lower = new SignalRefresh(
            _scene.Database.Get<JobRunner>(),
            contexts,
            _scene.Database.Get<Core.Changes.ChangeRunner>(),
            _scene.Database.Get<WriteGate>(),
            new SignalSettings { LeastConversations = 9 },
            new Core.Workspaces.SideSettings(),
            _scene.Database.Clock);

        var run = (await lower.RunAsync(Make.Staff, Clients.Today, null, default)).Value!;

        (run.IsFull, run.Read, run.NewlyListed).Should().Be((true, 2, 1));
        Later();
        (await lower.RunAsync(Make.Staff, Clients.Today, null, default)).Value!.IsFull.Should().BeFalse();
    }

    [Fact]
    public async Task A_refresh_in_another_process_is_waited_for()
    {
        await _scene.Database.RunElsewhereAsync(SignalRefresh.Job.Name, "reading the signals");

        (await _scene.Database.Get<SignalRefresh>().RunAsync(Make.Staff, null, null, default)).Refusals.Should().ContainSingle()
            .Which.Should().Be(new JobUnderWay(Make.Operator.Name, "reading the signals", FixedClock.Noon));
    }

    private void Later() => _scene.Database.Clock.Now += TimeSpan.FromMinutes(1);
}
