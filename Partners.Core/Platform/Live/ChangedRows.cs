namespace Partners.Core.Platform.Live;

/// <summary>
/// Finds which rows changed since a moment, by the platform's trail and by their stamps. Children are asked for before their parents, and
/// taken in after them: a row that is found has a parent that is found, too, or was known before.
/// </summary>
internal sealed class ChangedRows(PlatformReader reader, PlatformRights rights, PlatformLimits limits)
{
    public const string Revisions = "directus_revisions";
    public const string Activity = "directus_activity";

    private readonly LivePages _pages = new(reader, limits.LargePage);
    private readonly IReadOnlyList<LiveCollection> _readable =
        [.. LiveCollection.All.Where(collection => rights.May(collection.Name, "read"))];

    /// <summary>The trail of all that is done through the platform, rows deleted for good included; null if it may not be read.</summary>
    public LiveCollection? Trail => _readable.SingleOrDefault(collection => collection.IsTrail);

    /// <summary>Those whose rows the platform stamps, children first.</summary>
    public IReadOnlyList<LiveCollection> Stamped => [.. _readable.Reverse().Where(collection => collection.Order is LiveOrder.Stamped)];

    /// <param name="stamped">Those of <see cref="Stamped"/> whose stamps are asked for.</param>
    /// <returns>By collection: the ids, each with what tells this state of the row from another.</returns>
    /// <exception cref="PlatformFaultException">The platform did not answer.</exception>
    public async Task<IReadOnlyDictionary<LiveCollection, Dictionary<string, string>>> FindAsync(
        DateTimeOffset since,
        IEnumerable<LiveCollection> stamped,
        CancellationToken cancel)
    {
        var found = _readable.ToDictionary(
            collection => collection, _ => new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase));
        var byName = found.ToDictionary(pair => pair.Key.Name, pair => pair.Value, StringComparer.Ordinal);
        if (Trail is { } trail)
        {
            await OfTrailAsync(trail, since, byName, cancel);
        }
        else if (rights.May(Revisions, "read"))
        {
            await OfRevisionsAsync(since, byName, cancel);
        }

        foreach (var collection in stamped)
        {
            await OfStampsAsync(collection, since, found[collection], cancel);
        }

        return found;
    }

    private async Task OfTrailAsync(
        LiveCollection trail,
        DateTimeOffset since,
        Dictionary<string, Dictionary<string, string>> found,
        CancellationToken cancel)
    {
        await foreach (var page in _pages.ReadAsync(trail, ["id", "collection", "item"], LiveSource.TrailSince(since), from: null, cancel))
        {
            foreach (var (number, collection, item) in page.Acts())
            {
                found[trail.Name][number] = string.Empty;
                if (collection is not null && item is not null && found.TryGetValue(collection, out var ids))
                {
                    ids[item] = $"act {number}";
                }
            }
        }
    }

    private async Task OfRevisionsAsync(
        DateTimeOffset since, Dictionary<string, Dictionary<string, string>> found, CancellationToken cancel)
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

    private async Task OfStampsAsync(
        LiveCollection collection, DateTimeOffset since, Dictionary<string, string> ids, CancellationToken cancel)
    {
        await foreach (var page in _pages.ReadAsync(collection, ["id", "updated_at"], filter: null, PlatformReader.Stamp(since), cancel))
        {
            foreach (var (id, stamp) in page.Ids.Zip(page.Stamps))
            {
                ids[id] = stamp;
            }
        }
    }
}
