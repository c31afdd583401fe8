using Microsoft.EntityFrameworkCore;
using Partners.Core.Audit;
using Partners.Core.Persistence;
using Partners.Core.Referrals;
using Partners.Core.Values;

namespace Partners.Console.MadeUp.Demonstration;

/// <summary>
/// Posts the demonstration's ledger, pays out, closes months, and lets a payment come in late: by the rules of the
/// product, after everything else is written.
/// </summary>
internal sealed class LedgerScenes(PartnersDb db, Scene scene, LedgerPosting posting)
{
    private const int DayOfPayouts = 12;

    /// <summary>Of the month after.</summary>
    private const int DayOfClosing = 4;

    /// <summary>Months that were closed at once, when the first was.</summary>
    private const int ClosedSinceMonths = 4;

    /// <summary>The client pays a second time towards the end of a month that is closed by the time this is known.</summary>
    public static void ComeLate(Scene scene)
    {
        var workspace =
            scene.Workspaces.Single(workspace => string.Equals(workspace.DataOwnerName, CastLedger.PaidLate, StringComparison.Ordinal));
        var account = scene.Accounts.Single(account => account.Id == workspace.BillingAccountId);
        var customer = account.MollieCustomerId!;
        var usual = scene.Payments.Where(payment =>
            payment.PaidAt is not null
            && string.Equals(payment.MollieCustomerId, customer, StringComparison.Ordinal)).MaxBy(payment => payment.PaidAt)!;
        var at = MonthsAgo(scene, 2).LastDay.StartInAmsterdam().AddHours(15);
        var code = Dice.For(customer).Code(10);
        scene.LatePayments.Add(new Payment($"tr_{code}", customer, Payment.Paid, usual.Amount, usual.Vat, at, at).Of(account));
    }

    public async Task MakeAsync(CancellationToken cancel)
    {
        await PostAsync(scene.Deals, cancel);
        foreach (var cast in CastLedger.Payouts)
        {
            await PayAsync(cast, cancel);
        }

        var settled = scene.Teams[CastLedger.Settled].Organisation.Id;
        await CloseAsync(settled, cancel);
        DemonstrationData.Insert(db, scene.LatePayments);
        var corrected = await MoneyScenes.CorrectAsync(db, scene, cancel);
        await PostAsync(scene.Deals.Where(deal => deal.PartnerId == settled).Union(corrected), cancel);
    }

    private async Task PostAsync(IEnumerable<Deal> deals, CancellationToken cancel)
    {
        var lines = await posting.WriteAsync(db, [.. deals], scene.Today, cancel);
        await db.SaveChangesAsync(cancel);
        DemonstrationData.Insert(db, lines);
    }

    private async Task PayAsync(CastPayout cast, CancellationToken cancel)
    {
        var name = $"{cast.Partner} – {cast.Client}";
        var key = $"{name}/{cast.MonthsAgo}";
        var deal = scene.Deals.Single(deal => deal.Id == KnownId.Of("deal", $"{scene.Teams[cast.Partner].Domain}/{cast.Client}"));
        var month = MonthsAgo(scene, cast.MonthsAgo);
        var paidOn = month.FirstDay.AddDays(DayOfPayouts - 1);
        var at = paidOn.StartInAmsterdam().AddMinutes(Dice.For(key).Between(9 * 60, 16 * 60));
        var owed = cast.AdvanceEuros is { } above
            ? new Money(
                (await OwedAsync(scene.Deals.Where(other => other.PartnerId == deal.PartnerId), scene.Today, cancel)).Cents
                    / 100_00
                    * 100_00)
                + new Money(above * 100L)
            : await OwedAsync([deal], month.FirstDay, cancel);
        var payout = scene.Known(
            Payout.Of(
                deal.Id,
                owed,
                paidOn,
                $"SEPA {paidOn:yyyyMM}-{scene.Payouts.Count + 1:D2}",
                cast.AdvanceEuros is null ? null : cast.Reason,
                cast.By,
                at),
            key);
        await SaveAsync(AuditActions.PayoutRecorded, payout, at, payout.AdvanceReason ?? payout.Reference);
        if (cast.Reason is { } reason && cast.AdvanceEuros is null)
        {
            var reversedAt = at.AddDays(2);
            await SaveAsync(
                AuditActions.PayoutReversed,
                scene.Known(payout.Reversed(reason, cast.By, reversedAt), $"{key}/reversed"),
                reversedAt,
                reason);
        }

        async Task SaveAsync(string action, Payout made, DateTimeOffset when, string why)
        {
            scene.Payouts.Add(made);
            db.Payouts.Add(made);
            scene.Past.Add(new(cast.By, when, action, deal.Subject(name), null, made.Facts(), why));
            db.Entry(deal).Property(record => record.Version).IsModified = true;
            await PostAsync([deal], cancel);
        }
    }

    /// <summary>What the deals had earned before a day, less what was paid out on them.</summary>
    private async Task<Money> OwedAsync(IEnumerable<Deal> deals, DateOnly before, CancellationToken cancel)
    {
        var ids = deals.Select(deal => deal.Id).ToHashSet();
        var lines = await db.LedgerLines.AsNoTracking().Where(line => ids.Contains(line.DealId) && line.On < before).ToListAsync(cancel);
        var paid = scene.Payouts.Where(payout => ids.Contains(payout.DealId)).Sum(payout => payout.Amount.Cents);
        return new(lines.Sum(line => line.Contribution.Cents) - paid);
    }

    private async Task CloseAsync(Guid partnerId, CancellationToken cancel)
    {
        var through = MonthsAgo(scene, 2);
        var draft = await StatementDraft.LoadAsync(db, partnerId, CastLedger.Settled, through, cancel);
        var first = Month.Of(scene.Deals.Where(deal => deal.PartnerId == partnerId).Min(deal => deal.StartsOn));
        for (var month = first; month <= through; month = month.Next())
        {
            var at = Month.Later(month, MonthsAgo(scene, ClosedSinceMonths))
                .Next().FirstDay
                .AddDays(DayOfClosing - 1)
                .StartInAmsterdam()
                .AddHours(10);
            var statement = draft.Draw(month);
            db.ClosedMonths.Add(new ClosedMonth(partnerId, month, CanonicalJson.Of(statement), CastPartners.Joris, at));
            scene.Past.Add(new(CastPartners.Joris, at, AuditActions.MonthClosed, statement.Subject(), null, statement.Facts(), null));
            await db.SaveChangesAsync(cancel);
        }
    }

    private static Month MonthsAgo(Scene scene, int months) =>
        Month.Of(new DateOnly(scene.Today.Year, scene.Today.Month, 1).AddMonths(-months));
}
