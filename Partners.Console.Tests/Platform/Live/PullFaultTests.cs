using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Partners.Console.Platform;
using Partners.Console.Tests.Support;
using Partners.Core.Changes;
using Partners.Core.Platform;
using Partners.Core.Platform.Live;

namespace Partners.Console.Tests.Platform.Live;

/// <summary>What a pull and a check make of a platform that does not do as asked (docs/product.md I52, I54, I55).</summary>
public sealed class PullFaultTests
{
    private const string Info = """{"data":{"queryLimit":{"default":100,"max":-1}}}""";

    private const string Readable = """{"read":{"access":"full","fields":["*"]}}""";

    private static string Rights(params string[] without)
    {
        var rights = LiveCollection.All
            .Where(collection => collection.IsNeeded && !without.Contains(collection.Name))
            .Select(collection => $"\"{collection.Name}\":{Readable}");
        return "{\"data\":{" + string.Join(',', rights) + "}}";
    }

    [Fact]
    public async Task Without_an_address_it_says_that_the_console_works_from_files()
    {
        await using var database = await TestDatabase.CreateAsync();

        (await PullAsync(database)).Refusals.Should().Equal(new NotConnected());
        (await database.Get<PlatformCheck>().RunAsync(Make.Staff, CancellationToken.None)).Refusals.Should().Equal(new NotConnected());
    }

    [Fact]
    public async Task Where_nothing_answers_it_says_so_and_since_when_and_keeps_what_it_had()
    {
        var platform = await FakePlatform.StartAsync();
        await using var database = await ConsoleAsync(platform);
        await platform.DisposeAsync();

        var first = await PullAsync(database);
        database.Clock.Now = database.Clock.Now.AddMinutes(1);
        await PullAsync(database);

        first.Refusals.Single().Sentence.Should().Be("The platform cannot be reached: nothing answers at its address.");
        var sync = await SyncAsync(database);
        (sync.ProblemSince, sync.PausedSince, sync.Mark).Should().Be((FixedClock.Noon, null, null));
        CheckWords.Concerns((await database.Get<PlatformHealth>().FindAsync(Make.Staff, CancellationToken.None)).Sync)
            .Should().Equal("The platform cannot be reached: nothing answers at its address. This has been so since 20 Nov 2026, 12:00.");
    }

    [Fact]
    public async Task A_platform_that_takes_no_more_requests_for_long_is_left_alone_until_the_next_pull()
    {
        await using var platform = await FakePlatform.StartAsync();
        await using var database = await ConsoleAsync(platform);
        platform.Then(429, FakePlatform.Error("REQUESTS_EXCEEDED"), ("Retry-After", "300"));

        (await PullAsync(database)).Refusals.Single().Sentence.Should().Be("The platform takes no more requests for a moment.");

        platform.Requests.Should().Equal("GET /server/info");
    }

    [Fact]
    public async Task A_platform_that_stops_answering_half_way_is_said_and_the_mark_stays()
    {
        await using var platform = await FakePlatform.StartAsync();
        await using var database = await ConsoleAsync(platform);
        platform.Then(200, Info).Then(200, Rights())
            .Then(200, """{"data":[]}""")
            .Then(200, """{"data":[]}""")
            .Then(500, FakePlatform.Error("INTERNAL_SERVER_ERROR"));

        var result = (await PullAsync(database)).Value!.Import!;

        (result.Status, result.Message).Should().Be((
            ImportStatus.Failed, "The platform failed to answer (HTTP 500). What was pulled until then is kept."));
        (await SyncAsync(database)).Mark.Should().BeNull("the next pull reads everything again");
        (await SyncAsync(database)).Problem.Should().Be(result.Message);
    }

    [Fact]
    public async Task Collections_that_it_may_not_read_are_named_and_nothing_is_pulled()
    {
        await using var platform = await FakePlatform.StartAsync();
        await using var database = await ConsoleAsync(platform);
        platform.Then(200, Info).Then(200, Rights(without: ["org", "project"]));

        (await PullAsync(database)).Refusals.Single().Sentence.Should().Be(
            "The console's user may not read org, project on the platform. Nothing was pulled.");
    }

    [Fact]
    public async Task A_check_names_what_is_missing_and_for_what()
    {
        await using var platform = await FakePlatform.StartAsync();
        await using var database = await ConsoleAsync(platform);
        platform.Then(200, Info)
            .Then(200, """{"data":{"org":{"read":{"access":"full","fields":["id","name"]},"update":{"access":"none"}}}}""");

        var check = (await database.Get<PlatformCheck>().RunAsync(Make.Staff, CancellationToken.None)).Value!;

        CheckWords.Of(check).Should().Contain([
            "May be read: org.",
            "May be changed: nothing.",
            "Missing: update org (is_partner), for the partner flag.",
            "Missing: read org (is_partner, created_by, created_at, updated_at, deleted_at), for pulling.",
            "Cannot be held: A kickback that is no whole percentage, such as 12.5 %: the platform keeps whole ones.",
            "Cannot be held: A deal without a workspace: the platform needs one.",
        ]);
    }

    private static Task<TestDatabase> ConsoleAsync(FakePlatform platform) =>
        TestDatabase.CreateAsync(services => services.AddSingleton(platform.Settings));

    private static Task<Outcome<PullResult>> PullAsync(TestDatabase database) =>
        database.Get<PlatformPull>().RunAsync(Make.Staff, PullKind.Changes, progress: null, CancellationToken.None);

    private static Task<PlatformSync> SyncAsync(TestDatabase database) =>
        database.QueryAsync(db => db.PlatformSyncs.AsNoTracking().SingleAsync());
}
