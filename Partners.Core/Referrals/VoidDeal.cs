using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Changes;
using Partners.Core.Outbox;
using Partners.Core.Values;

namespace Partners.Core.Referrals;

public sealed record VoidDeal(Guid RequestId, Guid DealId, int VersionSeen, string? Reason);

public sealed record EarnedOnAlready(Money Earned, Money PaidOut)
    : Refusal(
        $"This deal already has earnings or payouts ({Earned} earned, {PaidOut} paid out). End it instead.");

public sealed partial class ReferralLedger
{
    /// <summary>Marks the deal as never valid. Refused once anything was earned or paid on it.</summary>
    public Task<Outcome<DealChanged>> VoidAsync(Staff who, VoidDeal command, CancellationToken cancel) =>
        changes.OfDealAsync<DealChanged>(
            who,
            command.RequestId,
            nameof(VoidDeal),
            command.DealId,
            command.VersionSeen,
            async (change, found, token) =>
            {
                var (deal, name, _) = found;
                if (deal.VoidedAt is not null)
                {
                    return new DealIsVoid();
                }

                if (Reasons.Refuse(command.Reason) is { } refused)
                {
                    return refused;
                }

                if (await change.Db.LedgerLines.AnyAsync(line => line.DealId == deal.Id && line.Contribution != Money.Zero, token)
                    || await change.Db.Payouts.AnyAsync(payout => payout.DealId == deal.Id, token))
                {
                    var summary = await change.Db.DealSummaries.AsNoTracking().SingleAsync(summary => summary.DealId == deal.Id, token);
                    return new EarnedOnAlready(summary.Earned, summary.PaidOut);
                }

                var (before, reason) = (deal.Facts(), command.Reason!.Trim());
                deal.Void(change.At);
                change.Edit(deal, AuditActions.DealVoided, name, before, reason);
                await change.CarryToPlatformAsync(
                    deal.Item(name),
                    PlatformFields.DeletedAt,
                    before: null,
                    PlatformWords.Of(deal.VoidedAt),
                    reason,
                    token);
                return await PostedAsync(change, deal, name, token);
            },
            cancel);
}
