using FluentAssertions;
using Partners.Console.Tests.Support;
using Partners.Core.Organisations;
using Partners.Core.Values;

namespace Partners.Console.Tests.Organisations;

public sealed class OrganisationOverviewTests : IAsyncLifetime
{
    private TestDatabase _database = default!;

    private OrganisationOverview Overview => _database.Get<OrganisationOverview>();

    public async ValueTask InitializeAsync() => _database = await TestDatabase.CreateAsync();

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Names_what_a_withdrawal_touches_with_what_is_owed()
    {
        var partner = Make.PlatformPartner();
        var account = Guid.CreateVersion7();
        var workspace = Make.Client(partner, billingAccountId: account);
        await _database.AddAsync(partner, workspace);
        await _database.AddAsync(
            Make.Account(account, workspace, "cst_1"),
            Make.Deal(partner, workspace),
            Make.Handoff(partner, workspace),
            Make.Payment("tr_1", "cst_1", 121_00, 21_00, FixedClock.Noon.AddDays(-3)),
            Make.Payment("tr_other", "cst_2", 500_00, 0, FixedClock.Noon.AddDays(-3)));

        var impact = await Overview.ImpactOfWithdrawalAsync(Make.Staff, partner.Id, default);

        impact!.ExternalWorkspaces.Select(client => (client.Name, client.DataOwnerName)).Should().Equal(("Woonvisie", "Gemeente Zwolle"));
        impact.OpenDeals.Select(deal => (deal.Client, deal.Owed)).Should().Equal(("Gemeente Zwolle", new Money(20_00)));
        impact.PendingHandoffs.Select(handoff => handoff.WorkspaceName).Should().Equal("Woonvisie");
    }

    [Fact]
    public async Task Shows_the_agreement_that_holds_apart_from_earlier_ones()
    {
        var organisation = Make.Organisation();
        await _database.AddAsync(organisation);
        var toggle = _database.Get<PartnerToggle>();
        await toggle.MakePartnerAsync(Make.Staff, Make.MakePartner(organisation, Make.Agreement("PA-1")), default);
        await toggle.RecordAgreementAsync(Make.Staff, new(Guid.CreateVersion7(), organisation.Id, 2, Make.Agreement("PA-2")), default);

        var details = await Overview.FindAsync(Make.Staff, organisation.Id, default);

        (details!.Agreement!.Reference, details.EarlierAgreements.Single().Reference).Should().Be(("PA-2", "PA-1"));
    }

    [Fact]
    public async Task Knows_nothing_of_a_deleted_organisation()
    {
        var deleted = Make.Deleted();
        await _database.AddAsync(deleted);

        (await Overview.FindAsync(Make.Staff, deleted.Id, default)).Should().BeNull();
        (await Overview.ImpactOfWithdrawalAsync(Make.Staff, deleted.Id, default)).Should().BeNull();
    }
}
