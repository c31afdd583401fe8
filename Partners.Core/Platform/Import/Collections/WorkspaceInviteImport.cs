using Microsoft.EntityFrameworkCore;
using Partners.Core.ExternalLed;
using Partners.Core.Handoffs;
using Partners.Core.Outbox;
using Partners.Core.Persistence;
using Partners.Core.Workspaces;

namespace Partners.Core.Platform.Import.Collections;

internal sealed record WorkspaceInviteRow(Guid Id, InviteFacts Facts)
{
    public bool IsPending => Facts.AcceptedAt is null && Facts.DeletedAt is null;

    public WorkspaceInviteRow Saying(InviteFacts facts) => this with { Facts = facts };

    public static WorkspaceInviteRow Read(RowFields row)
    {
        var id = row.Id("id");
        var facts = new InviteFacts(
            row.Id("workspace_id"),
            row.Required("email", RowFields.LongestEmail),
            row.OneOf("role", PlatformWorkspaceWords.Roles),
            row.OptionalId("invited_by"),
            row.Instant("created_at"),
            row.OptionalInstant("expires_at"),
            row.OptionalInstant("accepted_at"),
            row.OptionalInstant("deleted_at"));
        if (facts.ExpiresAt < facts.CreatedAt)
        {
            row.Reject("The invite expires (expires_at) before it was made (created_at).");
        }

        return new(id, facts);
    }
}

internal sealed class WorkspaceInviteImport : CollectionImport<WorkspaceInvite, Guid, WorkspaceInviteRow>
{
    public override string Name => PlatformFields.WorkspaceInvite;

    protected override IReadOnlyList<StaffOwnedField<WorkspaceInvite, WorkspaceInviteRow>> StaffOwnedFields { get; } =
    [
        new(
            PlatformFields.WorkspaceId,
            row => row.Facts.WorkspaceId,
            (row, ours) => row.Saying(row.Facts with { WorkspaceId = ours.WorkspaceId })),
        new(
            PlatformFields.Email,
            (recorded, row, _) => Recorded.IsAddress(recorded, row.Facts.Email),
            (row, ours) => row.Saying(row.Facts with { Email = ours.Email })),
        new(
            PlatformFields.Role,
            row => PlatformWords.Of(PlatformWorkspaceWords.Roles, row.Facts.Role),
            (row, ours) => row.Saying(row.Facts with { Role = ours.Role })),
        new(PlatformFields.ExpiresAt, row => row.Facts.ExpiresAt, (row, ours) => row.Saying(row.Facts with { ExpiresAt = ours.ExpiresAt })),
        new(
            PlatformFields.DeletedAt,
            (recorded, row, _) => Recorded.HasEnded(recorded, row.Facts.DeletedAt),
            (row, ours) => row.Saying(row.Facts with { DeletedAt = ours.DeletedAt })),
    ];

    protected override WorkspaceInviteRow Read(RowFields row) => WorkspaceInviteRow.Read(row);

    protected override Guid KeyOf(WorkspaceInviteRow row) => row.Id;

    protected override async Task<Func<WorkspaceInviteRow, string?>> CheckAsync(
        PartnersDb db,
        IReadOnlyCollection<WorkspaceInviteRow> rows,
        CancellationToken cancel)
    {
        var workspaces = await Parents.WorkspacesAsync(db, rows.Select(row => row.Facts.WorkspaceId), cancel);
        return row => WorkspaceRoles.Refuse(row.Facts.Role, row.IsPending, row.Facts.WorkspaceId, workspaces);
    }

    protected override Task<Dictionary<Guid, WorkspaceInvite>> ExistingAsync(
        PartnersDb db,
        IReadOnlyList<Guid> keys,
        CancellationToken cancel) =>
        db.WorkspaceInvites.Where(invite => keys.Contains(invite.Id)).ToDictionaryAsync(invite => invite.Id, cancel);

    protected override WorkspaceInvite New(WorkspaceInviteRow row, ImportSession session) => new(row.Id, row.Facts);

    protected override void CopyFromPlatform(WorkspaceInvite entity, WorkspaceInviteRow row) => entity.CopyFromPlatform(row.Facts);

    protected override void Touch(StaleClients touched, WorkspaceInvite entity) => touched.Workspace(entity.WorkspaceId);

    protected override void Watch(TouchedHandoffs touched, WorkspaceInvite entity) => touched.Workspace(entity.WorkspaceId);
}
