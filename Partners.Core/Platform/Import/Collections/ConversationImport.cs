using Microsoft.EntityFrameworkCore;
using Partners.Core.ExternalLed;
using Partners.Core.Persistence;
using Partners.Core.Workspaces;

namespace Partners.Core.Platform.Import.Collections;

internal sealed record ConversationRow(Guid Id, Guid ProjectId, DateTimeOffset CreatedAt, int DurationSeconds)
{
    public static ConversationRow Read(RowFields row)
    {
        var id = row.Id("id");
        var project = row.Id("project_id");
        var createdAt = row.Instant("created_at");

        // Missing while the conversation is being recorded.
        var seconds = row.Decimal("duration") ?? 0;
        if (seconds is < 0 or > int.MaxValue)
        {
            row.Reject($"The field duration is no number of seconds: {Shown.Value(seconds)}.");
            seconds = 0;
        }

        return new(id, project, createdAt, (int)decimal.Round(seconds));
    }
}

internal sealed class ConversationImport : CollectionImport<Conversation, Guid, ConversationRow>
{
    public override string Name => "conversation";

    protected override ConversationRow Read(RowFields row) => ConversationRow.Read(row);

    protected override Guid KeyOf(ConversationRow row) => row.Id;

    protected override async Task<Func<ConversationRow, string?>> CheckAsync(
        PartnersDb db,
        IReadOnlyCollection<ConversationRow> rows,
        CancellationToken cancel)
    {
        var projects = await Parents.ProjectsAsync(db, rows.Select(row => row.ProjectId), cancel);
        return row => projects.Contains(row.ProjectId) ? null : Parents.Unknown("project", "project_id", row.ProjectId);
    }

    protected override Task<Dictionary<Guid, Conversation>> ExistingAsync(
        PartnersDb db,
        IReadOnlyList<Guid> keys,
        CancellationToken cancel) =>
        db.Conversations.Where(conversation => keys.Contains(conversation.Id)).ToDictionaryAsync(conversation => conversation.Id, cancel);

    protected override Conversation New(ConversationRow row, ImportSession session) =>
        new(row.Id, row.ProjectId, row.CreatedAt, row.DurationSeconds);

    protected override void CopyFromPlatform(Conversation entity, ConversationRow row) =>
        entity.CopyFromPlatform(row.ProjectId, row.CreatedAt, row.DurationSeconds);

    protected override void Touch(StaleClients touched, Conversation entity) => touched.Project(entity.ProjectId);
}
