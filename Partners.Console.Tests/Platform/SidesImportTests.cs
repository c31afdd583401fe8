using System.Text.Json.Nodes;
using FluentAssertions;
using Partners.Console.Tests.Support;
using Partners.Core.Platform.Import;
using Partners.Core.Workspaces;

namespace Partners.Console.Tests.Platform;

/// <summary>What an import takes of memberships' ends, of visibility and of webhooks.</summary>
public sealed class SidesImportTests : IAsyncLifetime
{
    private const string Webhook = "51000000-0000-4000-8000-000000000001";

    private readonly ExportFiles _export = new();
    private TestDatabase _database = null!;

    public async ValueTask InitializeAsync() => _database = await TestDatabase.CreateAsync();

    public async ValueTask DisposeAsync()
    {
        _export.Dispose();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task A_membership_that_ended_takes_no_seat_and_gives_no_access_until_it_is_renewed()
    {
        await SeatAsync("2026-02-01T00:00:00.000Z");
        (await PageAsync()).People.Should().BeEmpty();

        await SeatAsync("2027-03-01T00:00:00.000Z");
        (await PageAsync()).People.Should().ContainSingle().Which.Until.Should().Be(new DateTimeOffset(2027, 3, 1, 0, 0, 0, TimeSpan.Zero));

        await SeatAsync(null);
        (await PageAsync()).People.Should().ContainSingle().Which.Until.Should().BeNull();
    }

    [Fact]
    public async Task Support_is_listed_apart()
    {
        var row = Row("workspace_membership", "61000000-0000-4000-8000-000000000001");
        row["source"] = "staff_support";
        await _database.ImportAsync(_export.Replace("workspace_membership", row.ToJsonString()));

        var page = await PageAsync();
        (page.People.Count, page.Support.Count).Should().Be((0, 1));
    }

    [Theory]
    [InlineData("\"open_to_organisation\"", WorkspaceVisibility.OpenToOrganisation, 1)]
    [InlineData("\"invite_only\"", WorkspaceVisibility.InviteOnly, 1)]
    [InlineData("\"private\"", WorkspaceVisibility.Private, 1)]
    [InlineData("null", WorkspaceVisibility.OpenToOrganisation, 1)]
    public async Task The_owners_of_the_organisation_get_in_whatever_the_visibility(string word, WorkspaceVisibility visibility, int letIn)
    {
        _export.Replace("workspace", WorkspaceRow("visibility", word));
        await _database.ImportAsync(_export);

        var page = await PageAsync();
        (page.Visibility, page.LetIn.Count).Should().Be((visibility, letIn));
    }

    [Theory]
    [InlineData("open_to_organisation", null, true)]
    [InlineData("open_to_organisation", """{"sticky_removed":[{"user_id":"PERSON","removed_at":"2026-01-01T00:00:00Z"}]}""", false)]
    [InlineData("open_to_organisation", """{"sticky_removed":["PERSON"]}""", false)]
    [InlineData("open_to_organisation", """{"sticky_removed":"nonsense"}""", true)]
    [InlineData("invite_only", null, false)]
    [InlineData("private", null, false)]
    public async Task Its_admins_get_in_where_it_is_open_and_they_were_not_removed(string visibility, string? settings, bool getsIn)
    {
        var workspace = JsonNode.Parse(WorkspaceRow("visibility", $"\"{visibility}\""))!;
        workspace["settings"] = settings is null
            ? null
            : JsonNode.Parse(settings.Replace("PERSON", ExportFiles.Person, StringComparison.Ordinal));
        _export.Replace("workspace", workspace.ToJsonString());
        var member = Row("org_membership", "60000000-0000-4000-8000-000000000001");
        member["role"] = "admin";
        _export.Replace("org_membership", member.ToJsonString());
        await _database.ImportAsync(_export);

        (await PageAsync()).LetIn.Should().HaveCount(getsIn ? 1 : 0);
    }

    [Fact]
    public async Task The_platforms_own_pending_handoff_is_shown()
    {
        var workspace = JsonNode.Parse(WorkspaceRow("handoff_status", "\"pending\""))!;
        workspace["handoff_target_team_id"] = ExportFiles.Organisation;
        await _database.ImportAsync(_export.Replace("workspace", workspace.ToJsonString()));

        var page = await PageAsync();
        (page.PlatformHandoff, page.PlatformHandoffTarget).Should().Be((PlatformHandoff.Pending, "Bureau Özdemir"));
    }

    [Fact]
    public async Task A_webhook_is_taken_by_its_host_and_neither_its_secret_nor_its_address_is_kept()
    {
        _export.Add("project_webhook", Hook());
        (await _database.ImportAsync(_export)).Rejected.Should().Be(0);

        (await PageAsync()).Flows.Should().ContainSingle().Which.Should().Match<FlowFact>(flow =>
            flow.Host == "hooks.vlierdam.example"
            && flow.Name == "Transcripts"
            && flow.Project == "Woonvisie"
            && flow.Events == "conversation.transcribed, report.generated");
        (await _database.EverythingAsync()).Should().NotContain(row => row.Contains("s3cret") || row.Contains("k3y"));
    }

    [Theory]
    [InlineData("status", "\"disabled\"", 0)]
    [InlineData("status", "null", 1)]
    [InlineData("status", "\"a word of later\"", 1)]
    [InlineData("deleted_at", "\"2026-01-01T00:00:00Z\"", 0)]
    public async Task One_that_is_off_sends_nothing_and_a_word_that_is_not_known_counts_as_sending(string field, string json, int flows)
    {
        var hook = JsonNode.Parse(Hook())!;
        hook[field] = JsonNode.Parse(json);
        _export.Add("project_webhook", hook.ToJsonString());
        await _database.ImportAsync(_export);

        (await PageAsync()).Flows.Should().HaveCount(flows);
    }

    [Theory]
    [InlineData("url", "\"not an address?key=k3y\"", "The field url is no address.")]
    [InlineData("project_id", "\"dddddddd-0000-4000-8000-000000000000\"", "project_id")]
    public async Task One_that_cannot_be_true_is_rejected_without_saying_its_address(string field, string json, string reason)
    {
        var hook = JsonNode.Parse(Hook())!;
        hook[field] = JsonNode.Parse(json);
        _export.Add("project_webhook", hook.ToJsonString());
        var result = await _database.ImportAsync(_export);

        result.Rejections.Should().ContainSingle().Which.Reason.Should().Contain(reason).And.NotContain("k3y");
    }

    private static string Hook() =>
        $$"""
        {"id":"{{Webhook}}","project_id":"{{ExportFiles.Project}}","name":"Transcripts","url":"https://hooks.vlierdam.example/in?key=k3y",
        "secret":"s3cret","events":["conversation.transcribed","report.generated"],"status":"active","deleted_at":null}
        """;

    private static JsonNode Row(string collection, string id) =>
        JsonNode.Parse(ExportFiles.Like(collection, $"\"{id}\"", "id", $"\"{id}\""))!;

    /// <summary>The external client's row, with one field set.</summary>
    private static string WorkspaceRow(string field, string json)
    {
        var row = JsonNode.Parse(ExportFiles.Like("workspace", $"\"{ExportFiles.Client}\"", "usage_context", "\"external\""))!;
        row["name"] = "Client";
        row[field] = JsonNode.Parse(json);
        return row.ToJsonString();
    }

    private Task<ImportResult> SeatAsync(string? expiresAt)
    {
        var row = Row("workspace_membership", "61000000-0000-4000-8000-000000000001");
        row["expires_at"] = expiresAt;
        return _database.ImportAsync(_export.Replace("workspace_membership", row.ToJsonString()));
    }

    private async Task<WorkspaceDetails> PageAsync() =>
        (await _database.Get<WorkspaceOverview>().FindAsync(Make.Staff, new(ExportFiles.Client), default))!;
}
