using FluentAssertions;
using Partners.Console.Tests.Support;
using Partners.Core.Audit;
using Partners.Core.Referrals;

namespace Partners.Console.Tests.Referrals;

/// <summary>A client's deals and a deal's trail are each found through an index.</summary>
public sealed class DealsOfWorkspaceTests : IAsyncLifetime
{
    private LedgerScene _scene = default!;

    public async ValueTask InitializeAsync() => _scene = await LedgerScene.CreateAsync();

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    [Fact]
    public async Task Finds_all_deals_of_a_client_the_newest_first()
    {
        var first = await _scene.AddedAsync(LedgerScene.Form(expiresOn: new(2026, 6, 30)));
        var second = await _scene.AddedAsync(LedgerScene.Form(startsOn: new(2026, 7, 1), cap: "30"));
        await _scene.AddAsync(clientName: "Gemeente Ede");
        var directory = _scene.Database.Get<LedgerDirectory>();

        var deals = await directory.OfWorkspaceAsync(Make.Staff, _scene.Client.Id, default);

        deals.Select(deal => (deal.Id, deal.Status)).Should().Equal((second, DealStatus.CapReached), (first, DealStatus.Expired));
        deals.Select(deal => deal.CapLeft?.Cents).Should().Equal(0, 960_00);
        (await directory.OfWorkspaceAsync(Make.Staff, Guid.NewGuid(), default)).Should().BeEmpty();
    }

    [Fact]
    public async Task Asks_an_index_for_the_deals_of_a_client() =>
        (await _scene.Database.QueryAsync(db => db.Deals.OfWorkspace(_scene.Client.Id).PlanAsync())).Indexes
            .Should().Contain("IX_Deals_WorkspaceId");

    [Fact]
    public async Task Asks_an_index_for_the_lines_of_a_deal_by_month()
    {
        var deal = Guid.NewGuid();
        var plan = await _scene.Database.QueryAsync(db => db.LedgerLines
            .Where(line => line.DealId == deal)
            .GroupBy(line => line.PostedIn)
            .Select(lines => new { lines.Key, Sum = lines.Sum(line => (long)(object)line.Contribution) })
            .PlanAsync());

        plan.ShouldWalk("IX_LedgerLines_DealId_PostedIn_Position");
    }

    [Fact]
    public async Task A_records_own_trail_has_what_was_done_to_it_and_nothing_else()
    {
        var deal = await _scene.AddedAsync();
        await _scene.AddAsync(clientName: "Gemeente Ede");
        await _scene.EndAsync(deal, new(2026, 11, 30));
        var query = new AuditQuery(SubjectKind: DealSubjects.Deal, SubjectId: deal.ToString());

        var listing = await _scene.Database.Get<AuditTrail>().ListAsync(Make.Staff, query, default);

        listing.Rows.Select(entry => entry.Action).Should().Equal(AuditActions.DealEnded, AuditActions.DealAdded);
        (await _scene.Database.QueryAsync(db => AuditTrail.Filter(db, query).PlanAsync())).Indexes
            .Should().Contain("IX_AuditEntries_SubjectKind_SubjectId_Sequence");
    }
}
