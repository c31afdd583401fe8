using Partners.Core.Billing;
using Partners.Core.Changes;
using Partners.Core.Organisations;
using Partners.Core.Workspaces;

namespace Partners.Core.Clients;

/// <summary>A new external-client workspace as a person typed it.</summary>
/// <param name="HostId">The partner's owner or admin who will own the workspace.</param>
/// <param name="AgreementAccepted">The tick that the partner agreement holds for this client.</param>
/// <param name="OwnAddressMeant">The data owner's address is the partner's own, on purpose: see
/// <see cref="DataOwnerIsThePartner"/>.</param>
public sealed record ClientWorkspaceForm(
    string? WorkspaceName,
    string? DataOwnerName,
    string? DataOwnerEmail,
    Guid? HostId,
    Tier Tier,
    BillingPeriod Period,
    bool AgreementAccepted,
    bool OwnAddressMeant);

/// <summary>The validated content of a form.</summary>
internal sealed record ClientWorkspaceTerms(string Name, string DataOwnerName, string DataOwnerEmail);

/// <summary>
/// What a workspace for a client needs (docs/product.md W2): its name, the data owner and their address, the accepted agreement.
/// </summary>
internal static class ClientWorkspaceRules
{
    /// <summary>Returns the terms, or everything wrong with them.</summary>
    public static Outcome<ClientWorkspaceTerms> Read(ClientWorkspaceForm form)
    {
        var name = form.WorkspaceName?.Trim() ?? string.Empty;
        Refusal?[] found =
        [
            name.Length == 0 ? new WorkspaceNameMissing() : null,
            name.Length > Organisation.LongestName ? new TooLong("The name", Organisation.LongestName, nameof(form.WorkspaceName)) : null,
            .. DataOwnerRules.Refuse(form.DataOwnerName, form.DataOwnerEmail),
            Pricing.TiersSold.Contains(form.Tier) ? null : new TierNotSold(form.Tier.ToString()),
            form.AgreementAccepted ? null : new PartnerAgreementNotAccepted(),
        ];
        return found.OfType<Refusal>().ToList() is { Count: > 0 } refusals
            ? Outcome<ClientWorkspaceTerms>.Refused(refusals)
            : new ClientWorkspaceTerms(name, form.DataOwnerName!.Trim(), form.DataOwnerEmail!.Trim());
    }
}
