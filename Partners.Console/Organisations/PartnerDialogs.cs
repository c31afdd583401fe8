using Partners.Console.Shell;
using Partners.Core.Organisations;

namespace Partners.Console.Organisations;

/// <summary>Opens the dialogs of the partner flag. Each returns what was done; null if nothing was.</summary>
public static class PartnerDialogs
{
    public static async Task<AgreementTaken?> MakePartnerAsync(this PageDialogs dialogs, OrganisationRow organisation) =>
        await dialogs.OpenAsync<AgreementDialog>(
            $"Make {organisation.Name} a partner",
            Parameters(organisation)) as AgreementTaken;

    public static async Task<AgreementTaken?> RecordAgreementAsync(this PageDialogs dialogs, OrganisationRow organisation) =>
        await dialogs.OpenAsync<AgreementDialog>(
            $"Record an agreement with {organisation.Name}",
            Parameters(organisation)) as AgreementTaken;

    public static async Task<PartnerWithdrawn?> WithdrawAsync(this PageDialogs dialogs, OrganisationRow organisation) =>
        await dialogs.OpenAsync<WithdrawDialog>(
            $"Withdraw partner status from {organisation.Name}",
            Parameters(organisation)) as PartnerWithdrawn;

    public static async Task<FlagKept?> KeepFlagAsync(this PageDialogs dialogs, OrganisationRow organisation) =>
        await dialogs.OpenAsync<KeepFlagDialog>(
            $"Keep our partner flag of {organisation.Name}",
            Parameters(organisation)) as FlagKept;

    private static Dictionary<string, object?> Parameters(OrganisationRow organisation) =>
        new(StringComparer.Ordinal) { ["Organisation"] = organisation };
}
