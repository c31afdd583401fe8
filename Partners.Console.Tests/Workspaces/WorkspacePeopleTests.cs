using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Partners.Console.Tests.Support;
using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Changes;
using Partners.Core.Organisations;
using Partners.Core.Outbox;
using Partners.Core.Workspaces;

namespace Partners.Console.Tests.Workspaces;

public sealed class WorkspacePeopleTests : IAsyncLifetime
{
    private TestDatabase _database = default!;
    private PartnerTeam _team = default!;

    private WorkspacePeople People => _database.Get<WorkspacePeople>();

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _team = await PartnerTeam.InAsync(_database);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Invites_an_address_for_seven_days_with_its_entry_and_its_platform_change()
    {
        var outcome = await InviteAsync(" Dirk@ede.example ", WorkspaceRole.External);

        var invite = await InviteOfAsync("dirk@ede.example");
        outcome.Value.Should().Be(new PersonInvited(invite.Id, "Dirk@ede.example", WorkspaceRole.External, FixedClock.Noon.AddDays(7)));
        (invite.WorkspaceId, invite.Role, invite.CreatedAt, invite.ExpiresAt)
            .Should().Be((_team.Client.Id, WorkspaceRole.External, FixedClock.Noon, FixedClock.Noon.AddDays(7)));
        var (entry, change) = await WrittenAsync();
        (entry.Action, entry.SubjectName, entry.WorkspaceId, entry.Before)
            .Should().Be((AuditActions.PersonInvited, "Dirk@ede.example in Woonvisie", _team.Client.Id, null));
        (change.Collection, change.Item, change.Field).Should().Be(("workspace_invite", invite.Id.ToString(), "*"));
    }

    [Fact]
    public async Task Does_not_invite_twice_when_the_form_is_sent_twice()
    {
        var request = Guid.CreateVersion7();
        var first = await InviteAsync("dirk@ede.example", WorkspaceRole.Member, request: request);
        var second = await InviteAsync("dirk@ede.example", WorkspaceRole.Member, request: request);
        second.Value.Should().Be(first.Value);
        (await _database.QueryAsync(db => db.WorkspaceInvites.CountAsync())).Should().Be(1);
    }

    [Theory]
    [InlineData("Anna@samenspel.example")]
    [InlineData(" ANNA@SAMENSPEL.EXAMPLE ")]
    public async Task Does_not_invite_who_is_in_the_workspace_in_any_letters(string address) =>
        await RefusedAsync(() => InviteAsync(address, WorkspaceRole.Member), new InWorkspaceAlready(address.Trim(), WorkspaceRole.Owner));

    [Fact]
    public async Task Invites_who_has_left_again()
    {
        await _database.AddAsync(Make.Seat(_team.Client, _team.Carla, WorkspaceRole.External, leftAt: FixedClock.Noon.AddDays(-1)));
        (await InviteAsync(_team.Carla.Email, WorkspaceRole.External)).IsDone.Should().BeTrue();
    }

    [Theory]
    [InlineData("dirk@ede.example")]
    [InlineData("DIRK@ede.example")]
    public async Task Does_not_invite_who_was_invited_in_any_letters(string address)
    {
        await _database.AddAsync(
            Make.Invite(_team.Client, "Dirk@ede.example", WorkspaceRole.Observer, expiresAt: FixedClock.Noon.AddMilliseconds(1)));
        await RefusedAsync(
            () => InviteAsync(address, WorkspaceRole.Member),
            new InvitedAlready(address, WorkspaceRole.Observer, new DateOnly(2026, 11, 10)));
    }

    [Fact]
    public async Task Invites_again_once_an_invite_is_no_longer_open()
    {
        await _database.AddAsync(
            Make.Invite(_team.Client, "expired@ede.example", WorkspaceRole.Member, expiresAt: FixedClock.Noon),
            Make.Invite(_team.Client, "revoked@ede.example", WorkspaceRole.Member, revokedAt: FixedClock.Noon.AddDays(-1)),
            Make.Invite(_team.Internal, "elsewhere@ede.example", WorkspaceRole.Member));
        (await InviteAsync("expired@ede.example", WorkspaceRole.Member)).IsDone.Should().BeTrue();
        (await InviteAsync("revoked@ede.example", WorkspaceRole.Member)).IsDone.Should().BeTrue();
        (await InviteAsync("elsewhere@ede.example", WorkspaceRole.Member)).IsDone.Should().BeTrue();
    }

