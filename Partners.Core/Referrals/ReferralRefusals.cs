using System.Globalization;
using Partners.Core.Changes;
using Partners.Core.Values;

namespace Partners.Core.Referrals;

// Why the ledger was not changed.

public sealed record NoSuchDeal() : Refusal("There is no such deal. It may have been removed on the platform.");

public sealed record NoSuchPartner() : Refusal("Choose a partner. Only an organisation with the partner flag has deals.", nameof(AddDeal.PartnerId));

public sealed record ClientMissing() : Refusal("Choose the client's workspace, or name the client where none exists yet.", nameof(AddDeal.WorkspaceId));

public sealed record NotThePartnersClient() : Refusal("That is no external-client workspace of this partner.", nameof(AddDeal.WorkspaceId));

public sealed record DealHasWorkspace() : Refusal("This deal has its client's workspace. For another one, add another deal.", nameof(AddDeal.WorkspaceId));

public sealed record DealOverlaps(string Client, DateOnly From, DateOnly? Until)
    : Refusal($"This partner has a deal for {Client} already, from {Days.InWords(From)} {(Until is { } until ? $"to {Days.InWords(until)}" : "without an end")}. End it first, or choose days that do not meet.", nameof(DealForm.StartsOn));

public sealed record TypedWrongly(string Problem, string OfField) : Refusal(Problem, OfField);

public sealed record KickbackMissing() : Refusal("Give the kickback: what the partner earns, in percent.", nameof(DealForm.Kickback));

public sealed record StartMissing() : Refusal("Say on which day the deal starts.", nameof(DealForm.StartsOn));

public sealed record ExpiresBeforeStart() : Refusal("The deal cannot expire before it starts.", nameof(DealForm.ExpiresOn));

public sealed record DealReferenceMissing() : Refusal("Give the agreement's reference: check the agreement before editing.", nameof(DealForm.AgreementReference));

public sealed record HoldsFromMissing() : Refusal("Say from which day the new terms hold.", nameof(AmendDeal.HoldsFrom));

public sealed record HoldsBeforeStart(DateOnly StartsOn) : Refusal($"New terms cannot hold before the deal starts, on {Days.InWords(StartsOn)}.", nameof(AmendDeal.HoldsFrom));

public sealed record HoldsBeforeLatestTerms(DateOnly Day)
    : Refusal($"There are terms that hold from {Days.InWords(Day)}. Newer ones can hold from that day on, and not before it.", nameof(AmendDeal.HoldsFrom));

public sealed record ExpiresBeforeTermsHold() : Refusal("The new terms would expire before they hold. To stop the deal, end it.", nameof(DealForm.ExpiresOn));

public sealed record InClosedMonth(string What, Month ClosedThrough, string OfField)
    : Refusal($"{What} lies in a month that is closed: this partner's months are closed up to {ClosedThrough}. Choose a day from {Days.InWords(ClosedThrough.Next().FirstDay)} on.", OfField);

public sealed record NothingAmended() : Refusal("Nothing is different from the terms as they are.");

public sealed record DealIsVoid() : Refusal("This deal is void.");

public sealed record DealHasEnded(DateOnly LastDay) : Refusal($"This deal was ended; its last day is {Days.InWords(LastDay)}.");

public sealed record LastDayMissing() : Refusal("Say which day is the deal's last.", nameof(EndDeal.LastDay));

public sealed record EndsBeforeStart(DateOnly StartsOn) : Refusal($"The deal starts on {Days.InWords(StartsOn)}. If it never held, void it.", nameof(EndDeal.LastDay));

public sealed record EndsAfterExpiry(DateOnly ExpiresOn) : Refusal($"The deal expires on {Days.InWords(ExpiresOn)} by itself. To extend it, amend it.", nameof(EndDeal.LastDay));

public sealed record EarnedOnAlready(Money Earned, Money PaidOut)
    : Refusal($"Something was earned or paid on this deal already ({Earned} earned, {PaidOut} paid out). It cannot be void; end it instead.");

public sealed record PayoutAmountMissing() : Refusal("Give the amount that was paid, more than nothing.", nameof(RecordPayout.Amount));

public sealed record PaidOnMissing() : Refusal("Say on which day it was paid.", nameof(RecordPayout.PaidOn));

public sealed record PaidInTheFuture() : Refusal("A payout is recorded once it was made: the day lies in the future.", nameof(RecordPayout.PaidOn));

public sealed record PayoutReferenceMissing() : Refusal("Give the payout's reference, such as the bank transfer's.", nameof(RecordPayout.Reference));

public sealed record MoreThanIsOwed(Money Owed)
    : Refusal(Owed > Money.Zero ? $"Only {Owed} is owed. If more was paid on purpose, mark it as an advance and say why." : "Nothing is owed. If it was paid on purpose, mark it as an advance and say why.", nameof(RecordPayout.Amount));

public sealed record AdvanceReasonMissing() : Refusal("Say why more was paid than is owed.", nameof(RecordPayout.AdvanceReason));

public sealed record NoSuchPayout() : Refusal("There is no such payout.");

public sealed record PayoutReversedAlready() : Refusal("This payout was reversed already.");

public sealed record IsAReversal() : Refusal("This row is itself a reversal. Record the payout again instead.");

public sealed record MonthMissing() : Refusal("Choose a month.", nameof(CloseMonth.Month));

public sealed record NothingToClose() : Refusal("This partner has no deals yet: there is nothing to close.");

public sealed record MonthNotOver(Month Month) : Refusal($"{Days.InWords(Month)} is not over. A month can be closed from the first day of the next one.", nameof(CloseMonth.Month));

public sealed record MonthClosedAlready(Month Month) : Refusal($"{Days.InWords(Month)} is closed already.", nameof(CloseMonth.Month));

public sealed record StatementHasChanged(Money Closing) : Refusal($"Something came in since you looked: the statement closes at {Closing} now. Look at it again before it is closed.");

internal static class Days
{
    public static string InWords(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    public static string InWords(Month month) => month.FirstDay.ToString("MMMM yyyy", CultureInfo.InvariantCulture);
}
