using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Changes;
using Partners.Core.Values;

namespace Partners.Core.Referrals;

/// <param name="VersionSeen">The deal's version on the page the person acted on.</param>
/// <param name="Amount">In euros, as typed.</param>
/// <param name="IsAdvance">Deliberately more than is owed; <paramref name="AdvanceReason"/> says why.</param>
public sealed record RecordPayout(
    Guid RequestId,
    Guid DealId,
    int VersionSeen,
    string? Amount,
    DateOnly? PaidOn,
    string? Reference,
    bool IsAdvance,
    string? AdvanceReason);

public sealed record PayoutAmountMissing() : Refusal("Enter the amount that was paid.", nameof(RecordPayout.Amount));

public sealed record PaidOnMissing() : Refusal("Enter the day it was paid.", nameof(RecordPayout.PaidOn));

public sealed record PaidInTheFuture()
    : Refusal("This day is in the future. Record a payout once it is made.", nameof(RecordPayout.PaidOn));

public sealed record PaidBeforeStart(DateOnly StartsOn)
    : Refusal($"The deal starts on {Days.InWords(StartsOn)}. Nothing can be paid before that day.", nameof(RecordPayout.PaidOn));

public sealed record PayoutReferenceMissing()
    : Refusal("Enter the payout reference, such as the bank transfer.", nameof(RecordPayout.Reference));

public sealed record MoreThanIsOwed(Money Owed)
    : Refusal(
        Owed > Money.Zero
            ? $"Only {Owed} is owed. If you paid more on purpose, mark it as an advance and enter why."
            : "Nothing is owed. If you paid it on purpose, mark it as an advance and enter why.",
        nameof(RecordPayout.Amount));

public sealed record AdvanceReasonMissing() : Refusal("Enter why more was paid than is owed.", nameof(RecordPayout.AdvanceReason));

public sealed partial class Payouts
{
    /// <summary>
    /// Refused for a void deal, for a day in the future, before the start or in a closed month, and above what is owed
    /// unless it is an advance.
    /// </summary>
    public Task<Outcome<PayoutMade>> RecordAsync(Staff who, RecordPayout command, CancellationToken cancel) =>
        changes.OfDealAsync<PayoutMade>(
            who,
            command.RequestId,
            nameof(RecordPayout),
            command.DealId,
            command.VersionSeen,
            async (change, found, token) =>
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
                var summary = await change.Db.DealSummaries.AsNoTracking().SingleAsync(summary => summary.DealId == deal.Id, token);
                Refusal?[] refused =
                [
                    problem is not null ? new TypedWrongly(problem, nameof(command.Amount))
                        : amount <= Money.Zero ? new PayoutAmountMissing()
                        : amount > summary.Owed && !command.IsAdvance ? new MoreThanIsOwed(summary.Owed)
                        : null,
                    amount > summary.Owed && command.IsAdvance && why.Length == 0 ? new AdvanceReasonMissing() : null,
                    why.Length > Reasons.Longest ? new TooLong("The reason", Reasons.Longest, nameof(command.AdvanceReason)) : null,
                    command.PaidOn is not { } day ? new PaidOnMissing()
                        : DayOutOfRange.Of(day, nameof(command.PaidOn)) is { } outside ? outside
                        : day > change.Today ? new PaidInTheFuture()
                        : day < deal.StartsOn ? new PaidBeforeStart(deal.StartsOn)
                        : DealRules.RefuseClosed("The day of the payout", day, closedThrough, nameof(command.PaidOn)),
                    reference.Length == 0 ? new PayoutReferenceMissing() : null,
                    reference.Length > DealRules.LongestReference
                        ? new TooLong("The reference", DealRules.LongestReference, nameof(command.Reference))
                        : null,
                ];
                if (refused.OfType<Refusal>().ToList() is { Count: > 0 } refusals)
                {
                    return Outcome<PayoutMade>.Refused(refusals);
                }

                var advance = amount > summary.Owed ? why : null;
                return await SaveAsync(
                    change,
                    deal,
                    name,
                    Payout.Of(deal.Id, amount, command.PaidOn!.Value, reference, advance, who, change.At),
                    AuditActions.PayoutRecorded,
                    advance ?? reference,
                    token);
            },
            cancel);
}
