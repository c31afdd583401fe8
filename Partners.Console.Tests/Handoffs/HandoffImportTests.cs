using System.Text.Json.Nodes;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Partners.Console.Tests.Support;
using Partners.Core.Billing;
using Partners.Core.Handoffs;
using Partners.Core.Workspaces;

namespace Partners.Console.Tests.Handoffs;

/// <summary>The platform does not know of a handoff until someone enters it there: until then its exports undo nothing.</summary>
public sealed class HandoffImportTests : IAsyncLifetime
{
    private const string Clara = "10000000-0000-4000-8000-000000000009";

    private readonly ExportFiles _export = new();
    private TestDatabase _database = default!;

    public async ValueTask InitializeAsync()
    {
        _export.Add("app_user", ExportFiles.Like("app_user", $"\"{Clara}\"", "email", "\"clara@vlierdam.example\""));
        var seat =
            JsonNode.Parse(ExportFiles.Like("workspace_membership", "\"61000000-0000-4000-8000-000000000009\"", "role", "\"observer\""))!;
        seat["user_id"] = Clara;
        _export.Add("workspace_membership", seat.ToJsonString());
        _database = await TestDatabase.CreateAsync();
        await _database.ImportAsync(_export);
    }

    public async ValueTask DisposeAsync()
    {
        _export.Dispose();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task What_was_handed_off_stays_handed_off_until_the_export_says_the_same()
    {
        await HandOffAsync();
        var (workspace, account) = await NowAsync();
        (await _database.ImportAsync(_export)).Rejected.Should().Be(0);
        var (workspaceAfter, accountAfter) = await NowAsync();

        (workspaceAfter.OrganisationId, workspaceAfter.UsageContext).Should().Be((workspace.OrganisationId, UsageContext.Internal));
        (accountAfter.OrganisationId, accountAfter.WorkspaceId, accountAfter.LegalName, accountAfter.VatNumber)
            .Should().Be((account.OrganisationId, null, "Gemeente Zwolle", "NL001234567B01"));
        (await _database.QueryAsync(db => db.WorkspaceMemberships.Where(membership => membership.DeletedAt == null).ToListAsync()))
            .Should().ContainSingle().Which
            .Should().Match<WorkspaceMembership>(membership =>
                membership.PersonId == new Guid(Clara) && membership.Role == WorkspaceRole.Owner);
        (await _database.QueryAsync(db => db.Handoffs.SingleAsync())).Status.Should().Be(HandoffStatus.Completed);
    }

    [Theory]
    [InlineData(
        "workspace_membership",
        """
        {"id":"61000000-0000-4000-8000-000000000077","workspace_id":"CLIENT",
        "user_id":"ANNA","role":"admin","source":"direct","created_at":"2026-11-01T10:00:00Z"}
        """,
        "Anna has access by a role in the workspace.")]
    [InlineData(
        "workspace_membership",
        """
        {"id":"61000000-0000-4000-8000-000000000077","workspace_id":"CLIENT",
        "user_id":"ANNA","role":"admin","source":"staff_support","created_at":"2026-11-01T10:00:00Z"}
        """,
        "Anna has access by a role in the workspace.")]
    [InlineData(
        "workspace_invite",
        """
        {"id":"62000000-0000-4000-8000-000000000077","workspace_id":"CLIENT","email":"x@post.EXAMPLE.org",
        "role":"member","created_at":"2026-11-01T10:00:00Z","expires_at":"2026-12-30T10:00:00Z"}
        """,
        "x@post.EXAMPLE.org has access by an invite that is still open.")]
    [InlineData(
        "org_membership",
        """
        {"id":"60000000-0000-4000-8000-000000000077","org_id":"ORG",
        "user_id":"CLARA","role":"member","created_at":"2026-11-01T10:00:00Z"}
        """,
        "Anna has access by a role in the workspace.")]
    [InlineData(
        "org_membership",
        """
        {"id":"60000000-0000-4000-8000-000000000077","org_id":"ORG","user_id":"CLARA",
        "role":"member","created_at":"2025-11-01T10:00:00Z","deleted_at":"2026-01-01T10:00:00Z"}
        """,
        "Anna has access by a role in the workspace.")]
    [InlineData(
        "project_webhook",
        """
        {"id":"51000000-0000-4000-8000-000000000077","project_id":"PROJECT",
        "name":"New","url":"https://hooks.example.org/in","status":"active"}
        """,
        "Conversations leave by the webhook New to hooks.example.org, of Woonvisie.")]
    public async Task What_an_import_opens_again_is_on_Today_with_the_import_that_did(string collection, string row, string sentence)
    {
        await HandOffAsync();
        (await _database.ImportAsync(_export)).Rejected.Should().Be(0);
        (await BrokenAsync()).Handoffs.Should().Be(0, "an export that knows nothing of the handoff opens nothing");

        _export.Add(collection, row
            .Replace("CLIENT", ExportFiles.Client, StringComparison.Ordinal)
            .Replace("ANNA", ExportFiles.Person, StringComparison.Ordinal)
            .Replace("CLARA", Clara, StringComparison.Ordinal)
            .Replace("ORG", ExportFiles.Organisation, StringComparison.Ordinal)
            .Replace("PROJECT", ExportFiles.Project, StringComparison.Ordinal));
        (await _database.ImportAsync(_export)).Rejected.Should().Be(0);

        var broken = (await BrokenAsync()).First.Should().ContainSingle().Subject;
        broken.OpenedBy.Should().StartWith("Noor de Wit: import of ");
        (await _database.Get<HandoffProofs>().OfHandoffAsync(Make.Staff, broken.Id, default)).Select(breach => breach.Sentence)
            .Should().Contain(sentence);
    }

    /// <summary>docs/product.md H31.</summary>
    [Fact]
    public async Task Access_of_the_partners_that_lapsed_before_the_handoff_and_is_renewed_on_the_platform_opens_nothing()
    {
        const string Seat = "61000000-0000-4000-8000-000000000088";
        const string Pip = "10000000-0000-4000-8000-000000000008";
        _export.Add("app_user", ExportFiles.Like("app_user", $"\"{Pip}\"", "email", "\"pip@example.org\""));
        await _database.ImportAsync(_export.Add("workspace_membership", Row("\"2026-10-01T00:00:00Z\"")));
        await HandOffAsync();
        (await _database.ImportAsync(_export.Add("workspace_membership", Row("null")))).Rejected.Should().Be(0);

        (await BrokenAsync()).Handoffs.Should().Be(0);
        (await _database.QueryAsync(db => db.WorkspaceMemberships.SingleAsync(seat => seat.Id == new Guid(Seat))))
            .Should().Match<WorkspaceMembership>(seat => seat.ExpiresAt == null && seat.DeletedAt != null);

        static string Row(string expires) =>
            $$"""
            {"id":"{{Seat}}","workspace_id":"{{ExportFiles.Client}}","user_id":"{{Pip}}","role":"member","source":"direct",
            "created_at":"2026-01-04T10:00:00Z","expires_at":{{expires}},"deleted_at":null}
            """;
    }

    [Fact]
    public async Task A_webhook_that_the_platform_puts_on_a_project_elsewhere_no_longer_breaks_the_proof()
    {
        const string Elsewhere = "50000000-0000-4000-8000-000000000077";
        _export.Add("project", ExportFiles.Like("project", $"\"{Elsewhere}\"", "workspace_id", $"\"{ExportFiles.Team}\""));
        await HandOffAsync();
        await _database.ImportAsync(_export.Replace("project_webhook", Row(ExportFiles.Project)));
        (await BrokenAsync()).Handoffs.Should().Be(1);

        await _database.ImportAsync(_export.Replace("project_webhook", Row(Elsewhere)));
        (await BrokenAsync()).Handoffs.Should().Be(0);

        static string Row(string project) =>
            $$"""
            {"id":"51000000-0000-4000-8000-000000000077","project_id":"{{project}}","name":"New","url":"https://hooks.example.org/in"}
            """;
    }

    [Fact]
    public async Task Another_address_of_somebody_who_has_access_is_judged_anew()
    {
        await HandOffAsync();
        await _database.ImportAsync(_export.Add(
            "app_user",
            ExportFiles.Like("app_user", $"\"{Clara}\"", "email", "\"clara@example.org\"")));

        (await BrokenAsync()).Handoffs.Should().Be(1);
    }

    private async Task<Core.Today.BrokenHandoffs> BrokenAsync() =>
        (await _database.Get<Core.Today.Overview>().FindAsync(Make.Staff, default)).Broken;

    private Task<(Workspace Workspace, BillingAccount Account)> NowAsync() => _database.QueryAsync(async db =>
        (
            await db.Workspaces.AsNoTracking().SingleAsync(found => found.Id == new Guid(ExportFiles.Client)),
            await db.BillingAccounts.AsNoTracking().SingleAsync()));

    private async Task HandOffAsync()
    {
        var (drafts, directory) = (_database.Get<HandoffDrafts>(), _database.Get<HandoffDirectory>());
        var begun = (await drafts.BeginAsync(Make.Operator, new(Guid.CreateVersion7(), new(ExportFiles.Client)), default)).Value!;
        var seen = (await directory.FindAsync(Make.Operator, begun.HandoffId, default))!;
        var plan = seen.Handoff.Plan with
        {
            Client = new(NewName: "Gemeente Vlierdam", NewOwnerId: new(Clara)),
            Timing = HandoffScene.Agreed(_database.Today),
            People = [.. seen.Facts.People.Select(person => new PersonPlan(
                person.MembershipId,
                person.IsOfPartner ? null : WorkspaceRole.Owner))],
            Billing = HandoffScene.Bill,
            Deals = [.. seen.Facts.Deals.Select(deal => new DealPlan(deal.Id, DealFate.SettleAndEnd))],
        };
        await drafts.SaveAsync(Make.Operator, new(Guid.CreateVersion7(), seen.Handoff.Id, seen.Handoff.Version, plan), default);
        seen = (await directory.FindAsync(Make.Operator, begun.HandoffId, default))!;
        (await _database.Get<HandoffTransfer>().HandOffAsync(Make.Operator, HandoffScene.Confirmed(seen), default)).IsDone
            .Should().BeTrue();
    }
}
