using System.Text.Json.Nodes;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Partners.Console.Tests.Support;
using Partners.Core.Billing;
using Partners.Core.Changes;
using Partners.Core.Clients;
using Partners.Core.Outbox;
using Partners.Core.Platform;
using Partners.Core.Workspaces;

namespace Partners.Console.Tests.Outbox;

/// <summary>What staff do to workspaces and their people between two imports.</summary>
public sealed class WorkspaceChangeTests : IAsyncLifetime
{
    private static readonly Guid s_client = new(ExportFiles.Client);
    private static readonly Guid s_membership = new((string)ExportFiles.Good("workspace_membership")["id"]!);
    private static readonly Guid s_invite = new((string)ExportFiles.Good("workspace_invite")["id"]!);

    private readonly ExportFiles _export = new();
    private TestDatabase _database = default!;

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

    [Fact]
    public async Task Another_data_owner_stays_until_the_export_names_it()
    {
        await NameDataOwnerAsync(s_client, "Gemeente Vlierdam", "griffie@vlierdam.example");

        await ImportTwiceAsync();
        (await DataOwnerAsync()).Should().Be(("Gemeente Vlierdam", "griffie@vlierdam.example"));
        (await WaitingAsync()).Should().BeEquivalentTo("workspace data_owner_org_name", "workspace data_owner_email", "workspace_invite *");

        SetClient(row => row["data_owner_org_name"] = "Gemeente Vlierdam");
        await ImportTwiceAsync();
        (await WaitingAsync()).Should().BeEquivalentTo("workspace data_owner_email", "workspace_invite *");

        SetClient(row => (row["data_owner_org_name"], row["data_owner_email"]) = ("Gemeente Vlierdam", "Griffie@vlierdam.example"));
        await ImportTwiceAsync();
        (await WaitingAsync()).Should().BeEquivalentTo("workspace_invite *");
        (await DataOwnerAsync()).Should().Be(("Gemeente Vlierdam", "Griffie@vlierdam.example"));
    }

    [Fact]
    public async Task A_role_stays_until_the_export_has_it()
    {
        Done(
            await _database.Get<WorkspacePeople>().ChangeRoleAsync(
                Make.Staff,
                new(Guid.CreateVersion7(), s_membership, 1, WorkspaceRole.Member, "Works along"),
                default));

        await ImportTwiceAsync();
        ((await MembershipAsync()).Role, await StateAsync("role")).Should().Be((WorkspaceRole.Member, PlatformChangeState.Waiting));

        _export.Set("workspace_membership", "role", "\"member\"");
        await ImportTwiceAsync();
        ((await MembershipAsync()).Role, await StateAsync("role")).Should().Be((WorkspaceRole.Member, PlatformChangeState.Applied));
    }

    [Fact]
    public async Task A_removal_stays_until_the_export_has_it_at_a_moment_of_its_own()
    {
        Done(
            await _database.Get<WorkspacePeople>().RemoveAsync(
                Make.Staff,
                new(Guid.CreateVersion7(), s_membership, 1, "Left the client"),
                default));

        await ImportTwiceAsync();
        ((await MembershipAsync()).DeletedAt, await StateAsync("deleted_at")).Should().Be((FixedClock.Noon, PlatformChangeState.Waiting));

        _export.Set("workspace_membership", "deleted_at", "\"2026-11-21T09:00:00.000Z\"");
        await ImportTwiceAsync();
        ((await MembershipAsync()).DeletedAt, await StateAsync("deleted_at"))
            .Should().Be((new DateTimeOffset(2026, 11, 21, 9, 0, 0, TimeSpan.Zero), PlatformChangeState.Applied));
    }

    [Fact]
    public async Task A_revoked_invite_stays_revoked_until_the_export_has_it_so()
    {
        Done(
            await _database.Get<WorkspacePeople>().RevokeInviteAsync(
                Make.Staff,
                new(Guid.CreateVersion7(), s_invite, "A typing error"),
                default));

        await ImportTwiceAsync();
        ((await InviteAsync()).DeletedAt, await StateAsync("deleted_at")).Should().Be((FixedClock.Noon, PlatformChangeState.Waiting));

        _export.Set("workspace_invite", "deleted_at", "\"2026-11-21T09:00:00.000Z\"");
        await ImportTwiceAsync();
        (await StateAsync("deleted_at")).Should().Be(PlatformChangeState.Applied);
    }

