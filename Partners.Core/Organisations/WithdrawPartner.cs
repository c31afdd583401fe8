using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Changes;

namespace Partners.Core.Organisations;

/// <param name="VersionSeen">The organisation's version on the page the person acted on.</param>
public sealed record WithdrawPartner(Guid RequestId, Guid OrganisationId, int VersionSeen, string? Reason);

public sealed record HandoffsPending(int Count)
    : Refusal(Count == 1
        ? "A handoff is pending. Complete or cancel it first."
        : $"{Count} handoffs are pending. Complete or cancel them first.");

public sealed partial class PartnerToggle
{
    /// <summary>
    /// Turns the flag off. Refused without a reason, and while a handoff is pending. External-client workspaces carry on.
    /// </summary>
    public Task<Outcome<PartnerWithdrawn>> WithdrawAsync(Staff who, WithdrawPartner command, CancellationToken cancel) =>
        changes.RunAsync<PartnerWithdrawn>(
            who,
            Permission.TogglePartner,
            command.RequestId,
            nameof(WithdrawPartner),
            async (change, token) =>
            {
                if (await FindAsync(change.Db, command.OrganisationId, token) is not { } organisation)
                {
                    return new NoSuchOrganisation();
                }

                if (await change.FindConflictAsync(organisation, command.VersionSeen, OrganisationSubjects.Kind, token) is { } conflict)
                {
                    return conflict;
                }

                var reason = command.Reason?.Trim() ?? string.Empty;
                var pending = await ties.PendingHandoffs(change.Db, organisation.Id, token);
                Refusal?[] found =
                [
                    organisation.IsPartner ? null : new NotAPartner(organisation.Name),
                    Reasons.Refuse(reason),
                    pending.Count > 0 ? new HandoffsPending(pending.Count) : null,
                ];
                if (found.OfType<Refusal>().ToList() is { Count: > 0 } refusals)
                {
                    return Outcome<PartnerWithdrawn>.Refused(refusals);
                }

                var agreement = await CurrentAgreementAsync(change.Db, organisation, token);
                var before = organisation.State(agreement);
                organisation.WithdrawPartnerStatus();
                agreement?.Replace(change.At);
                change.Record(AuditActions.PartnerWithdrawn, organisation.Subject(), before, organisation.State(null), reason);
                await CarryFlagAsync(change, organisation, reason, token);
                return new PartnerWithdrawn(organisation.Id, organisation.Name);
            },
            cancel);
}
