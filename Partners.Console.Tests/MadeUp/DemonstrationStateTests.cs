using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Partners.Console.Tests.Platform;
using Partners.Console.Tests.Support;
using Partners.Core.Billing;
using Partners.Core.Handoffs;
using Partners.Core.Persistence;
using Partners.Core.Referrals;
using Partners.Core.Values;
using Partners.Core.Workspaces;

namespace Partners.Console.Tests.MadeUp;

/// <summary>The demonstration has an example of each state of the ledger, the pipeline and the handoff.</summary>
public sealed class DemonstrationStateTests : IAsyncLifetime
{
    private DemoDatabase _database = null!;
    private PartnersDb _db = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static DateOnly Today => DemonstrationWorld.Today;

    public async ValueTask InitializeAsync()
    {
        _database = await DemonstrationWorld.LoadedAsync();
        _db = _database.Open();
    }

    public async ValueTask DisposeAsync()
    {
        await _db.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task Data_owners_have_invitations_pending_expired_and_accepted()
    {
        var invites = await (
            from invite in _db.WorkspaceInvites
            join workspace in _db.Workspaces on invite.WorkspaceId equals workspace.Id
            where invite.Email == workspace.DataOwnerEmail && workspace.DeletedAt == null
            select invite).ToListAsync(Cancel);

        invites.Should().HaveCount(
            await _db.Workspaces.CountAsync(
                workspace => workspace.UsageContext == UsageContext.External && workspace.DeletedAt == null,
                Cancel));
        invites.Should().OnlyContain(invite => invite.Role == WorkspaceRole.Observer);
        invites.Should().Contain(invite => invite.AcceptedAt != null);
        invites.Should().Contain(invite => invite.AcceptedAt == null && invite.ExpiresAt > DemoDatabase.Now);
        invites.Should().Contain(invite => invite.AcceptedAt == null && invite.ExpiresAt < DemoDatabase.Now);
    }

    [Fact]
    public async Task Observers_are_only_in_external_client_workspaces_and_externals_never_belong_to_the_partner()
    {
        var seats = await (
            from seat in _db.WorkspaceMemberships
            join workspace in _db.Workspaces on seat.WorkspaceId equals workspace.Id
            select new { seat.Role, seat.PersonId, workspace.UsageContext, workspace.OrganisationId }).ToListAsync(Cancel);
        var members = (await _db.OrganisationMemberships.ToListAsync(Cancel))
            .Select(membership => (membership.OrganisationId, membership.PersonId))
            .ToHashSet();

        seats
            .Where(seat => seat.Role == WorkspaceRole.Observer)
            .Should().NotBeEmpty()
            .And.OnlyContain(seat => seat.UsageContext == UsageContext.External);
        seats
            .Where(seat => seat.Role == WorkspaceRole.External)
            .Should().NotBeEmpty()
            .And.OnlyContain(seat => !members.Contains(ValueTuple.Create(seat.OrganisationId, seat.PersonId)));
        seats.Select(seat => seat.Role).Distinct().Should().BeEquivalentTo(Enum.GetValues<WorkspaceRole>());
        (await _db.OrganisationMemberships.Select(membership => membership.Role).Distinct().ToListAsync(Cancel)).Should().HaveCount(4);
    }

    [Fact]
    public async Task Clients_give_every_signal_of_the_pipeline_and_some_give_none()
    {
        var signals = await Signals.OfAllAsync(_db, DemonstrationWorld.NinetyDaysAgo, Cancel);

        signals.Should().Contain(client => client.ClientConversations >= 10 && client.ClientConversations * 2 >= client.Conversations);
        signals.Should().Contain(client => client.InvitesSent >= 2);
        signals.Should().Contain(client => client.OwnerActs >= 3);
        signals.Should().Contain(client => client.FoundedOrganisations > 0);
        signals.Should().Contain(client =>
            client.Conversations > 20
            && client.ClientConversations == 0
            && client.InvitesSent == 0
            && client.OwnerActs == 0
            && client.FoundedOrganisations == 0);
        signals.Should().Contain(client =>
            client.ClientConversations >= 10 && client.InvitesSent >= 2 && client.OwnerActs >= 3 && client.FoundedOrganisations > 0);
        (await _db.Activities.Where(act => act.At > DemoDatabase.Now).CountAsync(Cancel)).Should().Be(0);
    }

    [Fact]
    public async Task Deals_stand_in_every_state()
    {
        var deals = await _db.Deals.Include(deal => deal.Terms).ToListAsync(Cancel);
        var soon = Today.AddDays(60);

        deals.Should().Contain(deal => deal.StartsOn > Today);
        deals.Should().Contain(deal => deal.StartsOn <= Today && deal.ExpiresOn > soon);
        deals.Should().Contain(deal => deal.ExpiresOn >= Today && deal.ExpiresOn <= soon);
        deals.Should().Contain(deal => deal.ExpiresOn < Today);
        deals.Should().Contain(deal => deal.ExpiresOn == null);
        deals.Should().Contain(deal => deal.Terms.All(terms => terms.Cap == null));
        deals.Should().Contain(deal => deal.WorkspaceId == null && deal.ClientName != null);
        deals.Should().Contain(deal => deal.Terms.Count == 2);
        deals.Should().Contain(deal => deal.PlatformId == null).And.Contain(deal => deal.PlatformId != null);
        deals.Should().OnlyContain(deal => deal.Terms.All(terms =>
            terms.Kickback.BasisPoints >= 0
            && terms.Kickback.BasisPoints <= 10_000
            && terms.Discount.BasisPoints >= 0
            && terms.Discount.BasisPoints <= 10_000));
        deals.Should().OnlyContain(deal => deal.Terms.All(terms => terms.Cap == null || terms.Cap.Value > Money.Zero));
    }

    [Fact]
    public async Task Some_deals_are_near_their_cap_and_some_have_reached_it()
    {
        var shares = new List<decimal>();
        foreach (var deal in await _db.Deals.Include(deal => deal.Terms).Where(deal => deal.WorkspaceId != null).ToListAsync(Cancel))
        {
            if (deal.Terms is [{ Cap: { } cap } terms])
            {
                shares.Add(await EarnedAsync(deal, terms) / cap.Cents);
            }
        }

        shares.Should().Contain(share => share >= 0.8m && share < 1m);
        shares.Should().Contain(share => share >= 1m);
        shares.Should().Contain(share => share > 0m && share < 0.8m);
    }

    [Fact]
    public async Task Discounts_of_deals_match_the_account_or_do_not()
    {
        var pairs = await (
            from deal in _db.Deals
            join account in _db.BillingAccounts on deal.WorkspaceId equals account.WorkspaceId
            select new { Agreed = deal.Terms[0].Discount, account.Discount }).ToListAsync(Cancel);

        pairs.Should().Contain(pair => pair.Agreed.BasisPoints > 0 && pair.Discount == pair.Agreed);
        pairs.Should().Contain(pair => pair.Agreed.BasisPoints > 0 && pair.Discount != pair.Agreed);
        pairs.Should().Contain(pair => pair.Agreed.BasisPoints == 0 && pair.Discount == null);
    }

    [Fact]
    public async Task Accounts_have_every_tier_period_and_way_to_pay()
    {
        var accounts = await _db.BillingAccounts.ToListAsync(Cancel);

        accounts.Select(account => account.Tier).Distinct().Should().BeEquivalentTo(Enum.GetValues<Tier>());
        accounts.Select(account => account.BillingPeriod).Distinct().Should().HaveCount(2);
        accounts.Select(account => account.PaymentMode).Distinct().Should().HaveCount(3);
        accounts.Should().Contain(account => account.WorkspaceId != null && account.Tier == Tier.Guardian);
    }

    [Fact]
    public async Task Payments_are_possible_amounts_with_and_without_VAT_and_some_went_back()
    {
        var payments = await _db.Payments.ToListAsync(Cancel);
        var refunds = await _db.Refunds.ToListAsync(Cancel);

        payments.Should().OnlyContain(payment => payment.Amount > Money.Zero && payment.Vat >= Money.Zero && payment.Vat < payment.Amount);
        payments.Should().OnlyContain(payment => (payment.Status == Payment.Paid) == (payment.PaidAt != null));
        payments.Should().OnlyContain(payment => payment.CreatedAt <= DemoDatabase.Now && !(payment.PaidAt > DemoDatabase.Now));
        payments
            .Should().Contain(payment => payment.Vat == Money.Zero)
            .And.Contain(payment => payment.Vat > Money.Zero)
            .And.Contain(payment => payment.Status == "failed");
        payments
            .Where(payment => payment.PaidAt != null)
            .Select(payment => payment.PaidAt!.Value.DayInAmsterdam())
            .Select(day => (day.Year, day.Month))
            .Distinct()
            .Should().HaveCountGreaterThanOrEqualTo(12);
        refunds.Should().Contain(refund => refund.Status == Refund.Refunded).And.Contain(refund => refund.Status != Refund.Refunded);
        refunds.Should().OnlyContain(refund =>
            refund.Amount <= payments.Single(payment => payment.Id == refund.PaymentId).Amount && refund.CreatedAt <= DemoDatabase.Now);
    }

    [Fact]
    public async Task A_handoff_is_half_decided_one_waits_for_its_day_and_one_was_given_up()
    {
        (await _db.Handoffs.Select(handoff => handoff.Status).ToListAsync(Cancel))
            .Should().BeEquivalentTo([HandoffStatus.Draft, HandoffStatus.Scheduled, HandoffStatus.Cancelled]);
        var (draft, scheduled) = (await FindAsync(HandoffStatus.Draft), await FindAsync(HandoffStatus.Scheduled));

        draft.Checks
            .Where(check => check.Verdict == CheckVerdict.Stop)
            .Select(check => check.Name)
            .Should().Equal("Confirmations", "Decisions about people", "Data flows", "Billing details", "Deals");
        draft.Facts.Flows.Select(flow => flow.Host).Should().Equal("hooks.studioweerklank.example", "data.gemeentekerkhaven.example");
        draft.Checks.Single(check => check.Name == "What participants are told").Verdict.Should().Be(CheckVerdict.Warning);
        scheduled.Stops.Should().BeFalse("it will run on its day");
        scheduled.Handoff.AgreedOn.Should().BeAfter(Today);
        (await _db.Handoffs.SingleAsync(handoff => handoff.Status == HandoffStatus.Cancelled, Cancel)).CancelledBecause
            .Should().NotBeNullOrWhiteSpace();

        async Task<HandoffDetails> FindAsync(HandoffStatus status) =>
            (await _database.Get<HandoffDirectory>().FindAsync(
                DemoDatabase.Operator,
                await _db.Handoffs.Where(handoff => handoff.Status == status).Select(handoff => handoff.Id).SingleAsync(Cancel),
                Cancel))!;
    }

    [Fact]
    public async Task A_handoff_is_being_prepared_and_deleted_records_are_kept()
    {
        var handoff = await _db.Handoffs.SingleAsync(handoff => handoff.Status == HandoffStatus.Draft, Cancel);
        var workspace = await _db.Workspaces.SingleAsync(workspace => workspace.Id == handoff.WorkspaceId, Cancel);

        handoff.Status.Should().Be(HandoffStatus.Draft);
        workspace.OrganisationId.Should().Be(handoff.PartnerId);
        workspace.UsageContext.Should().Be(UsageContext.External);
        (await _db.Organisations.CountAsync(organisation => organisation.DeletedAt != null, Cancel)).Should().Be(3);
        (await _db.Workspaces.CountAsync(deleted => deleted.UsageContext == UsageContext.External && deleted.DeletedAt != null, Cancel))
            .Should().Be(1);
    }

    private async Task<decimal> EarnedAsync(Deal deal, DealTerms terms)
    {
        var customer = await _db.BillingAccounts
            .Where(account => account.WorkspaceId == deal.WorkspaceId)
            .Select(account => account.MollieCustomerId)
            .SingleAsync(Cancel);
        var payments = await _db.Payments
            .Where(payment => payment.MollieCustomerId == customer && payment.Status == Payment.Paid)
            .ToListAsync(Cancel);
        var earned = 0m;
        foreach (var payment in payments.Where(payment =>
            payment.PaidAt!.Value.DayInAmsterdam() >= deal.StartsOn && !(payment.PaidAt!.Value.DayInAmsterdam() > deal.ExpiresOn)))
        {
            var refunds = await _db.Refunds
                .Where(refund => refund.PaymentId == payment.Id && refund.Status == Refund.Refunded)
                .ToListAsync(Cancel);
            var kept = 1m - (refunds.Sum(refund => refund.Amount.Cents) / (decimal)payment.Amount.Cents);
            earned += (payment.Amount - payment.Vat).Cents * kept * terms.Kickback.BasisPoints / 10_000m;
        }

        return earned;
    }
}
