using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Persistence;
using Partners.Core.Values;

namespace Partners.Core.Audit;

/// <summary>Filters for the trail. Days are Amsterdam days, both included; pages begin at 1.</summary>
/// <param name="Search">Anywhere in the record's name, the person's name or the reason.</param>
/// <param name="EachReading">Also what the console itself reads every minute (docs/product.md I56). An export has it in any case.</param>
/// <param name="SubjectKind">Needs <paramref name="SubjectId"/> too; together they name the record that was changed.</param>
public sealed record AuditQuery(
    string? ActorSubject = null,
    string? Action = null,
    DateOnly? From = null,
    DateOnly? Until = null,
    Guid? OrganisationId = null,
    Guid? WorkspaceId = null,
    int Page = 1,
    int PageSize = 50,
    string? SubjectKind = null,
    string? SubjectId = null,
    AuditKind? Kind = null,
    string? Search = null,
    bool EachReading = false)
{
    public const int LargestPage = 200;

    /// <summary>
    /// A list leaves out what the console reads by itself, but where it is asked for. No record's own part of the trail has it.
    /// </summary>
    internal bool LeavesOutReadings =>
        !EachReading && Action != AuditActions.ReadByItself && this is { OrganisationId: null, WorkspaceId: null, SubjectId: null };
}

public sealed record AuditRow(
    long Sequence,
    DateTimeOffset At,
    string ActorSubject,
    string ActorName,
    string Action,
    string SubjectKind,
    string SubjectId,
    string SubjectName,
    Guid? OrganisationId,
    Guid? WorkspaceId,
    string? Before,
    string? After,
    string? Reason,
    string Hash,
    Guid RequestId);

/// <param name="Page">The page shown; the last page if a later one was asked for.</param>
/// <param name="Notice">Says how the list differs from what was asked for; null if it does not.</param>
/// <param name="LeftOut">How many readings of the console itself match, and are left out.</param>
public sealed record AuditListing(IReadOnlyList<AuditRow> Rows, int Total, int Page, string? Notice, int LeftOut);

/// <summary>Someone with an entry in the trail.</summary>
public sealed record AuditActor(string Subject, string Name);

/// <summary>The result of checking the whole chain.</summary>
/// <param name="HeadHash">The hash of the newest valid entry. Written down elsewhere, it also exposes a cut that left no other
/// trace.</param>
/// <param name="Fault">What is wrong with the first broken entry, which it names; null if the chain is intact.</param>
public sealed record AuditVerdict(long Entries, string HeadHash, string? Fault)
{
    /// <summary>Problems outside the chain, one sentence each: missing triggers, and signs that the end was cut off.</summary>
    public IReadOnlyList<string> Findings { get; init; } = [];

    public bool IsWhole => Fault is null && Findings.Count == 0;
}

/// <summary>Reads the trail. Only <see cref="Changes.ChangeRunner"/> writes it.</summary>
public sealed class AuditTrail(IDbContextFactory<PartnersDb> contexts, IEnumerable<AuditedRecords> audited)
{
    internal static readonly Expression<Func<AuditEntry, AuditRow>> Row = entry => new AuditRow(
        entry.Sequence,
        entry.At,
        entry.ActorSubject,
        entry.ActorName,
        entry.Action,
        entry.SubjectKind,
        entry.SubjectId,
        entry.SubjectName,
        entry.OrganisationId,
        entry.WorkspaceId,
        entry.Before,
        entry.After,
        entry.Reason,
        entry.Hash,
        entry.RequestId);

    private static readonly AuditQuery s_everything = new();

    /// <summary>One page, newest first.</summary>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public async Task<AuditListing> ListAsync(Staff who, AuditQuery query, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.OpenAsync(cancel);
        if (query.Page <= 1)
        {
            var first = Paging.Of(askedPage: 1, query.PageSize, AuditQuery.LargestPage, total: 0);
            var (newest, leftOut) = (await RowsAsync(db, query, first, cancel), await LeftOutAsync(db, query, cancel));

            // A first page that is not full is the whole list, which is usual for a single record.
            var length = newest.Count < first.Size ? newest.Count : await CountAsync(db, query, leftOut, cancel);
            return new(newest, length, first.Page, first.Notice, leftOut);
        }

