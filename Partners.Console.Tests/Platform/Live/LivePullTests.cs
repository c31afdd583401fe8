using System.Text.Json.Nodes;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Partners.Console.Tests.Support;
using Partners.Core.Changes;
using Partners.Core.Platform;
using Partners.Core.Platform.Live;

namespace Partners.Console.Tests.Platform.Live;

/// <summary>Pulls from a real Directus, through HTTP only (docs/product.md I51, I52, I53, I54).</summary>
public sealed class LivePullTests : IAsyncLifetime
{
    /// <summary>As finely as the platform says what time it is.</summary>
    private static TimeSpan WholeSecond => TimeSpan.FromSeconds(1);

    private readonly LivePlatform _platform = LivePlatform.Find();
    private readonly List<LiveClient> _made = [];
    private TestDatabase _database = null!;

    public async ValueTask InitializeAsync() => _database = await ConsoleAsync(_platform.Settings);

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _made)
        {
            await client.RemoveAsync();
        }

        await _database.DisposeAsync();
        _platform.Dispose();
    }

    [Fact]
    public async Task Everything_comes_and_the_second_time_nothing_changes()
    {
        var first = await PullAsync(PullKind.Everything);
        var second = await PullAsync(PullKind.Everything);

        first.Import!.Status.Should().BeOneOf(ImportStatus.Completed, ImportStatus.CompletedWithRejections);
        foreach (var collection in new[] { "app_user", "org", "workspace", "billing_account", "workspace_membership", "project" })
        {
            first.Import.Collections.Single(found => found.Name == collection).Added
                .Should().BeGreaterThan(0, "there are rows of {0}", collection);
        }

        second.Import?.Collections.Sum(collection => collection.Added + collection.Updated).Should().Be(0);
        second.Import?.Warnings.Should().BeEmpty();
    }

    [Fact]
    public async Task The_same_import_takes_the_rows_and_its_record_says_that_it_was_live()
    {
        var client = await MakeAsync();
        await PullAsync(PullKind.Everything);

        var run = await _database.QueryAsync(db => db.ImportRuns.OrderByDescending(run => run.StartedAt).FirstAsync());
        (run.IsLive, run.Folder).Should().Be((true, _platform.Address.Host));
        (await NameAsync(client)).Should().Be("Made by a test");
    }

    [Fact]
    public async Task A_change_comes_with_the_next_pull_and_where_nothing_changed_nothing_is_recorded()
    {
        var client = await MakeAsync();
        await PullAsync(PullKind.Everything);
        await client.RenameAsync("Renamed there");

        var changed = await PullAsync(PullKind.Changes);
        var runs = await _database.QueryAsync(db => db.ImportRuns.CountAsync());
        var again = await PullAsync(PullKind.Changes);

        changed.Import!.Collections.Single(collection => collection.Name == "org").Updated.Should().BeGreaterThan(0);
        (await NameAsync(client)).Should().Be("Renamed there");
        again.Import.Should().BeNull();
        (await _database.QueryAsync(db => db.ImportRuns.CountAsync())).Should().Be(runs);
        (await _database.QueryAsync(db => db.Jobs.CountAsync())).Should().Be(runs, "a pull without news leaves no job either");
    }

    [Fact]
    public async Task Rows_without_a_stamp_come_by_the_platforms_trail()
    {
        await PullAsync(PullKind.Everything);
        var client = await MakeAsync();
        await PullAsync(PullKind.Changes);
        await _platform.AsAdminAsync(
            HttpMethod.Patch, $"items/workspace_invite/{client.Invite}", new JsonObject { ["accepted_at"] = "2026-11-28T10:00:00Z" });

        await PullAsync(PullKind.Changes);

        (await _database.QueryAsync(db => db.WorkspaceInvites.SingleAsync(invite => invite.Id == client.Invite))).AcceptedAt
            .Should().NotBeNull();
    }

    [Fact]
    public async Task Rows_committed_late_with_early_numbers_and_stamps_are_not_lost()
    {
        await PullAsync(PullKind.Everything);
        var client = await MakeAsync();
        Guid[] batch = [.. Enumerable.Range(0, 1_500).Select(_ => Guid.NewGuid())];
        var writing = _platform.AsAdminAsync(
            HttpMethod.Post,
            "items/org?fields=id",
            new JsonArray([.. batch.Select(id => new JsonObject { ["id"] = $"{id}", ["name"] = "Of a large batch" })]));
        try
        {
            // Single changes are seen, and pulled, while the batch is still being written.
            var early = 0;
            while (!writing.IsCompleted)
            {
                await client.RenameAsync($"Renamed {early++}");
                await PullAsync(PullKind.Changes);
            }

            await writing;
            await PullAsync(PullKind.Changes);

            early.Should().BeGreaterThan(1, "something was pulled before the batch was there");
            (await _database.QueryAsync(db => db.Organisations.CountAsync(organisation => batch.Contains(organisation.Id))))
                .Should().Be(batch.Length);
        }
        finally
        {
            await _platform.AsAdminAsync(
                HttpMethod.Delete, "items/org", new JsonArray([.. batch.Select(id => JsonValue.Create($"{id}"))]));
        }
    }

    [Fact]
    public async Task What_is_deleted_there_ends_here_and_what_the_database_took_along_is_found_by_the_comparison()
    {
        // The mark lies so far ahead that what was done until now is not read again, as if it had been pulled long ago.
        await _database.DisposeAsync();
        _database = await ConsoleAsync(_platform.Settings, PlatformPull.Overlap + WholeSecond);
        var client = await MakeAsync();
        await PullAsync(PullKind.Everything);
        await Task.Delay(WholeSecond);
        await client.DeleteWorkspaceAsync();

        await PullAsync(PullKind.Changes);
        var (workspace, seat) = await LivesAsync(client);
        workspace.Should().NotBeNull("its deletion stands in the trail");
        seat.Should().BeNull("the trail does not name what went with it");

        var compared = await PullAsync(PullKind.Comparison);
        (workspace, seat) = await LivesAsync(client);
        seat.Should().NotBeNull();
        compared.Import!.Warnings.Should().Contain(warning => warning.Sentence.Contains("no longer on the platform"));
        (await SyncAsync()).Ended.Should().BeGreaterThan(0);

        // Ended, and not vanished: the second comparison has nothing left to end.
        (await PullAsync(PullKind.Comparison)).Import?.Warnings.Should().BeEmpty();
    }

    [Fact]
    public async Task A_revoked_token_pauses_and_says_so_and_another_goes_on()
    {
        await PullAsync(PullKind.Everything);
        await using var revoked = await ConsoleAsync(_platform.Settings with { Token = "revoked" });

        var refused = await RunAsync(revoked, PullKind.Changes);

        refused.Refusals.Single().Sentence.Should().Be(
            "The platform does not accept the console's token. It was revoked, or its user was suspended. "
                + "Nothing is read or sent until Platform:Token is one that it accepts.");
        var sync = await revoked.QueryAsync(db => db.PlatformSyncs.SingleAsync());
        sync.PausedSince.Should().NotBeNull();
        sync.Problem.Should().StartWith("The platform does not accept the console's token.");
    }

    [Fact]
    public async Task A_missing_permission_is_named_and_nothing_is_taken_for_gone()
    {
        var client = await MakeAsync();
        await PullAsync(PullKind.Everything);
        var policy = (await _platform.AsAdminAsync(HttpMethod.Get, "policies?filter[name][_eq]=Partners console&fields=id"))[0]
            .GetProperty("id").GetString();
        var right = (await _platform.AsAdminAsync(
                HttpMethod.Get,
                $"permissions?filter[policy][_eq]={policy}&filter[collection][_eq]=workspace_membership&filter[action][_eq]=read"))[0];
        await _platform.AsAdminAsync(HttpMethod.Delete, $"permissions/{right.GetProperty("id").GetInt32()}");
        try
        {
            var refused = await RunAsync(_database, PullKind.Comparison);

            refused.Refusals.Single().Sentence.Should().Be(
                "The console's user may not read workspace_membership on the platform. Nothing was pulled.");
            (await SyncAsync()).Problem.Should().Be(refused.Refusals.Single().Sentence);
            (await LivesAsync(client)).Seat.Should().BeNull("it was not read, and is not gone");
        }
        finally
        {
            await _platform.AsAdminAsync(HttpMethod.Post, "permissions", new JsonObject
            {
                ["policy"] = policy,
                ["collection"] = "workspace_membership",
                ["action"] = "read",
                ["fields"] = new JsonArray("*"),
                ["permissions"] = new JsonObject(),
                ["validation"] = new JsonObject(),
            });
        }

        await PullAsync(PullKind.Changes);
        (await SyncAsync()).Problem.Should().BeNull("the next pull that goes well takes it back");
    }

    private static Task<TestDatabase> ConsoleAsync(PlatformSettings settings) => ConsoleAsync(settings, TimeSpan.Zero);

    /// <param name="ahead">So far ahead the platform says that its clock is.</param>
    private static Task<TestDatabase> ConsoleAsync(PlatformSettings settings, TimeSpan ahead) =>
        NowAsync(TestDatabase.CreateAsync(services =>
        {
            services.AddSingleton(settings);
            services.AddHttpClient("platform").AddHttpMessageHandler(() => new Ahead(ahead));
        }));

    /// <summary>The platform's clock is the real one.</summary>
    private static async Task<TestDatabase> NowAsync(Task<TestDatabase> making)
    {
        var database = await making;
        database.Clock.Now = DateTimeOffset.UtcNow;
        return database;
    }

    private async Task<LiveClient> MakeAsync()
    {
        var client = await LiveClient.MakeAsync(_platform);
        _made.Add(client);
        return client;
    }

    private async Task<PullResult> PullAsync(PullKind kind)
    {
        _database.Clock.Now = DateTimeOffset.UtcNow;
        var outcome = await RunAsync(_database, kind);
        return outcome.Value ?? throw new InvalidOperationException(string.Join(' ', outcome.Refusals.Select(refusal => refusal.Sentence)));
    }

    private static Task<Outcome<PullResult>> RunAsync(TestDatabase database, PullKind kind) =>
        database.Get<PlatformPull>().RunAsync(Make.Staff, kind, progress: null, CancellationToken.None);

    private Task<string> NameAsync(LiveClient client) => _database.QueryAsync(db =>
        db.Organisations
            .Where(organisation => organisation.Id == client.Organisation)
            .Select(organisation => organisation.Name)
            .SingleAsync());

    private Task<PlatformSync> SyncAsync() => _database.QueryAsync(db => db.PlatformSyncs.AsNoTracking().SingleAsync());

    private async Task<(DateTimeOffset? Workspace, DateTimeOffset? Seat)> LivesAsync(LiveClient client) => (
        (await _database.QueryAsync(db => db.Workspaces.AsNoTracking().SingleAsync(one => one.Id == client.Workspace))).DeletedAt,
        (await _database.QueryAsync(db => db.WorkspaceMemberships.AsNoTracking().SingleAsync(one => one.Id == client.Seat))).DeletedAt);

    private sealed class Ahead(TimeSpan by) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var answer = await base.SendAsync(request, cancellationToken);
            answer.Headers.Date += by;
            return answer;
        }
    }
}
