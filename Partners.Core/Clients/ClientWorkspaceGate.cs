using Partners.Core.Changes;

namespace Partners.Core.Clients;

/// <summary>
/// Whether an organisation may have new external-client workspaces (docs/product.md T7). Existing ones carry on either way.
/// </summary>
public static class ClientWorkspaceGate
{
    /// <param name="agreementEndsOn">The last day of the agreement on record; null if it has no end or none is on record.</param>
    /// <returns>Why not; null if it may.</returns>
    public static Refusal? Refuse(string organisation, bool isPartner, DateOnly? agreementEndsOn, DateOnly today) =>
        !isPartner ? new OnlyForPartners(organisation)
        : agreementEndsOn is { } end && end < today ? new PartnerAgreementEnded(organisation, end)
        : null;
}
