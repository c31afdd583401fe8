using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Partners.Console.Tests.Support;
using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Changes;
using Partners.Core.Outbox;
using Partners.Core.Workspaces;

namespace Partners.Console.Tests.Workspaces;

/// <summary>Naming another data owner of an external-client workspace.</summary>
public sealed class DataOwnerTests : IAsyncLifetime
{
    private const string Earlier = "griffie@zwolle.example";

    private TestDatabase _database = default!;
    private PartnerTeam _team = default!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _team = await PartnerTeam.InAsync(_database);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Names_another_one_invites_the_address_and_revokes_the_earlier_ones_open_invite()
    {
        var stale = Make.Invite(_team.Client, Earlier.ToUpperInvariant(), WorkspaceRole.Observer);
        await _database.AddAsync(stale);

        var outcome = await NameAsync();

        outcome.Value.Should().Be(new DataOwnerNamed(_team.Client.Id, "Gemeente Ede", "griffie@ede.example", Invited: true, Revoked: true));
        var workspace = await ReloadAsync();
        (workspace.DataOwnerName, workspace.DataOwnerEmail, workspace.Version).Should().Be(("Gemeente Ede", "griffie@ede.example", 2));
        var invites = await _database.QueryAsync(db => db.WorkspaceInvites.ToListAsync());
        invites.Single(invite => invite.Id == stale.Id).DeletedAt.Should().Be(FixedClock.Noon);
        invites.Single(invite => invite.Id != stale.Id)
            .Should().Match<WorkspaceInvite>(invite =>
                invite.Email == "griffie@ede.example" && invite.Role == WorkspaceRole.Observer && invite.DeletedAt == null);

        var entries = await _database.QueryAsync(db => db.AuditEntries.OrderBy(entry => entry.Sequence).ToListAsync());
        entries.Select(entry => entry.Action)
            .Should().Equal(AuditActions.DataOwnerNamed, AuditActions.InviteRevoked, AuditActions.PersonInvited);
        entries.Should().OnlyContain(entry => entry.Reason == "The project moved" && entry.WorkspaceId == _team.Client.Id);
        (entries[0].SubjectVersion, entries[0].Before!.Contains(Earlier), entries[0].After!.Contains("griffie@ede.example"))
            .Should().Be((2, true, true));
        (await _database.QueryAsync(db => db.PlatformChanges.ToListAsync())).Select(change => (change.Collection, change.Field))
            .Should().BeEquivalentTo([
                ("workspace", "data_owner_org_name"),
                ("workspace", "data_owner_email"),
                ("workspace_invite", "deleted_at"),
                ("workspace_invite", "*"),
            ]);
    }

    [Fact]
    public async Task Takes_the_place_of_an_earlier_naming_that_still_waits()
    {
        await NameAsync();
        await NameAsync(name: "Gemeente Zwolle", email: Earlier, version: 2);

        var changes = await _database.QueryAsync(db =>
            db.PlatformChanges.Where(change => change.Field == "data_owner_email").OrderBy(change => change.Id).ToListAsync());
        changes.Select(change => (change.State, change.Value))
            .Should().BeEquivalentTo([
                (PlatformChangeState.Superseded, "\"griffie@ede.example\""),
                (PlatformChangeState.Waiting, $"\"{Earlier}\""),
            ]);
    }

    [Fact]
    public async Task Invites_nobody_who_is_in_the_workspace_already()
    {
        await _database.AddAsync(Make.Seat(_team.Client, _team.Carla, WorkspaceRole.External));

        (await NameAsync(email: "CARLA@zwolle.example")).Value!.Invited.Should().BeFalse();

        (await _database.QueryAsync(db => db.WorkspaceInvites.AnyAsync())).Should().BeFalse();
    }

    [Fact]
    public async Task Invites_nobody_who_was_invited_already_and_keeps_that_invite()
    {
        var open = Make.Invite(_team.Client, "griffie@ede.example", WorkspaceRole.External);
        await _database.AddAsync(open);

        (await NameAsync()).Value!.Invited.Should().BeFalse();

        (await _database.QueryAsync(db => db.WorkspaceInvites.SingleAsync()))
            .Should().Match<WorkspaceInvite>(invite =>
                invite.Id == open.Id && invite.DeletedAt == null && invite.Role == WorkspaceRole.External);
    }

