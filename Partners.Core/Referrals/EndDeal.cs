using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Changes;
using Partners.Core.Outbox;
using Partners.Core.Values;

namespace Partners.Core.Referrals;

/// <param name="LastDay">The last day on which a payment counts.</param>
public sealed record EndDeal(Guid RequestId, Guid DealId, int VersionSeen, DateOnly? LastDay, string? Reason);

public sealed record LastDayMissing() : Refusal("Enter the deal's last day.", nameof(EndDeal.LastDay));

public sealed record EndsBeforeStart(DateOnly StartsOn)
    : Refusal($"The deal starts on {Days.InWords(StartsOn)}. If it was never valid, void it.", nameof(EndDeal.LastDay));

public sealed record EndsAfterExpiry(DateOnly ExpiresOn)
    : Refusal($"The deal expires on {Days.InWords(ExpiresOn)} by itself. To extend it, amend it.", nameof(EndDeal.LastDay));

public sealed partial class ReferralLedger
{
    /// <summary>Stops earning after a day. Refused if that would change a closed month.</summary>
    public Task<Outcome<DealChanged>> EndAsync(Staff who, EndDeal command, CancellationToken cancel) =>
        changes.OfDealAsync<DealChanged>(
            who,
            command.RequestId,
            nameof(EndDeal),
            command.DealId,
            command.VersionSeen,
            async (change, found, token) =>
            {
                var (deal, name, closedThrough) = found;
                if (DealRules.RefuseOver(deal.VoidedAt is not null, deal.EndedOn) is { } over)
                {
                    return over;
                }

                Refusal?[] refused =
                [
                    command.LastDay is not { } lastDay ? new LastDayMissing()
                        : lastDay < deal.StartsOn ? new EndsBeforeStart(deal.StartsOn)
                        : DayOutOfRange.Of(lastDay, nameof(command.LastDay)) is { } outside ? outside
                        : lastDay > deal.ExpiresOn ? new EndsAfterExpiry(deal.ExpiresOn.Value)
                        : DealRules.RefuseClosed("The day after the last", lastDay.Plus(1), closedThrough, nameof(command.LastDay)),
                    Reasons.Refuse(command.Reason),
                ];
                if (refused.OfType<Refusal>().ToList() is { Count: > 0 } refusals)
                {
                    return Outcome<DealChanged>.Refused(refusals);
                }

                var (before, until, reason) = (deal.Facts(), deal.EndedOn ?? deal.LatestTerms.ExpiresOn, command.Reason!.Trim());
                deal.End(command.LastDay!.Value);
                change.Edit(deal, AuditActions.DealEnded, name, before, reason);
                await change.CarryToPlatformAsync(
                    deal.Item(name),
                    PlatformFields.ExpiresAt,
                    PlatformWords.Of(PlatformWords.Midnight(until)),
                    PlatformWords.Of(PlatformWords.Midnight(deal.EndedOn)),
                    reason,
                    token);
                return await PostedAsync(change, deal, name, token);
            },
            cancel);
}
