using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Changes;
using Partners.Core.Outbox;
using Partners.Core.Values;

namespace Partners.Core.Referrals;

/// <param name="VersionSeen">The deal's version on the page the person acted on.</param>
public sealed record KeepOurTerms(Guid RequestId, Guid DealId, int VersionSeen, string? Reason);

public sealed partial class ReferralLedger
{
    /// <summary>
    /// Refuses what the platform has otherwise (docs/product.md L40): not a cent changes, and the platform is to be told ours. A deal that
    /// the platform deleted goes on. Refused without a reason, and if nothing differs.
    /// </summary>
    public Task<Outcome<DealChanged>> KeepOurTermsAsync(Staff who, KeepOurTerms command, CancellationToken cancel) =>
        changes.OfDealAsync<DealChanged>(
            who,
            command.RequestId,
            nameof(KeepOurTerms),
            command.DealId,
            command.VersionSeen,
            async (change, found, token) =>
            {
                var (deal, name, closedThrough) = found;
                if (await OpenTermsAsync(change.Db, deal, token) is not { } terms)
                {
                    return new NothingDiffers();
                }

                if (Reasons.Refuse(command.Reason) is { } missing)
                {
                    return missing;
                }

                var (open, reason) = (terms.Open, command.Reason!.Trim());
                if (open.HasFlag(TermFields.Deletion)
                    && deal is { EndsByDeletion: true, EndedOn: { } end }
                    && DealRules.RefuseClosed("The day after the last", end.Plus(1), closedThrough, string.Empty) is { } closed)
                {
                    return closed;
                }

                var (before, theirs) = (TermFacts.Of(terms.Values, open), TermFacts.ForPlatform(deal, terms.Values).ToDictionary());
                if (open.HasFlag(TermFields.Deletion))
                {
                    deal.FollowDeletion(deletedAt: null);
                    if (await RefuseOverlapAsync(change.Db, deal, name, token) is { } overlap)
                    {
                        return overlap;
                    }
                }

                terms.Close();
                var item = deal.Item(name);
                foreach (var (field, value) in TermFacts.ForPlatform(deal, open))
                {
                    await change.CarryToPlatformAsync(item, field, theirs[field], value, reason, token);
                }

                change.Edit(deal, AuditActions.OurTermsKept, name, before, reason, TermFacts.Of(deal, open));
                return await PostedAsync(change, deal, name, token);
            },
            cancel);
}
