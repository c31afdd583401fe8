using Microsoft.AspNetCore.Components;
using Partners.Console.Shell;
using Partners.Core.Referrals;

namespace Partners.Console.Referrals;

/// <summary>Opens the ledger's dialogs. Each returns what was done; null if nothing was.</summary>
public static class LedgerDialogs
{
    /// <param name="partner">The deal's partner; null if the dialog asks.</param>
    public static Task<DealChanged?> AddDealAsync(this PageDialogs dialogs, (Guid Id, string Name)? partner = null) =>
        dialogs.AnswerAsync<DealDialog, DealChanged>(
            "Add a deal",
            (nameof(DealDialog.Partner), partner is { } known ? new PartnerChoice(known.Id, known.Name) : null));

    public static Task<DealChanged?> AmendDealAsync(this PageDialogs dialogs, LedgerRow deal) =>
        dialogs.AnswerAsync<DealDialog, DealChanged>($"Amend {LedgerWords.NameOf(deal)}", (nameof(DealDialog.DealId), deal.Id));

    public static Task<DealChanged?> TakePlatformTermsAsync(this PageDialogs dialogs, LedgerRow deal, PlatformSide theirs) =>
        dialogs.AnswerAsync<TakePlatformTermsDialog, DealChanged>(
            $"Take what the platform has for {LedgerWords.NameOf(deal)}",
            (nameof(TakePlatformTermsDialog.Deal), deal),
            (nameof(TakePlatformTermsDialog.Theirs), theirs));

    public static Task<DealChanged?> KeepOurTermsAsync(this PageDialogs dialogs, LedgerRow deal, PlatformSide theirs) =>
        dialogs.AnswerAsync<KeepOurTermsDialog, DealChanged>(
            $"Keep ours for {LedgerWords.NameOf(deal)}",
            (nameof(KeepOurTermsDialog.Deal), deal),
            (nameof(KeepOurTermsDialog.Theirs), theirs));

    public static Task<DealChanged?> EndDealAsync(this PageDialogs dialogs, LedgerRow deal) =>
        dialogs.AnswerAsync<EndDealDialog, DealChanged>($"End {LedgerWords.NameOf(deal)}", (nameof(EndDealDialog.Deal), deal));

    public static Task<DealChanged?> VoidDealAsync(this PageDialogs dialogs, LedgerRow deal) =>
        dialogs.AnswerAsync<VoidDealDialog, DealChanged>($"Void {LedgerWords.NameOf(deal)}", (nameof(VoidDealDialog.Deal), deal));

    public static Task<PayoutMade?> RecordPayoutAsync(this PageDialogs dialogs, LedgerRow deal) =>
        dialogs.AnswerAsync<PayoutDialog, PayoutMade>($"Record a payout for {LedgerWords.NameOf(deal)}", (nameof(PayoutDialog.Deal), deal));

    /// <param name="partner">Null if the dialog asks.</param>
    public static Task<PartnerPaid?> PayPartnerAsync(this PageDialogs dialogs, PartnerChoice? partner = null) =>
        dialogs.AnswerAsync<PayPartnerDialog, PartnerPaid>("Pay a partner", (nameof(PayPartnerDialog.Partner), partner));

    public static Task<AllMonthsClosed?> CloseAllMonthsAsync(this PageDialogs dialogs) =>
        dialogs.AnswerAsync<CloseAllDialog, AllMonthsClosed>("Close all partners’ months");

    public static Task<PayoutMade?> ReversePayoutAsync(this PageDialogs dialogs, LedgerRow deal, PayoutRecord payout) =>
        dialogs.AnswerAsync<ReversePayoutDialog, PayoutMade>(
            $"Reverse the payout of {payout.Amount}",
            (nameof(ReversePayoutDialog.Deal), deal),
            (nameof(ReversePayoutDialog.Payout), payout));

    public static Task<InvoiceRecorded?> RecordInvoiceAsync(this PageDialogs dialogs, LedgerRow deal) =>
        dialogs.AnswerAsync<InvoiceDialog, InvoiceRecorded>(
            $"Record a paid invoice for {LedgerWords.NameOf(deal)}",
            (nameof(InvoiceDialog.Deal), deal));

    public static Task<PaymentBound?> BindPaymentAsync(this PageDialogs dialogs, UnmatchedPayment payment) =>
        dialogs.AnswerAsync<BindPaymentDialog, PaymentBound>(
            $"Bind the payment {payment.Id}",
            (nameof(BindPaymentDialog.Payment), payment));

    public static Task<BindingCorrected?> CorrectBindingAsync(this PageDialogs dialogs, BoundPayment payment) =>
        dialogs.AnswerAsync<CorrectBindingDialog, BindingCorrected>(
            $"Correct the binding of {payment.Id}",
            (nameof(CorrectBindingDialog.Payment), payment));

    private static async Task<TAnswer?> AnswerAsync<TDialog, TAnswer>(
        this PageDialogs dialogs,
        string title,
        params (string Name, object? Value)[] parameters)
        where TDialog : ComponentBase
        where TAnswer : class =>
        await dialogs.OpenAsync<TDialog>(
            title,
            parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Value, StringComparer.Ordinal)) as TAnswer;
}