    [Fact]
    public async Task Does_not_invite_an_observer_into_an_internal_workspace() =>
        await RefusedAsync(
            () => InviteAsync("dirk@ede.example", WorkspaceRole.Observer, workspace: _team.Internal.Id),
            new ObserverInInternalWorkspace());

    [Fact]
    public async Task Does_not_invite_as_an_external_who_belongs_to_the_organisation()
    {
        await RefusedAsync(
            () => InviteAsync("BERT@kok-advies.example", WorkspaceRole.External),
            new ExternalOfTheOrganisation("BERT@kok-advies.example"));
        (await InviteAsync("BERT@kok-advies.example", WorkspaceRole.Member)).IsDone.Should().BeTrue();
    }

    [Fact]
    public async Task Sees_that_one_of_several_accounts_with_an_address_belongs_to_the_organisation()
    {
        var shared = Enumerable.Range(0, 4)
            .Select(number => Make.Person($"Team {number}", "team@shared.example"))
            .OrderBy(person => person.Id)
            .ToList();
        await _database.AddAsync(shared);
        await _database.AddAsync(Make.Belonging(_team.Partner, shared[^1], OrganisationRole.Member));

        await RefusedAsync(
            () => InviteAsync("team@shared.example", WorkspaceRole.External),
            new ExternalOfTheOrganisation("team@shared.example"));
    }

    [Fact]
    public async Task Invites_as_an_external_who_belongs_to_the_organisation_no_longer()
    {
        await _database.AddAsync(Make.Belonging(_team.Partner, _team.Carla, OrganisationRole.Member, leftAt: FixedClock.Noon.AddDays(-1)));
        (await InviteAsync(_team.Carla.Email, WorkspaceRole.External)).IsDone.Should().BeTrue();
    }

    [Fact]
    public async Task Gives_ownership_only_where_one_may_transfer()
    {
        await RefusedAsync(() => InviteAsync("dirk@ede.example", WorkspaceRole.Owner), new RoleNotYoursToGive(WorkspaceRole.Owner));
        (await InviteAsync("dirk@ede.example", WorkspaceRole.Owner, who: PartnerTeam.Operator)).IsDone.Should().BeTrue();

        var seat = await SeatAsync(WorkspaceRole.Admin);
        await RefusedAsync(() => ChangeAsync(seat, WorkspaceRole.Owner), new RoleNotYoursToGive(WorkspaceRole.Owner));
        (await ChangeAsync(seat, WorkspaceRole.Owner, who: PartnerTeam.Operator)).IsDone.Should().BeTrue();
    }

    [Fact]
    public async Task Does_not_invite_an_address_that_cannot_be_written_to_nor_into_no_workspace()
    {
        await RefusedAsync(
            () => InviteAsync("dirk@ede", WorkspaceRole.Member),
            new BadAddress("The domain after the @ is not complete, as in haarlem.nl.", "Email"));
        await RefusedAsync(() => InviteAsync("dirk@ede.example", WorkspaceRole.Member, workspace: Guid.NewGuid()), new NoSuchWorkspace());
    }

    [Fact]
    public async Task Changes_a_role_with_its_entry_and_its_platform_change()
    {
        var seat = await SeatAsync(WorkspaceRole.Observer);

        var outcome = await ChangeAsync(seat, WorkspaceRole.External, reason: " Wants to make reports ");

        outcome.Value.Should().Be(new RoleChanged(seat.Id, "Carla Prins", WorkspaceRole.Observer, WorkspaceRole.External));
        var membership = await ReloadAsync(seat);
        (membership.Role, membership.Version).Should().Be((WorkspaceRole.External, 2));
        var (entry, change) = await WrittenAsync();
        (entry.Action, entry.SubjectId, entry.SubjectVersion, entry.SubjectName, entry.Reason)
            .Should().Be((AuditActions.RoleChanged, seat.Id.ToString(), 2, "Carla Prins in Woonvisie", "Wants to make reports"));
        (
            entry.Before!.Contains("Observer", StringComparison.OrdinalIgnoreCase),
            entry.After!.Contains("External", StringComparison.OrdinalIgnoreCase))
            .Should().Be((true, true));
        (change.Collection, change.Item, change.Field, change.Value).Should().Be((
            "workspace_membership",
            seat.Id.ToString(),
            "role",
            "\"external\""));
    }

