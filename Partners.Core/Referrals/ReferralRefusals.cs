using System.Globalization;
using Partners.Core.Changes;
using Partners.Core.Values;

namespace Partners.Core.Referrals;


public sealed record NoSuchDeal() : Refusal("There is no such deal. It may have been removed on the platform.");

public sealed record NoSuchPartner()
    : Refusal("Choose a partner. Only an organisation with the partner flag has deals.", nameof(AddDeal.PartnerId));

public sealed record NotThePartnersClient()
    : Refusal("This is not an external-client workspace of this partner.", nameof(AddDeal.WorkspaceId));

public sealed record DealOverlaps(string Client, DateOnly From, DateOnly? Until)
    : Refusal(
        $"This partner has a deal for {Client} already, from {Days.InWords(From)} "
            + $"{(Until is { } until ? $"to {Days.InWords(until)}" : "without an end")}. End it first, or choose days that do not overlap.",
        nameof(DealForm.StartsOn));

public sealed record TypedWrongly(string Problem, string OfField) : Refusal(Problem, OfField);

public sealed record KickbackMissing() : Refusal("Enter the kickback in percent.", nameof(DealForm.Kickback));

public sealed record StartMissing() : Refusal("Enter the day the deal starts.", nameof(DealForm.StartsOn));

public sealed record ExpiresBeforeStart() : Refusal("The deal cannot expire before it starts.", nameof(DealForm.ExpiresOn));

public sealed record DealReferenceMissing()
    : Refusal("Enter the agreement reference. Check the agreement before you edit.", nameof(DealForm.AgreementReference));

public sealed record InClosedMonth(string What, Month ClosedThrough, string OfField)
    : Refusal(
        $"{What} is in a closed month: this partner's months are closed up to {ClosedThrough}. Choose a day from "
            + $"{Days.InWords(ClosedThrough.Next().FirstDay)} on.",
        OfField);

public sealed record DealIsVoid() : Refusal("This deal is void.");

public sealed record DealHasEnded(DateOnly LastDay) : Refusal($"This deal was ended; its last day is {Days.InWords(LastDay)}.");

public sealed record MonthMissing() : Refusal("Choose a month.", nameof(CloseMonth.Month));

public sealed record NothingToClose() : Refusal("This partner has no deals yet: there is nothing to close.");

public sealed record MonthNotOver(Month Month)
    : Refusal($"{Days.InWords(Month)} is not over. A month can be closed from the first day of the next one.", nameof(CloseMonth.Month));

public sealed record MonthClosedAlready(Month Month) : Refusal($"{Days.InWords(Month)} is closed already.", nameof(CloseMonth.Month));

public sealed record StatementHasChanged(Money Closing)
    : Refusal($"Something changed: the statement now closes at {Closing}. Check it again before you close it.");

internal static class Days
{
    public static string InWords(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    public static string InWords(Month month) => month.FirstDay.ToString("MMMM yyyy", CultureInfo.InvariantCulture);
}
