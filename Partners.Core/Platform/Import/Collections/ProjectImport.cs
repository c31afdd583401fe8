using Microsoft.EntityFrameworkCore;
using Partners.Core.ExternalLed;
using Partners.Core.Handoffs;
using Partners.Core.Organisations;
using Partners.Core.Outbox;
using Partners.Core.Persistence;
using Partners.Core.Workspaces;

namespace Partners.Core.Platform.Import.Collections;

internal sealed record ProjectRow(
    Guid Id,
    Guid WorkspaceId,
    string Name,
    Guid? CreatedByUserId,
    DateTimeOffset CreatedAt,
    DateTimeOffset? DeletedAt,
    string? MoveHistory,
    ParticipantNotice Notice)
{
    public static ProjectRow Read(RowFields row) => new(
        row.Id("id"),
        row.Id("workspace_id"),
        row.Required("name", Organisation.LongestName),
        row.OptionalId("directus_user_id"),
        row.Instant("created_at"),
        row.OptionalInstant("deleted_at"),
        row.Json("move_history"),
        NoticeFields.Read(row));
}

internal sealed class ProjectImport : CollectionImport<Project, Guid, ProjectRow>
{
    public override string Name => PlatformFields.Project;

    /// <summary>A project moved here stays in its workspace until the platform has moved it too.</summary>
    protected override IReadOnlyList<StaffOwnedField<Project, ProjectRow>> StaffOwnedFields { get; } =
        [new(PlatformFields.WorkspaceId, row => row.WorkspaceId, (row, ours) => row with { WorkspaceId = ours.WorkspaceId })];

    protected override ProjectRow Read(RowFields row) => ProjectRow.Read(row);

    protected override Guid KeyOf(ProjectRow row) => row.Id;

    protected override async Task<Func<ProjectRow, string?>> CheckAsync(
        PartnersDb db,
        IReadOnlyCollection<ProjectRow> rows,
        CancellationToken cancel)
    {
        var workspaces = await Parents.WorkspacesAsync(db, rows.Select(row => row.WorkspaceId), cancel);
        return row => workspaces.ContainsKey(row.WorkspaceId) ? null : Parents.Unknown("workspace", "workspace_id", row.WorkspaceId);
    }

    protected override Task<Dictionary<Guid, Project>> ExistingAsync(PartnersDb db, IReadOnlyList<Guid> keys, CancellationToken cancel) =>
        db.Projects.Where(project => keys.Contains(project.Id)).ToDictionaryAsync(project => project.Id, cancel);

    protected override Project New(ProjectRow row, ImportSession session) =>
        new(row.Id, row.WorkspaceId, row.Name, row.CreatedByUserId, row.CreatedAt, row.DeletedAt, row.MoveHistory, row.Notice);

    protected override void CopyFromPlatform(Project entity, ProjectRow row) =>
        entity.CopyFromPlatform(
            row.WorkspaceId,
            row.Name,
            row.CreatedByUserId,
            row.CreatedAt,
            row.DeletedAt,
            row.MoveHistory,
            row.Notice);

    protected override void Touch(StaleClients touched, Project entity) => touched.Workspace(entity.WorkspaceId);

    protected override void Watch(TouchedHandoffs touched, Project entity)
    {
        touched.Workspace(entity.WorkspaceId);
        if (entity.HandedOverInId is { } from)
        {
            touched.Workspace(from);
        }
    }
}
