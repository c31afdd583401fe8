using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Partners.Console.Tests.Support;
using Partners.Core.Audit;
using Partners.Core.Changes;
using Partners.Core.Workspaces;

namespace Partners.Console.Tests.Workspaces;

/// <summary>An invite lapses after 7 days, the data owner's after 30, and each can be sent again (docs/product.md W16).</summary>
public sealed class InviteAgainTests : IAsyncLifetime
{
    private TestDatabase _database = null!;
    private Workspace _client = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        var partner = Make.PlatformPartner();
        _client = Make.Client(partner);
        await _database.AddAsync(partner, _client);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Theory]
    [InlineData("raad@zwolle.example", 7)]
    [InlineData("Griffie@Zwolle.example", 30)]
    public async Task A_lapsed_one_is_open_for_its_whole_time_again_and_the_platform_is_told(string address, int days)
    {
        var invite = Make.Invite(_client, address, WorkspaceRole.Observer, expiresAt: FixedClock.Noon.AddDays(-3));
        await _database.AddAsync(invite);

        (await AgainAsync(invite)).Value.Should().Be(
            new PersonInvited(invite.Id, address, WorkspaceRole.Observer, FixedClock.Noon.AddDays(days)));
        var entry = await _database.QueryAsync(db => db.AuditEntries.SingleAsync());
        (entry.Action, entry.SubjectName).Should().Be((AuditActions.InviteSentAgain, $"{address} in Woonvisie"));
        var change = await _database.QueryAsync(db => db.PlatformChanges.SingleAsync());
        (change.Collection, change.Item, change.Field).Should().Be(("workspace_invite", invite.Id.ToString(), "expires_at"));
    }

    [Fact]
    public async Task One_that_was_accepted_or_revoked_is_not_sent_again()
    {
        var (accepted, revoked) = (
            Make.Invite(_client, "a@zwolle.example", WorkspaceRole.Member, acceptedAt: FixedClock.Noon),
            Make.Invite(_client, "b@zwolle.example", WorkspaceRole.Member, revokedAt: FixedClock.Noon));
        await _database.AddAsync(accepted, revoked);

        (await AgainAsync(accepted)).Refusals.Should().Equal(new InviteNotOpen("a@zwolle.example", "accepted"));
        (await AgainAsync(revoked)).Refusals.Should().Equal(new InviteNotOpen("b@zwolle.example", "revoked"));
    }

    [Fact]
    public async Task One_of_somebody_who_has_access_or_another_open_invite_by_now_is_not_sent_again()
    {
        var anna = Make.Person("Anna", "anna@zwolle.example");
        var (of, old, open) = (
            Make.Invite(_client, "anna@zwolle.example", WorkspaceRole.Member, expiresAt: FixedClock.Noon.AddDays(-1)),
            Make.Invite(_client, "bo@zwolle.example", WorkspaceRole.Member, expiresAt: FixedClock.Noon.AddDays(-1)),
            Make.Invite(_client, "BO@zwolle.example", WorkspaceRole.Member, expiresAt: FixedClock.Noon.AddDays(1)));
        await _database.AddAsync(anna, Make.Seat(_client, anna, WorkspaceRole.Member), of, old, open);

        (await AgainAsync(of)).Refusals.Should().ContainSingle().Which.Should().BeOfType<InWorkspaceAlready>();
        (await AgainAsync(old)).Refusals.Should().ContainSingle().Which.Should().BeOfType<InvitedAlready>();
        (await AgainAsync(open)).IsDone.Should().BeTrue("an open one can be prolonged");
    }

    private Task<Outcome<PersonInvited>> AgainAsync(WorkspaceInvite invite) =>
        _database.Get<WorkspacePeople>().SendInviteAgainAsync(Make.Staff, new(Guid.CreateVersion7(), invite.Id), default);
}
