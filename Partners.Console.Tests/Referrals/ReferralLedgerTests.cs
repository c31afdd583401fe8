using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Partners.Console.Tests.Support;
using Partners.Core.Audit;
using Partners.Core.Changes;
using Partners.Core.Outbox;
using Partners.Core.Referrals;
using Partners.Core.Values;

namespace Partners.Console.Tests.Referrals;

public sealed class ReferralLedgerTests : IAsyncLifetime
{
    private static readonly DateOnly s_december = new(2026, 12, 1);

    private LedgerScene _scene = default!;

    public async ValueTask InitializeAsync() => _scene = await LedgerScene.CreateAsync();

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    [Fact]
    public async Task A_deal_earns_on_what_was_paid_since_its_start_from_the_moment_it_is_added()
    {
        var outcome = await _scene.AddAsync(LedgerScene.Form(startsOn: new(2026, 6, 1)));

        outcome.Value.Should().Match<DealChanged>(deal =>
            deal.Name == "Bureau Samenspel – Gemeente Zwolle" && deal.Earned == new Money(6 * 20_00) && deal.Owed == new Money(6 * 20_00));
        var entry = await LastEntryAsync();
        (entry.Action, entry.SubjectKind, entry.ActorName, entry.Before)
            .Should().Be((AuditActions.DealAdded, DealSubjects.Deal, "Joris Bakker", null));
        entry.After.Should().Contain("\"kickback\":2000").And.Contain("\"cap\":100000").And.Contain("PA-2026-41");
        var changes = await ChangesAsync();
        changes.Select(change => change.Field)
            .Should().BeEquivalentTo(PlatformFields.NewRecord, PlatformFields.Discount, PlatformFields.Cap);
        var carried = changes.Single(change => change.Field == PlatformFields.NewRecord);
        (carried.Collection, carried.Item, carried.Field).Should().Be((
            PlatformFields.ReferralLedger,
            outcome.Value!.DealId.ToString(),
            PlatformFields.NewRecord));
        carried.Value.Should().Contain("\"partner_kickback_percent\":20").And.Contain("\"starts_at\":\"2026-06-01T00:00:00.000Z\"");
    }

    [Fact]
    public async Task A_client_without_a_workspace_is_named_and_earns_nothing_yet() =>
        (await _scene.AddAsync(clientName: "Gemeente Ede")).Value.Should().Match<DealChanged>(deal =>
            deal.Name == "Bureau Samenspel – Gemeente Ede" && deal.Earned == Money.Zero);

