using Partners.Core.Changes;

namespace Partners.Core.Clients;

/// <summary>"The single gate": whether an organisation may have new external-client workspaces. Those that exist go on whatever it says.</summary>
public static class ClientWorkspaceGate
{
    /// <param name="agreementEndsOn">The last day of the agreement on record; null where it has no end, or none is on record.</param>
    /// <returns>Why not; null where it may.</returns>
    public static Refusal? Refuse(string organisation, bool isPartner, DateOnly? agreementEndsOn, DateOnly today) =>
        !isPartner ? new OnlyForPartners(organisation)
        : agreementEndsOn is { } end && end < today ? new PartnerAgreementEnded(organisation, end)
        : null;
}
