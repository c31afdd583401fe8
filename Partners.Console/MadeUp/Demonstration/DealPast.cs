using System.Text.Json;
using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Outbox;
using Partners.Core.Referrals;

namespace Partners.Console.MadeUp.Demonstration;

/// <summary>
/// What staff did with a deal after it was agreed: the same trail, and the same word to the platform, as their commands would leave.
/// </summary>
internal static class DealPast
{
    /// <param name="name">Partner – client.</param>
    /// <param name="reference">The agreement on which amendments stand.</param>
    public static void Tell(Scene scene, Deal deal, string name, CastDeal cast, string reference)
    {
        var dice = Dice.For(name);
        if (!cast.Imported)
        {
            var first = deal.Terms[0];
            scene.Past.Add(new(
                CastPartners.Joris,
                deal.CreatedAt,
                AuditActions.DealAdded,
                deal.Subject(name, isNew: true),
                null,
                deal.Facts(),
                first.AgreementReference));
            Carry(
                scene,
                deal,
                name,
                PlatformFields.NewRecord,
                CarryNewDeal.NewRecord(deal, deal.LatestTerms),
                CastPartners.Joris,
                deal.CreatedAt,
                $"Deal added by agreement {first.AgreementReference}");
        }

        foreach (var amendment in cast.Amendments ?? [])
        {
            Amend(scene, deal, name, amendment, reference, dice);
        }

        if (cast.Over is { } over)
        {
            End(scene, deal, name, over, dice);
        }
    }

    private static void Amend(Scene scene, Deal deal, string name, CastAmendment cast, string reference, Dice dice)
    {
        var (latest, before, at) = (deal.LatestTerms, deal.Facts(), scene.DaysAgo(cast.RecordedDaysAgo, dice));
        var kickback = cast.Kickback is { } percent ? DealScenes.Percent(percent) : latest.Kickback;
        var expiresOn = cast.ExpiresInDays is { } days ? scene.Today.AddDays(days) : latest.ExpiresOn;
        var holdsFrom = scene.Today.AddDays(-cast.HoldsSinceDaysAgo);
        scene.Known(
            deal.Agree(holdsFrom, kickback, latest.Discount, latest.Cap, expiresOn, reference, cast.Reason, cast.By, at),
            $"{name}/{deal.Terms.Count}");
        Enter(scene, deal, name, AuditActions.DealAmended, before, cast.By, at, cast.Reason);
        if (kickback != latest.Kickback)
        {
            Carry(scene, deal, name, PlatformFields.Kickback, PlatformWords.Of(kickback), cast.By, at, cast.Reason);
        }

        if (expiresOn != latest.ExpiresOn)
        {
            Carry(
                scene,
                deal,
                name,
                PlatformFields.ExpiresAt,
                PlatformWords.Of(PlatformWords.Midnight(expiresOn)),
                cast.By,
                at,
                cast.Reason);
        }
    }

    private static void End(Scene scene, Deal deal, string name, CastEnd cast, Dice dice)
    {
        var (before, at) = (deal.Facts(), scene.DaysAgo(cast.RecordedDaysAgo, dice));
        if (cast.LastDayDaysAgo is { } days)
        {
            deal.End(scene.Today.AddDays(-days));
            Enter(scene, deal, name, AuditActions.DealEnded, before, CastPartners.Joris, at, cast.Reason);
            Carry(
                scene,
                deal,
                name,
                PlatformFields.ExpiresAt,
                PlatformWords.Of(PlatformWords.Midnight(deal.EndedOn)),
                CastPartners.Joris,
                at,
                cast.Reason);
        }
        else
        {
            deal.Void(at);
            Enter(scene, deal, name, AuditActions.DealVoided, before, CastPartners.Joris, at, cast.Reason);
            Carry(scene, deal, name, PlatformFields.DeletedAt, PlatformWords.Of(deal.VoidedAt), CastPartners.Joris, at, cast.Reason);
        }
    }

    private static void Enter(
        Scene scene,
        Deal deal,
        string name,
        string action,
        object before,
        Staff who,
        DateTimeOffset at,
        string reason)
    {
        scene.Past.Add(new(who, at, action, deal.Subject(name), before, deal.Facts(), reason));
        deal.RaiseVersion();
    }

    /// <summary>Of a deal that the platform has a number for, the last import found all that is older than itself.</summary>
    private static void Carry(Scene scene, Deal deal, string name, string field, object? value, Staff who, DateTimeOffset at, string why)
    {
        var item = deal.Item(name);
        var change = scene.Known(
            new PlatformChange(item, field, JsonSerializer.Serialize(value), who, at, why, MadeUpHistory.RequestOf(who, at)),
            $"{item.Id}/{field}/{at:O}");
        foreach (var earlier in scene.PlatformChanges.Where(earlier =>
            earlier.State == PlatformChangeState.Waiting
            && string.Equals(earlier.Item, item.Id, StringComparison.Ordinal)
            && string.Equals(earlier.Field, field, StringComparison.Ordinal)))
        {
            earlier.Supersede(at);
        }

        if (deal.PlatformId is not null && at < scene.Now.AddDays(-CastPartners.LastImportDaysAgo - 1))
        {
            change.Apply(at.AddDays(1));
        }

        scene.PlatformChanges.Add(change);
    }
}
