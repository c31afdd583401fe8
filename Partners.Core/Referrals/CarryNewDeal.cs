using Microsoft.EntityFrameworkCore;
using Partners.Core.Changes;
using Partners.Core.Outbox;

namespace Partners.Core.Referrals;

/// <summary>Tells the platform of a deal that was recorded here.</summary>
internal static class CarryNewDeal
{
    /// <summary>
    /// The row as it holds now, and what holds later for its day. Discount and cap are changes of their own: the platform may have no place
    /// for them, and has the rest all the same.
    /// </summary>
    public static async Task CarryNewDealAsync(this Change change, Deal deal, string name, string why, CancellationToken cancel)
    {
        var (item, now, latest) = (deal.Item(name), NowOf(deal, change.Today), deal.LatestTerms);
        await change.CarryNewAsync(item, NewRecord(deal, now), why, cancel);
        await CarryAsync(PlatformFields.Discount, PlatformWords.Of(default(Values.Percentage)), PlatformWords.Of(now.Discount), from: null);
        await CarryAsync(PlatformFields.Cap, null, PlatformWords.Of(now.Cap), from: null);
        if (latest.Id != now.Id)
        {
            await CarryAsync(PlatformFields.Kickback, PlatformWords.Of(now.Kickback), PlatformWords.Of(latest.Kickback), latest.HoldsFrom);
            await CarryAsync(PlatformFields.Discount, PlatformWords.Of(now.Discount), PlatformWords.Of(latest.Discount), latest.HoldsFrom);
            await CarryAsync(PlatformFields.Cap, PlatformWords.Of(now.Cap), PlatformWords.Of(latest.Cap), latest.HoldsFrom);
            await CarryAsync(
                PlatformFields.ExpiresAt,
                PlatformWords.Of(PlatformWords.Midnight(now.ExpiresOn)),
                PlatformWords.Of(PlatformWords.Midnight(latest.ExpiresOn)),
                latest.HoldsFrom);
        }

        Task CarryAsync(string field, object? was, object? value, DateOnly? from) =>
            Equals(was, value) ? Task.CompletedTask : change.CarryToPlatformAsync(item, field, was, value, why, cancel, from);
    }

    /// <summary>Whether the platform could not hold the deal so far, so that it has to be told of it as a whole once more.</summary>
    public static Task<bool> IsNotHeldAsync(this Change change, Deal deal, string name, CancellationToken cancel)
    {
        var item = deal.Item(name).Id;
        return change.Db.PlatformChanges.AnyAsync(
            found => found.State == PlatformChangeState.NotHeld
                && found.Collection == PlatformFields.ReferralLedger
                && found.Item == item
                && found.Field == PlatformFields.NewRecord,
            cancel);
    }

    /// <summary>The fields that the platform needs for a deal recorded here.</summary>
    internal static Dictionary<string, object?> NewRecord(Deal deal, DealTerms terms) => new(StringComparer.Ordinal)
    {
        [PlatformFields.PartnerId] = deal.PartnerId,
        [PlatformFields.WorkspaceId] = deal.WorkspaceId,
        [PlatformFields.Kickback] = PlatformWords.Of(terms.Kickback),
        [PlatformFields.StartsAt] = PlatformWords.Of(PlatformWords.Midnight(deal.StartsOn)),
        [PlatformFields.ExpiresAt] = PlatformWords.Of(PlatformWords.Midnight(terms.ExpiresOn)),
        [PlatformFields.Notes] = deal.Notes,
    };

    /// <summary>The terms in force today, or as the deal begins.</summary>
    private static DealTerms NowOf(Deal deal, DateOnly today) => deal.TermsOn(today > deal.StartsOn ? today : deal.StartsOn);
}
