using Microsoft.EntityFrameworkCore;
using Partners.Core.Audit;
using Partners.Core.ExternalLed;
using Partners.Core.Organisations;
using Partners.Core.Outbox;
using Partners.Core.Persistence;

namespace Partners.Core.Platform.Import.Collections;

internal sealed record OrganisationRow(
    Guid Id,
    string Name,
    bool IsPartner,
    Guid? CreatedById,
    DateTimeOffset CreatedAt,
    DateTimeOffset? DeletedAt)
{
    public static OrganisationRow Read(RowFields row) => new(
        row.Id("id"),
        row.Required("name", Organisation.LongestName),
        row.Flag("is_partner"),
        row.OptionalId("created_by"),
        row.Instant("created_at"),
        row.OptionalInstant("deleted_at"));
}

internal sealed class OrganisationImport : CollectionImport<Organisation, Guid, OrganisationRow>
{
    public override string Name => PlatformFields.Organisation;

    protected override IReadOnlyList<StaffOwnedField<Organisation, OrganisationRow>> StaffOwnedFields { get; } =
    [
        new(PlatformFields.IsPartner, row => row.IsPartner, (row, ours) => row with { IsPartner = ours.IsPartner }),
    ];

    protected override OrganisationRow Read(RowFields row) => OrganisationRow.Read(row);

    protected override Guid KeyOf(OrganisationRow row) => row.Id;

    protected override Task<Dictionary<Guid, Organisation>> ExistingAsync(
        PartnersDb db,
        IReadOnlyList<Guid> keys,
        CancellationToken cancel) =>
        db.Organisations.Where(organisation => keys.Contains(organisation.Id)).ToDictionaryAsync(organisation => organisation.Id, cancel);

    protected override Organisation New(OrganisationRow row, ImportSession session)
    {
        var organisation = new Organisation(row.Id, row.Name, row.CreatedById, row.CreatedAt);
        organisation.CopyFromPlatform(row.Name, row.IsPartner, row.CreatedById, row.CreatedAt, row.DeletedAt);
        return organisation;
    }

    protected override void CopyFromPlatform(Organisation entity, OrganisationRow row) =>
        entity.CopyFromPlatform(row.Name, row.CreatedById, row.CreatedAt, row.DeletedAt);

    /// <summary>Touches the clients of the organisation, whose cards carry its name, and the clients of its founder.</summary>
    protected override void Touch(StaleClients touched, Organisation entity)
    {
        touched.ClientsOf(entity.Id);
        if (entity.CreatedById is { } founder)
        {
            touched.WithSeatOf(founder);
            touched.OwnedBy(founder);
        }
    }

    /// <summary>A flag that differs from ours is followed only where no agreement was ever recorded here (docs/product.md T11).</summary>
    protected override async Task BesideAsync(
        PartnersDb db,
        IReadOnlyList<FollowedRow<Organisation, OrganisationRow>> rows,
        ImportSession session,
        CancellationToken cancel)
    {
        var differing = rows.Where(row => row.Entity.IsPartner != row.Followed.IsPartner).Select(row => row.Entity.Id).ToList();
        var agreed = differing.Count == 0 ? [] : await db.PartnerAgreements.AsNoTracking()
            .Where(agreement => differing.Contains(agreement.OrganisationId))
            .Select(agreement => agreement.OrganisationId)
            .ToHashSetAsync(cancel);
        var noticed = new List<AuditFacts>();
        foreach (var (organisation, _, followed) in rows)
        {
            var before = organisation.PlatformFlag;
            organisation.FollowFlag(followed.IsPartner, agreed.Contains(organisation.Id));
            if (organisation.PlatformFlag is { } theirs && theirs != before)
            {
                noticed.Add(new(
                    session.At,
                    session.Who.Subject,
                    session.Who.Name,
                    AuditActions.FlagDiffers,
                    organisation.Subject(),
                    CanonicalJson.Of(new { organisation.IsPartner }),
                    CanonicalJson.Of(new { IsPartner = theirs }),
                    "An import read it on the platform; the agreement here stands until somebody decides",
                    session.RunId));
            }
        }

        if (noticed.Count > 0)
        {
            await AuditChain.AppendAsync(db, noticed, cancel);
        }

        db.ChangeTracker.DetectChanges();
    }
}
