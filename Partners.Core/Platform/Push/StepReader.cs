using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Partners.Core.Outbox;
using Partners.Core.Platform.Live;

namespace Partners.Core.Platform.Push;

/// <summary>Reads the platform's rows of a step, and its trail of them.</summary>
internal sealed class StepReader(PlatformReader reader)
{
    /// <summary>Of so many rows the trail is read one by one; a larger step is told by the first.</summary>
    private const int MostTrails = 20;

    public async Task<PlatformAnswer<RowsThere>> ReadAsync(PushStep step, CancellationToken cancel)
    {
        var rows = new Dictionary<(string, string), JsonObject>();
        var items = step.Rows.Where(row => row.Collection != PlatformFields.Files);
        foreach (var of in items.GroupBy(row => row.Collection, StringComparer.Ordinal))
        {
            // A deal without a number is not there.
            var ids = of
                .Where(row => of.Key != PlatformFields.ReferralLedger || long.TryParse(row.Item, CultureInfo.InvariantCulture, out _))
                .Select(row => row.Item);
            var found = await reader.SearchAsync(of.Key, [.. ids], FieldsOf(of), cancel);
            if (!found.IsThere)
            {
                return found.Fault;
            }

            foreach (var row in found.Value.Select(one => JsonObject.Create(one)!))
            {
                rows[(of.Key, row[PlatformFields.Id]!.ToString())] = row;
            }
        }

        // A person is in an organisation once, whoever put them there: one that has another id is the same.
        foreach (var row in step.Rows.Where(row =>
            row is { IsNew: true, Collection: PlatformFields.OrganisationMembership } && !rows.ContainsKey(row.Key)))
        {
            var same = await reader.RowsAsync(
                new ItemQuery(row.Collection, 1) { Fields = [PlatformFields.Id, PlatformFields.DeletedAt], Filter = SamePerson(row) },
                cancel);
            if (!same.IsThere)
            {
                return same.Fault;
            }

            if (same.Value.Count > 0)
            {
                rows[row.Key] = JsonObject.Create(same.Value[0])!;
            }
        }

        return new RowsThere(rows);
    }

    /// <summary>The last entry of the platform's own trail; 0 where it is empty.</summary>
    public async Task<PlatformAnswer<long>> LastRevisionAsync(CancellationToken cancel)
    {
        var rows = await reader.RowsAsync(new ItemQuery("directus_revisions", 1) { Fields = ["id"], Sort = ["-id"] }, cancel);
        return rows.Select(NumberOf);
    }

    /// <summary>The largest number of a deal there; 0 where there is none.</summary>
    public async Task<PlatformAnswer<long>> LargestDealAsync(CancellationToken cancel)
    {
        var rows = await reader.RowsAsync(new ItemQuery(PlatformFields.ReferralLedger, 1) { Fields = ["id"], Sort = ["-id"] }, cancel);
        return rows.Select(NumberOf);
    }

    private static long NumberOf(IReadOnlyList<JsonElement> rows) =>
        rows.Count == 0 ? 0 : PlatformRevision.Number(rows[0].GetProperty(PlatformFields.Id));

    /// <summary>What was written to rows after an entry of the trail.</summary>
    public Task<PlatformAnswer<IReadOnlyList<PlatformRevision>>> TrailAsync(
        IEnumerable<PushRow> rows, long after, CancellationToken cancel) =>
        EachAsync(rows, row => reader.RevisionsAsync(row.Collection, row.Item, after, cancel));

    /// <summary>What was written to rows last.</summary>
    public Task<PlatformAnswer<IReadOnlyList<PlatformRevision>>> LastTrailAsync(IEnumerable<PushRow> rows, CancellationToken cancel) =>
        EachAsync(rows, row => reader.LastRevisionsAsync(row.Collection, row.Item, cancel));

    private static async Task<PlatformAnswer<IReadOnlyList<PlatformRevision>>> EachAsync(
        IEnumerable<PushRow> rows, Func<PushRow, Task<PlatformAnswer<IReadOnlyList<PlatformRevision>>>> ask)
    {
        var all = new List<PlatformRevision>();
        foreach (var row in rows.Where(row => row.Collection != PlatformFields.Files).Take(MostTrails))
        {
            var trail = await ask(row);
            if (!trail.IsThere)
            {
                return trail.Fault;
            }

            all.AddRange(trail.Value);
        }

        return all;
    }

    /// <summary>What the console's user may not do of what a request needs, in words; null where it may do everything.</summary>
    public async Task<string?> LacksAsync(PlatformWrite write, CancellationToken cancel)
    {
        var rights = await reader.RightsAsync(cancel);
        if (!rights.IsThere)
        {
            return null;
        }

        var lacking = write.Needs
            .Where(need => !rights.Value.May(need.Collection, need.Action, need.Field))
            .Select(need => $"{(need.Action == "create" ? "set" : "change")} {need.Field} of {need.Collection}")
            .Distinct(StringComparer.Ordinal)
            .ToList();
        return lacking.Count == 0 ? null : $"The console’s user on the platform may not {string.Join(", ", lacking)}.";
    }

    private static List<string> FieldsOf(IEnumerable<PushRow> rows)
    {
        var (collection, fields) = (rows.First().Collection, rows.SelectMany(row => row.Fields.Select(field => field.Field)));
        string[] always = collection switch
        {
            PlatformFields.Project => [PlatformFields.WorkspaceId, PlatformFields.MoveHistory],
            PlatformFields.ReferralLedger => [PlatformFields.PartnerId, PlatformFields.WorkspaceId],
            _ => [],
        };
        return
        [
            .. fields
                .Select(field => field == PlatformFields.StickyRemoved ? PlatformFields.Settings : field)
                .Concat([PlatformFields.Id, PlatformFields.DeletedAt])
                .Concat(always)
                .Distinct(StringComparer.Ordinal),
        ];
    }

    private static JsonObject SamePerson(PushRow row) => new()
    {
        [PlatformFields.OrganisationId] = Is(row.Values![PlatformFields.OrganisationId]),
        [PlatformFields.UserId] = Is(row.Values[PlatformFields.UserId]),
        [PlatformFields.DeletedAt] = new JsonObject { ["_null"] = true },
    };

    private static JsonObject Is(JsonNode? value) => new() { ["_eq"] = value?.DeepClone() };
}
