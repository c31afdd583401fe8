using FluentAssertions;
using Partners.Console.Tests.Support;
using Partners.Core.Organisations;
using Partners.Core.Referrals;
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
    public async Task Keeps_what_is_to_pay_apart_from_credits_and_counts_deals_that_are_over()
    {
        var partner = Make.PlatformPartner();
        var account = Guid.CreateVersion7();
        var workspace = Make.Client(partner, billingAccountId: account);
        var advance = Make.Deal(partner, null);
        await _database.AddAsync(partner, workspace);
        await _database.AddAsync(
            Make.Account(account, workspace, "cst_1"),
            Make.Deal(partner, workspace, expiresOn: _database.Today.AddDays(-1)),
            advance,
            Make.Payment("tr_1", "cst_1", 121_00, 21_00, FixedClock.Noon.AddDays(-3)));
        await _database.Get<Payouts>().RecordAsync(
            Make.CommercialOwner,
            new(Guid.CreateVersion7(), advance.Id, advance.Version, "5", _database.Today, "SEPA 1", true, "Agreed"),
            default);

        (await Overview.FindAsync(Make.Staff, partner.Id, default))!.Balance.Should().Be(
            new PartnerBalance(2, new Money(20_00), new Money(5_00), new Money(20_00), new Money(5_00)));
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
