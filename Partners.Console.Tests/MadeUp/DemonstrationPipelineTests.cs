using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Partners.Console.MadeUp.Demonstration;
using Partners.Console.Tests.Support;
using Partners.Core.Audit;
using Partners.Core.ExternalLed;
using Partners.Core.Persistence;

namespace Partners.Console.Tests.MadeUp;

/// <summary>In the demonstration the board is full, and its content obeys the product's own rules.</summary>
public sealed class DemonstrationPipelineTests : IAsyncLifetime
{
    private DemoDatabase _database = null!;
    private PartnersDb _db = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static DateOnly Today => DemonstrationWorld.Today;

    public async ValueTask InitializeAsync()
    {
        _database = await DemonstrationWorld.LoadedAsync();
        _db = _database.Open();
    }

    public async ValueTask DisposeAsync()
    {
        await _db.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task Every_stage_but_graduated_has_a_card_and_nobody_has_been_handed_off()
    {
        var listed = await ListedAsync();
        var onBoard = listed.Where(summary => !summary.IsSnoozed && summary.Stage != PipelineStage.Dismissed).ToList();

        onBoard.Should().HaveCount(14);
        onBoard.Select(summary => summary.Stage!.Value).Distinct().Should().BeEquivalentTo(PipelineStages.ByHand);
        listed.Except(onBoard).Should().HaveCount(4);
    }

    [Fact]
    public async Task Cards_are_new_stale_looked_after_planned_put_aside_and_back()
    {
        var cards = await _db.Candidates.AsNoTracking().ToListAsync(Cancel);

        cards.Should().Contain(card =>
            card.Stage == PipelineStage.Signalled && card.StageSince == DemoDatabase.Now && card.OwnerName == null);
        cards.Should().Contain(card => card.Stage == PipelineStage.Signalled && card.IsStale(Today));
        cards.Should().Contain(card => card.Stage == PipelineStage.Contacted && card.IsStale(Today));
        cards.Should().Contain(card => card.OwnerName != null && card.NextStepOn > Today && card.Notes != null);
        cards.Should().Contain(card => card.NextStepOn < Today);
        cards.Should().Contain(card => card.IsSnoozed && card.SnoozedUntil > Today);
        cards.Should().Contain(card => card.IsSnoozed && card.SnoozedUntil == null);
        cards
            .Where(card => card.Stage == PipelineStage.Dismissed)
            .Should().NotBeEmpty()
            .And.OnlyContain(card => card.DismissedBecause != null);
        cards.Should().ContainSingle(card => card.ReturnedAt != null).Which
            .Should().Match<Candidate>(card => card.ReturnedFor.HasFlag(Signal.InvitesPeople) && !card.IsAside);
        cards.Select(card => card.OwnerName).OfType<string>().Distinct(StringComparer.Ordinal).Should().HaveCount(4);
    }

    [Fact]
    public async Task Each_standing_is_what_its_evidence_says_today()
    {
        var settings = new SignalSettings();
        var summaries = await _db.PipelineEntries.AsNoTracking().ToListAsync(Cancel);
        var evidence = (await EvidenceQuery.LoadAsync(_db, _db.Workspaces.LiveClients(), settings.Window(Today), new(), Cancel))
            .ToDictionary(client => client.WorkspaceId);

        summaries.Select(summary => summary.WorkspaceId).Should().BeEquivalentTo(evidence.Keys);
        foreach (var summary in summaries)
        {
            summary.Reading(settings).Should().BeEquivalentTo(SignalReading.Of(evidence[summary.WorkspaceId], settings));
        }

        summaries.Where(summary => summary.IsListed).Should().OnlyContain(summary => summary.Score >= settings.ListedFrom);
        summaries.Should().Contain(summary => !summary.IsListed && summary.Signals != Signal.None)
            .And.Contain(summary => summary.Score == 100);
    }

    [Fact]
    public async Task Cards_that_are_put_aside_are_as_staff_left_them_and_nothing_is_new()
    {
        var summaries = await _db.PipelineEntries.AsNoTracking().ToDictionaryAsync(summary => summary.WorkspaceId, Cancel);

        foreach (var card in (await _db.Candidates.AsNoTracking().ToListAsync(Cancel)).Where(card => card.IsAside))
        {
            card.ReturnSignal(summaries[card.Id].Reading(new()), Today).Should().BeNull();
            card.KnownSignals.Should().NotBe(Signal.None);
        }
    }

    [Fact]
    public async Task The_trail_has_what_was_done_with_cards_under_the_versions_that_they_reached()
    {
        var entries = await _db.AuditEntries
            .AsNoTracking()
            .Where(entry => entry.SubjectKind == CandidateSubjects.Candidate)
            .OrderBy(entry => entry.Sequence)
            .ToListAsync(Cancel);

        entries.Select(entry => entry.Action).Distinct(StringComparer.Ordinal).Should().BeEquivalentTo(
            [
                AuditActions.CandidateAssigned,
                AuditActions.CandidateMoved,
                AuditActions.CandidatePlanned,
                AuditActions.CandidateSnoozed,
                AuditActions.CandidateDismissed,
                AuditActions.CandidateReturned,
            ]);
        foreach (var card in await _db.Candidates.AsNoTracking().ToListAsync(Cancel))
        {
            var past = entries.Where(entry => entry.WorkspaceId == card.Id).ToList();
            past.Select(entry => entry.SubjectVersion!.Value).Should().Equal(Enumerable.Range(2, past.Count));
            card.Version.Should().Be(past.Count + 1);
            past.Skip(1).Select(entry => entry.Before).Should().Equal(past.SkipLast(1).Select(entry => entry.After));
        }

        entries
            .Single(entry => entry.Action == AuditActions.CandidateReturned).Reason
            .Should().StartWith("New evidence: ")
            .And.Contain("invites people");
        (await _database.Get<AuditTrail>().VerifyAsync(DemoDatabase.Operator, Cancel)).IsWhole.Should().BeTrue();
    }

    [Fact]
    public async Task Refreshes_of_the_past_and_of_today_are_kept()
    {
        var runs = await _db.SignalRefreshRuns.AsNoTracking().OrderBy(run => run.StartedAt).ToListAsync(Cancel);

        runs.Should().HaveCountGreaterThan(3).And.OnlyContain(run => run.Status == RefreshStatus.Completed);
        runs[^1].AsOf.Should().Be(Today);
        runs.Sum(run => run.NewlyListed).Should().Be(await _db.Candidates.CountAsync(Cancel));
        runs.Sum(run => run.Returned).Should().Be(1);
        (await _db.AuditEntries.CountAsync(entry => entry.Action == AuditActions.SignalsRefreshed, Cancel)).Should().Be(runs.Count);
    }

    [Fact]
    public async Task A_refresh_right_after_it_reads_nothing_and_one_of_all_clients_changes_nothing()
    {
        var before = await StateAsync();
        (await RefreshAsync()).Read.Should().Be(0);

        _db.AddRange(before.Entries.Select(entry => new SignalTouch(entry.WorkspaceId, Guid.CreateVersion7())));
        await _db.SaveChangesAsync(Cancel);

        var again = await RefreshAsync();
        (again.Read, again.NewlyListed, again.Returned).Should().Be((before.Entries.Count, 0, 0));
        (await StateAsync()).Should().BeEquivalentTo(before);
    }

    [Theory]
    [InlineData("2026-03-31T21:30:00Z")]
    [InlineData("2026-12-31T23:30:00Z")]
    [InlineData("2028-02-29T12:00:00Z")]
    public async Task The_board_is_as_full_whatever_day_it_is(string now)
    {
        await using var database = await TestDatabase.CreateAsync();
        database.Clock.Now = DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture);
        (await database.Get<DemonstrationData>().LoadAsync(DemoDatabase.Operator, Cancel)).IsDone.Should().BeTrue();

        var listed = await database.QueryAsync(db => db.PipelineEntries.Where(summary => summary.IsListed).ToListAsync(Cancel));
        listed.Should().HaveCount(18).And.OnlyContain(summary => summary.Score >= 40);
        listed.Count(summary => summary.IsSnoozed || summary.Stage == PipelineStage.Dismissed).Should().Be(4);
        (await database.QueryAsync(db => db.Candidates.CountAsync(card => card.ReturnedAt != null, Cancel))).Should().Be(1);
    }

    private Task<List<PipelineEntry>> ListedAsync() =>
        _db.PipelineEntries.AsNoTracking().Where(summary => summary.IsListed).ToListAsync(Cancel);

    private async Task<SignalRefreshRun> RefreshAsync() =>
        (await _database.Get<SignalRefresh>().RunAsync(DemoDatabase.Operator, asOf: null, progress: null, Cancel)).Value!;

    private async Task<(List<PipelineEntry> Entries, List<Candidate> Cards)> StateAsync() => (
        await _db.PipelineEntries.AsNoTracking().OrderBy(summary => summary.WorkspaceId).ToListAsync(Cancel),
        await _db.Candidates.AsNoTracking().OrderBy(card => card.Id).ToListAsync(Cancel));
}
