using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Changes;

namespace Partners.Core.Organisations;

/// <param name="VersionSeen">The organisation's version on the page the person acted on.</param>
public sealed record KeepOurFlag(Guid RequestId, Guid OrganisationId, int VersionSeen, string? Reason);

/// <param name="IsPartner">The flag here, as it stays.</param>
public sealed record FlagKept(Guid OrganisationId, string Name, bool IsPartner);

public sealed record FlagDoesNotDiffer(string Name)
    : Refusal($"The platform has the same partner flag for {Name}. There is nothing to decide.");

public sealed partial class PartnerToggle
{
    /// <summary>
    /// Refuses the platform's partner flag: ours stays, and the platform is to be told (docs/product.md T11). To take the platform's, make
    /// the organisation a partner or withdraw its status, as ever.
    /// </summary>
    public Task<Outcome<FlagKept>> KeepFlagAsync(Staff who, KeepOurFlag command, CancellationToken cancel) =>
        changes.RunAsync<FlagKept>(who, Permission.TogglePartner, command.RequestId, nameof(KeepOurFlag), async (change, token) =>
        {
            if (await FindAsync(change.Db, command.OrganisationId, token) is not { } organisation)
            {
                return new NoSuchOrganisation();
            }

            if (await change.FindConflictAsync(organisation, command.VersionSeen, OrganisationSubjects.Kind, token) is { } conflict)
            {
                return conflict;
            }

            if (organisation.PlatformFlag is not { } theirs)
            {
                return new FlagDoesNotDiffer(organisation.Name);
            }

            if (Reasons.Refuse(command.Reason) is { } refused)
            {
                return refused;
            }

            var reason = command.Reason!.Trim();
            organisation.KeepFlag();
            change.Record(
                AuditActions.OurFlagKept,
                organisation.Subject(),
                new { IsPartner = theirs },
                new { organisation.IsPartner },
                reason);
            await CarryFlagAsync(change, organisation, reason, token);
            return new FlagKept(organisation.Id, organisation.Name, organisation.IsPartner);
        }, cancel);
}