    [Fact]
    public async Task Removes_somebody_with_the_entry_and_the_platform_change()
    {
        var seat = await SeatAsync(WorkspaceRole.Member);

        var outcome = await RemoveAsync(seat);

        outcome.Value.Should().Be(new PersonRemoved(seat.Id, "Carla Prins"));
        var membership = await ReloadAsync(seat);
        (membership.DeletedAt, membership.Role).Should().Be((FixedClock.Noon, WorkspaceRole.Member), "what somebody was stays to be read");
        var (entry, change) = await WrittenAsync();
        (entry.Action, entry.SubjectVersion, entry.After, entry.Reason).Should().Be((AuditActions.PersonRemoved, 2, null, "As agreed"));
        (change.Item, change.Field, change.Value).Should().Be((seat.Id.ToString(), "deleted_at", "\"2026-11-20T11:00:00.000Z\""));
    }

    [Fact]
    public async Task Does_not_leave_a_workspace_without_an_owner()
    {
        await RefusedAsync(() => RemoveAsync(_team.OwnerOfClient), new LastOwner("Anna de Boer"));
        await RefusedAsync(() => ChangeAsync(_team.OwnerOfClient, WorkspaceRole.Admin), new LastOwner("Anna de Boer"));
        await _database.AddAsync(
            Make.Seat(_team.Client, _team.Els, WorkspaceRole.Owner, leftAt: FixedClock.Noon),
            Make.Seat(_team.Internal, _team.Els, WorkspaceRole.Owner));
        await RefusedAsync(() => RemoveAsync(_team.OwnerOfClient), new LastOwner("Anna de Boer"));
    }

    [Fact]
    public async Task Lets_an_owner_go_where_another_one_stays()
    {
        await _database.AddAsync(Make.Seat(_team.Client, _team.Els, WorkspaceRole.Owner));
        (await ChangeAsync(_team.OwnerOfClient, WorkspaceRole.Admin)).IsDone.Should().BeTrue();
    }

    [Fact]
    public async Task Makes_nobody_an_observer_of_an_internal_workspace()
    {
        var seat = await SeatAsync(WorkspaceRole.Member, _team.Internal);
        await RefusedAsync(() => ChangeAsync(seat, WorkspaceRole.Observer), new ObserverInInternalWorkspace());
    }

    [Fact]
    public async Task Makes_nobody_of_the_organisation_an_external()
    {
        var seat = Make.Seat(_team.Client, _team.Bert, WorkspaceRole.Member);
        await _database.AddAsync(seat);
        await RefusedAsync(() => ChangeAsync(seat, WorkspaceRole.External), new ExternalOfTheOrganisation("Bert Kok"));
    }

    [Fact]
    public async Task Changes_nothing_of_who_has_left()
    {
        var seat = Make.Seat(_team.Client, _team.Carla, WorkspaceRole.Member, leftAt: FixedClock.Noon);
        await _database.AddAsync(seat);
        await RefusedAsync(() => ChangeAsync(seat, WorkspaceRole.External), new HasLeft("Carla Prins"));
        await RefusedAsync(() => RemoveAsync(seat), new HasLeft("Carla Prins"));
    }

