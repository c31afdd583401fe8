using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Partners.Console.MadeUp.Demonstration;
using Partners.Console.Tests.Support;
using Partners.Core.Audit;
using Partners.Core.Findings;
using Partners.Core.Persistence;
using Partners.Core.Referrals;
using Partners.Core.Values;

namespace Partners.Console.Tests.MadeUp;

/// <summary>In the demonstration no page of the ledger is empty, and its content obeys the product's own rules.</summary>
public sealed class DemonstrationLedgerTests : IAsyncLifetime
{
    private DemoDatabase _database = null!;
    private PartnersDb _db = null!;
    private IReadOnlyList<LedgerRow> _rows = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await DemonstrationWorld.LoadedAsync();
        _db = _database.Open();
        _rows = (await _database.Get<LedgerDirectory>().ListAsync(DemoDatabase.Operator, new(PageSize: 200), Cancel)).Rows;
    }

    public async ValueTask DisposeAsync()
    {
        await _db.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public void Deals_have_every_status_and_some_promise_another_discount_than_is_given()
    {
        _rows.Select(row => row.Status).Distinct().Should().BeEquivalentTo(Enum.GetValues<DealStatus>());
        _rows.Should().Contain(row => row.IsDiscountMismatch).And.Contain(row => row.WorkspaceId == null);
    }

    [Fact]
    public async Task Posting_everything_again_changes_nothing()
    {
        var (lines, summaries) = (
            await LinesAsync(),
            await _db.DealSummaries.AsNoTracking().OrderBy(summary => summary.DealId).ToListAsync(Cancel));

        await _database.Get<LedgerUpkeep>().PostAllAsync(Cancel);

        (await LinesAsync()).Should().Equal(lines);
        (await _db.DealSummaries.AsNoTracking().OrderBy(summary => summary.DealId).ToListAsync(Cancel))
            .Should().BeEquivalentTo(summaries, options => options.WithStrictOrdering());
        lines.Should().HaveCountGreaterThan(100);
    }

    [Fact]
    public async Task Payouts_are_regular_an_advance_with_a_reason_and_one_that_was_taken_back()
    {
        var payouts = await _db.Payouts.AsNoTracking().ToListAsync(Cancel);

        payouts.Where(payout => payout.ReversesId is null).Should().OnlyContain(payout => payout.Amount > Money.Zero);
        payouts.Count(payout => payout.AdvanceReason is null && payout.ReversesId is null).Should().BeGreaterThan(4);
        payouts.Should().ContainSingle(payout => payout.AdvanceReason != null);
        var reversal = payouts.Should().ContainSingle(payout => payout.ReversesId != null).Which;
        var reversed = payouts.Single(payout => payout.Id == reversal.ReversesId);
        (reversal.Amount, reversal.PaidOn).Should().Be((-reversed.Amount, reversed.PaidOn.AddDays(2)));
        reversal.ReversalReason.Should().NotBeNullOrEmpty();
    }

    [Fact]
    public async Task No_regular_payout_was_more_than_was_owed_on_its_day()
    {
        var lines = await LinesAsync();
        var payouts = await _db.Payouts.AsNoTracking().OrderBy(payout => payout.RecordedAt).ToListAsync(Cancel);

        foreach (var payout in payouts.Where(payout => payout.AdvanceReason is null && payout.ReversesId is null))
        {
            var earned = lines.Where(line => line.DealId == payout.DealId && line.On <= payout.PaidOn).Sum(line => line.Contribution.Cents);
            var before = payouts.Where(other => other.DealId == payout.DealId && other.RecordedAt < payout.RecordedAt)
                .Sum(other => other.Amount.Cents);
            payout.Amount.Cents.Should().BeLessThanOrEqualTo(earned - before);
        }
    }

    [Fact]
    public async Task One_partner_is_in_credit() =>
        (await _database.Get<Statements>().OwedAsync(DemoDatabase.Operator, new(PageSize: OwedQuery.LargestPage), Cancel)).Rows
            .Where(partner => partner.Credit > Money.Zero)
            .Should().ContainSingle().Which.Name
            .Should().Be(Cast.Luisterend);

    [Fact]
    public async Task One_partner_has_closed_months_and_a_late_payment_in_the_first_open_one()
    {
        var partner = await _db.Organisations
            .Where(organisation => organisation.Name == Cast.Samenspel)
            .Select(organisation => organisation.Id)
            .SingleAsync(Cancel);
        var closed = await _db.ClosedMonths.AsNoTracking().OrderBy(closed => closed.Month).ToListAsync(Cancel);

        closed.Should().HaveCountGreaterThan(6).And.OnlyContain(month => month.PartnerId == partner);
        var last = closed[^1].Month;
        last.Should().Be(new Month(2026, 8), "today is in October");
        var late = (await LinesAsync()).Where(line => line.IsLate).OrderBy(line => line.Kind).ToList();
        late.Select(line => (Month.Of(line.On), line.PostedIn, line.Kind)).Should().Equal(
            (last, last.Next(), LineKind.Payment),
            (last.Previous(), last.Next(), LineKind.Correction));
        late.Should().OnlyContain(line => line.Reason != null);

        var statements = _database.Get<Statements>();
        var settled = await statements.FindAsync(DemoDatabase.Operator, partner, last, Cancel);
        var open = await statements.FindAsync(DemoDatabase.Operator, partner, last.Next(), Cancel);
        (settled!.ClosedByName, settled.NextToClose).Should().Be((CastPartners.Joris.Name, last.Next()));
        open!.Statement.Opening.Should().Be(settled.Statement.Closing);
        open.ClosedByName.Should().BeNull();
    }

    [Fact]
    public async Task A_newcomer_sees_money_that_went_back_an_invoice_and_what_waits_for_a_person()
    {
        var lines = await LinesAsync();
        lines.Select(line => line.Kind).Distinct().Should().Contain(
        [
            LineKind.Payment, LineKind.Refund, LineKind.Chargeback, LineKind.ChargebackReversed, LineKind.Invoice, LineKind.CreditNote,
            LineKind.Correction,
        ]);
        var payments = _database.Get<ClientPayments>();
        (await payments.UnmatchedAsync(DemoDatabase.Operator, Cancel)).Total.Should().Be(2);
        (await payments.BoundByHandAsync(DemoDatabase.Operator, Cancel)).Newest.Should().ContainSingle()
            .Which.Earlier.Should().ContainSingle();
    }

    [Fact]
    public async Task What_earns_nothing_is_there_for_each_reason()
    {
        var reasons = new List<string>();
        foreach (var row in _rows)
        {
            var listing = await _database.Get<DealOverview>().UncountedAsync(DemoDatabase.Operator, row.Id, Cancel);
            reasons.AddRange(listing!.Newest.Select(one => one.Reason));
        }

        foreach (var reason in (string[])[
            "before the deal's start", "after the deal's expiry", "after the deal's last day", "It is not paid", "is on its way",
            "is a test", "only EUR is taken", "The deal is void", "bound to this client by mistake"])
        {
            reasons.Should().Contain(said => said.Contains(reason, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_discount_outlived_its_deal() =>
        (await _database.Get<FindingDirectory>().ListAsync(DemoDatabase.Operator, FindingKind.DiscountWithoutDeal, 1, 50, Cancel)).Rows
            .Should().ContainSingle().Which.Sentence.Should().StartWith("Its account gives a discount of 10 %");

    [Fact]
    public async Task A_deal_has_several_terms_by_several_people_one_of_them_still_to_come()
    {
        var deal = _rows.Single(row => row.Client == "Jeugdraad Delta");
        var terms = await _db.Deals
            .Where(found => found.Id == deal.Id)
            .SelectMany(found => found.Terms)
            .OrderBy(version => version.HoldsFrom)
            .ToListAsync(Cancel);

        terms.Should().HaveCount(4);
        terms.Select(version => version.RecordedByName).Distinct(StringComparer.Ordinal).Should().HaveCountGreaterThan(2);
        terms.Skip(1).Should().OnlyContain(version => version.Reason != null);
        terms[^1].HoldsFrom.Should().BeAfter(DemonstrationWorld.Today);
        deal.Kickback.Should().Be(terms[^2].Kickback).And.NotBe(terms[^1].Kickback);
    }

    [Fact]
    public async Task The_trail_has_what_was_done_with_deals_under_the_versions_that_they_reached()
    {
        var entries = await _db.AuditEntries
            .AsNoTracking()
            .Where(entry => entry.SubjectKind == DealSubjects.Deal)
            .OrderBy(entry => entry.Sequence)
            .ToListAsync(Cancel);

        entries.Select(entry => entry.Action).Distinct(StringComparer.Ordinal).Should().BeEquivalentTo(
            [
                AuditActions.DealAdded,
                AuditActions.DealAmended,
                AuditActions.DealEnded,
                AuditActions.DealVoided,
                AuditActions.PayoutRecorded,
                AuditActions.PayoutReversed,
                AuditActions.InvoiceRecorded,
            ]);
        foreach (var deal in entries.GroupBy(entry => entry.SubjectId, StringComparer.Ordinal))
        {
            var versions = deal.Select(entry => entry.SubjectVersion!.Value).ToList();
            versions.Should().Equal(Enumerable.Range(versions[0], versions.Count));
            _rows.Single(row => row.Id == Guid.Parse(deal.Key)).Version.Should().Be(versions[^1]);
        }

        (await _db.AuditEntries.CountAsync(entry => entry.SubjectKind == DealSubjects.Month, Cancel))
            .Should().Be(await _db.ClosedMonths.CountAsync(Cancel));
    }

    [Theory]
    [InlineData("2026-03-31T21:30:00Z")]
    [InlineData("2026-12-31T23:30:00Z")]
    [InlineData("2027-01-01T09:00:00Z")]
    [InlineData("2028-02-29T12:00:00Z")]
    public async Task It_hangs_together_whatever_day_it_is(string now)
    {
        await using var database = await TestDatabase.CreateAsync();
        database.Clock.Now = DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture);
        (await database.Get<DemonstrationData>().LoadAsync(DemoDatabase.Operator, Cancel)).IsDone.Should().BeTrue();

        var rows = (await database.Get<LedgerDirectory>().ListAsync(DemoDatabase.Operator, new(PageSize: 200), Cancel)).Rows;
        rows.Select(row => row.Status).Distinct().Should().BeEquivalentTo(Enum.GetValues<DealStatus>());
        (await database.QueryAsync(db => db.Payouts.Where(payout => payout.ReversesId == null).ToListAsync(Cancel)))
            .Should().OnlyContain(payout => payout.Amount > Money.Zero);
        (await database.QueryAsync(db => db.LedgerLines.CountAsync(line => line.IsLate, Cancel))).Should().Be(2);
        (await database.Get<Statements>().OwedAsync(DemoDatabase.Operator, new(PageSize: OwedQuery.LargestPage), Cancel)).Rows
            .Count(partner => partner.Credit > Money.Zero)
            .Should().Be(1);
        var entries = await database.QueryAsync(db =>
            db.AuditEntries.Where(entry => entry.SubjectKind == DealSubjects.Deal).OrderBy(entry => entry.Sequence).ToListAsync(Cancel));
        entries.GroupBy(entry => entry.SubjectId, StringComparer.Ordinal)
            .Should().OnlyContain(deal => deal.Zip(deal.Skip(1)).All(pair => pair.First.SubjectVersion + 1 == pair.Second.SubjectVersion));
    }

    private Task<List<LedgerLine>> LinesAsync() =>
        _db.LedgerLines.AsNoTracking().OrderBy(line => line.DealId).ThenBy(line => line.Position).ToListAsync(Cancel);
}