    [Fact]
    public async Task A_workspace_that_was_made_here_is_left_alone_by_an_export_without_it()
    {
        await CreateAsync();
        var made = await RecordsAsync();

        var import = await _database.ImportAsync(_export);

        import.Collections.Should().OnlyContain(collection => collection.Added == 0 && collection.Updated == 0 && collection.Rejected == 0);
        (await RecordsAsync()).Should().Equal(made);
        (await WaitingAsync()).Should().BeEquivalentTo("workspace *", "billing_account *", "workspace_membership *", "workspace_invite *");
    }

    [Fact]
    public async Task A_workspace_that_was_made_here_is_applied_when_the_export_has_all_of_it()
    {
        await CreateAsync();
        var made = await RecordsAsync();
        await CarryOverAsync();

        var import = await _database.ImportAsync(_export);

        import.Collections.Should().OnlyContain(
            collection => collection.Added == 0 && collection.Updated == 0 && collection.Rejected == 0,
            "the platform has taken exactly what it was given");
        (await RecordsAsync()).Should().Equal(made);
        (await WaitingAsync()).Should().BeEmpty();
        await ImportTwiceAsync();
    }

    [Fact]
    public async Task A_workspace_that_was_made_here_keeps_its_name_where_the_export_has_another()
    {
        var workspace = await CreateAsync();
        await CarryOverAsync(
            ("workspace", "name", "Participatie (oud)"),
            ("billing_account", "tier", "free"),
            ("workspace", "source_of_nothing", "x"));

        await ImportTwiceAsync();

        (await _database.QueryAsync(db => db.Workspaces.SingleAsync(found => found.Id == workspace))).Name.Should().Be("Participatie");
        (await _database.QueryAsync(db => db.BillingAccounts.SingleAsync(found => found.WorkspaceId == workspace))).Tier
            .Should().Be(Tier.Changemaker);
        (await WaitingAsync()).Should().BeEquivalentTo("workspace *", "billing_account *");
    }

    [Fact]
    public async Task What_was_changed_again_since_it_was_made_is_left_to_the_later_change()
    {
        var workspace = await CreateAsync();
        await CarryOverAsync();
        await NameDataOwnerAsync(workspace, "Gemeente Oosterveen", "griffie@haarlem.example");

        await ImportTwiceAsync();
        (await WaitingAsync()).Should().BeEquivalentTo("workspace data_owner_org_name");
        (await _database.QueryAsync(db => db.Workspaces.SingleAsync(found => found.Id == workspace))).DataOwnerName
            .Should().Be("Gemeente Oosterveen");
    }

