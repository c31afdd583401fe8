using System.Text.Json.Nodes;

namespace Partners.Core.Platform.Live;

/// <summary>
/// Finds which rows changed since a moment, by their stamps and by the platform's trail. Children are asked for before their parents, and
/// taken in after them: a row that is found has a parent that is found, too, or was known before.
/// </summary>
internal sealed class ChangedRows(PlatformReader reader, PlatformRights rights, PlatformLimits limits)
{
    public const string Revisions = "directus_revisions";
    public const string Activity = "directus_activity";

    private readonly LivePages _pages = new(reader, limits.LargePage);

    /// <returns>By collection: the ids, each with what tells this state of the row from another.</returns>
    /// <exception cref="PlatformFaultException">The platform did not answer.</exception>
    public async Task<IReadOnlyDictionary<LiveCollection, Dictionary<string, string>>> FindAsync(
        DateTimeOffset since,
        CancellationToken cancel)
    {
        var found = LiveCollection.All
            .Where(collection => rights.May(collection.Name, "read"))
            .ToDictionary(collection => collection, _ => new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase));
        var byName = found.ToDictionary(pair => pair.Key.Name, pair => pair.Value, StringComparer.Ordinal);
        if (rights.May(Revisions, "read"))
        {
            await OfTrailAsync(since, byName, cancel);
        }

        foreach (var (collection, ids) in found.Reverse().Where(pair => pair.Key.Order is LiveOrder.Stamped))
        {
            var from = PlatformReader.Stamp(since);
            await foreach (var page in _pages.ReadAsync(collection, ["id", "updated_at"], filter: null, from, cancel))
            {
                foreach (var (id, stamp) in page.Ids.Zip(page.Stamps))
                {
                    ids[id] = stamp;
                }
            }
        }

        if (found.FirstOrDefault(pair => pair.Key.IsTrail) is { Key: { } trail, Value: { } acts })
        {
            await foreach (var page in _pages.ReadAsync(trail, ["id"], LiveSource.TrailSince(since), from: null, cancel))
            {
                foreach (var id in page.Ids)
                {
                    acts[id] = string.Empty;
                }
            }

            await DeletedAsync(trail, since, byName, cancel);
        }

        return found;
    }

    private async Task OfTrailAsync(DateTimeOffset since, Dictionary<string, Dictionary<string, string>> found, CancellationToken cancel)
    {
        var (after, count) = (0L, limits.Page);
        while (count == limits.Page)
        {
            var answer = await reader.RevisionsSinceAsync(since, after, limits.Page, cancel);
            var revisions = answer.IsThere ? answer.Value : throw new PlatformFaultException(answer.Fault);
            foreach (var revision in revisions)
            {
                if (found.TryGetValue(revision.Collection, out var ids))
                {
                    ids[revision.Item] = $"revision {revision.Id}";
                }
            }

            if (revisions.Count > 0 && revisions[^1].Id <= after)
            {
                // Asked once more, it would be the same for ever.
                throw new PlatformFaultException(new ServerFault(200));
            }

            (after, count) = (revisions.Count > 0 ? revisions[^1].Id : after, revisions.Count);
        }
    }

    /// <summary>A row that is deleted for good leaves an entry in the trail, and no revision.</summary>
    private async Task DeletedAsync(
        LiveCollection trail,
        DateTimeOffset since,
        Dictionary<string, Dictionary<string, string>> found,
        CancellationToken cancel)
    {
        var filter = new JsonObject
        {
            ["action"] = new JsonObject { ["_eq"] = "delete" },
            ["timestamp"] = new JsonObject { ["_gte"] = PlatformReader.Stamp(since) },
        };
        await foreach (var page in _pages.ReadAsync(trail, ["id", "collection", "item"], filter, from: null, cancel))
        {
            foreach (var (number, collection, item) in page.Deleted())
            {
                if (found.TryGetValue(collection, out var ids))
                {
                    ids[item] = $"deleted {number}";
                }
            }
        }
    }
}
