using System.Text.Json.Nodes;
using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Partners.Console.Tests.Support;
using Partners.Core;
using Partners.Core.Platform.Live;

namespace Partners.Console.Tests.Platform.Live;

/// <summary>What the console makes of each answer, and what it sends again (docs/product.md I50).</summary>
public sealed class PlatformClientTests
{
    private static readonly ChangeSource s_source = new(Guid.Parse("01930000-0000-7000-8000-000000000001"), "Noor Bakker");

    private static readonly Dictionary<string, JsonValue?> s_before = new(StringComparer.Ordinal)
    {
        ["is_partner"] = JsonValue.Create(false),
        ["description"] = null,
    };

    [Fact]
    public async Task Sends_the_token_in_its_header_alone_and_names_the_console()
    {
        await using var platform = await FakePlatform.StartAsync();
        await using var core = Core(platform);
        platform.Then(200, """{"data":[{"id":"a"}]}""");

        var rows = await core.GetRequiredService<PlatformReader>().RowsAsync(
            new("org", 10) { Fields = ["id"], Sort = ["updated_at", "id"], Offset = 20 },
            CancellationToken.None);

        rows.Value.Should().ContainSingle();
        platform.Requests.Should().Equal("GET /items/org?limit=10&offset=20&fields=id&sort=updated_at%2Cid");
        platform.Headers.Single().Authorization.ToString().Should().Be($"Bearer {FakePlatform.Token}");
        platform.Headers.Single().UserAgent.ToString().Should().Be("partners-console/1.0");
    }

    [Fact]
    public async Task A_write_names_its_change_and_the_person()
    {
        await using var platform = await FakePlatform.StartAsync();
        await using var core = Core(platform);
        platform.Then(200, """{"data":{"id":"a"}}""");

        await core.GetRequiredService<PlatformWriter>().CreateAsync("org", new() { ["id"] = "a" }, s_source, CancellationToken.None);

        platform.Headers.Single().UserAgent.ToString()
            .Should().Be("partners-console/1.0 (change 01930000-0000-7000-8000-000000000001; Noor Bakker)");
    }

    [Fact]
    public async Task A_list_of_ids_goes_in_a_body_because_no_address_could_hold_it()
    {
        await using var platform = await FakePlatform.StartAsync();
        await using var core = Core(platform);
        platform.Then(200, """{"data":[]}""");

        await core.GetRequiredService<PlatformReader>().SearchAsync("org", ["a", "b"], ["id"], CancellationToken.None);

        platform.Requests.Should().Equal("SEARCH /items/org");
        platform.Bodies.Should().Equal(
            """{"query":{"limit":2,"offset":0,"fields":["id"],"filter":{"id":{"_in":["a","b"]}}}}""");
    }

    [Fact]
    public async Task A_change_says_what_was_there_before_and_whether_it_still_was()
    {
        await using var platform = await FakePlatform.StartAsync();
        await using var core = Core(platform);
        platform.Then(200, """{"data":[{"id":"a"}]}""").Then(200, """{"data":[]}""");
        var writer = core.GetRequiredService<PlatformWriter>();

        var first = await ChangeAsync(writer);
        var second = await ChangeAsync(writer);

        (first.Value, second.Value).Should().Be((true, false));
        platform.Bodies.First().Should().Be(
            """{"query":{"filter":{"_and":[{"id":{"_eq":"a"}},{"is_partner":{"_eq":false}},{"description":{"_null":true}}]},"limit":1},"""
            + "\"data\":{\"is_partner\":true}}");
    }

    [Fact]
    public async Task A_question_is_asked_again_when_there_are_too_many_when_it_is_busy_and_when_the_line_breaks()
    {
        await using var platform = await FakePlatform.StartAsync();
        await using var core = Core(platform);
        platform.Then(429, FakePlatform.Error("REQUESTS_EXCEEDED"), ("Retry-After", "0")).Then(503, "busy").ThenHangUp()
            .Then(200, """{"data":[]}""");

        var rows = await core.GetRequiredService<PlatformReader>().RowsAsync(new("org", 10), CancellationToken.None);

        rows.IsThere.Should().BeTrue();
        platform.Requests.Should().HaveCount(4);
    }

    [Fact]
    public async Task A_change_that_says_what_was_there_before_is_sent_again()
    {
        await using var platform = await FakePlatform.StartAsync();
        await using var core = Core(platform);
        platform.ThenHangUp().Then(200, """{"data":[]}""");

        var changed = await ChangeAsync(core.GetRequiredService<PlatformWriter>());

        changed.Value.Should().BeFalse();
        platform.Requests.Should().Equal("PATCH /items/org?fields=id", "PATCH /items/org?fields=id");
    }

    [Fact]
    public async Task What_would_be_done_twice_is_never_sent_again_and_says_that_it_may_have_happened()
    {
        await using var platform = await FakePlatform.StartAsync();
        await using var core = Core(platform);
        platform.ThenHangUp().ThenHangUp();
        var writer = core.GetRequiredService<PlatformWriter>();

        var created = await writer.CreateAsync("org", new() { ["id"] = "a" }, s_source, CancellationToken.None);
        var changed = await writer.ChangeManyAsync("org", [new() { ["id"] = "a" }], s_source, CancellationToken.None);

        foreach (var fault in new[] { created.Fault, changed.Fault })
        {
            fault.Should().BeOfType<Unreachable>().Which.MayHaveHappened.Should().BeTrue();
            fault!.MayPass.Should().BeTrue();
        }

        platform.Requests.Should().Equal("POST /items/org?fields=id", "PATCH /items/org?fields=id");
    }

