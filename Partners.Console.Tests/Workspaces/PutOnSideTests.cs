using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Partners.Console.Tests.Support;
using Partners.Core.Audit;
using Partners.Core.Changes;
using Partners.Core.Workspaces;

namespace Partners.Console.Tests.Workspaces;

/// <summary>Whose side an address is on can be said by hand (docs/product.md W22).</summary>
public sealed class PutOnSideTests : IAsyncLifetime
{
    private TestDatabase _database = null!;
    private Workspace _client = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        var partner = Make.PlatformPartner();
        var (pim, pip) = (Make.Person("Pim", "pim@samenspel.example"), Make.Person("Pip", "pip@samenspel.example"));
        _client = Make.Client(partner);
        await _database.AddAsync(
            partner, pim, pip, Make.Belonging(partner, pim), _client, Make.Seat(_client, pip, WorkspaceRole.Member));
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task It_stands_beside_the_person_with_its_reason_until_it_is_taken_back()
    {
        (await StandingAsync()).Should().Be(new Standing(
            Side.Partner,
            "Has an address at samenspel.example, as the owners and admins of Bureau Samenspel have."));
        (await PutAsync(Side.Client, "Works for Zwolle now")).Value.Should().Be(new SidePut("PIP@samenspel.example", Side.Client));
        (await StandingAsync()).Should().Be(new Standing(Side.Client, "Put there by Amina Haddad: Works for Zwolle now", IsByHand: true));
        (await PutAsync(null, "A mistake")).IsDone.Should().BeTrue();
        (await StandingAsync())!.Side.Should().Be(Side.Partner);

        (await _database.QueryAsync(db => db.SidePlacements.SingleAsync())).EndedAt.Should().Be(FixedClock.Noon, "nothing is deleted");
        (await _database.QueryAsync(db => db.AuditEntries.Select(entry => new { entry.Action, entry.Reason }).ToListAsync()))
            .Should().Equal(
                new { Action = AuditActions.PutOnSide, Reason = (string?)"Works for Zwolle now" },
                new { Action = AuditActions.PutOnSide, Reason = (string?)"A mistake" });
    }

    [Fact]
    public async Task Another_side_takes_the_place_of_the_earlier_one()
    {
        await PutAsync(Side.Client, "Works for Zwolle now");
        (await PutAsync(Side.Dembrane, "On loan")).IsDone.Should().BeTrue();

        (await StandingAsync())!.Side.Should().Be(Side.Dembrane);
        (await _database.QueryAsync(db => db.SidePlacements.CountAsync(placement => placement.EndedAt == null))).Should().Be(1);
    }

    [Fact]
    public async Task It_needs_a_reason_and_changes_something()
    {
        (await PutAsync(Side.Client, " ")).IsDone.Should().BeFalse();
        (await PutAsync(null, "For nothing")).Refusals.Should().Equal(new NobodyPutThere("PIP@samenspel.example"));
        await PutAsync(Side.Client, "Works for Zwolle now");
        (await PutAsync(Side.Client, "Again")).Refusals.Should().Equal(new OnThatSideAlready("PIP@samenspel.example"));
    }

    private async Task<Standing?> StandingAsync() =>
        (await _database.Get<WorkspaceOverview>().FindAsync(Make.Staff, _client.Id, default))!.People
            .Single(person => person.Name == "Pip").Standing;

    private Task<Outcome<SidePut>> PutAsync(Side? side, string reason) => _database.Get<WorkspacePeople>().PutOnSideAsync(
        Make.Operator,
        new(Guid.CreateVersion7(), _client.Id, "PIP@samenspel.example", side, reason),
        default);
}
