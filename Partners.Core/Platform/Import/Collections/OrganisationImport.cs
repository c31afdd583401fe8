using Microsoft.EntityFrameworkCore;
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
        entity.CopyFromPlatform(row.Name, row.IsPartner, row.CreatedById, row.CreatedAt, row.DeletedAt);

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

    /// <summary>If the platform turned the flag off, ends the agreement behind it.</summary>
    protected override async Task AfterFollowingAsync(
        PartnersDb db,
        IReadOnlyCollection<Organisation> changed,
        ImportSession session,
        CancellationToken cancel)
    {
        var withdrawn = changed
            .Where(organisation =>
                !organisation.IsPartner && db.Entry(organisation).Property(nameof(Organisation.AgreementId)).OriginalValue is not null)
            .Select(organisation => organisation.Id)
            .ToList();
        if (withdrawn.Count == 0)
        {
            return;
        }

        var agreements = await db.PartnerAgreements
            .Where(agreement => withdrawn.Contains(agreement.OrganisationId) && agreement.ReplacedAt == null)
            .ToListAsync(cancel);
        agreements.ForEach(agreement => agreement.Replace(session.At));
        db.ChangeTracker.DetectChanges();
    }
}
