using System.Text.Json.Nodes;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Partners.Console.Tests.Support;
using Partners.Core.Access;
using Partners.Core.Platform.Live;

namespace Partners.Console.Tests.Platform.Live;

/// <summary>A minute in which nothing happens on the platform costs two small questions, and nothing is missed (I51).</summary>
public sealed class QuietMinuteTests : IAsyncLifetime
{
    private static readonly Staff s_console = Staff.TheConsoleItself(Permission.Read | PlatformPull.Needs);

    private RowsPlatform _platform = null!;
    private TestDatabase _database = null!;
    private JsonObject _known = null!;

    public async ValueTask InitializeAsync()
    {
        _platform = await RowsPlatform.StartAsync();
        _database = await _platform.ConsoleAsync();
        _known = _platform.Organisation("Known");
        _platform.Act("org", (string)_known["id"]!);
        // The first brings everything, the second learns what lies within the time that each pull reads again.
        await MinuteAsync();
        await MinuteAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        await _platform.DisposeAsync();
    }

    [Fact]
    public async Task It_asks_the_trail_and_the_stamps_of_one_collection_and_every_collection_has_its_turn()
    {
        var stamps = new List<string>();
        for (var minute = 0; minute < 7; minute++)
        {
            var asked = await MinuteAsync();
            asked.Should().HaveCount(2).And.HaveElementAt(0, "/activity");
            stamps.Add(asked[1]);
        }

        stamps.Should().OnlyHaveUniqueItems().And.Contain("/items/org").And.Contain("/items/project");
        var sync = await _database.QueryAsync(db => db.PlatformSyncs.AsNoTracking().SingleAsync());
        sync.PulledAt.Should().Be(_database.Clock.Now, "what is shown is as fresh as this minute");
        sync.Mark.Should().Be(FixedClock.Noon.AddMinutes(2), "not all was asked for since then");
    }

    [Fact]
    public async Task What_the_trail_has_comes_in_the_same_minute()
    {
        await MinuteAsync();
        _platform.Rename(_known, "Renamed through the platform");
        _platform.Act("org", (string)_known["id"]!);

        await MinuteAsync();

        (await NameAsync()).Should().Be("Renamed through the platform");
    }

    [Fact]
    public async Task What_left_no_trace_in_the_trail_comes_when_its_stamps_have_their_turn()
    {
        await MinuteAsync();
        _platform.Rename(_known, "Renamed by the platform's own code");

        for (var minute = 0; minute < 7; minute++)
        {
            await MinuteAsync();
        }

        (await NameAsync()).Should().Be("Renamed by the platform's own code");
    }

    [Fact]
    public async Task A_pull_by_button_asks_for_everything_at_once()
    {
        await MinuteAsync();
        _platform.Rename(_known, "Renamed by the platform's own code");

        await _database.Get<PlatformPull>().RunAsync(Make.Staff, PullKind.Changes, progress: null, CancellationToken.None);

        (await NameAsync()).Should().Be("Renamed by the platform's own code");
    }

    [Fact]
    public async Task After_half_an_hour_rights_are_asked_for_again()
    {
        for (var minute = 0; minute < 29; minute++)
        {
            (await MinuteAsync()).Should().NotContain("/permissions/me");
        }

        (await MinuteAsync()).Should().Contain("/permissions/me").And.Contain("/items/org");
    }

    [Fact]
    public async Task After_a_minute_that_failed_everything_is_asked_for()
    {
        await MinuteAsync();
        _platform.Instead = context => RowsPlatform.SayAsync(context, 503, "down");
        await MinuteAsync();
        _platform.Instead = null;

        (await MinuteAsync()).Should().Contain("/permissions/me");
        (await MinuteAsync()).Should().HaveCount(2);
    }

    [Fact]
    public async Task Where_the_trail_may_not_be_read_everything_is_asked_for_each_minute()
    {
        _platform.Readable.Remove("directus_activity");
        await _database.Get<PlatformPull>().RunAsync(Make.Staff, PullKind.Changes, progress: null, CancellationToken.None);
        _platform.Rename(_known, "Renamed meanwhile");

        await MinuteAsync();

        (await NameAsync()).Should().Be("Renamed meanwhile");
    }

    [Fact]
    public async Task Another_instance_that_got_further_makes_it_ask_for_everything()
    {
        await _database.QueryAsync(db => db.PlatformSyncs.ExecuteUpdateAsync(set => set
            .SetProperty(sync => sync.Mark, FixedClock.Noon.AddMinutes(5))));

        (await MinuteAsync()).Should().Contain("/permissions/me");
    }

    /// <returns>What was asked for.</returns>
    private async Task<IReadOnlyList<string>> MinuteAsync()
    {
        (_platform.Clock, _database.Clock.Now) = (_platform.Clock.AddMinutes(1), _database.Clock.Now.AddMinutes(1));
        _platform.Asked.Clear();
        await _database.Get<PlatformPull>().RunAsync(s_console, PullKind.Minute, progress: null, CancellationToken.None);
        return [.. _platform.Asked];
    }

    private Task<string> NameAsync() => _database.QueryAsync(db => db.Organisations.Select(one => one.Name).SingleAsync());
}
