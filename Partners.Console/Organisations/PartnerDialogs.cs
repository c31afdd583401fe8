using Partners.Console.Shell;
using Partners.Core.Organisations;
using Radzen;

namespace Partners.Console.Organisations;

/// <summary>Opens the dialogs of the partner flag. Each returns what was done; null if nothing was.</summary>
public static class PartnerDialogs
{
    private static readonly DialogOptions s_options = DialogWidth.Rem(44);

    public static async Task<AgreementTaken?> MakePartnerAsync(this DialogService dialogs, OrganisationRow organisation) =>
        await dialogs.OpenAsync<AgreementDialog>(
            $"Make {organisation.Name} a partner",
            Parameters(organisation),
            s_options) as AgreementTaken;

    public static async Task<AgreementTaken?> RecordAgreementAsync(this DialogService dialogs, OrganisationRow organisation) =>
        await dialogs.OpenAsync<AgreementDialog>(
            $"Record an agreement with {organisation.Name}",
            Parameters(organisation),
            s_options) as AgreementTaken;

    public static async Task<PartnerWithdrawn?> WithdrawAsync(this DialogService dialogs, OrganisationRow organisation) =>
        await dialogs.OpenAsync<WithdrawDialog>(
            $"Withdraw partner status from {organisation.Name}",
            Parameters(organisation),
            s_options) as PartnerWithdrawn;

    private static Dictionary<string, object?> Parameters(OrganisationRow organisation) =>
        new(StringComparer.Ordinal) { ["Organisation"] = organisation };
}
