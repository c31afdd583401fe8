using Partners.Core.Access;
using Partners.Core.Referrals;
using Partners.Core.Values;
using Partners.Core.Workspaces;

namespace Partners.Console.MadeUp.Demonstration;

/// <summary>Makes the referral deals, with caps that stand as the cast says to what was earned.</summary>
internal static class DealScenes
{
    public static void Make(Scene scene)
    {
        foreach (var cast in CastClients.Workspaces)
        {
            if (cast.Deal is { } deal)
            {
                var workspace = scene.Workspaces.Single(workspace =>
                    workspace.Id == KnownId.Of("workspace", $"{scene.Teams[cast.Partner].Domain}/{cast.Domain}"));
                Make(scene, cast.Partner, deal, workspace, clientName: null);
            }
        }

        foreach (var (partner, clientName, deal) in CastClients.ByNameOnly)
        {
            Make(scene, partner, deal, workspace: null, clientName);
        }

        LedgerScenes.ComeLate(scene);
    }

    private static void Make(Scene scene, string partner, CastDeal cast, Workspace? workspace, string? clientName)
    {
        var key = $"{scene.Teams[partner].Domain}/{workspace?.DataOwnerName ?? clientName}";
        var startsOn = scene.Today.AddDays(-cast.StartedDaysAgo);
        DateOnly? expiresOn = cast.ExpiresInDays is { } days ? scene.Today.AddDays(days) : null;
        var kickback = Percent(cast.Kickback);
        var recordedAt = scene.DaysAgo(cast.RecordedDaysAgo ?? Math.Max(cast.StartedDaysAgo, 1), Dice.For(key));
        var deal = new Deal(
            KnownId.Of("deal", key),
            cast.Imported ? Scene.FirstNumber + scene.Deals.Count(earlier => earlier.PlatformId is not null) : null,
            scene.Teams[partner].Organisation.Id,
            workspace?.Id,
            clientName,
            startsOn,
            cast.Notes,
            recordedAt);

        var reference = cast.Imported ? Deal.ImportedReference : Reference(partner);
        var cap = Cap(cast.Cap, Earned(scene, workspace, startsOn, expiresOn, kickback));
        scene.Known(
            deal.Agree(startsOn, kickback, Percent(cast.Discount), cap, expiresOn, reference, reason: null, RecordedBy(cast), recordedAt),
            $"{key}/0");
        scene.Deals.Add(deal);
        DealPast.Tell(scene, deal, $"{partner} – {workspace?.DataOwnerName ?? clientName}", cast, Reference(partner));
    }

    private static string Reference(string partner) =>
        CastPartners.Agreements.LastOrDefault(agreement => string.Equals(agreement.Partner, partner, StringComparison.Ordinal))?.Reference
        ?? "Annex by mail";

    private static Staff RecordedBy(CastDeal cast) => cast.Imported ? CastPartners.Noor : CastPartners.Joris;

    public static Percentage Percent(decimal percent) =>
        Percentage.TryFromPercent(percent, out var percentage) ? percentage : throw new ArgumentOutOfRangeException(nameof(percent));

    /// <summary>Whole euros, or what stands a little aside of the line it should be near.</summary>
    private static Money? Cap(CapState state, Money earned) => state switch
    {
        CapState.None => null,
        CapState.Ample => new(Math.Max(250_000, earned.Cents * 3 / 50_000 * 50_000)),
        CapState.Near => WholeEuros(earned.Share(100, 87)),
        CapState.Reached => WholeEuros(earned.Share(70, 100)),
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    private static Money WholeEuros(Money money) => new(Math.Max(1, money.Cents / 100) * 100);

    /// <summary>Roughly what the deal earned, to choose a cap by; the rules themselves belong to the ledger.</summary>
    private static Money Earned(Scene scene, Workspace? workspace, DateOnly startsOn, DateOnly? expiresOn, Percentage kickback)
    {
        var customer =
            scene.Accounts.SingleOrDefault(account => workspace is not null && account.Id == workspace.BillingAccountId)?.MollieCustomerId;
        var earned = Money.Zero;
        foreach (var payment in scene.Payments.Where(payment =>
            payment.PaidAt is not null && string.Equals(payment.MollieCustomerId, customer, StringComparison.Ordinal)))
        {
            var day = payment.PaidAt!.Value.DayInAmsterdam();
            if (day < startsOn || day > expiresOn)
            {
                continue;
            }

            var back = scene.Refunds
                .Where(refund =>
                    string.Equals(refund.PaymentId, payment.Id, StringComparison.Ordinal)
                    && string.Equals(refund.Status, Refund.Refunded, StringComparison.Ordinal))
                .Sum(refund => refund.Amount.Cents);
            var net = payment.Amount - payment.Vat;
            earned += kickback.Of(net - net.Share(back, payment.Amount.Cents));
        }

        return earned;
    }
}
