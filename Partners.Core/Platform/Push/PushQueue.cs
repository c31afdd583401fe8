using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Partners.Core.Outbox;
using Partners.Core.Persistence;
using Partners.Core.Values;

namespace Partners.Core.Platform.Push;

/// <summary>An act with something to send.</summary>
/// <param name="Changes">Those that wait or are on their way, and whose day has come.</param>
/// <param name="Delivery">Null if it was never taken up.</param>
internal sealed record OpenAct(Guid Id, DateTimeOffset At, IReadOnlyList<PlatformChange> Changes, PlatformDelivery? Delivery)
{
    /// <summary>Some of it may be on the platform already.</summary>
    public bool WasBegun => Changes.Any(change => change.State == PlatformChangeState.Sending);

    public PlatformChange First => Changes[0];
}

/// <summary>An act in its place in the order of sending.</summary>
/// <param name="IsDue">It can be sent now.</param>
/// <param name="Earlier">The earliest act that has to be through first; null where there is none.</param>
internal sealed record QueuedAct(Guid Id, DateTimeOffset At, bool IsDue, Guid? Earlier);

/// <summary>
/// What is to be sent, in the order in which it was done here. An act waits for every earlier one that changes or makes one of its records
/// and is not settled (docs/product.md I71).
/// </summary>
internal static class PushQueue
{
    /// <summary>Acts that can be sent now, the oldest first. They do not depend on one another.</summary>
    public static async Task<IReadOnlyList<QueuedAct>> DueAsync(PartnersDb db, DateTimeOffset now, CancellationToken cancel)
    {
        var due = new List<QueuedAct>();
        await foreach (var act in WalkAsync(db, now, until: null, cancel))
        {
            if (act.IsDue)
            {
                due.Add(act);
            }
        }

        return due;
    }

    /// <summary>Whether any act can be sent now. Reads no further than to the first.</summary>
    /// <param name="left">Acts that do not count.</param>
    public static async Task<bool> AnyAsync(PartnersDb db, DateTimeOffset now, Predicate<Guid> left, CancellationToken cancel)
    {
        if (!await db.Set<PlatformActTally>()
            .AnyAsync(act => act.State == PlatformChangeState.Waiting || act.State == PlatformChangeState.Sending, cancel))
        {
            return false;
        }

        await foreach (var act in WalkAsync(db, now, until: null, cancel))
        {
            if (act.IsDue && !left(act.Id))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The act with its changes; null where nothing of it is to be sent any more.</summary>
    public static async Task<OpenAct?> FindAsync(PartnersDb db, QueuedAct act, DateTimeOffset now, CancellationToken cancel)
    {
        var today = now.DayInAmsterdam();
        var changes = await db.PlatformChanges.AsNoTracking()
            .Where(change => change.State == PlatformChangeState.Waiting || change.State == PlatformChangeState.Sending)
            .Where(change => change.At == act.At && (change.RequestId ?? change.Id) == act.Id)
            .Where(change => change.NotBefore == null || change.NotBefore <= today)
            .OrderBy(change => change.Id)
            .ToListAsync(cancel);
        return changes.Count == 0
            ? null
            : new(
                act.Id,
                act.At,
                changes,
                await db.PlatformDeliveries.AsNoTracking().SingleOrDefaultAsync(one => one.Id == act.Id, cancel));
    }

    /// <summary>Every open act, the oldest first.</summary>
    /// <param name="until">Not beyond what was done then; null for all.</param>
    public static async IAsyncEnumerable<QueuedAct> WalkAsync(
        PartnersDb db, DateTimeOffset now, DateTimeOffset? until, [EnumeratorCancellation] CancellationToken cancel)
    {
        var fresh = (await db.PlatformChanges.Open()
            .Where(change => change.Field == PlatformFields.NewRecord)
            .Select(change => change.Item)
            .ToListAsync(cancel))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        var resting = (await db.PlatformDeliveries.Where(delivery => delivery.NextTryAt > now).Select(delivery => delivery.Id)
            .ToListAsync(cancel))
            .ToHashSet();
        var namesSome = fresh.Count > 0;
        var open = db.PlatformChanges.AsNoTracking()
            .Open()
            .Where(change => change.State != PlatformChangeState.NotHeld || change.Field == PlatformFields.NewRecord)
            .Where(change => until == null || change.At <= until)
            .OrderBy(change => change.At)
            .ThenBy(change => change.Id)
            .Select(change => new Link(
                change.RequestId ?? change.Id,
                change.At,
                change.Item,
                namesSome ? change.Value : null,
                change.State,
                change.NotBefore))
            .AsAsyncEnumerable();
        var order = new Order(fresh, resting, now.DayInAmsterdam());
        var together = new List<Link>();
        await foreach (var link in open.WithCancellation(cancel))
        {
            if (together.Count > 0 && together[0].At != link.At)
            {
                foreach (var act in order.Take(together))
                {
                    yield return act;
                }

                together.Clear();
            }

            together.Add(link);
        }

        foreach (var act in order.Take(together))
        {
            yield return act;
        }
    }

    /// <summary>Of a change what its place depends on.</summary>
    /// <param name="Value">Null where no new record could be named in it.</param>
    private sealed record Link(
        Guid Act, DateTimeOffset At, string Item, string? Value, PlatformChangeState State, DateOnly? NotBefore);

    /// <param name="fresh">Records that the platform does not have yet.</param>
    /// <param name="resting">Acts that are not to be tried yet.</param>
    private sealed class Order(HashSet<string> fresh, HashSet<Guid> resting, DateOnly today)
    {
        private readonly Dictionary<string, Guid> _taken = new(StringComparer.OrdinalIgnoreCase);

        /// <summary>The acts of one moment, each after those before it.</summary>
        public IEnumerable<QueuedAct> Take(IEnumerable<Link> links)
        {
            foreach (var act in links.GroupBy(link => link.Act))
            {
                var now = act.Where(link => link.NotBefore is not { } day || day <= today).ToList();
                var touches = now.SelectMany(Touches).ToList();
                var earlier = touches.Where(_taken.ContainsKey).Select(touched => (Guid?)_taken[touched]).FirstOrDefault();
                var isDue = earlier is null
                    && now.Exists(link => link.State is PlatformChangeState.Waiting or PlatformChangeState.Sending)
                    && !now.Exists(link => link.State is PlatformChangeState.InConflict or PlatformChangeState.Refused)
                    && !resting.Contains(act.Key);
                touches.ForEach(touched => _taken.TryAdd(touched, act.Key));
                yield return new(act.Key, act.First().At, isDue, earlier);
            }
        }

        /// <summary>The record itself, and those it names that the platform does not have yet.</summary>
        private IEnumerable<string> Touches(Link link)
        {
            yield return link.Item;
            if (link.Value is null)
            {
                yield break;
            }

            using var value = JsonDocument.Parse(link.Value);
            IEnumerable<JsonElement> values = value.RootElement.ValueKind == JsonValueKind.Object
                ? value.RootElement.EnumerateObject().Select(member => member.Value)
                : [value.RootElement];
            foreach (var named in values
                .Where(one => one.ValueKind == JsonValueKind.String)
                .Select(one => one.GetString()!)
                .Where(fresh.Contains)
                .ToList())
            {
                yield return named;
            }
        }
    }
}
