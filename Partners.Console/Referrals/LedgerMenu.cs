using Partners.Console.Links;
using Partners.Console.Shell;
using Partners.Core.Access;
using Partners.Core.Changes;
using Partners.Core.Referrals;
using Partners.Core.Values;

namespace Partners.Console.Referrals;

/// <summary>
/// What can be done with a deal, as data: the same for its kebab menu everywhere. "Void deal…" stands there only where nothing was
/// earned or paid, so that it can succeed.
/// </summary>
public static class LedgerMenu
{
    /// <param name="today">The menu links to the statement of this day's month.</param>
    public static IReadOnlyList<KebabItem> For(
        LedgerRow deal,
        Staff who,
        DateOnly today,
        Func<Task> amend,
        Func<Task> recordPayout,
        Func<Task> end,
        Func<Task> voidDeal)
    {
        var notPermitted = who.May(Permission.EditLedger) ? null : new NotPermitted(Permission.EditLedger).Sentence;
        var (isVoid, isOver) = (DealWords.RefuseVoid(deal), DealWords.RefuseTerms(deal));
        return
        [
            new("Open", Href: LedgerAddresses.Of(deal.Id)),
            new("Amend…", OnClick: amend, DisabledReason: notPermitted ?? isOver),
            new("Record payout…", OnClick: recordPayout, DisabledReason: notPermitted ?? isVoid),
            new("End deal…", OnClick: end, DisabledReason: notPermitted ?? isOver),
            new("Statement", Href: LedgerAddresses.Statement(deal.PartnerId, Month.Of(today))),
            .. isVoid is null && DealWords.RefuseEarned(deal) is null
                ? [new KebabItem("Void deal…", OnClick: voidDeal, DisabledReason: notPermitted) { StartsGroup = true, IsDanger = true }]
                : Array.Empty<KebabItem>(),
        ];
    }

    /// <summary>The same on the deal's own page, beside its buttons: without what they do, and without the way here.</summary>
    public static IReadOnlyList<KebabItem> Beside(LedgerRow deal, Staff who, DateOnly today, Func<Task> end, Func<Task> voidDeal) =>
        [.. For(deal, who, today, () => Task.CompletedTask, () => Task.CompletedTask, end, voidDeal)
            .Where(item => item.Text is not ("Open" or "Amend…" or "Record payout…"))];
}
