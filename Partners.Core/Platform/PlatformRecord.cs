using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Outbox;
using Partners.Core.Persistence;

namespace Partners.Core.Platform;

/// <summary>One page of a list, with the length of the whole list.</summary>
public sealed record PageOf<T>(IReadOnlyList<T> Rows, long Total);

/// <summary>A past import as lists show it.</summary>
public sealed record ImportSummary(
    Guid Id,
    string Folder,
    string StartedByName,
    DateTimeOffset StartedAt,
    DateTimeOffset? EndedAt,
    ImportStatus Status,
    string? Message,
    IReadOnlyList<ImportSummaryCollection> Collections)
{
    public long Added => Collections.Sum(collection => collection.Added);

    public long Updated => Collections.Sum(collection => collection.Updated);

    public long Unchanged => Collections.Sum(collection => collection.Unchanged);

    public long Rejected => Collections.Sum(collection => collection.Rejected);
}

public sealed record ImportSummaryCollection(string Name, long Added, long Updated, long Unchanged, long Rejected);

public sealed record ImportRejectionRow(string File, string Item, string Reason);

/// <summary>The console's history of exchanges with the platform: past imports, and changes for the platform.</summary>
public sealed class PlatformRecord(IDbContextFactory<PartnersDb> contexts)
{
    /// <summary>The most rows on one page; a larger size is reduced to it.</summary>
    public const int LargestPage = 200;

    private static readonly JsonSerializerOptions s_lines = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Past imports, newest first, with counts in the order the collections were read.</summary>
    /// <param name="page">1 for the first; empty past the end.</param>
    public async Task<PageOf<ImportSummary>> ImportsAsync(Staff who, int page, int size, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.OpenAsync(cancel);
        var runs = db.ImportRuns.AsNoTracking();
        var rows = await Page(runs.OrderByDescending(run => run.StartedAt).ThenByDescending(run => run.Id), page, size)
            .Select(run => new ImportSummary(
                run.Id,
                run.Folder,
                run.StartedByName,
                run.StartedAt,
                run.EndedAt,
                run.Status,
                run.Message,
                run.Collections.OrderBy(collection => collection.Order)
                    .Select(collection => new ImportSummaryCollection(
                        collection.Name,
                        collection.Added,
                        collection.Updated,
                        collection.Unchanged,
                        collection.Rejected))
                    .ToList()))
            .ToListAsync(cancel);
        return new(rows, await runs.LongCountAsync(cancel));
    }

    /// <summary>The stored rejections of one import, by file and item; empty if there is no such import.</summary>
    public async Task<PageOf<ImportRejectionRow>> RejectionsAsync(Staff who, Guid import, int page, int size, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.OpenAsync(cancel);
        var rejections = db.ImportRejections.AsNoTracking().Where(rejection => rejection.ImportRunId == import);
        var rows = await Page(
            rejections.OrderBy(rejection => rejection.File).ThenBy(rejection => rejection.Item).ThenBy(rejection => rejection.Id),
            page,
            size)
            .Select(rejection => new ImportRejectionRow(rejection.File, rejection.Item, rejection.Reason))
            .ToListAsync(cancel);
        return new(rows, await rejections.LongCountAsync(cancel));
    }

    /// <summary>What people did, newest first, with what of it is in this state.</summary>
    /// <param name="page">1 for the first; empty past the end.</param>
    public async Task<PageOf<PlatformAct>> ActsAsync(Staff who, PlatformChangeState state, int page, int size, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.OpenAsync(cancel);
        var all = db.PlatformChanges.AsNoTracking().Where(change => change.State == state);
        var acts = db.PlatformChanges.AsNoTracking().ActsIn(state);
        var shown = await Page(acts.OrderByDescending(act => act.At).ThenBy(act => act.BySubject), page, size).ToListAsync(cancel);
        var moments = shown.Select(act => act.At).Distinct().ToList();
        var changes = await all.Where(change => moments.Contains(change.At))
            .OrderBy(change => change.Id)
            .Select(change => new PlatformChangeRow(
                change.Id,
                change.Collection,
                change.Item,
                change.ItemName,
                change.Field,
                change.Value,
                change.BySubject,
                change.ByName,
                change.At,
                change.Why,
                change.State,
                change.SettledAt))
            .ToListAsync(cancel);
        var entries = await db.AuditEntries.AsNoTracking()
            .Where(entry => moments.Contains(entry.At))
            .OrderBy(entry => entry.Sequence)
            .Select(AuditTrail.Row)
            .ToListAsync(cancel);
        var organisations = await OrganisationsInAsync(db, changes, cancel);
        var (changesOf, entriesOf) = (
            changes.ToLookup(change => (change.At, change.BySubject)),
            entries.ToLookup(entry => (entry.At, entry.ActorSubject)));
        return new(
            [
                .. shown.Select(act => new PlatformAct(
                    [.. changesOf[(act.At, act.BySubject)]],
                    PlatformAct.ChiefOf(entriesOf[(act.At, act.BySubject)]),
                    organisations)),
            ],
            await acts.LongCountAsync(cancel));
    }

