using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Partners.Console.ExternalLed;
using Partners.Console.Shell;
using Partners.Console.Tests.Support;
using Partners.Core.Access;
using Partners.Core.Changes;
using Partners.Core.ExternalLed;
using Partners.Core.Persistence;

namespace Partners.Console.Tests.ExternalLed;

/// <summary>The refresh that pages start and share.</summary>
public sealed class RefreshJobTests : IAsyncLifetime
{
    private readonly DemoDatabase.LoggedLines _log = new();
    private readonly Lifetime _console = new();
    private TestDatabase _database = default!;
    private RefreshJob _job = default!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        await _database.ImportAsync(Importing.Sample);
        _job = new(_database.Get<SignalRefresh>(), new Faults(new LoggerFactory([_log]).CreateLogger<Faults>()), _console);
    }

    public async ValueTask DisposeAsync()
    {
        await _job.DisposeAsync();
        await _database.DisposeAsync();
        _console.Dispose();
    }

    [Fact]
    public async Task Answers_at_once_and_tells_every_page_how_far_it_is_and_that_it_ended()
    {
        var clients = await _database.QueryAsync(db => db.Workspaces.LiveClients().CountAsync());
        var (one, other) = (new List<RefreshCounts?>(), new List<RefreshCounts?>());
        _job.Changed += () => one.Add(_job.Progress);
        _job.Changed += () => other.Add(_job.Progress);
        using (await _database.Get<WriteGate>().EnterAsync(Cancel))
        {
            _job.Start(Make.Staff);
            (_job.IsRunning, _job.Progress, _job.Last).Should().Be((true, null, null));
        }

        await EndedAsync();

        one.Select(counts => (counts?.Read, counts?.Of)).Should().Equal((null, null), (clients, clients), (null, null));
        other.Should().Equal(one);
        (_job.Progress, _job.Fault?.Reference).Should().Be((null, null));
        _job.Last!.Value!.Should().Match<SignalRefreshRun>(run =>
            run.Read == clients && run.Status == RefreshStatus.Completed && run.StartedByName == Make.Staff.Name);
    }

    [Fact]
    public async Task Begun_twice_it_runs_once()
    {
        using (await _database.Get<WriteGate>().EnterAsync(Cancel))
        {
            _job.Start(Make.Staff);
            _job.Start(Make.CommercialOwner);
        }

        await EndedAsync();

        (await RunsAsync()).Should().ContainSingle().Which.StartedByName.Should().Be(Make.Staff.Name);
    }

    [Fact]
    public async Task Cancelled_it_ends_as_cancelled_and_can_be_begun_again()
    {
        await RunUntilAsync(_job.Cancel);

        _job.Last!.Value!.Status.Should().Be(RefreshStatus.Cancelled);
        _job.Start(Make.Staff);
        await EndedAsync();
        _job.Last!.Value!.Status.Should().Be(RefreshStatus.Completed);
    }

    [Fact]
    public async Task It_ends_with_the_console_and_leaves_a_cancelled_run()
    {
        await RunUntilAsync(_console.StopApplication);

        (await RunsAsync()).Should().ContainSingle().Which.Status.Should().Be(RefreshStatus.Cancelled);
    }

    [Fact]
    public async Task Without_leave_the_refusal_is_what_comes_of_it()
    {
        _job.Start(Make.Nobody);
        await EndedAsync();

        _job.Last!.Refusals.Should().ContainSingle().Which.Should().Be(new NotPermitted(Permission.WorkPipeline));
        _job.Fault?.Reference.Should().BeNull();
    }

    [Fact]
    public async Task A_fault_ends_it_with_a_reference_that_stands_in_the_log()
    {
        await _database.ByHandAsync("""ALTER TABLE "PipelineEntries" RENAME TO "Away" """);
        _job.Start(Make.Staff);
        await EndedAsync();

        _job.Last.Should().BeNull();
        _log.Lines.Should().ContainSingle().Which.Should().Be($"Fault {_job.Fault?.Reference}");
        (await RunsAsync()).Should().ContainSingle().Which.Status.Should().Be(RefreshStatus.Failed);
    }

    [Fact]
    public async Task A_page_that_cannot_hear_of_it_stops_nothing()
    {
        var heard = 0;
        _job.Changed += () => throw new InvalidOperationException("The page is gone.");
        _job.Changed += () => Interlocked.Increment(ref heard);

        _job.Start(Make.Staff);
        await EndedAsync();

        heard.Should().Be(3);
        _job.Last!.Value!.Status.Should().Be(RefreshStatus.Completed);
    }

    private async Task RunUntilAsync(Action stop)
    {
        // It waits for its turn to save, and gets no further.
        using (await _database.Get<WriteGate>().EnterAsync(Cancel))
        {
            _job.Start(Make.Staff);
            stop();
        }

        await EndedAsync();
    }

    private async Task EndedAsync()
    {
        while (_job.IsRunning)
        {
            await Task.Delay(5, Cancel);
        }

        // It logs this last of all.
        await _job.DisposeAsync();
    }

    private Task<List<SignalRefreshRun>> RunsAsync() => _database.QueryAsync(db => db.SignalRefreshRuns.AsNoTracking().ToListAsync());

    private sealed class Lifetime : IHostApplicationLifetime, IDisposable
    {
        private readonly CancellationTokenSource _stopping = new();

        public CancellationToken ApplicationStarted => CancellationToken.None;

        public CancellationToken ApplicationStopping => _stopping.Token;

        public CancellationToken ApplicationStopped => CancellationToken.None;

        public void StopApplication() => _stopping.Cancel();

        public void Dispose() => _stopping.Dispose();
    }
}