    [Fact]
    public async Task Refuses_the_role_that_somebody_has_a_change_without_a_reason_and_nobody()
    {
        var seat = await SeatAsync(WorkspaceRole.Member);
        await RefusedAsync(() => ChangeAsync(seat, WorkspaceRole.Member), new HasRoleAlready("Carla Prins", WorkspaceRole.Member));
        await RefusedAsync(() => ChangeAsync(seat, WorkspaceRole.External, reason: " "), new ReasonMissing());
        await RefusedAsync(() => RemoveAsync(seat, reason: null), new ReasonMissing());
        await RefusedAsync(() => RemoveAsync(seat, reason: new('x', 1_001)), new TooLong("The reason", 1_000, "Reason"));
        await RefusedAsync(
            () => People.RemoveAsync(Make.Staff, new(Guid.CreateVersion7(), Guid.NewGuid(), 1, "x"), default),
            new NoSuchPerson());
    }

    [Fact]
    public async Task Tells_the_later_of_two_what_the_other_did()
    {
        var seat = await SeatAsync(WorkspaceRole.Observer);
        await ChangeAsync(seat, WorkspaceRole.External, who: Make.CommercialOwner);

        var later = await ChangeAsync(seat, WorkspaceRole.Member);
        later.Conflict!.Should().Match<Conflict>(conflict => conflict.Who == "Joris Bakker" && conflict.Action == AuditActions.RoleChanged);
        (await RemoveAsync(seat)).Conflict!.Who.Should().Be("Joris Bakker");

        var membership = await ReloadAsync(seat);
        (membership.Role, membership.DeletedAt, membership.Version).Should().Be((WorkspaceRole.External, null, 2));
        (await ChangeAsync(seat, WorkspaceRole.Member, version: 2)).IsDone.Should().BeTrue();
    }

    [Fact]
    public async Task Revokes_an_open_invite_with_its_entry_and_its_platform_change()
    {
        var invite = Make.Invite(_team.Client, "dirk@ede.example", WorkspaceRole.Observer);
        await _database.AddAsync(invite);

        var outcome = await RevokeAsync(invite);

        outcome.Value.Should().Be(new InviteRevoked(invite.Id, "dirk@ede.example"));
        (await InviteOfAsync("dirk@ede.example")).DeletedAt.Should().Be(FixedClock.Noon);
        var (entry, change) = await WrittenAsync();
        (entry.Action, entry.Reason).Should().Be((AuditActions.InviteRevoked, "As agreed"));
        (change.Collection, change.Item, change.Field, change.Value).Should().Be((
            "workspace_invite",
            invite.Id.ToString(),
            "deleted_at",
            "\"2026-11-20T11:00:00.000Z\""));
    }

    [Fact]
    public async Task Revokes_no_invite_that_was_accepted_or_revoked_meanwhile()
    {
        var accepted = Make.Invite(_team.Client, "accepted@ede.example", WorkspaceRole.Observer, acceptedAt: FixedClock.Noon);
        var revoked = Make.Invite(_team.Client, "revoked@ede.example", WorkspaceRole.Observer, revokedAt: FixedClock.Noon);
        await _database.AddAsync(accepted, revoked);
        await RefusedAsync(() => RevokeAsync(accepted), new InviteNotOpen("accepted@ede.example", "accepted"));
        await RefusedAsync(() => RevokeAsync(revoked), new InviteNotOpen("revoked@ede.example", "revoked"));
    }

    [Fact]
    public async Task Revokes_nothing_without_a_reason_and_no_invite_that_is_not_there()
    {
        var invite = Make.Invite(_team.Client, "dirk@ede.example", WorkspaceRole.Observer);
        await _database.AddAsync(invite);
        await RefusedAsync(() => RevokeAsync(invite, reason: null), new ReasonMissing());
        await RefusedAsync(
            () => People.RevokeInviteAsync(Make.Staff, new(Guid.CreateVersion7(), Guid.NewGuid(), "x"), default),
            new NoSuchInvite());
    }

    [Fact]
    public async Task Refuses_somebody_who_may_not()
    {
        var seat = await SeatAsync(WorkspaceRole.Member);
        var invite = Make.Invite(_team.Client, "dirk@ede.example", WorkspaceRole.Observer);
        await _database.AddAsync(invite);
        var refusal = new NotPermitted(Permission.ManageWorkspaces);
        await RefusedAsync(() => InviteAsync("new@ede.example", WorkspaceRole.Member, who: Make.Nobody), refusal);
        await RefusedAsync(() => ChangeAsync(seat, WorkspaceRole.External, who: Make.Nobody), refusal);
        await RefusedAsync(() => People.RemoveAsync(Make.Nobody, new(Guid.CreateVersion7(), seat.Id, 1, "x"), default), refusal);
        await RefusedAsync(() => People.RevokeInviteAsync(Make.Nobody, new(Guid.CreateVersion7(), invite.Id, "x"), default), refusal);
    }

