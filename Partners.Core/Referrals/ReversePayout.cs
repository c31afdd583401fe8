using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Changes;

namespace Partners.Core.Referrals;

/// <param name="VersionSeen">The deal's version on the page the person acted on.</param>
public sealed record ReversePayout(Guid RequestId, Guid DealId, int VersionSeen, Guid PayoutId, string? Reason);

public sealed record NoSuchPayout() : Refusal("There is no such payout.");

public sealed record PayoutReversedAlready() : Refusal("This payout was reversed already.");

public sealed record IsAReversal() : Refusal("This row is itself a reversal. Record the payout again instead.");

public sealed partial class Payouts
{
    /// <summary>Reverses a payout with a row dated today. Refused for a reversal, and for a payout already reversed.</summary>
    public Task<Outcome<PayoutMade>> ReverseAsync(Staff who, ReversePayout command, CancellationToken cancel) =>
        changes.OfDealAsync<PayoutMade>(
            who,
            command.RequestId,
            nameof(ReversePayout),
            command.DealId,
            command.VersionSeen,
            async (change, found, token) =>
            {
                var payout = await change.Db.Payouts.AsNoTracking().SingleOrDefaultAsync(
                    payout => payout.Id == command.PayoutId && payout.DealId == found.Deal.Id,
                    token);
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
                return await SaveAsync(
                    change,
                    found.Deal,
                    found.Name,
                    payout.Reversed(reason, who, change.At),
                    AuditActions.PayoutReversed,
                    reason,
                    token);
            },
            cancel);
}
