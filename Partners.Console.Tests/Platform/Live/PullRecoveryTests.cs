using System.Text.Json.Nodes;
using FluentAssertions;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Partners.Console.Platform;
using Partners.Console.Tests.Support;
using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Changes;
using Partners.Core.Platform.Live;

namespace Partners.Console.Tests.Platform.Live;

/// <summary>
/// What stands between the console and the platform, or changes there without a word: what a person is told, that nothing is lost, and that
/// a later minute makes up for it (docs/product.md I51, I52, I55, I57).
/// </summary>
public sealed class PullRecoveryTests : IAsyncLifetime
{
    private const string Page = "<!doctype html><title>Sign in to the network</title>";

    private RowsPlatform _platform = null!;
    private TestDatabase _database = null!;

    public async ValueTask InitializeAsync()
    {
        _platform = await RowsPlatform.StartAsync();
        _database = await _platform.ConsoleAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        await _platform.DisposeAsync();
    }

    [Theory]
    [InlineData(200, "What answers at the platform's address is not the platform: it sent something else than data.")]
    [InlineData(302, "The platform's address leads elsewhere (HTTP 302). The console does not follow: its token would go along.")]
    [InlineData(404, "There is no platform at its address (HTTP 404).")]
    [InlineData(503, "The platform cannot be reached: it is too busy, or down for maintenance.")]
    [InlineData(504, "The platform cannot be reached: what stands before it has no answer.")]
    public async Task A_page_of_something_else_is_said_and_the_next_minute_goes_on(int status, string sentence)
    {
        var row = await KnownAsync();
        _platform.Instead = context => RowsPlatform.SayAsync(context, status, Page);
        _platform.Rename(row, "Renamed meanwhile");

        (await PullAsync()).Refusals.Single().Sentence.Should().Be(sentence);
        (await ConcernsAsync()).Should().ContainSingle().Which.Should().StartWith(sentence);

        await RecoversAsync("Renamed meanwhile");
    }

    [Theory]
    [InlineData("/items/org")]
    [InlineData("/permissions/me")]
    public async Task A_page_in_the_middle_of_a_pull_takes_nothing_along(string path)
    {
        var row = await KnownAsync();
        _platform.Rename(row, "Renamed meanwhile");
        _platform.Instead = context => context.Request.Path == path
            ? RowsPlatform.SayAsync(context, 200, Page)
            : Task.FromResult(false);

        (await PullAsync()).Refusals.Single().Sentence.Should().StartWith("What answers at the platform's address is not the platform");
        (await NameAsync()).Should().Be("Known");

        await RecoversAsync("Renamed meanwhile");
    }

    [Fact]
    public async Task An_answer_that_breaks_off_is_said_and_the_next_minute_goes_on()
    {
        var row = await KnownAsync();
        _platform.Rename(row, "Renamed meanwhile");
        _platform.Instead = async context =>
        {
            if (context.Request.Method != "SEARCH")
            {
                return false;
            }

            context.Response.ContentLength = 10_000;
            await context.Response.WriteAsync("""{"data":[{"id":""");
            await context.Response.Body.FlushAsync();
            context.Abort();
            return true;
        };

        (await PullAsync()).Refusals.Single().Sentence.Should().Be("The platform cannot be reached: the connection was lost.");
        (await NameAsync()).Should().Be("Known");

        await RecoversAsync("Renamed meanwhile");
    }

    [Fact]
    public async Task An_answer_that_only_drips_is_given_up()
    {
        _platform.Instead = async context =>
        {
            context.Response.ContentType = "application/json";
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.WriteAsync(" ", CancellationToken.None);
                await context.Response.Body.FlushAsync(CancellationToken.None);
                await Task.Delay(TimeSpan.FromMilliseconds(20), CancellationToken.None);
            }

            return true;
        };
        using var client = new HttpClient();
        using var answer = await client.GetAsync(_platform.Address, HttpCompletionOption.ResponseHeadersRead);

        var reading = () => BoundedBody.ReadAsync(answer, 1_000_000, TimeSpan.FromMilliseconds(300), CancellationToken.None);

