using FluentAssertions;
using Partners.Console.Tests.Support;
using Partners.Core.Billing;
using Partners.Core.Organisations;
using Partners.Core.Workspaces;

namespace Partners.Console.Tests.Billing;

public sealed class SeatsTests : IAsyncLifetime
{
    private readonly Organisation _organisation = Make.PlatformPartner();
    private readonly Person _anna = Billed.Person("anna@samenspel.example");
    private readonly Person _bram = Billed.Person("bram@samenspel.example");
    private TestDatabase _database = default!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        await _database.AddAsync(_organisation, _anna, _bram);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Theory]
    [InlineData(WorkspaceRole.Owner, 1)]
    [InlineData(WorkspaceRole.Admin, 1)]
    [InlineData(WorkspaceRole.Member, 1)]
    [InlineData(WorkspaceRole.Billing, 1)]
    [InlineData(WorkspaceRole.External, 1)]
    [InlineData(WorkspaceRole.Observer, 0)]
    public async Task Every_role_takes_a_seat_but_the_observers_and_so_does_an_open_invite_to_it(WorkspaceRole role, int seats)
    {
        var (workspace, account) = Billed.Client(_organisation);
        await _database.AddAsync(
            workspace,
            account,
            Billed.Seat(workspace, _anna, role),
            Billed.Invite(workspace, "griffie@zwolle.example", role));

        (await OfAsync(account)).Should().Be(new SeatCount(seats, seats));
    }

    [Fact]
    public async Task Whoever_has_left_takes_no_seat()
    {
        var (workspace, account) = Billed.Client(_organisation);
        await _database.AddAsync(workspace, account, Billed.Seat(workspace, _anna), Billed.Seat(workspace, _bram, left: true));

        (await OfAsync(account)).Should().Be(new SeatCount(1, 0));
    }

    [Theory]
    [InlineData("direct", -1, 0)]
    [InlineData("direct", 0, 0)]
    [InlineData("direct", 1, 1)]
    [InlineData("inherited", 1, 1)]
    [InlineData("staff_support", 1, 0)]
    public async Task Past_its_end_a_membership_takes_no_seat_and_support_never_does(string source, int endsInDays, int seats)
    {
        var (workspace, account) = Billed.Client(_organisation);
        var person = Billed.Person("dirk@zwolle.example");
        await _database.AddAsync(workspace, account, person, new WorkspaceMembership(
            Guid.CreateVersion7(),
            workspace.Id,
            person.Id,
            WorkspaceRole.Member,
            source,
            FixedClock.Noon.AddMonths(-1),
            deletedAt: null,
            expiresAt: FixedClock.Noon.AddDays(endsInDays)));

        (await OfAsync(account)).People.Should().Be(seats);
    }

    [Fact]
    public async Task An_invite_counts_until_it_expires_is_accepted_or_is_revoked()
    {
        var (workspace, account) = Billed.Client(_organisation);
        await _database.AddAsync(
            workspace,
            account,
            Billed.Invite(workspace, "open@zwolle.example"),
            Billed.Invite(workspace, "still@zwolle.example", expiresAt: FixedClock.Noon.AddMilliseconds(1)),
            Billed.Invite(workspace, "expired@zwolle.example", expiresAt: FixedClock.Noon),
            Billed.Invite(workspace, "accepted@zwolle.example", accepted: true),
            Billed.Invite(workspace, "revoked@zwolle.example", revoked: true));

        (await OfAsync(account)).Should().Be(new SeatCount(0, 2));
    }

    [Fact]
    public async Task Somebody_in_several_workspaces_of_a_pooled_account_takes_one_seat()
    {
        var pool = Billed.Pool(_organisation);
        var (one, other) = (Billed.Team(pool, "Een"), Billed.Team(pool, "Twee"));
        await _database.AddAsync(
            pool, one, other, Billed.Seat(one, _anna), Billed.Seat(other, _anna, WorkspaceRole.Admin), Billed.Seat(other, _bram),
            Billed.Invite(one, "cas@samenspel.example"), Billed.Invite(other, "Cas@samenspel.example"));

        (await OfAsync(pool)).Should().Be(new SeatCount(2, 1));
    }

    [Fact]
    public async Task An_invited_address_of_somebody_who_has_a_seat_is_not_counted_again()
    {
        var pool = Billed.Pool(_organisation);
        var (one, other) = (Billed.Team(pool, "Een"), Billed.Team(pool, "Twee"));
        await _database.AddAsync(
            pool,
            one,
            other,
            Billed.Seat(one, _anna),
            Billed.Invite(other, "ANNA@samenspel.example"),
            Billed.Invite(other, "bram@samenspel.example"));

        (await OfAsync(pool)).Should().Be(new SeatCount(1, 1), "of the two invited only one has no seat yet");
    }

    [Fact]
    public async Task An_observer_who_is_invited_to_a_paid_role_takes_the_seat_of_the_invite()
    {
        var (workspace, account) = Billed.Client(_organisation);
        await _database.AddAsync(
            workspace,
            account,
            Billed.Seat(workspace, _anna, WorkspaceRole.Observer),
            Billed.Invite(workspace, _anna.Email, WorkspaceRole.External));

        (await OfAsync(account)).Should().Be(new SeatCount(0, 1));
    }

    [Fact]
    public async Task A_deleted_workspace_has_no_seats()
    {
        var pool = Billed.Pool(_organisation);
        var gone = Billed.Team(pool, deleted: true);
        await _database.AddAsync(pool, gone, Billed.Seat(gone, _anna), Billed.Invite(gone, "cas@samenspel.example"));

        (await OfAsync(pool)).Should().Be(SeatCount.None);
    }

    [Fact]
    public async Task The_seats_of_several_accounts_are_kept_apart()
    {
        var (workspace, account) = Billed.Client(_organisation);
        var pool = Billed.Pool(_organisation);
        var team = Billed.Team(pool);
        await _database.AddAsync(
            workspace,
            account,
            pool,
            team,
            Billed.Seat(workspace, _anna),
            Billed.Seat(team, _anna),
            Billed.Seat(team, _bram),
            Billed.Invite(workspace, _bram.Email));

        (await OfAsync(account), await OfAsync(pool)).Should().Be((new SeatCount(1, 1), new SeatCount(2, 0)));
        var both = await _database.QueryAsync(db => db.SeatsOfAsync(_database.Clock.Now, account.Id, pool.Id));
        both.Should().Equal(new Dictionary<Guid, SeatCount> { [account.Id] = new(1, 1), [pool.Id] = new(2, 0) });
    }

    private Task<SeatCount> OfAsync(BillingAccount account) =>
        _database.QueryAsync(async db => (await db.SeatsOfAsync(_database.Clock.Now, account.Id))[account.Id]);
}
