using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Partners.Core.Audit;
using Partners.Core.Handoffs;

namespace Partners.Console.Tests.Handoffs;

/// <summary>
/// The transfer is undone if the partner has a way in left (docs/product.md H18). Each path is opened behind the transfer's back, by the
/// database itself as the workspace changes hands, after every check has passed.
/// </summary>
public sealed class AccessProofTests : IAsyncLifetime
{
    private const string Pim = "(SELECT Id FROM People WHERE Email = 'pim@samenspel.example')";
    private const string Zwolle = "(SELECT Id FROM Organisations WHERE Name = 'Gemeente Zwolle')";
    private const string Partner = "(SELECT Id FROM Organisations WHERE Name = 'Bureau Samenspel')";

    private HandoffScene _scene = null!;

    public async ValueTask InitializeAsync() => _scene = await HandoffScene.CreateAsync();

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    public static TheoryData<string, string, string> Paths() => new()
    {
        {
            "INSERT INTO WorkspaceMemberships (Id, WorkspaceId, PersonId, Role, Source, CreatedAt, Version) VALUES (randomblob(16), "
                + $"NEW.Id, {Pim}, 'Member', 'direct', 1, 1)",
            "Pim Smit",
            "a role in the workspace"
        },
        {
            $"INSERT INTO OrganisationMemberships (Id, OrganisationId, PersonId, Role, CreatedAt) VALUES (randomblob(16), {Zwolle}, "
                + $"{Pim}, 'Member', 1)",
            "Pim Smit",
            "membership in the organisation that owns it"
        },
        {
            "INSERT INTO WorkspaceInvites (Id, WorkspaceId, Email, EmailKey, Role, CreatedAt) VALUES (randomblob(16), NEW.Id, "
                + "'new@samenspel.example', 'new@samenspel.example', 'Member', 1)",
            "new@samenspel.example",
            "an invite that is still open"
        },
        {
            $"UPDATE BillingAccounts SET OrganisationId = {Partner}, WorkspaceId = NULL WHERE Id = NEW.BillingAccountId",
            "Bureau Samenspel",
            "owning the account that pays"
        },
        { $"UPDATE Workspaces SET OrganisationId = {Partner} WHERE Id = NEW.Id", "Bureau Samenspel", "owning the workspace" },
    };

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task A_path_that_is_left_open_undoes_everything(string opens, string who, string how)
    {
        var draft = await _scene.DecidedAsync();

        // The account's path opens when its billing details are saved: the account's own transfer would overwrite an earlier change.
        var last = opens.Contains("BillingAccounts", StringComparison.Ordinal)
            ? "CREATE TRIGGER Plant AFTER UPDATE OF LegalName ON BillingAccounts WHEN NEW.LegalName IS NOT NULL BEGIN "
                + $"{opens.Replace("NEW.BillingAccountId", "NEW.Id", StringComparison.Ordinal)}; END"
            : $"CREATE TRIGGER Plant AFTER UPDATE OF UsageContext ON Workspaces WHEN NEW.UsageContext = 'Internal' BEGIN {opens}; END";
        await _scene.Database.ByHandAsync(last);
        var outcome = await _scene.HandOffAsync(draft);

        outcome.Refusals.Should().Contain(new StillHasAWayIn(who, how));
        outcome.Refusals.OfType<StillHasAWayIn>().Should().HaveCount(outcome.Refusals.Count);
        (await _scene.WorkspaceNowAsync()).OrganisationId.Should().Be(_scene.Partner.Id);
        (await _scene.PeopleNowAsync()).Should().ContainKey("Pim Smit");
        (await _scene.Database.QueryAsync(db => db.AuditEntries.CountAsync(entry => entry.Action == AuditActions.HandoffCompleted)))
            .Should().Be(0);
        (await _scene.FindAsync(draft.Handoff.Id)).Handoff.Should().Match<Handoff>(handoff =>
            handoff.Status == HandoffStatus.Draft && handoff.Record == null);
    }

    [Fact]
    public async Task The_proof_says_how_much_was_looked_through()
    {
        await _scene.HandOffAsync(await _scene.DecidedAsync());
        var proof = (await _scene.Database.QueryAsync(db => db.Handoffs.SingleAsync())).Record!.Proof;

        proof.Looked.Should().HaveCount(Enum.GetValues<AccessPathKind>().Length);
        proof.Looked[AccessPathKind.BillingAccount].Should().Be(1);
        proof.Paths.Should().BeEmpty();
    }
}
