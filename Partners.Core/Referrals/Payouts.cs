using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Changes;
using Partners.Core.Values;

namespace Partners.Core.Referrals;

/// <param name="VersionSeen">The deal's version on the page that the person decided from.</param>
/// <param name="Amount">In euros, as it was typed.</param>
/// <param name="IsAdvance">More is paid than is owed, on purpose; then <paramref name="AdvanceReason"/> says why.</param>
public sealed record RecordPayout(Guid RequestId, Guid DealId, int VersionSeen, string? Amount, DateOnly? PaidOn, string? Reference, bool IsAdvance, string? AdvanceReason);

/// <param name="VersionSeen">The deal's version on the page that the person decided from.</param>
public sealed record ReversePayout(Guid RequestId, Guid DealId, int VersionSeen, Guid PayoutId, string? Reason);

/// <param name="Amount">Negative for a reversal.</param>
/// <param name="Owed">What is owed on the deal after it.</param>
public sealed record PayoutMade(Guid PayoutId, Guid DealId, string Name, Money Amount, Money Owed);

/// <summary>"Payouts: amount, date, reference; never more than is owed unless marked as an advance with a reason" (PRODUCT.md, section 3).</summary>
public sealed class Payouts(ChangeRunner changes)
{
    /// <summary>Refused for a void deal, for a day in the future or in a closed month, and above what is owed unless it is an advance.</summary>
    public Task<Outcome<PayoutMade>> RecordAsync(Staff who, RecordPayout command, CancellationToken cancel) =>
        changes.OfDealAsync<PayoutMade>(who, command.RequestId, nameof(RecordPayout), command.DealId, command.VersionSeen, async (change, found, token) =>
        {
            var (deal, name, closedThrough) = found;
            if (deal.VoidedAt is not null)
            {
                return new DealIsVoid();
            }

            var problem = TypedAmount.ReadEuros(command.Amount, out var typed);
            var amount = typed ?? Money.Zero;
            var reference = command.Reference?.Trim() ?? string.Empty;
            var why = command.AdvanceReason?.Trim() ?? string.Empty;
            var standing = await change.Db.DealStandings.AsNoTracking().SingleAsync(standing => standing.DealId == deal.Id, token);
            Refusal?[] refused =
            [
                problem is not null ? new TypedWrongly(problem, nameof(command.Amount))
                    : amount <= Money.Zero ? new PayoutAmountMissing()
                    : amount > standing.Owed && !command.IsAdvance ? new MoreThanIsOwed(standing.Owed)
                    : null,
                amount > standing.Owed && command.IsAdvance && why.Length == 0 ? new AdvanceReasonMissing() : null,
                why.Length > Reasons.Longest ? new TooLong("The reason", Reasons.Longest, nameof(command.AdvanceReason)) : null,
                command.PaidOn is not { } day ? new PaidOnMissing()
                    : day > change.Today ? new PaidInTheFuture()
                    : DealRules.RefuseClosed("The day of the payout", day, closedThrough, nameof(command.PaidOn)),
                reference.Length == 0 ? new PayoutReferenceMissing() : null,
                reference.Length > DealRules.LongestReference ? new TooLong("The reference", DealRules.LongestReference, nameof(command.Reference)) : null,
            ];
            if (refused.OfType<Refusal>().ToList() is { Count: > 0 } refusals)
            {
                return Outcome<PayoutMade>.Refused(refusals);
            }

            var advance = amount > standing.Owed ? why : null;
            return await SaveAsync(change, deal, name, Payout.Of(deal.Id, amount, command.PaidOn!.Value, reference, advance, who, change.At), AuditActions.PayoutRecorded, advance ?? reference, token);
        }, cancel);

    /// <summary>Takes a payout back by a row of its own, on today's date. Refused for one that was reversed, and for a reversal.</summary>
    public Task<Outcome<PayoutMade>> ReverseAsync(Staff who, ReversePayout command, CancellationToken cancel) =>
        changes.OfDealAsync<PayoutMade>(who, command.RequestId, nameof(ReversePayout), command.DealId, command.VersionSeen, async (change, found, token) =>
        {
            var payout = await change.Db.Payouts.AsNoTracking().SingleOrDefaultAsync(payout => payout.Id == command.PayoutId && payout.DealId == found.Deal.Id, token);
            if (payout is null)
            {
                return new NoSuchPayout();
            }

            if (payout.ReversesId is not null)
            {
                return new IsAReversal();
            }

            if (await change.Db.Payouts.AnyAsync(reversal => reversal.ReversesId == payout.Id, token))
            {
                return new PayoutReversedAlready();
            }

            if (Reasons.Refuse(command.Reason) is { } refused)
            {
                return refused;
            }

            var reason = command.Reason!.Trim();
            return await SaveAsync(change, found.Deal, found.Name, payout.Reversed(reason, who, change.At), AuditActions.PayoutReversed, reason, token);
        }, cancel);

    private static async Task<PayoutMade> SaveAsync(Change change, Deal deal, string name, Payout payout, string action, string reason, CancellationToken cancel)
    {
        change.Db.Payouts.Add(payout);
        change.Edit(deal, action, name, before: null, reason, payout.Facts());
        var standing = await change.PostAsync(deal, cancel);
        return new(payout.Id, deal.Id, name, payout.Amount, standing.Owed);
    }
}
