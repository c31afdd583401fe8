using System.Linq.Expressions;
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

/// <summary>What people did for the platform, by act, and how far each is.</summary>
public sealed class PlatformRecord(IDbContextFactory<PartnersDb> contexts)
{
    private static readonly Expression<Func<PlatformChange, PlatformChangeRow>> s_row = change => new(
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
        change.RequestId,
        change.State,
        change.SettledAt)
    {
        Theirs = change.Theirs,
    };

    /// <summary>What is said of a record; a change that another replaced says nothing.</summary>
    private static readonly PlatformChangeState[] s_said =
        [.. Enum.GetValues<PlatformChangeState>().Where(state => state != PlatformChangeState.Superseded)];

    private static readonly JsonSerializerOptions s_lines = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What people did, newest first, with what of it is in this state.</summary>
    /// <param name="page">1 for the first; empty past the end.</param>
    public Task<PageOf<PlatformAct>> ActsAsync(Staff who, PlatformChangeState state, int page, int size, CancellationToken cancel) =>
        ActsAsync(who, state, by: null, page, size, cancel);

    /// <param name="by">Only what this person did; null for everybody.</param>
    /// <param name="page">1 for the first; empty past the end.</param>
    public async Task<PageOf<PlatformAct>> ActsAsync(
        Staff who,
        PlatformChangeState state,
        string? by,
        int page,
        int size,
        CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.OpenAsync(cancel);
        var acts = db.ActsIn(state);
        if (by is not null)
        {
            var theirs = db.PlatformChanges
                .Where(change => change.State == state && change.BySubject == by)
                .Select(change => change.RequestId ?? change.Id);
            acts = acts.Where(act => theirs.Contains(act.Act));
        }

        return await PageAsync(db, state, acts, page, size, cancel);
    }

    /// <summary>One act, with what of it most needs a person; null if there is none.</summary>
    public async Task<PlatformAct?> ActAsync(Staff who, Guid act, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.OpenAsync(cancel);
        var states = await db.Set<PlatformActTally>().AsNoTracking()
            .Where(tally => tally.Act == act)
            .Select(tally => tally.State)
            .ToListAsync(cancel);
        if (states.Count == 0)
        {
            return null;
        }

        var state = PlatformChangeStates.Of(states) ?? states[0];
        return (await PageAsync(db, state, db.ActsIn(state).Where(tally => tally.Act == act), page: 1, size: 1, cancel)).Rows[0];
    }

    private static async Task<PageOf<PlatformAct>> PageAsync(
        PartnersDb db, PlatformChangeState state, IQueryable<PlatformActTally> acts, int page, int size, CancellationToken cancel)
    {
        var shown = await acts.OrderByDescending(act => act.At).ThenByDescending(act => act.Act).Page(page, size).ToListAsync(cancel);
        var changes = await ChangesOfAsync(db, state, shown, cancel);
        var (moments, requests) = (shown.ConvertAll(act => act.At), shown.ConvertAll(act => act.Act));
        var entries = (await db.AuditEntries.AsNoTracking()
            .Where(entry => moments.Contains(entry.At) && requests.Contains(entry.RequestId))
            .OrderBy(entry => entry.Sequence)
            .Select(AuditTrail.Row)
            .ToListAsync(cancel))
            .ToLookup(entry => entry.RequestId);
        var deliveries = await db.PlatformDeliveries.AsNoTracking()
            .Where(delivery => requests.Contains(delivery.Id))
            .Select(delivery => new DeliveryRow(
                delivery.Id,
                delivery.Version,
                delivery.Because,
                delivery.NextTryAt,
                delivery.TheirsBy,
                delivery.TheirsAt,
                delivery.Revision))
            .ToDictionaryAsync(delivery => delivery.Act, cancel);
        var names = await NamesInAsync(db, changes, cancel);
        var changesOf = changes.ToLookup(change => change.RequestId ?? change.Id);
        return new(
            [
                .. shown.Select(act => new PlatformAct(
                    act.Changes,
                    [.. changesOf[act.Act]],
                    PlatformAct.ChiefOf(entries[act.Act]),
                    names)
                {
                    Delivery = deliveries.GetValueOrDefault(act.Act),
                }),
            ],
            page <= 1 && shown.Count < size ? shown.Count : await acts.LongCountAsync(cancel));
    }

