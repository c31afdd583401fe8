using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Changes;
using Partners.Core.Outbox;
using Partners.Core.Persistence;

namespace Partners.Core.Organisations;

/// <param name="VersionSeen">The organisation's version on the page the person acted on.</param>
public sealed record MakePartner(Guid RequestId, Guid OrganisationId, int VersionSeen, AgreementForm Agreement);

/// <param name="VersionSeen">The organisation's version on the page the person acted on.</param>
public sealed record RecordAgreement(Guid RequestId, Guid OrganisationId, int VersionSeen, AgreementForm Agreement);

/// <param name="Warning">Set if the agreement ends soon.</param>
public sealed record AgreementTaken(Guid OrganisationId, string Name, string? Warning);

public sealed record PartnerWithdrawn(Guid OrganisationId, string Name);

/// <summary>
/// The single gate of the programme (docs/product.md T1, T5). Each command saves the flag, the agreement, the audit entry and the platform
/// change together.
/// </summary>
public sealed partial class PartnerToggle(ChangeRunner changes, OrganisationTies ties)
{
    /// <summary>Turns the flag on. Refused if it is on already, or without a valid agreement (<see cref="AgreementRules"/>).</summary>
    public Task<Outcome<AgreementTaken>> MakePartnerAsync(Staff who, MakePartner command, CancellationToken cancel) =>
        TakeAgreementAsync(
            who,
            new(command.RequestId, command.OrganisationId, command.VersionSeen, command.Agreement),
            nameof(MakePartner),
            makesPartner: true,
            cancel);

    /// <summary>Records a first or renewed agreement for a flag that is on. Refused if it is off.</summary>
    public Task<Outcome<AgreementTaken>> RecordAgreementAsync(Staff who, RecordAgreement command, CancellationToken cancel) =>
        TakeAgreementAsync(who, command, nameof(RecordAgreement), makesPartner: false, cancel);

    private Task<Outcome<AgreementTaken>> TakeAgreementAsync(
        Staff who,
        RecordAgreement command,
        string name,
        bool makesPartner,
        CancellationToken cancel) =>
        changes.RunAsync<AgreementTaken>(who, Permission.TogglePartner, command.RequestId, name, async (change, token) =>
        {
            if (await FindAsync(change.Db, command.OrganisationId, token) is not { } organisation)
            {
                return new NoSuchOrganisation();
            }

            if (await change.FindConflictAsync(organisation, command.VersionSeen, OrganisationSubjects.Kind, token) is { } conflict)
            {
                return conflict;
            }

            if (organisation.IsPartner == makesPartner)
            {
                return makesPartner ? new AlreadyPartner(organisation.Name) : new NotAPartner(organisation.Name);
            }

            var read = AgreementRules.Read(command.Agreement, change.Today);
            if (!read.IsDone)
            {
                return Outcome<AgreementTaken>.Refused(read.Refusals);
            }

            var earlier = await CurrentAgreementAsync(change.Db, organisation, token);
            var before = organisation.State(earlier);
            earlier?.Replace(change.At);
            var agreement = new PartnerAgreement(organisation.Id, read.Value, who, change.At);
            change.Db.PartnerAgreements.Add(agreement);
            organisation.AdoptAgreement(agreement);
            var why =
                $"Agreement {agreement.Reference}, signed {agreement.SignedOn:d MMM yyyy}, confirmed by {agreement.RelationshipOwner}";
            change.Record(
                makesPartner ? AuditActions.MadePartner : AuditActions.AgreementRecorded,
                organisation.Subject(),
                before,
                organisation.State(agreement),
                why);
            if (makesPartner)
            {
                await CarryFlagAsync(change, organisation, why, token);
            }

            return new AgreementTaken(organisation.Id, organisation.Name, AgreementRules.EndsSoon(agreement.EndsOn, change.Today));
        }, cancel);

    private static Task<Organisation?> FindAsync(PartnersDb db, Guid id, CancellationToken cancel) =>
        db.Organisations.SingleOrDefaultAsync(organisation => organisation.Id == id && organisation.DeletedAt == null, cancel);

    private static async Task<PartnerAgreement?> CurrentAgreementAsync(
        PartnersDb db,
        Organisation organisation,
        CancellationToken cancel) =>
        organisation.AgreementId is { } id ? await db.PartnerAgreements.SingleAsync(agreement => agreement.Id == id, cancel) : null;

    private static Task CarryFlagAsync(Change change, Organisation organisation, string why, CancellationToken cancel) =>
        change.CarryToPlatformAsync(
            new(PlatformFields.Organisation, organisation.Id.ToString(), organisation.Name),
            PlatformFields.IsPartner,
            !organisation.IsPartner,
            organisation.IsPartner,
            why,
            cancel);
}
