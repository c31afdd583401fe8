using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Partners.Console.Tests.Support;
using Partners.Core.ExternalLed;
using Partners.Core.Workspaces;

namespace Partners.Console.Tests.ExternalLed;

/// <summary>Imports and staff mark the clients that they change.</summary>
public sealed class StaleClientsTests : IAsyncLifetime
{
    private const string OtherClient = "30000000-0000-4000-8000-000000000009";
    private const string Owner = "10000000-0000-4000-8000-000000000009";
    private const string Founder = "10000000-0000-4000-8000-000000000008";

    private static readonly Guid s_client = Guid.Parse(ExportFiles.Client);
    private static readonly Guid s_other = Guid.Parse(OtherClient);

    private readonly ExportFiles _export = new();
    private TestDatabase _database = default!;

    /// <summary>Besides the client where Anna is a member, one without members, whose data owner has an account.</summary>
    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        var other = ExportFiles.Good("workspace");
        (
            other["id"],
            other["usage_context"],
            other["data_owner_org_name"],
            other["data_owner_email"]) = (OtherClient, "external", "Gemeente Ede", "Dirk@Ede.example");
        _export.Add("workspace", other.ToJsonString());
        _export.Add(
            "app_user",
            ExportFiles.Like("app_user", $"\"{Owner}\"", "email", "\"dirk@ede.example\""),
            ExportFiles.Like("app_user", $"\"{Founder}\"", "email", "\"f@example.org\""));
        await _database.ImportAsync(_export);
        await ForgetAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _export.Dispose();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task A_first_import_touches_each_client_and_no_workspace_of_a_team()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.ImportAsync(_export);

