using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Partners.Console.Tests.Support;
using Partners.Core.Changes;
using Partners.Core.ExternalLed;

namespace Partners.Console.Tests.ExternalLed;

/// <summary>A refresh over the sample of the platform's exports, as of 20 November 2026.</summary>
public sealed class SignalRefreshTests : IAsyncLifetime
{
    private static readonly DateOnly s_asOf = new(2026, 11, 20);

    private TestDatabase _database = default!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        await _database.ImportAsync(Importing.Sample);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Reads_every_client_once_and_lists_those_that_lead_themselves()
    {
        var run = await RefreshAsync();

        var entries = await _database.QueryAsync(db => db.PipelineEntries.AsNoTracking().ToListAsync());
        entries.Should().HaveCount(await _database.QueryAsync(db => db.Workspaces.LiveClients().CountAsync()));
        run.Read.Should().Be(entries.Count);
        var listed = entries.Where(entry => entry.IsListed).ToList();
        run.NewlyListed.Should().Be(listed.Count).And.BePositive();
        listed.Should().OnlyContain(entry => entry.Score >= 40 && entry.Stage == PipelineStage.Signalled);
        entries.Except(listed).Should().OnlyContain(entry => entry.Score < 40);
    }

    [Fact]
    public async Task Each_figure_is_what_the_raw_files_say()
    {
        await RefreshAsync();

        var expected = IndependentSignals.Of(Importing.Sample, s_asOf);
        var entries = await _database.QueryAsync(db => db.PipelineEntries.AsNoTracking().ToListAsync());
        entries
            .Select(entry => new ExpectedClient(
                entry.WorkspaceId,
                entry.ClientConversations,
                entry.AllConversations,
                entry.Invites,
                entry.OwnerActs,
                entry.Organisations))
            .Should().BeEquivalentTo(expected);
        entries.Should().OnlyContain(entry => entry.Score == expected.Single(client => client.WorkspaceId == entry.WorkspaceId).Score);
    }

    [Fact]
    public async Task The_same_day_again_reads_only_what_was_touched()
    {
        await RefreshAsync();

        var again = await RefreshAsync();

        (again.IsFull, again.Read, again.NewlyListed).Should().Be((false, 0, 0));
    }

    [Fact]
    public async Task Is_refused_to_whoever_may_not_work_the_pipeline() =>
        (await _database.Get<SignalRefresh>().RunAsync(Make.Nobody, s_asOf, null, default)).Refusals
            .Should().ContainSingle().Which
            .Should().BeOfType<NotPermitted>();

    private async Task<SignalRefreshRun> RefreshAsync() =>
        (await _database.Get<SignalRefresh>().RunAsync(Make.Staff, s_asOf, null, default)).Value!;
}