    [Fact]
    public async Task Refuses_what_is_typed_wrongly_each_at_its_field()
    {
        var outcome = await _scene.AddAsync(new("140 %", "12.345 %", "0.001", new(2026, 5, 1), new(2026, 4, 30), " ", new('x', 2_001)));

        outcome.Refusals.Select(refusal => refusal.Field).Should().Equal(
            nameof(DealForm.Kickback),
            nameof(DealForm.Discount),
            nameof(DealForm.Cap),
            nameof(DealForm.ExpiresOn),
            nameof(DealForm.AgreementReference),
            nameof(DealForm.Notes));
        (await ChangesAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task Refuses_a_deal_without_kickback_or_start() =>
        (await _scene.AddAsync(new(null, null, null, null, null, "R", null))).Refusals
            .Should().Equal(new KickbackMissing(), new StartMissing());

    [Fact]
    public async Task Refuses_a_partner_that_is_none() =>
        (await _scene.AddAsync(partnerId: Guid.NewGuid())).Refusals.Should().Equal(new NoSuchPartner(), new NotThePartnersClient());

    [Fact]
    public async Task Refuses_a_workspace_that_serves_no_client()
    {
        var own = Make.Internal(_scene.Partner);
        await _scene.Database.AddAsync(own);
        (await _scene.AddAsync(workspaceId: own.Id)).Refusals.Should().Equal(new NotThePartnersClient());
    }

    [Fact]
    public async Task Refuses_a_deal_without_a_client() =>
        (await _scene.AddAsync(clientName: " ")).Refusals.Should().Equal(new ClientMissing());

    [Theory]
    [InlineData("2026-08-01", null, true)]
    [InlineData("2026-07-31", "2026-07-31", true)]
    [InlineData("2026-08-01", "2026-12-31", false)]
    public async Task Refuses_two_deals_of_one_partner_for_one_workspace_whose_days_meet(string from, string? until, bool meets)
    {
        await _scene.AddAsync(LedgerScene.Form(expiresOn: meets && until is null ? null : new DateOnly(2026, 7, 31)));

        var outcome = await _scene.AddAsync(LedgerScene.Form(startsOn: Day(from), expiresOn: until is null ? null : Day(until)));

        outcome.IsDone.Should().Be(!meets);
        outcome.Refusals.Should().AllBeOfType<DealOverlaps>().And.HaveCount(meets ? 1 : 0);
    }

    [Fact]
    public async Task An_amendment_keeps_what_was_earned_under_old_terms()
    {
        var deal = await _scene.AddedAsync();

        var outcome = await _scene.AmendAsync(
            deal,
            LedgerScene.Form(kickback: "10", expiresOn: s_december, notes: "Annex B"),
            new(2026, 10, 1));

        outcome.Value!.Earned.Should().Be(new Money((5 * 20_00) + (2 * 10_00)));
        var terms = await _scene.Database.QueryAsync(db => db.Deals.Include(found => found.Terms).SingleAsync());
        terms.Terms.Should().HaveCount(2);
        terms.LatestTerms.Should().Match<DealTerms>(latest =>
            latest.Reason == "As agreed" && latest.RecordedByName == "Joris Bakker" && latest.HoldsFrom == new DateOnly(2026, 10, 1));
        terms.Version.Should().Be(2);
        (await ChangesAsync())
            .Select(change => change.Field)
            .Should().BeEquivalentTo(
                PlatformFields.NewRecord,
                PlatformFields.Discount,
                PlatformFields.Cap,
                PlatformFields.Kickback,
                PlatformFields.ExpiresAt,
                PlatformFields.Notes);
        (await LastEntryAsync()).Before.Should().Contain("\"kickback\":2000");
    }

    [Fact]
    public async Task Refuses_an_amendment_before_the_start_before_the_latest_terms_or_without_day_and_reason()
    {
        var deal = await _scene.AddedAsync();
        await _scene.AmendAsync(deal, LedgerScene.Form(kickback: "10"), new(2026, 10, 1));

        (await _scene.AmendAsync(deal, LedgerScene.Form(), new(2026, 4, 30), version: 2)).Refusals
            .Should().Equal(new HoldsBeforeStart(new(2026, 5, 1)));
        (await _scene.AmendAsync(deal, LedgerScene.Form(), new(2026, 9, 30), version: 2)).Refusals
            .Should().Equal(new HoldsBeforeLatestTerms(new(2026, 10, 1)));
        (await _scene.AmendAsync(deal, LedgerScene.Form(), null, " ", version: 2)).Refusals
            .Should().Equal(new HoldsFromMissing(), new ReasonMissing());
        (await _scene.AmendAsync(deal, LedgerScene.Form(expiresOn: new(2026, 10, 31)), new(2026, 11, 1), version: 2)).Refusals
            .Should().Equal(new ExpiresBeforeTermsHold());
        (await _scene.AmendAsync(deal, LedgerScene.Form(kickback: "10"), new(2026, 11, 1), version: 2)).Refusals
            .Should().Equal(new NothingAmended());
        (await _scene.AmendAsync(deal, LedgerScene.Form(), new(2026, 11, 1), new('x', 1_001), version: 2)).Refusals
            .Single().Field
            .Should().Be(nameof(AmendDeal.Reason));
    }

    [Fact]
    public async Task Of_two_amendments_from_one_day_in_one_moment_the_later_one_holds()
    {
        for (var round = 0; round < 5; round++)
        {
            var deal = (await _scene.AddAsync(clientName: $"Gemeente {round}")).Value!.DealId;
            await _scene.AmendAsync(deal, LedgerScene.Form(kickback: "10"), new(2026, 11, 1));
            await _scene.AmendAsync(deal, LedgerScene.Form(kickback: "30"), new(2026, 11, 1), version: 2);

            var row = await _scene.Database.Get<LedgerDirectory>().FindRowAsync(Make.Staff, deal, default);
            row!.Kickback.Should().Be(new Percentage(30_00));
        }
    }

    [Fact]
    public async Task Refuses_an_amendment_back_into_a_closed_month()
    {
        var deal = await _scene.AddedAsync();
        await _scene.CloseThroughAsync(9);

        (await _scene.AmendAsync(deal, LedgerScene.Form(kickback: "10"), new(2026, 9, 30))).Refusals
            .Should().Equal(new InClosedMonth("The day the terms start", new(2026, 9), nameof(AmendDeal.HoldsFrom)));
        (await _scene.AmendAsync(deal, LedgerScene.Form(kickback: "10"), new(2026, 10, 1))).IsDone.Should().BeTrue();
    }

    [Fact]
    public async Task A_deal_recorded_before_its_client_had_a_workspace_earns_from_its_start_once_it_is_linked()
    {
        var deal = (await _scene.AddAsync(clientName: "Gemeente Ede")).Value!.DealId;

        var linked = await _scene.AmendAsync(deal, LedgerScene.Form(), new(2026, 11, 20), workspaceId: _scene.Client.Id);

        linked.Value!.Earned.Should().Be(new Money(7 * 20_00));

        // The platform is told of it as a whole: it has no deal without a workspace.
        (await ChangesAsync())
            .Where(change => change.State == PlatformChangeState.Waiting)
            .Select(change => change.Field)
            .Should().BeEquivalentTo(PlatformFields.NewRecord, PlatformFields.Discount, PlatformFields.Cap);
    }

    [Fact]
    public async Task A_deal_keeps_its_workspace_and_is_not_linked_to_one_that_has_a_deal_on_these_days()
    {
        var other = Make.Client(_scene.Partner);
        await _scene.Database.AddAsync(other);
        var deal = await _scene.AddedAsync();
        var named = (await _scene.AddAsync(clientName: "Gemeente Ede")).Value!.DealId;

        (await _scene.AmendAsync(deal, LedgerScene.Form(), new(2026, 11, 20), workspaceId: other.Id)).Refusals
            .Should().Equal(new DealHasWorkspace());
        (await _scene.AmendAsync(named, LedgerScene.Form(), new(2026, 11, 20), workspaceId: _scene.Client.Id)).Refusals
            .Should().ContainSingle().Which
            .Should().BeOfType<DealOverlaps>();
        (await _scene.AmendAsync(named, LedgerScene.Form(), new(2026, 11, 20), workspaceId: Guid.NewGuid())).Refusals
            .Should().Equal(new NotThePartnersClient());
    }

    [Fact]
    public async Task An_amendment_that_would_meet_another_deal_is_refused()
    {
        var first = await _scene.AddedAsync(LedgerScene.Form(expiresOn: new(2026, 11, 30)));
        await _scene.AddAsync(LedgerScene.Form(startsOn: s_december));

        (await _scene.AmendAsync(first, LedgerScene.Form(expiresOn: s_december), new(2026, 11, 20))).Refusals
            .Should().ContainSingle().Which
            .Should().BeOfType<DealOverlaps>();
    }

    [Fact]
    public async Task The_second_of_two_who_amend_sees_what_the_first_changed_and_nothing_is_lost()
    {
        var deal = await _scene.AddedAsync();
        await _scene.AmendAsync(deal, LedgerScene.Form(kickback: "25"), new(2026, 11, 20));

        var second = await _scene.AmendAsync(deal, LedgerScene.Form(cap: "2000"), new(2026, 11, 20));

        second.Conflict.Should().Match<Conflict>(conflict =>
            conflict.Who == "Joris Bakker" && conflict.Action == AuditActions.DealAmended && conflict.After!.Contains("\"kickback\":2500"));
        (await _scene.Database.QueryAsync(db => db.Set<DealTerms>().CountAsync())).Should().Be(2);
    }

    [Fact]
    public async Task A_payment_that_an_import_brings_is_no_edit_and_makes_no_conflict()
    {
        var deal = await _scene.AddedAsync();
        await _scene.Database.AddAsync(LedgerScene.Payment("tr_new", new(2026, 11, 19)));

        (await _scene.AmendAsync(deal, LedgerScene.Form(kickback: "25"), new(2026, 11, 20))).Value!.Earned
            .Should().Be(new Money(8 * 20_00));
    }

    [Fact]
    public async Task A_deal_that_is_ended_stops_earning_after_its_last_day_and_the_platform_is_told()
    {
        var deal = await _scene.AddedAsync();

        (await _scene.EndAsync(deal, new(2026, 8, 9))).Value!.Earned.Should().Be(new Money(3 * 20_00));

        (await ChangesAsync()).Should().ContainSingle(change =>
            change.Field == PlatformFields.ExpiresAt && change.Value == "\"2026-08-09T00:00:00.000Z\"");
        (await _scene.AmendAsync(deal, LedgerScene.Form(kickback: "1"), s_december, version: 2)).Refusals
            .Should().Equal(new DealHasEnded(new(2026, 8, 9)));
        (await _scene.EndAsync(deal, new(2026, 8, 9), version: 2)).Refusals.Should().Equal(new DealHasEnded(new(2026, 8, 9)));
    }

    [Fact]
    public async Task Refuses_an_end_before_the_start_after_the_expiry_in_a_closed_month_or_without_day_and_reason()
    {
        var deal = await _scene.AddedAsync(LedgerScene.Form(expiresOn: s_december));
        await _scene.CloseThroughAsync(9);

        (await _scene.EndAsync(deal, new(2026, 4, 30))).Refusals.Should().Equal(new EndsBeforeStart(new(2026, 5, 1)));
        (await _scene.EndAsync(deal, new(2026, 12, 2))).Refusals.Should().Equal(new EndsAfterExpiry(s_december));
        (await _scene.EndAsync(deal, new(2026, 9, 29))).Refusals.Single().Should().BeOfType<InClosedMonth>();
        (await _scene.EndAsync(deal, null, null)).Refusals.Should().Equal(new LastDayMissing(), new ReasonMissing());
        (await _scene.EndAsync(deal, new(2026, 9, 30))).IsDone.Should().BeTrue("the closed month itself stays as it is");
    }

    [Fact]
    public async Task A_deal_on_which_nothing_was_earned_can_be_void_and_stays_to_be_read()
    {
        var deal = await _scene.AddedAsync(LedgerScene.Form(startsOn: s_december));

        (await _scene.VoidAsync(deal)).IsDone.Should().BeTrue();

        (await _scene.Database.QueryAsync(db => db.Deals.SingleAsync())).VoidedAt.Should().Be(FixedClock.Noon);
        (await _scene.VoidAsync(deal, version: 2)).Refusals.Should().Equal(new DealIsVoid());
        (await _scene.EndAsync(deal, s_december, version: 2)).Refusals.Should().Equal(new DealIsVoid());
        (await _scene.AmendAsync(deal, LedgerScene.Form(), s_december, version: 2)).Refusals.Should().Equal(new DealIsVoid());
        (await _scene.PayAsync(deal, version: 2)).Refusals.Should().Equal(new DealIsVoid());
        await _scene.Database.AddAsync(LedgerScene.Payment("tr_later", s_december));
        (await _scene.Database.QueryAsync(db => db.LedgerLines.AnyAsync())).Should().BeFalse("a void deal earns nothing");
        (await _scene.AddAsync(LedgerScene.Form(startsOn: s_december))).IsDone.Should().BeTrue("a void deal is in nobody's way");
    }

    [Fact]
    public async Task Refuses_to_void_what_earned_or_was_paid_on_or_without_a_reason()
    {
        var earned = await _scene.AddedAsync(LedgerScene.Form(expiresOn: new(2026, 10, 31)));
        (await _scene.VoidAsync(earned)).Refusals.Should().Equal(new EarnedOnAlready(new(6 * 20_00), Money.Zero));

        var paid = await _scene.AddedAsync(LedgerScene.Form(startsOn: new(2026, 11, 12)));
        (await _scene.VoidAsync(paid, " ")).Refusals.Should().Equal(new ReasonMissing());
        await _scene.PayAsync(paid, "5", new(2026, 11, 12), isAdvance: true, why: "For the launch");
        (await _scene.VoidAsync(paid, version: 2)).Refusals.Should().Equal(new EarnedOnAlready(Money.Zero, new(5_00)));
    }

    [Fact]
    public async Task Refuses_a_deal_that_is_not_there()
    {
        (await _scene.AmendAsync(Guid.NewGuid(), LedgerScene.Form(), s_december)).Refusals.Should().Equal(new NoSuchDeal());
        (await _scene.PayAsync(Guid.NewGuid())).Refusals.Should().Equal(new NoSuchDeal());
    }

    [Fact]
    public async Task A_deal_that_comes_back_with_the_platforms_number_is_the_same_deal()
    {
        using var export = new ExportFiles().Without("referral_ledger");
        await _scene.Database.ImportAsync(export);
        await _scene.Ledger.AddAsync(
            Make.CommercialOwner,
            new(
                Guid.CreateVersion7(),
                new(ExportFiles.Organisation),
                new(ExportFiles.Client),
                null,
                new("15", "10", "2500.5", new(2025, 1, 1), new(2026, 1, 1), "PA-1", "by mail")),
            default);

        (await _scene.Database.ImportAsync(export.Add("referral_ledger", ExportFiles.Good("referral_ledger").ToJsonString()))).Rejected
            .Should().Be(0);

        (await _scene.Database.QueryAsync(db => db.Deals.SingleAsync())).PlatformId.Should().Be(1);
        (await ChangesAsync()).Should().NotBeEmpty().And.OnlyContain(change => change.State == PlatformChangeState.Applied);
    }

    [Fact]
    public async Task Staff_may_not_edit() =>
        (await _scene.Ledger.AddAsync(
            Make.Staff,
            new(Guid.CreateVersion7(), _scene.Partner.Id, _scene.Client.Id, null, LedgerScene.Form()),
            default)).Refusals
            .Single()
            .Should().BeOfType<NotPermitted>();

    private static DateOnly Day(string text) => DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private Task<AuditEntry> LastEntryAsync() =>
        _scene.Database.QueryAsync(db => db.AuditEntries.OrderByDescending(entry => entry.Sequence).FirstAsync());

    private Task<List<PlatformChange>> ChangesAsync() =>
        _scene.Database.QueryAsync(db => db.PlatformChanges.OrderBy(change => change.At).ThenBy(change => change.Id).ToListAsync());
}