        (await TouchesAsync(database)).Should().BeEquivalentTo([s_client, s_other]);
    }

    [Fact]
    public async Task The_same_folder_again_touches_nobody()
    {
        await _database.ImportAsync(_export);

        (await TouchesAsync(_database)).Should().BeEmpty();
    }

    [Fact]
    public async Task A_dry_run_touches_nobody()
    {
        using var export = new ExportFiles().Set("project", "name", "\"Anders\"");
        await _database.ImportAsync(export, dryRun: true);

        (await TouchesAsync(_database)).Should().BeEmpty();
    }

    [Theory]
    [InlineData("conversation", "duration", "90")]
    [InlineData("project", "name", "\"Anders\"")]
    [InlineData("project", "deleted_at", "\"2026-11-01T10:00:00Z\"")]
    [InlineData("workspace_membership", "role", "\"external\"")]
    [InlineData("workspace_invite", "deleted_at", "\"2026-11-01T10:00:00Z\"")]
    [InlineData("referral_ledger", "notes", "\"by phone\"")]
    [InlineData("app_user", "display_name", "\"Anna Anders\"")]
    public async Task A_changed_row_touches_its_client_alone(string collection, string field, string json)
    {
        using var export = new ExportFiles().Set(collection, field, json);
        await _database.ImportAsync(export);

        (await TouchesAsync(_database)).Should().Equal(s_client);
    }

    [Theory]
    [InlineData("org", "name", "\"Bureau Anders\"")]
    [InlineData("org_membership", "role", "\"member\"")]
    public async Task A_change_of_the_partner_touches_all_its_clients(string collection, string field, string json)
    {
        using var export = new ExportFiles().Set(collection, field, json);
        await _database.ImportAsync(export);

        (await TouchesAsync(_database)).Should().BeEquivalentTo([s_client, s_other]);
    }

    [Theory]
    [InlineData("project", "workspace_id")]
    [InlineData("workspace_membership", "workspace_id")]
    [InlineData("workspace_invite", "workspace_id")]
    public async Task What_moved_touches_where_it_was_and_where_it_is(string collection, string field)
    {
        using var export = new ExportFiles().Set(collection, field, $"\"{OtherClient}\"");
        await _database.ImportAsync(export);

        (await TouchesAsync(_database)).Should().BeEquivalentTo([s_client, s_other]);
    }

    [Fact]
    public async Task A_conversation_that_moved_touches_the_clients_of_both_projects()
    {
        using var export = new ExportFiles();
        export.Add(
            "project",
            ExportFiles.Like("project", "\"50000000-0000-4000-8000-000000000009\"", "workspace_id", $"\"{OtherClient}\""));
        await _database.ImportAsync(export);
        await ForgetAsync();

        await _database.ImportAsync(export.Set("conversation", "project_id", "\"50000000-0000-4000-8000-000000000009\""));

        (await TouchesAsync(_database)).Should().BeEquivalentTo([s_client, s_other]);
    }

    [Theory]
    [InlineData("name", "\"Anders\"")]
    [InlineData("data_owner_email", "\"g@example.org\"")]
    public async Task A_changed_workspace_touches_itself(string field, string json)
    {
        using var export = new ExportFiles();
        export.Replace(
            "workspace",
            ExportFiles.Like("workspace", $"\"{ExportFiles.Client}\"", field, json)
                .Replace("\"usage_context\":null", "\"usage_context\":\"external\"", StringComparison.Ordinal));
        await _database.ImportAsync(export);

        (await TouchesAsync(_database)).Should().Equal(s_client);
    }

    [Fact]
    public async Task An_address_touches_the_clients_whose_data_owner_had_it_and_whose_has_it()
    {
        using var export = new ExportFiles();
        await _database.ImportAsync(export.Replace("app_user", Like(Owner, "elders@example.org")));
        (await TouchesAsync(_database)).Should().Equal(s_other);
        await ForgetAsync();

        await _database.ImportAsync(export.Replace("app_user", Like(Owner, "DIRK@ede.example")));
        (await TouchesAsync(_database)).Should().Equal(s_other);

        string Like(string id, string email)
        {
            var row = ExportFiles.Good("app_user");
            (row["id"], row["email"], row["directus_user_id"]) = (
                id,
                email,
                _database.QueryAsync(db => db.People.SingleAsync(person => person.Id == Guid.Parse(id))).Result.DirectusUserId.ToString());
            return row.ToJsonString();
        }
    }

    [Fact]
    public async Task A_new_organisation_touches_the_clients_of_whoever_created_it()
    {
        using var export = new ExportFiles();
        await _database.ImportAsync(export.Replace("org", Founded("20000000-0000-4000-8000-000000000005", Founder)));
        (await TouchesAsync(_database)).Should().BeEmpty("the founder is nobody's client");

        await _database.ImportAsync(export.Replace("org", Founded("20000000-0000-4000-8000-000000000006", Owner)));
        (await TouchesAsync(_database)).Should().Equal([s_other], "it is the data owner's");
        await ForgetAsync();

        await _database.ImportAsync(export.Replace("org", Founded("20000000-0000-4000-8000-000000000007", ExportFiles.Person)));
        (await TouchesAsync(_database)).Should().Equal([s_client], "the founder has a seat there");

        static string Founded(string id, string by) => ExportFiles.Like("org", $"\"{id}\"", "created_by", $"\"{by}\"");
    }

    [Theory]
    [InlineData("workspace", true)]
    [InlineData("workspace_membership", true)]
    [InlineData("project", false)]
    [InlineData("directus_users", false)]
    public async Task Activity_touches_only_where_it_can_count(string collection, bool touches)
    {
        using var export = new ExportFiles();
        await _database.ImportAsync(
            export.Replace("directus_activity", ExportFiles.Like("directus_activity", "2", "collection", $"\"{collection}\"")));

        (await TouchesAsync(_database)).Should().Equal(touches ? [s_client] : []);
    }

    [Fact]
    public async Task What_staff_change_of_a_client_touches_it()
    {
        var invited = await _database.Get<WorkspacePeople>().InviteAsync(
            Make.Staff,
            new(Guid.CreateVersion7(), s_client, "nieuw@example.org", WorkspaceRole.External),
            default);

        invited.IsDone.Should().BeTrue();
        (await TouchesAsync(_database)).Should().Equal(s_client);
    }

    [Fact]
    public async Task A_command_that_is_refused_touches_nobody()
    {
        var invited = await _database.Get<WorkspacePeople>().InviteAsync(
            Make.Staff,
            new(Guid.CreateVersion7(), s_client, "no address", WorkspaceRole.External),
            default);

        invited.IsDone.Should().BeFalse();
        (await TouchesAsync(_database)).Should().BeEmpty();
    }

    [Fact]
    public async Task What_staff_do_with_a_card_touches_nobody()
    {
        await _database.AddAsync(new Candidate(s_client, Guid.Parse(ExportFiles.Organisation), FixedClock.Noon));
        await _database.Get<SignalRefresh>().RunAsync(Make.Staff, null, null, default);

        var moved = await _database.Get<Pipeline>().MoveAsync(
            Make.Staff,
            new(Guid.CreateVersion7(), s_client, 1, PipelineStage.Contacted),
            default);

        moved.IsDone.Should().BeTrue();
        (await TouchesAsync(_database)).Should().BeEmpty();
    }

    private static Task<List<Guid>> TouchesAsync(TestDatabase database) =>
        database.QueryAsync(db => db.SignalTouches.Select(touch => touch.WorkspaceId).ToListAsync());

    private Task<int> ForgetAsync() => _database.ByHandAsync("""DELETE FROM "SignalTouches" """);
}