        await reading.Should().ThrowAsync<OperationCanceledException>();
    }

    [Theory]
    [InlineData(-60)]
    [InlineData(60)]
    public async Task A_platform_whose_clock_is_an_hour_off_loses_nothing(int minutes)
    {
        _platform.Clock = FixedClock.Noon.AddMinutes(minutes);
        var row = await KnownAsync();
        MinutePasses();
        _platform.Rename(row, "Renamed by another clock");

        await PullAsync();

        (await NameAsync()).Should().Be("Renamed by another clock");
        var check = (await _database.Get<PlatformCheck>().RunAsync(Make.Staff, CancellationToken.None)).Value!;
        CheckWords.Clocks(check).Should().Equal(
            $"The platform's clock is 60 minutes {(minutes > 0 ? "ahead of" : "behind")} this machine's.");
    }

    [Fact]
    public async Task A_platform_whose_clock_is_put_back_loses_nothing()
    {
        _platform.Clock = FixedClock.Noon.AddHours(1);
        var row = await KnownAsync();
        _platform.Clock = FixedClock.Noon;
        _platform.Rename(row, "Renamed after it");

        await PullAsync();

        (await NameAsync()).Should().Be("Renamed after it");
    }

    [Fact]
    public async Task A_row_that_was_never_stamped_comes_with_the_whole_and_stays()
    {
        _platform.Organisation("Never stamped", isStamped: false);

        await PullAsync(PullKind.Everything);
        await PullAsync(PullKind.Comparison);

        (await _database.QueryAsync(db => db.Organisations.AsNoTracking().SingleAsync()))
            .Should().Match<Core.Organisations.Organisation>(one => one.Name == "Never stamped" && one.DeletedAt == null);
    }

    [Fact]
    public async Task A_field_that_may_not_be_read_any_more_stops_the_pull_before_rows_come_wrong()
    {
        var row = await KnownAsync();
        _platform.Rename(row, "Renamed meanwhile");
        _platform.Readable["org"] = ["id", "name", "created_by", "created_at", "updated_at", "deleted_at"];
        MinutePasses();

        (await PullAsync()).Refusals.Single().Sentence.Should().Be(
            "The console's user may not read is_partner of org on the platform. "
                + "Nothing was pulled: rows without it would come wrong.");
        (await PullAsync(PullKind.Comparison)).Refusals.Should().ContainSingle();

        _platform.Readable["org"] = ["*"];
        await RecoversAsync("Renamed meanwhile");
    }

    [Fact]
    public async Task A_field_that_was_renamed_there_is_not_taken_for_empty()
    {
        var row = await KnownAsync();
        MinutePasses();
        _platform.Rename(row, "Renamed meanwhile");
        row.Remove("is_partner", out var flag);
        row["is_partner_team"] = flag;

        (await PullAsync()).Refusals.Single().Sentence.Should().Be(
            "The platform's org has no is_partner any more. Its rows were left out, since they would come wrong.");
        var compared = (await PullAsync(PullKind.Comparison)).Value!.Import!;
        compared.Message.Should().StartWith("The platform's org has no is_partner any more.");
        (await IsPartnerAsync()).Should().BeTrue();

        row.Remove("is_partner_team");
        row["is_partner"] = true;
        await RecoversAsync("Renamed meanwhile");
    }

    [Fact]
    public async Task Numbers_beyond_32_bits_which_come_as_text_are_read_on_and_on()
    {
        _platform.Readable["directus_revisions"] = ["*"];
        var row = await KnownAsync();
        MinutePasses();
        _platform.Rename(row, "Renamed meanwhile");
        row["updated_at"] = null;
        for (var number = 0; number < PlatformReader.LargestPage; number++)
        {
            _platform.Rows("revisions").Add(Revision(3_000_000_000 + number, $"{Guid.NewGuid()}"));
        }

        _platform.Rows("revisions").Add(Revision(4_000_000_000, (string)row["id"]!));

        await PullAsync();

        (await NameAsync()).Should().Be("Renamed meanwhile");
    }

    [Fact]
    public async Task What_the_console_reads_by_itself_is_in_the_trail_under_a_name_of_its_own()
    {
        _platform.Organisation("Known");
        var console = Staff.TheConsoleItself(Permission.Read | PlatformPull.Needs);

        await _database.Get<PlatformPull>().RunAsync(console, PullKind.Changes, progress: null, CancellationToken.None);
        MinutePasses();
        _platform.Organisation("Asked for");
        await PullAsync();

        (await _database.QueryAsync(db => db.AuditEntries.OrderBy(entry => entry.Sequence).Select(entry => entry.Action).ToListAsync()))
            .Should().Equal(AuditActions.ReadByItself, AuditActions.Imported);
        (await _database.Get<AuditTrail>().VerifyAsync(Make.Staff, CancellationToken.None)).IsWhole.Should().BeTrue();
    }

    private static JsonObject Revision(long number, string item) => new()
    {
        ["id"] = $"{number}",
        ["collection"] = "org",
        ["item"] = item,
        ["delta"] = new JsonObject(),
        ["activity"] = new JsonObject { ["timestamp"] = "2026-11-20T12:00:30.000Z" },
    };

    /// <summary>An organisation that was read before anything goes wrong.</summary>
    private async Task<JsonObject> KnownAsync()
    {
        var row = _platform.Organisation("Known");
        (await PullAsync()).IsDone.Should().BeTrue();
        (await NameAsync()).Should().Be("Known");
        return row;
    }

    private async Task RecoversAsync(string name)
    {
        _platform.Instead = null;
        MinutePasses();

        (await PullAsync()).IsDone.Should().BeTrue();

        (await NameAsync()).Should().Be(name);
        (await IsPartnerAsync()).Should().BeTrue();
        (await ConcernsAsync()).Should().BeEmpty();
    }

    private void MinutePasses() =>
        (_platform.Clock, _database.Clock.Now) = (_platform.Clock.AddMinutes(1), _database.Clock.Now.AddMinutes(1));

    private Task<Outcome<PullResult>> PullAsync(PullKind kind = PullKind.Changes) =>
        _database.Get<PlatformPull>().RunAsync(Make.Staff, kind, progress: null, CancellationToken.None);

    private async Task<IEnumerable<string>> ConcernsAsync() =>
        CheckWords.Concerns((await _database.Get<PlatformHealth>().FindAsync(Make.Staff, CancellationToken.None)).Sync);

    private Task<string> NameAsync() => _database.QueryAsync(db => db.Organisations.Select(one => one.Name).SingleAsync());

    private Task<bool> IsPartnerAsync() => _database.QueryAsync(db => db.Organisations.Select(one => one.IsPartner).SingleAsync());
}
