using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Outbox;
using Partners.Core.Persistence;
using Partners.Core.Platform.Live;
using Partners.Core.Values;

namespace Partners.Core.Platform.Push;

/// <summary>An act that another one waits for.</summary>
public sealed record EarlierAct(Guid Act, string ItemName, string ByName, DateTimeOffset At);

/// <summary>What an act waits for (docs/product.md I75). The first of these that is so says it.</summary>
/// <param name="Earlier">Changes or makes one of its records, and has to be on the platform first.</param>
/// <param name="Because">A sentence: why it was left when it was last taken up.</param>
/// <param name="NextTry">When it is taken up again.</param>
/// <param name="From">The day from which the platform may have it.</param>
/// <param name="IsByHand">Nothing is sent: somebody carries it over.</param>
public sealed record PushWait(EarlierAct? Earlier, string? Because, DateTimeOffset? NextTry, DateOnly? From, bool IsByHand);

/// <summary>Says what acts wait for.</summary>
public sealed class PushWaits
{
    private readonly PushRows _rows;
    private readonly PushSettings _settings;
    private readonly PlatformSettings _platform;
    private readonly TimeProvider _time;

    internal PushWaits(PushRows rows, PushSettings settings, PlatformSettings platform, TimeProvider time) =>
        (_rows, _settings, _platform, _time) = (rows, settings, platform, time);

    /// <returns>By the act; one that waits for nothing but its turn is left out.</returns>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public Task<IReadOnlyDictionary<Guid, PushWait>> FindAsync(Staff who, IReadOnlyCollection<Guid> acts, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        return acts.Count == 0
            ? Task.FromResult<IReadOnlyDictionary<Guid, PushWait>>(new Dictionary<Guid, PushWait>())
            : _rows.ReadAsync(db => FindAsync(db, acts, cancel), cancel);
    }

    private async Task<IReadOnlyDictionary<Guid, PushWait>> FindAsync(
        PartnersDb db, IReadOnlyCollection<Guid> acts, CancellationToken cancel)
    {
        var (now, isByHand) = (_time.GetUtcMilliseconds(), !_platform.IsLive || !_settings.IsOn);
        var waiting = await db.PlatformChanges.AsNoTracking()
            .Where(change => change.State == PlatformChangeState.Waiting && acts.Contains(change.RequestId ?? change.Id))
            .GroupBy(change => change.RequestId ?? change.Id)
            .Select(act => new
            {
                act.Key,
                At = act.Max(change => change.At),
                AtOnce = act.Count(change => change.NotBefore == null),
                From = act.Min(change => change.NotBefore),
            })
            .ToListAsync(cancel);
        var deliveries = await db.PlatformDeliveries.AsNoTracking()
            .Where(delivery => acts.Contains(delivery.Id))
            .ToDictionaryAsync(delivery => delivery.Id, cancel);
        var earlier = isByHand || waiting.Count == 0
            ? new Dictionary<Guid, EarlierAct>()
            : await EarlierAsync(db, acts, waiting.Max(act => act.At), now, cancel);
        var found = new Dictionary<Guid, PushWait>();
        foreach (var act in waiting)
        {
            var delivery = deliveries.GetValueOrDefault(act.Key);
            var from = act.AtOnce == 0 && act.From > now.DayInAmsterdam() ? act.From : null;
            var wait = new PushWait(earlier.GetValueOrDefault(act.Key), delivery?.Because, delivery?.NextTryAt, from, isByHand);
            if (wait is not { Earlier: null, Because: null, From: null, IsByHand: false })
            {
                found[act.Key] = wait;
            }
        }

        return found;
    }

    private static async Task<Dictionary<Guid, EarlierAct>> EarlierAsync(
        PartnersDb db, IReadOnlyCollection<Guid> acts, DateTimeOffset until, DateTimeOffset now, CancellationToken cancel)
    {
        var blocked = new Dictionary<Guid, Guid>();
        await foreach (var act in PushQueue.WalkAsync(db, now, until, cancel))
        {
            if (act.Earlier is { } earlier && acts.Contains(act.Id))
            {
                blocked[act.Id] = earlier;
            }
        }

        var first = blocked.Values.Distinct().ToList();
        var names = (await db.PlatformChanges.AsNoTracking()
            .Where(change => first.Contains(change.RequestId ?? change.Id))
            .GroupBy(change => change.RequestId ?? change.Id)
            .Select(act => act.OrderBy(change => change.Id).First())
            .ToListAsync(cancel))
            .ToDictionary(change => change.Act, change => new EarlierAct(change.Act, change.ItemName, change.ByName, change.At));
        return blocked.Where(pair => names.ContainsKey(pair.Value)).ToDictionary(pair => pair.Key, pair => names[pair.Value]);
    }
}