    /// <summary>Each act's first changes: of those that are shown in full at once, of larger ones one by one.</summary>
    private static async Task<List<PlatformChangeRow>> ChangesOfAsync(
        PartnersDb db, PlatformChangeState state, List<PlatformActTally> acts, CancellationToken cancel)
    {
        var whole = acts.FindAll(act => act.Changes <= PlatformAct.Shown);
        var (moments, keys) = (whole.ConvertAll(act => act.At), whole.ConvertAll(act => act.Act));
        var all = db.PlatformChanges.AsNoTracking().Where(change => change.State == state);
        var rows = await all
            .Where(change => moments.Contains(change.At) && keys.Contains(change.RequestId ?? change.Id))
            .OrderBy(change => change.Id)
            .Select(s_row)
            .ToListAsync(cancel);
        foreach (var large in acts.Except(whole))
        {
            rows.AddRange(await all
                .Where(change => change.At == large.At && (change.RequestId ?? change.Id) == large.Act)
                .OrderBy(change => change.Id)
                .Take(PlatformAct.Shown)
                .Select(s_row)
                .ToListAsync(cancel));
        }

        return rows;
    }

    /// <summary>How many acts are in each state, and how fresh the exchange is.</summary>
    public async Task<PlatformExchange> ExchangeAsync(Staff who, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.OpenAsync(cancel);
        var counts = await db.Set<PlatformActTally>().AsNoTracking()
            .GroupBy(tally => tally.State)
            .Select(tallies => new { tallies.Key, Acts = tallies.LongCount() })
            .ToDictionaryAsync(tallies => tallies.Key, tallies => tallies.Acts, cancel);
        return new(
            counts,
            await db.ImportRuns.MaxAsync(run => (DateTimeOffset?)run.StartedAt, cancel),
            await db.ActsIn(PlatformChangeState.Waiting).MinAsync(act => (DateTimeOffset?)act.At, cancel));
    }

    /// <summary>The names of organisations and workspaces that changes, or what the platform has instead, point to by their ids.</summary>
    private static async Task<IReadOnlyDictionary<string, string>> NamesInAsync(
        PartnersDb db, IReadOnlyCollection<PlatformChangeRow> changes, CancellationToken cancel)
    {
        var organisations = IdsIn(changes, PlatformFields.OrganisationId, PlatformFields.PartnerId);
        var workspaces = IdsIn(changes, PlatformFields.WorkspaceId);
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var one in organisations.Count == 0 ? [] : await db.Organisations.AsNoTracking()
            .Where(organisation => organisations.Contains(organisation.Id))
            .Select(organisation => new { organisation.Id, organisation.Name })
            .ToListAsync(cancel))
        {
            names[one.Id.ToString()] = one.Name;
        }

        foreach (var one in workspaces.Count == 0 ? [] : await db.Workspaces.AsNoTracking()
            .Where(workspace => workspaces.Contains(workspace.Id))
            .Select(workspace => new { workspace.Id, workspace.Name })
            .ToListAsync(cancel))
        {
            names[one.Id.ToString()] = one.Name;
        }

        return names;
    }

    private static List<Guid> IdsIn(IEnumerable<PlatformChangeRow> changes, params string[] fields) =>
    [
        .. changes
            .Where(change => fields.Contains(change.Field, StringComparer.Ordinal))
            .SelectMany(change => new[] { change.Value, change.Theirs ?? string.Empty })
            .Select(json => Guid.TryParse(json.Trim('"'), out var id) ? id : Guid.Empty)
            .Where(id => id != Guid.Empty)
            .Distinct(),
    ];

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
        var requests = entries.Select(entry => entry.RequestId).Distinct().ToList();
        var found = await db.Set<PlatformActTally>().AsNoTracking()
            .Where(act => s_said.Contains(act.State) && moments.Contains(act.At) && requests.Contains(act.Act))
            .Select(act => new { act.Act, act.State })
            .ToListAsync(cancel);
        var states = found.GroupBy(act => act.Act)
            .ToDictionary(acts => acts.Key, acts => PlatformChangeStates.Of([.. acts.Select(act => act.State)])!.Value);
        return entries
            .Where(entry => states.ContainsKey(entry.RequestId))
            .ToDictionary(entry => entry.Sequence, entry => states[entry.RequestId]);
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
            .Open()
            .Where(change => change.State != PlatformChangeState.NotHeld)
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
}