    [Fact]
    public async Task Of_eight_who_invite_the_same_address_at_once_one_does_and_the_others_are_told_so()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(person => Task.Run(() =>
            InviteAsync(
                person % 2 == 0 ? "dirk@ede.example" : "Dirk@Ede.example",
                WorkspaceRole.External,
                who: Make.Staff with { Subject = $"staff-{person}" }))));

        outcomes.Count(outcome => outcome.IsDone).Should().Be(1);
        outcomes.Where(outcome => !outcome.IsDone).SelectMany(outcome => outcome.Refusals).Should().HaveCount(7)
            .And.OnlyContain(refusal =>
                refusal is InvitedAlready
                && refusal.Sentence.EndsWith(
                    "was invited as external on 20 Nov 2026 already. Revoke that invite to send another one.",
                    StringComparison.Ordinal));
        (await _database.QueryAsync(db => db.WorkspaceInvites.CountAsync())).Should().Be(1);
        await WrittenAsync();
    }

    private Task<Outcome<PersonInvited>> InviteAsync(
        string address,
        WorkspaceRole role,
        Guid? workspace = null,
        Staff? who = null,
        Guid? request = null) =>
        People.InviteAsync(who ?? Make.Staff, new(request ?? Guid.CreateVersion7(), workspace ?? _team.Client.Id, address, role), default);

    private Task<Outcome<RoleChanged>> ChangeAsync(
        WorkspaceMembership seat,
        WorkspaceRole role,
        string? reason = "As agreed",
        int version = 1,
        Staff? who = null) =>
        People.ChangeRoleAsync(who ?? Make.Staff, new(Guid.CreateVersion7(), seat.Id, version, role, reason), default);

    private Task<Outcome<PersonRemoved>> RemoveAsync(WorkspaceMembership seat, string? reason = "As agreed") =>
        People.RemoveAsync(Make.Staff, new(Guid.CreateVersion7(), seat.Id, 1, reason), default);

    private Task<Outcome<InviteRevoked>> RevokeAsync(WorkspaceInvite invite, string? reason = "As agreed") =>
        People.RevokeInviteAsync(Make.Staff, new(Guid.CreateVersion7(), invite.Id, reason), default);

    private async Task RefusedAsync<T>(Func<Task<Outcome<T>>> command, Refusal refusal)
        where T : notnull
    {
        var before = await _database.EverythingAsync();
        (await command()).Refusals.Should().Equal(refusal);
        (await _database.EverythingAsync()).Should().Equal(before);
    }

    /// <summary>Seats Carla, who belongs to no organisation, in the client's workspace or another.</summary>
    private async Task<WorkspaceMembership> SeatAsync(WorkspaceRole role, Workspace? workspace = null)
    {
        var seat = Make.Seat(workspace ?? _team.Client, _team.Carla, role);
        await _database.AddAsync(seat);
        return seat;
    }

    /// <summary>The single audit entry and platform change of the one command that ran.</summary>
    private async Task<(AuditEntry Entry, PlatformChange Change)> WrittenAsync() =>
        (
            await _database.QueryAsync(db => db.AuditEntries.SingleAsync()),
            await _database.QueryAsync(db => db.PlatformChanges.SingleAsync()));

    private Task<WorkspaceMembership> ReloadAsync(WorkspaceMembership seat) =>
        _database.QueryAsync(db => db.WorkspaceMemberships.SingleAsync(membership => membership.Id == seat.Id));

    private Task<WorkspaceInvite> InviteOfAsync(string key) =>
        _database.QueryAsync(db => db.WorkspaceInvites.SingleAsync(invite => invite.EmailKey == key));
}
