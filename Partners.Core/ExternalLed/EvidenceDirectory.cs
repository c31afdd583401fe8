using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Persistence;
using Partners.Core.Values;
using Partners.Core.Workspaces;

namespace Partners.Core.ExternalLed;

/// <summary>One client's evidence as it is now, in the window of the last refresh.</summary>
/// <param name="Client">The data owner's name, or the workspace's if none is named.</param>
/// <param name="Reading">Read from this evidence. It differs from the card's if something changed since the refresh.</param>
/// <param name="Card">Null if the client was never listed.</param>
public sealed record CandidateEvidence(
    Guid WorkspaceId,
    string Client,
    Guid PartnerId,
    string Partner,
    SignalWindow Window,
    ClientEvidence Evidence,
    SignalReading Reading,
    CandidateCard? Card);

/// <summary>A conversation in the window.</summary>
/// <param name="Creator">Who of the client created its project; null if nobody of the client did.</param>
public sealed record ConversationRecord(
    Guid Id,
    DateTimeOffset At,
    TimeSpan Duration,
    Guid ProjectId,
    string Project,
    ClientPerson? Creator);

/// <summary>A page of a client's conversations in the window, newest first.</summary>
/// <param name="Page">The page shown; the last page if a later one was asked for.</param>
/// <param name="Notice">Says how the list differs from what was asked for; null if it does not.</param>
public sealed record ConversationListing(IReadOnlyList<ConversationRecord> Rows, int Total, int Page, string? Notice);

/// <summary>The records behind a client's signals, so that a person can count every figure again.</summary>
public sealed class EvidenceDirectory(
    IDbContextFactory<PartnersDb> contexts,
    PipelineDirectory pipeline,
    SignalSettings settings,
    SideSettings sides,
    TimeProvider time)
{
    public const int LargestPage = 200;

    /// <summary>Null if there is no such live external-client workspace.</summary>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public async Task<CandidateEvidence?> FindAsync(Staff who, Guid workspaceId, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.OpenAsync(cancel);
        var names = await (
            from workspace in db.Workspaces.AsNoTracking().LiveClients()
            where workspace.Id == workspaceId
            join partner in db.Organisations on workspace.OrganisationId equals partner.Id
            select new { Client = workspace.DataOwnerName ?? workspace.Name, PartnerId = partner.Id, Partner = partner.Name })
            .SingleOrDefaultAsync(cancel);
        if (names is null)
        {
            return null;
        }

        var window = await WindowAsync(db, workspaceId, cancel);
        var client = EvidenceQuery.Between(db, workspaceId, workspaceId);
        var evidence = (await EvidenceQuery.LoadAsync(db, client, window, sides, cancel)).Single();
        return new(
            workspaceId,
            names.Client,
            names.PartnerId,
            names.Partner,
            window,
            evidence,
            SignalReading.Of(evidence, settings),
            await pipeline.FindAsync(who, workspaceId, cancel));
    }

    /// <summary>The conversations behind a client's share.</summary>
    /// <param name="theirs">Only those in projects that the client's people created.</param>
    /// <param name="projectId">Only those of one project; null for all.</param>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public async Task<ConversationListing> ConversationsAsync(
        Staff who,
        Guid workspaceId,
        bool theirs,
        Guid? projectId,
        int page,
        int pageSize,
        CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.OpenAsync(cancel);
        var window = await WindowAsync(db, workspaceId, cancel);
        var (begins, ends) = (window.Begins, window.Ends);
        var creators = await EvidenceQuery.CreatorsAsync(db, workspaceId, window, sides, cancel);
        var created = creators.Keys.ToList();
        var found =
            from project in db.Projects.AsNoTracking()
            where project.WorkspaceId == workspaceId
                && project.DeletedAt == null
                && (projectId == null || project.Id == projectId)
                && (!theirs || created.Contains(project.Id))
            join conversation in db.Conversations on project.Id equals conversation.ProjectId
            where conversation.CreatedAt >= begins && conversation.CreatedAt < ends
            select new { project, conversation };
        var total = await found.CountAsync(cancel);
        var paging = Paging.Of(page, pageSize, LargestPage, total);
        var rows = await found
            .OrderByDescending(row => row.conversation.CreatedAt)
            .ThenByDescending(row => row.conversation.Id)
            .InPage(paging)
            .Select(row => new
            {
                row.conversation.Id,
                row.conversation.CreatedAt,
                row.conversation.DurationSeconds,
                ProjectId = row.project.Id,
                row.project.Name,
            })
            .ToListAsync(cancel);
        return new(
            [.. rows.Select(row => new ConversationRecord(
                row.Id,
                row.CreatedAt,
                TimeSpan.FromSeconds(row.DurationSeconds),
                row.ProjectId,
                row.Name,
                creators.GetValueOrDefault(row.ProjectId)))],
            total,
            paging.Page,
            paging.Notice);
    }

    /// <summary>The window of the client's last refresh; today's if no refresh has read it yet.</summary>
    private async Task<SignalWindow> WindowAsync(PartnersDb db, Guid workspaceId, CancellationToken cancel) => settings.Window(
        await db.PipelineEntries
            .Where(entry => entry.WorkspaceId == workspaceId)
            .Select(entry => (DateOnly?)entry.AsOf)
            .SingleOrDefaultAsync(cancel)
            ?? time.TodayInAmsterdam());
}