    [Fact]
    public async Task Leaves_the_invite_alone_where_the_address_stays()
    {
        var open = Make.Invite(_team.Client, Earlier, WorkspaceRole.Observer);
        await _database.AddAsync(open);

        var outcome = await NameAsync(email: "Griffie@Zwolle.example");

        (outcome.Value!.Invited, outcome.Value.Revoked).Should().Be((false, false));
        (await _database.QueryAsync(db => db.WorkspaceInvites.SingleAsync())).DeletedAt.Should().BeNull();
    }

    [Fact]
    public async Task Tells_who_named_another_one_meanwhile_and_overwrites_nothing()
    {
        await NameAsync(who: Make.CommercialOwner);

        var outcome = await NameAsync(name: "Gemeente Elst", email: "griffie@elst.example");

        outcome.Conflict!.Should().Match<Conflict>(conflict =>
            conflict.Who == "Joris Bakker" && conflict.Action == AuditActions.DataOwnerNamed && conflict.When == FixedClock.Noon);
        outcome.Conflict!.After.Should().Contain("Gemeente Ede");
        (await ReloadAsync()).DataOwnerName.Should().Be("Gemeente Ede");
    }

    [Fact]
    public async Task Refuses_an_internal_workspace() =>
        await RefusedAsync(() => NameAsync(workspace: _team.Internal.Id), new OnlyForExternalClients());

    [Fact]
    public async Task Refuses_a_workspace_that_is_not_there() =>
        await RefusedAsync(() => NameAsync(workspace: Guid.NewGuid()), new NoSuchWorkspace());

    [Fact]
    public async Task Refuses_without_a_reason() => await RefusedAsync(() => NameAsync(reason: "  "), new ReasonMissing());

    [Fact]
    public async Task Refuses_a_reason_that_is_too_long() =>
        await RefusedAsync(() => NameAsync(reason: new('x', 1_001)), new TooLong("The reason", 1_000, "Reason"));

    [Fact]
    public async Task Refuses_where_nothing_is_different() =>
        await RefusedAsync(() => NameAsync(name: " Gemeente Zwolle ", email: Earlier), new NothingChanged());

    [Fact]
    public async Task Refuses_without_a_name_and_an_address() =>
        await RefusedAsync(
            () => NameAsync(name: null, email: "griffie@"),
            new DataOwnerNameMissing(),
            new BadAddress("The domain after the @ is not complete, as in haarlem.nl.", "DataOwnerEmail"));

    [Fact]
    public async Task Warns_of_the_partners_own_address_and_takes_it_where_it_is_meant()
    {
        await RefusedAsync(
            () => NameAsync(email: "info@samenspel.example"),
            new DataOwnerIsThePartner("info@samenspel.example", _team.Partner.Name));
        (await NameAsync(email: "info@samenspel.example", meant: true)).IsDone.Should().BeTrue();
    }

    [Fact]
    public async Task Refuses_somebody_who_may_not() =>
        await RefusedAsync(() => NameAsync(who: Make.Nobody), new NotPermitted(Permission.ManageWorkspaces));

    private Task<Outcome<DataOwnerNamed>> NameAsync(
        string? name = "Gemeente Ede",
        string? email = "griffie@ede.example",
        string? reason = "The project moved",
        int version = 1,
        Guid? workspace = null,
        bool meant = false,
        Staff? who = null) =>
        _database.Get<DataOwnership>().NameAsync(
            who ?? Make.Staff,
            new(Guid.CreateVersion7(), workspace ?? _team.Client.Id, version, name, email, meant, reason),
            default);

    private async Task RefusedAsync(Func<Task<Outcome<DataOwnerNamed>>> name, params Refusal[] refusals)
    {
        var before = await _database.EverythingAsync();
        (await name()).Refusals.Should().Equal(refusals);
        (await _database.EverythingAsync()).Should().Equal(before);
    }

    private Task<Workspace> ReloadAsync() =>
        _database.QueryAsync(db => db.Workspaces.SingleAsync(workspace => workspace.Id == _team.Client.Id));
}