    [Fact]
    public async Task A_long_wait_is_left_to_whoever_asked()
    {
        await using var platform = await FakePlatform.StartAsync();
        await using var core = Core(platform);
        platform.Then(429, FakePlatform.Error("REQUESTS_EXCEEDED"), ("Retry-After", "600"));

        var rows = await core.GetRequiredService<PlatformReader>().RowsAsync(new("org", 10), CancellationToken.None);

        rows.Fault.Should().BeOfType<RateLimited>().Which.RetryAfter.Should().Be(TimeSpan.FromMinutes(10));
        platform.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task Where_nothing_listens_nothing_can_have_happened()
    {
        var platform = await FakePlatform.StartAsync();
        await using var core = Core(platform);
        await platform.DisposeAsync();

        var created = await core.GetRequiredService<PlatformWriter>()
            .CreateAsync("org", new() { ["id"] = "a" }, s_source, CancellationToken.None);

        created.Fault.Should().BeOfType<Unreachable>().Which.MayHaveHappened.Should().BeFalse();
        created.Fault!.Sentence.Should().Be("The platform cannot be reached: nothing answers at its address.");
    }

    public static TheoryData<int, string, PlatformFault> Faults => new()
    {
        { 400, FakePlatform.Error("INVALID_QUERY"), new InvalidQuery() },
        {
            400,
            FakePlatform.Error("RECORD_NOT_UNIQUE", extensions: ""","collection":"org","field":"id","value":"a" """),
            new NotUnique("org", "id", "a")
        },
        {
            400,
            FakePlatform.Error("INVALID_FOREIGN_KEY", extensions: ""","collection":"workspace","field":"org_id" """),
            new MissingParent("workspace", "org_id")
        },
        {
            400,
            FakePlatform.Error("FAILED_VALIDATION", extensions: ""","field":"name","type":"nnull" """),
            new FailedValidation("name", "nnull")
        },
        {
            400,
            FakePlatform.Error("VALUE_TOO_LONG", extensions: ""","field":"name" """),
            new InvalidPayload("VALUE_TOO_LONG", "name")
        },
        { 400, FakePlatform.Error("INVALID_PAYLOAD"), new InvalidPayload("INVALID_PAYLOAD", null) },
        { 401, FakePlatform.Error("INVALID_CREDENTIALS"), new Unauthorised() },
        { 403, FakePlatform.Error("FORBIDDEN"), new Forbidden() },
        { 429, FakePlatform.Error("REQUESTS_EXCEEDED"), new RateLimited(null) },
        { 500, FakePlatform.Error("INTERNAL_SERVER_ERROR"), new ServerFault(500) },
        { 302, "moved", new ServerFault(302) },
        { 403, "<html>not Directus</html>", new ServerFault(403) },
        { 200, "<html>not Directus</html>", new ServerFault(200) },
        { 200, """{"status":"ok"}""", new ServerFault(200) },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Tells_the_platforms_faults_apart(int status, string body, PlatformFault expected)
    {
        await using var platform = await FakePlatform.StartAsync();
        await using var core = Core(platform);
        platform.Then(status, body);

        var created = await core.GetRequiredService<PlatformWriter>()
            .CreateAsync("org", new() { ["id"] = "a" }, s_source, CancellationToken.None);

        created.Fault.Should().Be(expected with { Said = created.Fault!.Said });
        created.Fault.MayHaveHappened.Should().Be(status is 500 or 200 or 302 || body[0] == '<');
    }

    [Fact]
    public async Task The_token_and_what_was_asked_stand_in_no_log()
    {
        await using var platform = await FakePlatform.StartAsync();
        using var log = new DemoDatabase.LoggedLines();
        await using var core = Core(platform, log);
        platform.Then(500, FakePlatform.Error("INTERNAL_SERVER_ERROR")).ThenHangUp().ThenHangUp().ThenHangUp().ThenHangUp();
        var reader = core.GetRequiredService<PlatformReader>();

        await reader.RowsAsync(new("org", 1) { Fields = ["somebody"] }, CancellationToken.None);
        await reader.RowsAsync(new("org", 1) { Fields = ["somebody"] }, CancellationToken.None);

        log.Lines.Should().NotBeEmpty().And.NotContain(line =>
            line.Contains(FakePlatform.Token, StringComparison.Ordinal) || line.Contains("somebody", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_an_address_nothing_is_asked()
    {
        await using var core = new ServiceCollection().AddLogging().AddPartnersCore(Path.GetTempFileName()).BuildServiceProvider();

        var rows = await core.GetRequiredService<PlatformReader>().RowsAsync(new("org", 1), CancellationToken.None);

        rows.Fault!.Sentence.Should().Be("The platform cannot be reached: Platform:Address is not set.");
    }

    private static Task<PlatformAnswer<bool>> ChangeAsync(PlatformWriter writer) => writer.ChangeAsync(
        "org",
        JsonValue.Create("a"),
        s_before,
        new() { ["is_partner"] = true },
        s_source,
        CancellationToken.None);

    private static ServiceProvider Core(FakePlatform platform, ILoggerProvider? log = null) => new ServiceCollection()
        .AddLogging(logging =>
        {
            logging.SetMinimumLevel(LogLevel.Trace);
            if (log is not null)
            {
                logging.AddProvider(log);
            }
        })
        .AddSingleton(platform.Settings)
        .AddPartnersCore("unused.db")
        .BuildServiceProvider();
}
