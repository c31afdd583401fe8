using Partners.Console.Links;
using Partners.Console.Shell;
using Partners.Core.Access;
using Partners.Core.Changes;
using Partners.Core.Referrals;
using Partners.Core.Values;

namespace Partners.Console.Referrals;

/// <summary>What can be done with a deal, as data: the same for its kebab menu everywhere.</summary>
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
            new("Void deal…", OnClick: voidDeal, DisabledReason: notPermitted ?? isVoid ?? DealWords.RefuseEarned(deal)),
            new("Statement", Href: LedgerAddresses.Statement(deal.PartnerId, Month.Of(today))),
        ];
    }
}