        var left = await LeftOutAsync(db, query, cancel);
        var total = await CountAsync(db, query, left, cancel);
        var page = Paging.Of(query.Page, query.PageSize, AuditQuery.LargestPage, total);
        return new(await RowsAsync(db, query, page, cancel), total, page.Page, page.Notice, left);
    }

    /// <summary>Everyone with an entry in the trail, by name.</summary>
    public async Task<IReadOnlyList<AuditActor>> ActorsAsync(Staff who, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.OpenAsync(cancel);
        var actors = await db.AuditEntries.AsNoTracking()
            .GroupBy(entry => entry.ActorSubject)
            .Select(entries => new AuditActor(entries.Key, entries.Max(entry => entry.ActorName)!))
            .ToListAsync(cancel);
        return [.. actors.OrderBy(actor => actor.Name, StringComparer.CurrentCultureIgnoreCase)];
    }

    /// <summary>Streams all entries that match a filter, oldest first.</summary>
    public async IAsyncEnumerable<AuditRow> ReadAsync(
        Staff who,
        AuditQuery query,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.OpenAsync(cancel);
        await foreach (var row in Filter(db, query)
            .OrderBy(entry => entry.Sequence)
            .Select(Row)
            .AsAsyncEnumerable()
            .WithCancellation(cancel))
        {
            yield return row;
        }
    }

    /// <summary>One entry as it was written; null if there is none of that number.</summary>
    public async Task<AuditEntry?> FindAsync(Staff who, long sequence, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.OpenAsync(cancel);
        return await db.AuditEntries.AsNoTracking().SingleOrDefaultAsync(entry => entry.Sequence == sequence, cancel);
    }

    /// <summary>Recomputes every hash from the first entry to the last, and looks for damage that the chain cannot show.</summary>
    public async Task<AuditVerdict> VerifyAsync(Staff who, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.OpenAsync(cancel);
        var triggers = await db.TriggerFindingsAsync(cancel);
        var end = await AuditEnd.ReadAsync(db, [.. audited], cancel);
        var (sequence, hash) = (0L, AuditChain.Beginning);
        await foreach (var entry in db.AuditEntries
            .AsNoTracking()
            .OrderBy(entry => entry.Sequence)
            .AsAsyncEnumerable()
            .WithCancellation(cancel))
        {
            if (AuditChain.Fault(sequence, hash, entry) is { } fault)
            {
                return new(sequence, hash, fault) { Findings = triggers };
            }

            end.Pass(entry);
            (sequence, hash) = (entry.Sequence, entry.Hash);
        }

        return new(sequence, hash, null) { Findings = [.. triggers, .. end.Findings()] };
    }

    private static Task<List<AuditRow>> RowsAsync(PartnersDb db, AuditQuery query, Paging page, CancellationToken cancel) =>
        Listed(db, query).OrderByDescending(entry => entry.Sequence).InPage(page).Select(Row).ToListAsync(cancel);

    private static IQueryable<AuditEntry> Listed(PartnersDb db, AuditQuery query) => query.LeavesOutReadings
        ? Filter(db, query).Where(entry => entry.Action != AuditActions.ReadByItself)
        : Filter(db, query);

    private static Task<int> LeftOutAsync(PartnersDb db, AuditQuery query, CancellationToken cancel) => query.LeavesOutReadings
        ? Filter(db, query).CountAsync(entry => entry.Action == AuditActions.ReadByItself, cancel)
        : Task.FromResult(0);

    /// <summary>The whole trail needs no count: sequence numbers have no gaps, so the newest is the total.</summary>
    private static async Task<int> CountAsync(PartnersDb db, AuditQuery query, int leftOut, CancellationToken cancel) =>
        IsEverything(query)
            ? (int)(await db.AuditEntries.MaxAsync(entry => (long?)entry.Sequence, cancel) ?? 0) - leftOut
            : await Listed(db, query).CountAsync(cancel);

    private static bool IsEverything(AuditQuery query) =>
        query with { Page = s_everything.Page, PageSize = s_everything.PageSize, EachReading = false } == s_everything;

    internal static IQueryable<AuditEntry> Filter(PartnersDb db, AuditQuery query)
    {
        var entries = db.AuditEntries.AsNoTracking();
        if (!string.IsNullOrEmpty(query.ActorSubject))
        {
            entries = entries.Where(entry => entry.ActorSubject == query.ActorSubject);
        }

        if (!string.IsNullOrEmpty(query.Action))
        {
            entries = entries.Where(entry => entry.Action == query.Action);
        }

        if (query.Kind is { } kind)
        {
            var actions = AuditKinds.ActionsOf(kind);
            entries = entries.Where(entry => actions.Contains(entry.Action));
        }

        if (!string.IsNullOrWhiteSpace(query.Search))
        {
            var like = LikePattern.AnywhereInLower(query.Search.Trim());
#pragma warning disable CA1304, CA1311, CA1862, MA0011 // Translated to SQL, which has no culture.
            entries = entries.Where(entry => EF.Functions.Like(entry.SubjectName.ToLower(), like, LikePattern.Escape)
                || EF.Functions.Like(entry.ActorName.ToLower(), like, LikePattern.Escape)
                || EF.Functions.Like(entry.Reason!.ToLower(), like, LikePattern.Escape));
#pragma warning restore CA1304, CA1311, CA1862, MA0011
        }

        if (query.OrganisationId is { } organisation)
        {
            entries = entries.Where(entry => entry.OrganisationId == organisation);
        }

        if (query.WorkspaceId is { } workspace)
        {
            entries = entries.Where(entry => entry.WorkspaceId == workspace);
        }

        if (query is { SubjectKind: { } subject, SubjectId: { } id })
        {
            entries = entries.Where(entry => entry.SubjectKind == subject && entry.SubjectId == id);
        }

        if (query.From?.StartInAmsterdam() is { } from)
        {
            entries = entries.Where(entry => entry.At >= from);
        }

        if (query.Until?.AddDays(1).StartInAmsterdam() is { } until)
        {
            entries = entries.Where(entry => entry.At < until);
        }

        return entries;
    }
}
