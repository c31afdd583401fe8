using Microsoft.EntityFrameworkCore;
using Partners.Core.ExternalLed;
using Partners.Core.Handoffs;
using Partners.Core.Outbox;
using Partners.Core.Persistence;
using Partners.Core.Workspaces;

namespace Partners.Core.Platform.Import.Collections;

internal sealed record WorkspaceMembershipRow(
    Guid Id,
    Guid WorkspaceId,
    Guid PersonId,
    WorkspaceRole Role,
    string Source,
    DateTimeOffset? CreatedAt,
    DateTimeOffset? DeletedAt,
    DateTimeOffset? ExpiresAt)
{
    private const int LongestSource = 100;

    public static WorkspaceMembershipRow Read(RowFields row) => new(
        row.Id("id"),
        row.Id("workspace_id"),
        row.Id("user_id"),
        row.OneOf("role", PlatformWorkspaceWords.Roles),
        row.Optional("source", LongestSource) ?? string.Empty,
        row.OptionalInstant("created_at"),
        row.OptionalInstant("deleted_at"),
        row.OptionalInstant("expires_at"));
}

internal sealed class WorkspaceMembershipImport : CollectionImport<WorkspaceMembership, Guid, WorkspaceMembershipRow>
{
    public override string Name => PlatformFields.WorkspaceMembership;

    protected override IReadOnlyList<StaffOwnedField<WorkspaceMembership, WorkspaceMembershipRow>> StaffOwnedFields { get; } =
    [
        new(PlatformFields.WorkspaceId, row => row.WorkspaceId, (row, ours) => row with { WorkspaceId = ours.WorkspaceId }),
        new(PlatformFields.UserId, row => row.PersonId, (row, ours) => row with { PersonId = ours.PersonId }),
        new(
            PlatformFields.Role,
            row => PlatformWords.Of(PlatformWorkspaceWords.Roles, row.Role),
            (row, ours) => row with { Role = ours.Role }),
        new(PlatformFields.ExpiresAt, row => row.ExpiresAt, (row, ours) => row with { ExpiresAt = ours.ExpiresAt }),
        new(
            PlatformFields.DeletedAt,
            (recorded, row, _) => Recorded.HasEnded(recorded, row.DeletedAt),
            (row, ours) => row with { DeletedAt = ours.DeletedAt }),
    ];

    protected override WorkspaceMembershipRow Read(RowFields row) => WorkspaceMembershipRow.Read(row);

    protected override Guid KeyOf(WorkspaceMembershipRow row) => row.Id;

    protected override async Task<Func<WorkspaceMembershipRow, string?>> CheckAsync(
        PartnersDb db,
        IReadOnlyCollection<WorkspaceMembershipRow> rows,
        CancellationToken cancel)
    {
        var workspaces = await Parents.WorkspacesAsync(db, rows.Select(row => row.WorkspaceId), cancel);
        var people = await Parents.PeopleAsync(db, rows.Select(row => row.PersonId), cancel);
        return row => WorkspaceRoles.Refuse(row.Role, row.DeletedAt is null, row.WorkspaceId, workspaces)
            ?? (people.Contains(row.PersonId) ? null : Parents.Unknown("person", "user_id", row.PersonId));
    }

    protected override Task<Dictionary<Guid, WorkspaceMembership>> ExistingAsync(
        PartnersDb db,
        IReadOnlyList<Guid> keys,
        CancellationToken cancel) =>
        db.WorkspaceMemberships.Where(membership => keys.Contains(membership.Id)).ToDictionaryAsync(membership => membership.Id, cancel);

    protected override WorkspaceMembership New(WorkspaceMembershipRow row, ImportSession session) =>
        new(row.Id, row.WorkspaceId, row.PersonId, row.Role, row.Source, row.CreatedAt ?? session.At, row.DeletedAt, row.ExpiresAt);

    protected override void CopyFromPlatform(WorkspaceMembership entity, WorkspaceMembershipRow row) =>
        entity.CopyFromPlatform(
            row.WorkspaceId,
            row.PersonId,
            row.Role,
            row.Source,
            row.CreatedAt ?? entity.CreatedAt,
            row.DeletedAt,
            row.ExpiresAt);

    protected override void Touch(StaleClients touched, WorkspaceMembership entity) => touched.Workspace(entity.WorkspaceId);

    protected override void Watch(TouchedHandoffs touched, WorkspaceMembership entity) => touched.Workspace(entity.WorkspaceId);
}
