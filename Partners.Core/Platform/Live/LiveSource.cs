using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Partners.Core.Persistence;
using Partners.Core.Platform.Import;

namespace Partners.Core.Platform.Live;

/// <summary>
/// The platform itself, read whole. What is there here and was not read is asked for once more, and ends where the platform does not have
/// it (docs/product.md I54).
/// </summary>
/// <param name="since">For what is read in part only: what people did, and conversations. Null for all of them.</param>
/// <param name="mark">Kept in the last transaction.</param>
internal sealed class LiveSource(
    string name,
    PlatformReader reader,
    PlatformRights rights,
    PlatformLimits limits,
    DateTimeOffset? since,
    DateTimeOffset mark,
    List<ImportWarning> warnings,
    ImportMeter meter) : ImportSource(name)
{
    /// <summary>So few may well be gone, whatever their share.</summary>
    private const int Few = 10;

    private const int NamedInWarning = 5;

    private readonly LivePages _pages = new(reader, limits.LargePage);
    private readonly Dictionary<CollectionImport, LiveCollection> _live = LiveCollection.All
        .Where(collection => rights.May(collection.Name, "read"))
        .ToDictionary(collection => collection.Import);

    private readonly HashSet<string> _seen = new(StringComparer.OrdinalIgnoreCase);

    public override bool IsLive => true;

    public override IReadOnlyList<CollectionImport> Collections => [.. _live.Keys];

    /// <summary>How many records ended.</summary>
    public int Ended { get; private set; }

    /// <summary>Why others did not; null where there are none.</summary>
    public string? Withheld { get; private set; }

    public override async IAsyncEnumerable<SourcePage> PagesAsync(
        CollectionImport collection,
        [EnumeratorCancellation] CancellationToken cancel)
    {
        var live = _live[collection];
        var filter = live.IsTrail ? TrailSince(since) : null;
        var from = live.IsUsage && since is { } at ? PlatformReader.Stamp(at) : null;
        _seen.Clear();
        await foreach (var page in _pages.ReadAsync(live, live.FieldsUnder(rights), filter, from, cancel))
        {
            if (Compares(live))
            {
                _seen.UnionWith(page.Ids);
            }

            using var rows = page.With(live).Rows();
            yield return new(live.Name, rows);
            meter.FileEnds();
        }
    }

    public override async Task AfterAsync(CollectionImport collection, ImportSession session, CancellationToken cancel)
    {
        if (!Compares(_live[collection]))
        {
            return;
        }

        var (missing, living) = (new List<string>(), 0);
        await session.ReadAsync(async db =>
        {
            await foreach (var id in collection.LivingAsync(db).WithCancellation(cancel))
            {
                living++;
                if (!_seen.Contains(id))
                {
                    missing.Add(id);
                }
            }
        });
        var gone = await GoneAsync(collection, missing, cancel);
        if (gone.Count > Few && gone.Count * 2 > living)
        {
            Withheld = string.Create(
                CultureInfo.InvariantCulture,
                $"The platform has {gone.Count:N0} of {living:N0} records of {collection.Name} no longer. None of them was ended: ")
                + "this may be another platform.";
            warnings.Add(new(collection.Name, Withheld, IsPart: false));
            return;
        }

        await EndAsync(collection, gone, session, cancel);
    }

    public override Task EndAsync(ImportSession session, CancellationToken cancel) =>
        session.InBatchAsync(db => KeepMarkAsync(db, mark, session.At, cancel), cancel);

    /// <summary>Of people's acts, those that the console reads: in the collections that it pulls, and sign-ins.</summary>
    internal static JsonObject TrailSince(DateTimeOffset? since)
    {
        var ours = new JsonObject
        {
            ["_or"] = new JsonArray(
                new JsonObject
                {
                    ["collection"] = new JsonObject
                    {
                        ["_in"] = new JsonArray([.. LiveCollection.All.Select(collection => JsonValue.Create(collection.Name))]),
                    },
                },
                new JsonObject { ["action"] = new JsonObject { ["_eq"] = Workspaces.Activity.SignIn } }),
        };
        return since is not { } at
            ? ours
            : new JsonObject
            {
                ["_and"] = new JsonArray(
                    ours,
                    new JsonObject { ["timestamp"] = new JsonObject { ["_gte"] = PlatformReader.Stamp(at) } }),
            };
    }

    internal static async Task KeepMarkAsync(PartnersDb db, DateTimeOffset mark, DateTimeOffset at, CancellationToken cancel)
    {
        (await SyncState.OfAsync(db, PlatformSync.One, cancel)).Pull(mark, at);
        db.ChangeTracker.DetectChanges();
        await db.SaveChangesAsync(cancel);
    }

    private bool Compares(LiveCollection live) => live is { IsTrail: false, IsUsage: false } && rights.MayReadAll(live.Name);

    /// <summary>Asked for by their ids: a row may have moved past the page that it was expected on.</summary>
    private async Task<List<string>> GoneAsync(CollectionImport collection, List<string> missing, CancellationToken cancel)
    {
        var gone = new List<string>();
        foreach (var ids in missing.Chunk(limits.Page))
        {
            var answer = await reader.SearchBytesAsync(collection.Name, ids, ["id"], cancel);
            var there = answer.IsThere ? LivePage.Of(answer.Value) : throw new PlatformFaultException(answer.Fault);
            gone.AddRange(ids.Except(there.Ids, StringComparer.OrdinalIgnoreCase));
        }

        return gone;
    }

    private async Task EndAsync(CollectionImport collection, List<string> gone, ImportSession session, CancellationToken cancel)
    {
        var ended = 0;
        foreach (var ids in gone.Chunk(CollectionImport.BatchSize))
        {
            await session.InBatchAsync(async db => ended += await collection.EndAsync(db, ids, session, cancel), cancel);
        }

        Ended += ended;
        if (ended > 0)
        {
            warnings.Add(Ending(collection.Name, gone));
        }
    }

    internal static ImportWarning Ending(string collection, IReadOnlyCollection<string> gone) => new(
        collection,
        string.Create(
            CultureInfo.InvariantCulture,
            $"{(gone.Count == 1 ? "1 record is" : $"{gone.Count:N0} records are")} no longer on the platform, and ended here: ")
            + string.Join(", ", gone.Take(NamedInWarning))
            + (gone.Count > NamedInWarning ? " …" : string.Empty),
        IsPart: false);
}
