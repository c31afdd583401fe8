using Microsoft.EntityFrameworkCore;
using Partners.Core.ExternalLed;
using Partners.Core.Handoffs;
using Partners.Core.Organisations;
using Partners.Core.Outbox;
using Partners.Core.Persistence;

namespace Partners.Core.Platform.Import.Collections;

internal sealed record OrganisationMembershipRow(
    Guid Id,
    Guid OrganisationId,
    Guid PersonId,
    OrganisationRole Role,
    DateTimeOffset? CreatedAt,
    DateTimeOffset? DeletedAt)
{
    public static OrganisationMembershipRow Read(RowFields row) => new(
        row.Id("id"),
        row.Id("org_id"),
        row.Id("user_id"),
        row.OneOf("role", PlatformOrganisationWords.Roles),
        row.OptionalInstant("created_at"),
        row.OptionalInstant("deleted_at"));
}

internal sealed class OrganisationMembershipImport : CollectionImport<OrganisationMembership, Guid, OrganisationMembershipRow>
{
    public override string Name => "org_membership";

    protected override IReadOnlyList<StaffOwnedField<OrganisationMembership, OrganisationMembershipRow>> StaffOwnedFields { get; } =
    [
        new(
            PlatformFields.DeletedAt,
            (recorded, row, _) => Recorded.HasEnded(recorded, row.DeletedAt),
            (row, ours) => row with { DeletedAt = ours.DeletedAt }),
    ];

    protected override OrganisationMembershipRow Read(RowFields row) => OrganisationMembershipRow.Read(row);

    protected override Guid KeyOf(OrganisationMembershipRow row) => row.Id;

    protected override async Task<Func<OrganisationMembershipRow, string?>> CheckAsync(
        PartnersDb db,
        IReadOnlyCollection<OrganisationMembershipRow> rows,
        CancellationToken cancel)
    {
        var organisations = await Parents.OrganisationsAsync(db, rows.Select(row => row.OrganisationId), cancel);
        var people = await Parents.PeopleAsync(db, rows.Select(row => row.PersonId), cancel);
        return row => !organisations.Contains(row.OrganisationId) ? Parents.Unknown("organisation", "org_id", row.OrganisationId)
            : !people.Contains(row.PersonId) ? Parents.Unknown("person", "user_id", row.PersonId)
            : null;
    }

    protected override Task<Dictionary<Guid, OrganisationMembership>> ExistingAsync(
        PartnersDb db,
        IReadOnlyList<Guid> keys,
        CancellationToken cancel) =>
        db.OrganisationMemberships.Where(membership => keys.Contains(membership.Id)).ToDictionaryAsync(membership => membership.Id, cancel);

    protected override OrganisationMembership New(OrganisationMembershipRow row, ImportSession session) =>
        new(row.Id, row.OrganisationId, row.PersonId, row.Role, row.CreatedAt ?? session.At, row.DeletedAt);

    protected override void CopyFromPlatform(OrganisationMembership entity, OrganisationMembershipRow row) =>
        entity.CopyFromPlatform(row.OrganisationId, row.PersonId, row.Role, row.CreatedAt ?? entity.CreatedAt, row.DeletedAt);

    /// <summary>Members of the partner do not count as the client's people.</summary>
    protected override void Touch(StaleClients touched, OrganisationMembership entity)
    {
        touched.ClientsOf(entity.OrganisationId);
        touched.WithSeatOf(entity.PersonId);
    }

    protected override void Watch(TouchedHandoffs touched, OrganisationMembership entity) => touched.Organisation(entity.OrganisationId);
}
