using System.Text.Json.Nodes;
using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using Partners.Console.Platform;
using Partners.Console.Tests.Support;
using Partners.Core;
using Partners.Core.Platform.Live;

namespace Partners.Console.Tests.Platform.Live;

/// <summary>The client against a real Directus: that what the facts say of it holds.</summary>
public sealed class LiveClientTests : IAsyncDisposable
{
    private readonly LivePlatform _platform = LivePlatform.Find();
    private readonly ServiceProvider _core;
    private readonly Guid _organisation = Guid.NewGuid();
    private readonly ChangeSource _source = new(Guid.NewGuid(), "Zoë Bakker");

    public LiveClientTests() => _core = Core(_platform.Settings);

    private PlatformReader Reader => _core.GetRequiredService<PlatformReader>();

    private PlatformWriter Writer => _core.GetRequiredService<PlatformWriter>();

    [Fact]
    public async Task Reads_its_limits_and_what_it_may()
    {
        var limits = await Reader.LimitsAsync(CancellationToken.None);
        var rights = await Reader.RightsAsync(CancellationToken.None);

        limits.Value!.Page.Should().BePositive();
        rights.Value!.May("org", "update", "is_partner").Should().BeTrue();
        rights.Value.May("org", "update", "name").Should().BeFalse();
        rights.Value.May("workspace", "read", "settings").Should().BeTrue();
        rights.Value.May("org", "delete").Should().BeFalse();
    }

    [Fact]
    public async Task Makes_a_row_changes_it_once_and_finds_both_in_the_trail()
    {
        (await MakeAsync()).IsThere.Should().BeTrue();

        (await ToggleAsync(before: false)).Value.Should().BeTrue();
        (await ToggleAsync(before: false)).Value.Should().BeFalse();

        var row = (await Reader.FindAsync("org", $"{_organisation}", ["name", "is_partner"], CancellationToken.None)).Value!.Single();
        row.GetProperty("is_partner").GetBoolean().Should().BeTrue();
        var trail = (await Reader.RevisionsAsync("org", $"{_organisation}", after: 0, CancellationToken.None)).Value!;
        trail.Should().HaveCount(2).And.OnlyContain(revision => revision.IsOf(_source.Change));
        trail[1].UserAgent.Should().EndWith("; Zoe Bakker)");
        trail[1].Delta.GetProperty("is_partner").GetBoolean().Should().BeTrue();
        (await Reader.RevisionsAsync("org", $"{_organisation}", trail[0].Id, CancellationToken.None)).Value
            .Should().ContainSingle().Which.Id.Should().Be(trail[1].Id);
        (await Reader.RevisionsSinceAsync(trail[1].At!.Value.AddMinutes(-1), trail[0].Id, 1_000, CancellationToken.None)).Value
            .Should().Contain(revision => revision.Id == trail[1].Id);
    }

    [Fact]
    public async Task Tells_a_second_row_a_missing_parent_and_a_missing_permission_apart()
    {
        await MakeAsync();

        (await MakeAsync()).Fault.Should().BeOfType<NotUnique>().Which.Field.Should().Be("id");
        (await Writer.CreateAsync(
                "org_membership",
                new()
                {
                    ["id"] = $"{Guid.NewGuid()}",
                    ["org_id"] = $"{_organisation}",
                    ["user_id"] = $"{Guid.NewGuid()}",
                    ["role"] = "member",
                },
                _source,
                CancellationToken.None))
            .Fault.Should().BeOfType<MissingParent>();
        (await Writer.ChangeAsync(
                "org",
                JsonValue.Create($"{_organisation}"),
                new Dictionary<string, JsonValue?>(StringComparer.Ordinal),
                new() { ["name"] = "Another" },
                _source,
                CancellationToken.None))
            .Fault.Should().BeOfType<Forbidden>();
        (await Reader.RowsAsync(new("org", 1) { Filter = new() { ["id"] = new JsonObject { ["_gt"] = $"{_organisation}" } } }, default))
            .Fault.Should().BeOfType<InvalidQuery>();
    }

    [Fact]
    public async Task A_check_names_the_collections_of_which_it_is_not_shown_who_changed_a_row()
    {
        var project = $"{Guid.NewGuid()}";
        await MakeAsync();
        await ToggleAsync(before: false);
        await _platform.AsAdminAsync(HttpMethod.Post, "items/project", new JsonObject { ["id"] = project, ["name"] = "Made by a test" });
        await _platform.AsAdminAsync(HttpMethod.Patch, $"items/project/{project}", new JsonObject { ["name"] = "Renamed" });
        await using var database = await TestDatabase.CreateAsync(services => services.AddSingleton(_platform.Settings));

        var check = (await database.Get<PlatformCheck>().RunAsync(Make.Staff, CancellationToken.None)).Value!;

        check.Unseen.Should().Contain("project").And.NotContain("org");
        CheckWords.Of(check).Should().Contain(
            "Missing: read project in directus_revisions, for seeing who else changed a record of it.");
        await _platform.AsAdminAsync(HttpMethod.Delete, $"items/project/{project}");
    }

    [Fact]
    public async Task A_list_of_a_thousand_ids_is_one_question()
    {
        await MakeAsync();
        string[] ids = [.. Enumerable.Range(0, 999).Select(_ => $"{Guid.NewGuid()}"), $"{_organisation}"];

        (await Reader.SearchAsync("org", ids, ["id"], CancellationToken.None)).Value.Should().ContainSingle();
    }

    [Fact]
    public async Task A_wrong_token_is_an_outcome_of_its_own()
    {
        await using var core = Core(_platform.Settings with { Token = "revoked" });

        (await core.GetRequiredService<PlatformReader>().RowsAsync(new("org", 1), CancellationToken.None))
            .Fault.Should().BeOfType<Unauthorised>();
    }

    public async ValueTask DisposeAsync()
    {
        await _platform.AsAdminAsync(HttpMethod.Delete, "items/org", new JsonObject
        {
            ["query"] = new JsonObject { ["filter"] = new JsonObject { ["id"] = new JsonObject { ["_eq"] = $"{_organisation}" } } },
        });
        _platform.Dispose();
        await _core.DisposeAsync();
    }

    private Task<PlatformAnswer<System.Text.Json.JsonElement>> MakeAsync() =>
        Writer.CreateAsync("org", new() { ["id"] = $"{_organisation}", ["name"] = "Made by a test" }, _source, CancellationToken.None);

    private Task<PlatformAnswer<bool>> ToggleAsync(bool before) => Writer.ChangeAsync(
        "org",
        JsonValue.Create($"{_organisation}"),
        new Dictionary<string, JsonValue?>(StringComparer.Ordinal) { ["is_partner"] = JsonValue.Create(before) },
        new() { ["is_partner"] = !before },
        _source,
        CancellationToken.None);

    private static ServiceProvider Core(PlatformSettings settings) =>
        new ServiceCollection().AddLogging().AddSingleton(settings).AddPartnersCore("unused.db").BuildServiceProvider();
}
