using FluentAssertions;
using Partners.Console.Tests.Support;
using Partners.Console.Workspaces;
using Partners.Core.Workspaces;

namespace Partners.Console.Tests.Workspaces;

/// <summary>The states of a data owner (docs/product.md W7).</summary>
public sealed class DataOwnerHealthTests
{
    private static readonly Guid s_workspace = Guid.CreateVersion7();

    [Fact]
    public void Nobody_was_invited() => Of([], []).Should().Be("Not invited");

    [Fact]
    public void The_invite_is_open() => Of([], [Invite(expiresInDays: 22)]).Should().Be("Invite pending, open until 12 Dec 2026");

    [Fact]
    public void The_invite_has_expired() =>
        Of([], [Invite(expiresInDays: -3), Invite(expiresInDays: -300)]).Should().Be("Invite expired on 17 Nov 2026");

    [Fact]
    public void An_invite_that_ends_this_moment_is_open_no_more() =>
        Of([], [Invite(expiresInDays: 0)]).Should().Be("Invite expired on 20 Nov 2026");

    [Fact]
    public void A_later_invite_is_open_though_an_earlier_one_expired() =>
        Of([], [Invite(expiresInDays: -3), Invite(expiresInDays: 5)]).Should().StartWith("Invite pending");

    [Fact]
    public void A_revoked_invite_counts_as_none() => Of([], [Invite(expiresInDays: 5, revoked: true)]).Should().Be("Not invited");

    [Fact]
    public void Has_access_and_never_came() =>
        Of([Member()], [Invite(expiresInDays: 5, accepted: true)]).Should().Be("Accepted, never signed in");

    [Fact]
    public void Has_access_and_came() => Of([Member()], [], FixedClock.Noon.AddDays(-1)).Should().Be("Accepted, signed in 19 Nov 2026");

    [Fact]
    public void Had_access_and_left() =>
        Of([Member(left: true)], [Invite(expiresInDays: -3, accepted: true)]).Should().Be("Has no access any more");

    [Fact]
    public void Left_and_was_invited_again() => Of([Member(left: true)], [Invite(expiresInDays: 3)]).Should().StartWith("Invite pending");

    [Fact]
    public void Only_who_is_there_and_was_seen_is_well()
    {
        DataOwnerHealth.Of([Member()], [], FixedClock.Noon, FixedClock.Noon).IsWell.Should().BeTrue();
        DataOwnerHealth.Of([Member()], [], lastSignIn: null, FixedClock.Noon).IsWell.Should().BeFalse();
        DataOwnerHealth.Of([], [Invite(expiresInDays: 3)], FixedClock.Noon, FixedClock.Noon).IsWell
            .Should().BeFalse("a sign-in elsewhere says nothing about this workspace");
    }

    private static string Of(
        IReadOnlyList<WorkspaceMembership> memberships,
        IReadOnlyList<WorkspaceInvite> invites,
        DateTimeOffset? lastSignIn = null) =>
        WorkspaceWords.Of(DataOwnerHealth.Of(memberships, invites, lastSignIn, FixedClock.Noon));

    private static WorkspaceMembership Member(bool left = false) =>
        new(
            Guid.CreateVersion7(),
            s_workspace,
            Guid.CreateVersion7(),
            WorkspaceRole.Observer,
            WorkspaceMembership.Direct,
            FixedClock.Noon.AddDays(-30),
            left ? FixedClock.Noon.AddDays(-1) : null);

    private static WorkspaceInvite Invite(int expiresInDays, bool accepted = false, bool revoked = false)
    {
        var expires = FixedClock.Noon.AddDays(expiresInDays);
        return new(
            Guid.CreateVersion7(),
            new(
                s_workspace,
                "griffie@zwolle.example",
                WorkspaceRole.Observer,
                null,
                expires.AddDays(-30),
                expires,
                accepted ? expires.AddDays(-20) : null,
                revoked ? expires.AddDays(-10) : null));
    }
}
