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