    /// <summary>How many acts are in each state, and how fresh the exchange is.</summary>
    public async Task<PlatformExchange> ExchangeAsync(Staff who, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.OpenAsync(cancel);
        var counts = new Dictionary<PlatformChangeState, long>();
        foreach (var state in Enum.GetValues<PlatformChangeState>())
        {
            counts[state] = await db.PlatformChanges.ActsIn(state).LongCountAsync(cancel);
        }

        return new(
            counts,
            await db.ImportRuns.MaxAsync(run => (DateTimeOffset?)run.StartedAt, cancel),
            await db.PlatformChanges
                .Where(change => change.State == PlatformChangeState.Waiting)
                .MinAsync(change => (DateTimeOffset?)change.At, cancel));
    }

    /// <summary>The names of organisations that changes point to by their ids.</summary>
    private static async Task<IReadOnlyDictionary<string, string>> OrganisationsInAsync(
        PartnersDb db, IEnumerable<PlatformChangeRow> changes, CancellationToken cancel)
    {
        var ids = changes
            .Where(change => change.Field is PlatformFields.OrganisationId or PlatformFields.PartnerId)
            .Select(change => Guid.TryParse(change.Value.Trim('"'), out var id) ? id : Guid.Empty)
            .Where(id => id != Guid.Empty)
            .Distinct()
            .ToList();
        return ids.Count == 0
            ? new Dictionary<string, string>(StringComparer.Ordinal)
            : await db.Organisations.AsNoTracking()
                .Where(organisation => ids.Contains(organisation.Id))
                .ToDictionaryAsync(
                    organisation => organisation.Id.ToString(), organisation => organisation.Name, StringComparer.Ordinal, cancel);
    }

    /// <summary>Whether the platform has what these entries changed; an entry that changed nothing there is left out.</summary>
    /// <returns>By the entry's number.</returns>
    public async Task<IReadOnlyDictionary<long, PlatformChangeState>> StatesAsync(
        Staff who, IReadOnlyCollection<AuditRow> entries, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        if (entries.Count == 0)
        {
            return new Dictionary<long, PlatformChangeState>();
        }

        await using var db = await contexts.OpenAsync(cancel);
        var moments = entries.Select(entry => entry.At).Distinct().ToList();
        var found = await db.PlatformChanges.AsNoTracking()
            .Where(change => (change.State == PlatformChangeState.Waiting || change.State == PlatformChangeState.Applied)
                && moments.Contains(change.At))
            .Select(change => new { change.At, change.BySubject, change.State })
            .Distinct()
            .ToListAsync(cancel);

        // An act whose changes are partly applied still waits.
        var states = found.GroupBy(change => (change.At, change.BySubject)).ToDictionary(
            changes => changes.Key,
            changes => changes.Min(change => change.State));
        return entries
            .Where(entry => states.ContainsKey((entry.At, entry.ActorSubject)))
            .ToDictionary(entry => entry.Sequence, entry => states[(entry.At, entry.ActorSubject)]);
    }

    /// <summary>
    /// Every waiting change, oldest first, as one line of JSON: <c>{"collection","item","field","value","who","when","why"}</c>; times are
    /// UTC.
    /// </summary>
    public async IAsyncEnumerable<string> WaitingLinesAsync(Staff who, [EnumeratorCancellation] CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.OpenAsync(cancel);
        var waiting = db.PlatformChanges.AsNoTracking()
            .Where(change => change.State == PlatformChangeState.Waiting)
            .OrderBy(change => change.At)
            .ThenBy(change => change.Id);
        await foreach (var change in waiting.AsAsyncEnumerable().WithCancellation(cancel))
        {
            yield return new JsonObject
            {
                ["collection"] = change.Collection,
                ["item"] = change.Item,
                ["field"] = change.Field,
                ["value"] = JsonNode.Parse(change.Value),
                ["who"] = change.ByName,
                ["when"] = PlatformWords.Of(change.At),
                ["why"] = change.Why,
            }.ToJsonString(s_lines);
        }
    }

    private static IQueryable<T> Page<T>(IQueryable<T> rows, int page, int size)
    {
        var (skipped, taken) = Page(page, size);
        return rows.Skip(skipped).Take(taken);
    }

    private static (int Skipped, int Taken) Page(int page, int size)
    {
        var taken = Math.Clamp(size, 1, LargestPage);
        var skipped = (Math.Max(page, 1) - 1L) * taken;
        return ((int)Math.Min(skipped, int.MaxValue), taken);
    }
}
