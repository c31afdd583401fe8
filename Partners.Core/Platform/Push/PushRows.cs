using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Partners.Core.Changes;
using Partners.Core.Outbox;
using Partners.Core.Persistence;
using Partners.Core.Values;

namespace Partners.Core.Platform.Push;

/// <summary>The outbox as its one sender writes it, each in a save of its own, and told to open pages.</summary>
internal sealed class PushRows(IDbContextFactory<PartnersDb> contexts, WriteGate gate, ChangeFeed feed, TimeProvider time)
{
    private const int AtOnce = 400;

    public async Task<T> ReadAsync<T>(Func<PartnersDb, Task<T>> read, CancellationToken cancel)
    {
        await using var db = await contexts.OpenAsync(cancel);
        return await read(db);
    }

    /// <summary>
    /// Gives deals that the platform is to have their numbers. A number once given stays, so that a repeat finds its row.
    /// </summary>
    /// <param name="largest">The largest number there.</param>
    /// <returns>By the item that a change has until then.</returns>
    public async Task<IReadOnlyDictionary<string, string>> NumberAsync(
        IReadOnlyCollection<Guid> deals, long largest, CancellationToken cancel)
    {
        using var turn = await gate.EnterAsync(cancel);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await using var transaction = await db.BeginWriteAsync(cancel);
        var given = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var next = Math.Max(
            Math.Max(largest, await db.Deals.MaxAsync(deal => deal.PlatformId, cancel) ?? 0) + 1,
            Referrals.Deal.FirstOwnNumber);
        var unnumbered = await db.Deals
            .Where(deal => deals.Contains(deal.Id) && deal.PlatformId == null)
            .OrderBy(deal => deal.Id)
            .Select(deal => deal.Id)
            .ToListAsync(cancel);
        foreach (var deal in unnumbered)
        {
            // Past the version: nobody who has the deal open is to be told that it changed.
            var (item, own, number) = (deal.ToString(), next, next.ToString(CultureInfo.InvariantCulture));
            next++;
            await db.Deals.Where(one => one.Id == deal)
                .ExecuteUpdateAsync(set => set.SetProperty(one => one.PlatformId, own), cancel);
            await db.PlatformChanges
                .Where(change => change.Collection == PlatformFields.ReferralLedger && change.Item == item)
                .ExecuteUpdateAsync(set => set.SetProperty(change => change.Item, number), cancel);
            given[item] = number;
        }

        await transaction.CommitAsync(CancellationToken.None);
        return given;
    }

    /// <summary>A number that another row has is given up for the next one.</summary>
    public async Task NumberAnewAsync(string taken, CancellationToken cancel)
    {
        using var turn = await gate.EnterAsync(cancel);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await using var transaction = await db.BeginWriteAsync(cancel);
        var number = long.Parse(taken, CultureInfo.InvariantCulture);
        var next = (await db.Deals.MaxAsync(other => other.PlatformId, cancel) ?? number) + 1;
        await db.Deals.Where(deal => deal.PlatformId == number)
            .ExecuteUpdateAsync(set => set.SetProperty(deal => deal.PlatformId, next), cancel);
        var item = next.ToString(CultureInfo.InvariantCulture);
        await db.PlatformChanges
            .Where(change => change.Collection == PlatformFields.ReferralLedger && change.Item == taken)
            .ExecuteUpdateAsync(set => set.SetProperty(change => change.Item, item), cancel);
        await transaction.CommitAsync(CancellationToken.None);
    }

    /// <summary>
    /// Puts some of an act's changes into a state, and says of the act what there is to say. What an import settled meanwhile stays
    /// settled.
    /// </summary>
    /// <param name="states">By the change; the platform's value as JSON where it is in conflict.</param>
    public async Task SetAsync(
        OpenAct act,
        IReadOnlyDictionary<Guid, (PlatformChangeState State, string? Theirs)> states,
        Action<PlatformDelivery, DateTimeOffset> say,
        CancellationToken cancel)
    {
        var at = time.GetUtcMilliseconds();
        List<Changed> changed;
        using (await gate.EnterAsync(cancel))
        {
            await using var db = await contexts.CreateDbContextAsync(cancel);
            await using var transaction = await db.BeginWriteAsync(cancel);
            foreach (var group in states.GroupBy(state => state.Value, state => state.Key))
            {
                var (state, theirs) = group.Key;
                DateTimeOffset? settled = state.IsOpen() ? null : at;
                foreach (var some in group.Chunk(AtOnce))
                {
                    await db.PlatformChanges.Open().Where(change => some.Contains(change.Id)).ExecuteUpdateAsync(
                        set => set.SetProperty(change => change.State, state)
                            .SetProperty(change => change.Theirs, theirs)
                            .SetProperty(change => change.SettledAt, settled),
                        cancel);
                }
            }

            if (await db.PlatformDeliveries.FindAsync([act.Id], cancel) is not { } delivery)
            {
                delivery = db.PlatformDeliveries.Add(new(act.Id, act.At)).Entity;
            }

            say(delivery, at);
            await db.SaveChangesAsync(cancel);
            changed = await NewsAsync(db, act, cancel);
            await transaction.CommitAsync(CancellationToken.None);
        }

        feed.Publish(changed);
    }

    /// <summary>About every record that the act's entries are about.</summary>
    private static Task<List<Changed>> NewsAsync(PartnersDb db, OpenAct act, CancellationToken cancel) =>
        db.AuditEntries.AsNoTracking()
            .Where(entry => entry.At == act.At && entry.RequestId == act.Id)
            .Select(entry => new Changed(
                entry.SubjectKind,
                entry.SubjectId,
                entry.OrganisationId,
                entry.WorkspaceId,
                string.Empty,
                "The platform",
                Changed.PlatformNews))
            .ToListAsync(cancel);
}