    [Fact]
    public async Task A_record_that_the_platform_made_with_the_later_value_waits_for_nothing()
    {
        var workspace = await CreateAsync();
        await NameDataOwnerAsync(workspace, "Gemeente Oosterveen", "griffie@haarlem.example");
        await CarryOverAsync(("workspace", "data_owner_org_name", "Gemeente Oosterveen"));

        await ImportTwiceAsync();

        (await WaitingAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task An_invite_that_was_made_here_and_accepted_on_the_platform_is_taken_over()
    {
        await CreateAsync();
        await CarryOverAsync(("workspace_invite", "accepted_at", "2026-11-21T09:00:00.000Z"));

        await ImportTwiceAsync();

        (await _database.QueryAsync(db =>
            db.WorkspaceInvites.SingleAsync(invite => invite.EmailKey == "griffie@haarlem.example"))).AcceptedAt
            .Should().NotBeNull();
        (await WaitingAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task A_new_record_stands_in_the_lines_as_one_object()
    {
        await CreateAsync();
        var lines = new List<JsonObject>();
        await foreach (var line in _database.Get<PlatformRecord>().WaitingLinesAsync(Make.Staff, default))
        {
            lines.Add(JsonNode.Parse(line)!.AsObject());
        }

        lines.Should().HaveCount(4).And.OnlyContain(line => (string)line["field"]! == "*");
        var workspace = lines.Single(line => (string)line["collection"]! == "workspace");
        var value = workspace["value"]!.AsObject();
        value.Select(field => field.Key).Should().Equal(
            "id", "org_id", "name", "usage_context", "data_owner_org_name", "data_owner_email", "partner_agreement_accepted_at",
            "billing_account_id", "visibility", "created_by", "created_at");
        ((string)value["id"]!, (string)value["usage_context"]!).Should().Be(((string)workspace["item"]!, "external"));
    }

    private static void Done<T>(Outcome<T> outcome)
        where T : notnull => outcome.IsDone.Should().BeTrue(string.Join(' ', outcome.Refusals.Select(refusal => refusal.Sentence)));

    private async Task<Guid> CreateAsync()
    {
        var outcome = await _database.Get<ClientWorkspaces>().CreateAsync(
            Make.Staff,
            new(
                Guid.CreateVersion7(),
                new(ExportFiles.Organisation),
                new(
                    "Participatie",
                    "Gemeente Haarlem",
                    "griffie@haarlem.example",
                    new(ExportFiles.Person),
                    Tier.Changemaker,
                    BillingPeriod.Annual,
                    AgreementAccepted: true,
                    OwnAddressMeant: false)),
            default);
        Done(outcome);
        return outcome.Value!.WorkspaceId;
    }

    private async Task NameDataOwnerAsync(Guid workspace, string name, string email) =>
        Done(
            await _database.Get<DataOwnership>().NameAsync(
                Make.Staff,
                new(Guid.CreateVersion7(), workspace, 1, name, email, OwnAddressMeant: false, "The client merged"),
                default));

    /// <summary>Adds the new records to the export exactly as in the list of changes, with the given exceptions.</summary>
    private async Task CarryOverAsync(params (string Collection, string Field, string Value)[] otherwise)
    {
        foreach (var change in await _database.QueryAsync(db =>
            db.PlatformChanges.Where(change => change.Field == PlatformFields.NewRecord).ToListAsync()))
        {
            var row = JsonNode.Parse(change.Value)!.AsObject();
            foreach (var (_, field, value) in otherwise.Where(other => other.Collection == change.Collection))
            {
                row[field] = value;
            }

            _export.Add(change.Collection, row.ToJsonString());
        }
    }

    private void SetClient(Action<JsonObject> set)
    {
        var row = ExportFiles.Good("workspace");
        (row["id"], row["name"], row["usage_context"]) = (ExportFiles.Client, "Client", "external");
        set(row);
        _export.Replace("workspace", row.ToJsonString());
    }

    /// <summary>Imports twice; the second import may change nothing.</summary>
    private async Task ImportTwiceAsync()
    {
        await _database.ImportAsync(_export);
        var after = await RecordsAsync();
        var second = await _database.ImportAsync(_export);
        second.Collections.Should().OnlyContain(collection => collection.Added == 0 && collection.Updated == 0);
        (await RecordsAsync()).Should().Equal(after);
    }

    private async Task<IReadOnlyList<string>> RecordsAsync() =>
        [.. (await _database.EverythingAsync()).Where(row =>
            row.StartsWith("Workspace", StringComparison.Ordinal) || row.StartsWith("BillingAccounts:", StringComparison.Ordinal))];

    private async Task<IEnumerable<string>> WaitingAsync() =>
        (await _database.QueryAsync(db => db.PlatformChanges.Where(change => change.State == PlatformChangeState.Waiting).ToListAsync()))
            .Select(change => $"{change.Collection} {change.Field}");

    private async Task<PlatformChangeState> StateAsync(string field) =>
        (await _database.QueryAsync(db => db.PlatformChanges.SingleAsync(change => change.Field == field))).State;

    private async Task<(string?, string?)> DataOwnerAsync()
    {
        var workspace = await _database.QueryAsync(db => db.Workspaces.SingleAsync(found => found.Id == s_client));
        return (workspace.DataOwnerName, workspace.DataOwnerEmail);
    }

    private Task<WorkspaceMembership> MembershipAsync() =>
        _database.QueryAsync(db => db.WorkspaceMemberships.SingleAsync(found => found.Id == s_membership));

    private Task<WorkspaceInvite> InviteAsync() =>
        _database.QueryAsync(db => db.WorkspaceInvites.SingleAsync(found => found.Id == s_invite));
}
