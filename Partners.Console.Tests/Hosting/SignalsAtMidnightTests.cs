using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Partners.Console.Hosting;
using Partners.Console.Tests.Support;
using Partners.Core.ExternalLed;
using Partners.Core.Referrals;
using Partners.Core.Values;

namespace Partners.Console.Tests.Hosting;

/// <summary>The signals' window moves while the console is serving.</summary>
public sealed class SignalsAtMidnightTests : IAsyncLifetime
{
    private static readonly DateOnly s_today = new(2026, 11, 20);
    private static readonly DateTimeOffset s_midnight = s_today.AddDays(1).StartInAmsterdam();

    private readonly DemoDatabase.LoggedLines _log = new();
    private TestDatabase _database = default!;
    private Alarm _alarm = default!;
    private SignalsAtMidnight _midnight = default!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _alarm = new(_database.Clock);
        _midnight = new(
            _database.Get<SignalRefresh>(),
            _database.Get<LedgerUpkeep>(),
            _alarm,
            new LoggerFactory([_log]).CreateLogger<SignalsAtMidnight>());
    }

    public async ValueTask DisposeAsync()
    {
        await _midnight.StopAsync(Cancel);
        _midnight.Dispose();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task A_start_on_a_day_without_a_refresh_makes_up_for_it_as_the_console_itself()
    {
        await _database.ImportAsync(Importing.Sample);
        await StartAsync();

        var run = (await RunsAsync()).Should().ContainSingle().Subject;
        (run.AsOf, run.IsFull, run.Status).Should().Be((s_today, true, RefreshStatus.Completed));
        (run.StartedBySubject, run.StartedByName).Should().Be(("console", "The console itself"));
        (await _database.QueryAsync(db =>
            db.AuditEntries.OrderBy(entry => entry.Sequence).Select(entry => entry.ActorName).LastAsync(Cancel)))
            .Should().Be("The console itself");
        _log.Lines.Should().ContainSingle().Which.Should().StartWith("Refreshed the signals as of ");
    }

    [Fact]
    public async Task A_start_on_a_day_that_was_read_already_reads_nothing()
    {
        await _database.ImportAsync(Importing.Sample);
        await _database.Get<SignalRefresh>().RunAsync(Make.Staff, s_today, null, Cancel);
        await StartAsync();

        (await RunsAsync()).Should().ContainSingle().Which.StartedByName.Should().Be(Make.Staff.Name);
    }

    [Fact]
    public async Task All_clients_are_read_again_as_a_day_begins_in_Amsterdam()
    {
        await _database.ImportAsync(Importing.Sample);
        await StartAsync();
        await _alarm.SleepThroughAsync(s_midnight.AddMinutes(-20), Cancel);
        (await RunsAsync()).Should().ContainSingle();

        await _alarm.SleepThroughAsync(s_midnight, Cancel);

        var run = (await RunsAsync()).Should().HaveCount(2).And.Subject.Last();
        (run.AsOf, run.IsFull).Should().Be((s_today.AddDays(1), true));
        (run.StartedAt - s_midnight).Should().BeGreaterThanOrEqualTo(TimeSpan.Zero).And.BeLessThan(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task The_ledger_is_posted_before()
    {
        await _database.ImportAsync(Importing.Sample);
        await _database.ByHandAsync("""DELETE FROM "DealSummaries" """);
        await StartAsync();

        (await _database.QueryAsync(db => db.DealSummaries.CountAsync(Cancel))).Should().BePositive();
    }

    [Fact]
    public async Task A_database_without_clients_waits_until_there_are_some()
    {
        await StartAsync();
        (await RunsAsync()).Should().BeEmpty();
        await _database.ImportAsync(Importing.Sample);

        await _alarm.SleepThroughAsync(FixedClock.Noon.AddMinutes(10), Cancel);

        (await RunsAsync()).Should().ContainSingle();
    }

    [Fact]
    public async Task Another_refresh_under_way_is_no_error_and_does_for_the_day()
    {
        await _database.ImportAsync(Importing.Sample);
        await _database.RunElsewhereAsync(SignalRefresh.Job.Name);
        await StartAsync();

        (await RunsAsync()).Should().BeEmpty();
        _log.Lines.Should().BeEmpty();
        await _database.ByHandAsync("""DELETE FROM "Jobs" WHERE "State" = 'Running'""");
        await _database.Get<SignalRefresh>().RunAsync(Make.Staff, null, null, Cancel);
        await _alarm.SleepThroughAsync(FixedClock.Noon.AddMinutes(10), Cancel);
        (await RunsAsync()).Should().ContainSingle();
    }

    [Fact]
    public async Task What_failed_is_logged_and_tried_again()
    {
        await _database.ImportAsync(Importing.Sample);
        await _database.ByHandAsync("""ALTER TABLE "PipelineEntries" RENAME TO "Away" """);
        await StartAsync();
        await _database.ByHandAsync("""ALTER TABLE "Away" RENAME TO "PipelineEntries" """);
        await _alarm.SleepThroughAsync(FixedClock.Noon.AddMinutes(10), Cancel);

        _log.Lines.Should().HaveCount(2);
        _log.Lines[0].Should().StartWith("The signals could not be refreshed as of ").And.EndWith("It is tried again.");
        (await RunsAsync()).Select(run => run.Status).Should().Equal(RefreshStatus.Failed, RefreshStatus.Completed);
    }

    private async Task StartAsync()
    {
        await _midnight.StartAsync(Cancel);
        await _alarm.SetAsync(Cancel);
    }

    private Task<List<SignalRefreshRun>> RunsAsync() =>
        _database.QueryAsync(db => db.SignalRefreshRuns.AsNoTracking().OrderBy(run => run.StartedAt).ToListAsync(Cancel));
}
