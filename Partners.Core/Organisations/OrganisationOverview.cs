using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Persistence;
using Partners.Core.Values;

namespace Partners.Core.Organisations;

/// <summary>One organisation with everything that depends on its flag.</summary>
public sealed class OrganisationOverview(IDbContextFactory<PartnersDb> contexts, TimeProvider time, OrganisationTies ties)
{
    /// <summary>Null if there is no such live organisation.</summary>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public async Task<OrganisationDetails?> FindAsync(Staff who, Guid id, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.OpenAsync(cancel);
        var today = time.TodayInAmsterdam();
        if (await db.Organisations.AsNoTracking().SingleOrDefaultAsync(
            found => found.Id == id && found.DeletedAt == null,
            cancel) is not { } organisation)
        {
            return null;
        }

        var agreements = await AgreementsAsync(db, id, cancel);
        return new(
            organisation.Id,
            organisation.Name,
            organisation.IsPartner,
            organisation.Version,
            organisation.CreatedAt,
            agreements.Find(agreement => agreement.Id == organisation.AgreementId),
            [.. agreements.Where(agreement => agreement.Id != organisation.AgreementId)],
            await ContactsAsync(db, id, cancel),
            organisation.ExternalWorkspaceCount,
            await ties.InternalWorkspaces(db, id, cancel),
            await ties.OpenDeals(db, id, today, cancel),
            await ties.PendingHandoffs(db, id, cancel),
            [.. Anomalies.Of(
                organisation.IsPartner,
                organisation.ExternalWorkspaceCount,
                organisation.AgreementId,
                organisation.AgreementEndsOn,
                today)])
        {
            Tier = (await ties.Tiers(db, [id], cancel)).GetValueOrDefault(id),
            PlatformFlag = organisation.PlatformFlag,
            Balance = await ties.Balance(db, id, cancel),
        };
    }

    /// <summary>What withdrawing the flag would touch; null if there is no such live organisation.</summary>
    /// <exception cref="NotPermittedException">The person may not change the flag.</exception>
    public async Task<WithdrawalImpact?> ImpactOfWithdrawalAsync(Staff who, Guid id, CancellationToken cancel)
    {
        who.Require(Permission.TogglePartner);
        await using var db = await contexts.OpenAsync(cancel);
        var organisation = await db.Organisations.AsNoTracking()
            .Where(candidate => candidate.Id == id && candidate.DeletedAt == null)
            .Select(candidate => new { candidate.Name, candidate.Version })
            .SingleOrDefaultAsync(cancel);
        return organisation is null ? null : new(
            organisation.Name,
            organisation.Version,
            await ties.ClientWorkspaces(db, id, cancel),
            await ties.OpenDeals(db, id, time.TodayInAmsterdam(), cancel),
            await ties.PendingHandoffs(db, id, cancel));
    }

    private static Task<List<AgreementRecord>> AgreementsAsync(PartnersDb db, Guid id, CancellationToken cancel) =>
        db.PartnerAgreements.AsNoTracking()
            .Where(agreement => agreement.OrganisationId == id)
            .OrderByDescending(agreement => agreement.RecordedAt)
            .Select(agreement => new AgreementRecord(
                agreement.Id,
                agreement.Reference,
                agreement.SignedOn,
                agreement.RelationshipOwner,
                agreement.EndsOn,
                agreement.Link,
                agreement.RecordedByName,
                agreement.RecordedAt,
                agreement.ReplacedAt))
            .ToListAsync(cancel);

    /// <summary>The organisation's owners and admins, owners first.</summary>
    internal static Task<List<Contact>> ContactsAsync(PartnersDb db, Guid id, CancellationToken cancel) =>
        db.OrganisationMemberships.AsNoTracking()
            .Hosts()
            .Where(membership => membership.OrganisationId == id)
            .Join(db.People, membership => membership.PersonId, person => person.Id, (membership, person) => new { membership, person })
            .OrderByDescending(found => found.membership.Role)
            .ThenBy(found => found.person.DisplayName)
            .Select(found => new Contact(found.person.Id, found.person.DisplayName, found.person.Email, found.membership.Role))
            .ToListAsync(cancel);
}
