using System.Text.Json.Nodes;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Partners.Console.Tests.Support;
using Partners.Core.Audit;
using Partners.Core.Changes;
using Partners.Core.Outbox;
using Partners.Core.Workspaces;

namespace Partners.Console.Tests.Platform;

/// <summary>Each staff-owned field by itself: kept while its change waits, followed once it is applied.</summary>
public sealed class StaffOwnedFieldTests : IAsyncLifetime
{
    private const string OtherOrganisation = "20000000-0000-4000-8000-000000000009";
    private const string OtherPerson = "10000000-0000-4000-8000-000000000009";

    private readonly ExportFiles _export = new ExportFiles()
        .Add("org", ExportFiles.Like("org", $"\"{OtherOrganisation}\"", "name", "\"Bureau Anders\""))
        .Add("app_user", ExportFiles.Like("app_user", $"\"{OtherPerson}\"", "email", "\"o@example.org\""));

    private TestDatabase _database = default!;

    public static TheoryData<string, string, string, string> Fields => new()
    {
        { "org", "is_partner", "true", "false" },
        { "workspace", "org_id", Text(ExportFiles.Organisation), Text(OtherOrganisation) },
        { "workspace", "name", Text("Woonvisie Vlierdam"), Text("Woonvisie") },
        { "workspace", "usage_context", Text("external"), Text("internal") },
        { "workspace", "data_owner_org_name", Text("Gemeente Vlierdam"), "null" },
        { "workspace", "data_owner_email", Text("griffie@vlierdam.example"), Text("griffie@elders.example") },
        { "workspace", "partner_agreement_accepted_at", Text("2026-11-20T11:00:00.000Z"), Text("2026-11-20T11:00:00.001Z") },
        { "workspace", "billing_account_id", Text("40000000-0000-4000-8000-000000000001"), "null" },
        { "workspace", "visibility", Text("private"), Text("open_to_organisation") },
        { "workspace", "deleted_at", Text("2026-11-19T11:00:00.000Z"), "null" },
        { "project", "workspace_id", Text(ExportFiles.Client), Text(ExportFiles.Team) },
        { "workspace_membership", "role", Text("member"), Text("external") },
        { "workspace_membership", "deleted_at", Text("2026-11-19T11:00:00.000Z"), "null" },
        { "workspace_membership", "workspace_id", Text(ExportFiles.Client), Text(ExportFiles.Team) },
        { "workspace_membership", "user_id", Text(ExportFiles.Person), Text(OtherPerson) },
        { "workspace_invite", "email", Text("nieuw@vlierdam.example"), Text("oud@vlierdam.example") },
        { "workspace_invite", "role", Text("observer"), Text("external") },
        { "workspace_invite", "expires_at", Text("2026-12-20T11:00:00.000Z"), "null" },
        { "workspace_invite", "deleted_at", Text("2026-11-19T11:00:00.000Z"), "null" },
        { "workspace_invite", "workspace_id", Text(ExportFiles.Client), Text(ExportFiles.Team) },
        { "billing_account", "workspace_id", Text(ExportFiles.Client), Text(ExportFiles.Team) },
        { "billing_account", "label", Text("Gemeente Vlierdam"), Text("Vlierdam") },
        { "billing_account", "tier", Text("guardian"), Text("innovator") },
        { "billing_account", "payment_mode", Text("offline"), Text("mollie") },
        { "billing_account", "billing_period", Text("annual"), Text("monthly") },
        { "referral_ledger", "notes", Text("Annex B"), Text("by mail") },
        { "referral_ledger", "deleted_at", Text("2026-11-19T11:00:00.000Z"), "null" },
    };

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        await _database.ImportAsync(_export);
    }

    public async ValueTask DisposeAsync()
    {
        _export.Dispose();
        await _database.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Fields))]
    public async Task Is_kept_while_its_change_waits_and_followed_once_it_was_applied(
        string collection,
        string field,
        string ours,
        string theirs)
    {
        await ImportAsync(collection, field, ours);
        var asSetHere = await RecordsAsync();
        await CarryAsync(collection, field, ours);

        await ImportAsync(collection, field, theirs);
        (await RecordsAsync()).Should().Equal(asSetHere);
        (await StateAsync()).Should().Be(PlatformChangeState.Waiting);

        await ImportAsync(collection, field, ours);
        (await RecordsAsync()).Should().Equal(asSetHere);
        (await StateAsync()).Should().Be(PlatformChangeState.Applied);

        await ImportAsync(collection, field, theirs);
        (await RecordsAsync()).Should().NotEqual(asSetHere, "the platform may change it from now on");
    }

    [Theory]
    [InlineData("workspace", "data_owner_email", "\"Griffie@Vlierdam.example\"", "\"griffie@vlierdam.EXAMPLE\"", true)]
    [InlineData("workspace", "data_owner_email", "null", "null", true)]
    [InlineData("workspace", "data_owner_email", "null", "\"griffie@vlierdam.example\"", false)]
    [InlineData("workspace", "name", "\"Woonvisie\"", "\"woonvisie\"", false)]
    [InlineData("workspace", "partner_agreement_accepted_at", "\"2026-11-20T11:00:00.000Z\"", "\"2026-11-20T12:00:00+01:00\"", true)]
    [InlineData("workspace", "partner_agreement_accepted_at", "\"2026-11-20T11:00:00.000Z\"", "null", false)]
    [InlineData("workspace", "deleted_at", "\"2026-11-20T11:00:00.000Z\"", "\"2026-11-21T09:30:00.000Z\"", true)]
    [InlineData("workspace", "deleted_at", "null", "\"2026-11-21T09:30:00.000Z\"", false)]
    [InlineData("workspace_membership", "role", "\"member\"", "\"viewer\"", true)]
    [InlineData("workspace", "colour", "\"blue\"", "\"blue\"", false)]
    public async Task Agrees_in_what_it_means_and_not_in_how_it_is_written(
        string collection,
        string field,
        string recorded,
        string said,
        bool applied)
    {
        await CarryAsync(collection, field, recorded);

        await ImportAsync(collection, field, said);

        (await StateAsync()).Should().Be(applied ? PlatformChangeState.Applied : PlatformChangeState.Waiting);
    }

    [Theory]
    [InlineData("https://platform.example/old", "\"placed here\"", "https://platform.example/old", false)]
    [InlineData("https://platform.example/old", "\"placed here\"", null, false)]
    [InlineData("https://platform.example/old", "\"placed here\"", "https://platform.example/new", true)]
    [InlineData(null, "\"placed here\"", "https://platform.example/new", true)]
    [InlineData(null, "\"placed here\"", null, false)]
    [InlineData("https://platform.example/old", "null", "https://platform.example/old", false)]
    [InlineData("https://platform.example/old", "null", null, true)]
    public async Task A_logo_was_taken_over_when_the_platform_has_another_address_for_it_than_before(
        string? before,
        string recorded,
        string? said,
        bool applied)
    {
        await ImportAsync("workspace", "logo_url", Json(before));
        await CarryAsync("workspace", "logo_url", recorded);

        await ImportAsync("workspace", "logo_url", Json(said));

        (await StateAsync()).Should().Be(applied ? PlatformChangeState.Applied : PlatformChangeState.Waiting);
        var workspace = await _database.QueryAsync(db => db.Workspaces.SingleAsync(found => found.Id == new Guid(ExportFiles.Team)));
        workspace.LogoUrl.Should().Be(applied ? said : before);
    }

    [Fact]
    public async Task An_account_that_is_kept_for_its_workspace_does_not_take_an_organisation_as_a_second_owner()
    {
        await CarryAsync("billing_account", "workspace_id", Text(ExportFiles.Client));

        var row = ExportFiles.Good("billing_account");
        (row["org_id"], row["workspace_id"]) = (ExportFiles.Organisation, null);
        await _database.ImportAsync(_export.Replace("billing_account", row.ToJsonString()));

        var account = await _database.QueryAsync(db => db.BillingAccounts.SingleAsync());
        (account.WorkspaceId, account.OrganisationId).Should().Be((new Guid(ExportFiles.Client), null));
        (await StateAsync()).Should().Be(PlatformChangeState.Waiting);
    }

    private static string Text(string text) => $"\"{text}\"";

    private static string Json(string? text) => text is null ? "null" : Text(text);

    private async Task ImportAsync(string collection, string field, string json)
    {
        var row = ExportFiles.Good(collection);
        if (string.Equals(collection, "workspace_membership", StringComparison.Ordinal))
        {
            row["role"] = "member";
        }

        row[field] = JsonNode.Parse(json);
        await _database.ImportAsync(_export.Replace(collection, row.ToJsonString()));
    }

    /// <summary>Records that staff set the field, as a command would.</summary>
    private async Task CarryAsync(string collection, string field, string json)
    {
        var item = ExportFiles.Good(collection)["id"]!.ToString();
        var outcome = await _database.Get<ChangeRunner>().RunAsync<string>(
            Make.Staff,
            Core.Access.Permission.ManageWorkspaces,
            Guid.CreateVersion7(),
            "set",
            async (change, cancel) =>
            {
                change.Record(
                    AuditActions.RoleChanged,
                    new(WorkspaceSubjects.Workspace, item, "The record", null, null),
                    null,
                    null,
                    "By hand");
                await change.CarryToPlatformAsync(
                    new(collection, item, "The record"), field, before: null, JsonNode.Parse(json), "By hand", cancel);
                return "done";
            },
            CancellationToken.None);
        outcome.IsDone.Should().BeTrue();
    }

    private async Task<IReadOnlyList<string>> RecordsAsync() =>
        [.. (await _database.EverythingAsync()).Where(row =>
            row.StartsWith("Organisations:", StringComparison.Ordinal)
            || row.StartsWith("Workspace", StringComparison.Ordinal)
            || row.StartsWith("BillingAccounts:", StringComparison.Ordinal)
            || row.StartsWith("Deal", StringComparison.Ordinal)
            || row.StartsWith("Projects:", StringComparison.Ordinal))];

    private async Task<PlatformChangeState> StateAsync() => (await _database.QueryAsync(db => db.PlatformChanges.SingleAsync())).State;
}
