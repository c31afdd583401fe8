using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Persistence;
using Partners.Core.Values;

namespace Partners.Core.Findings;

/// <summary>Where imported data breaks a rule that commands enforce, all of it or at one record (docs/product.md X30).</summary>
public sealed class FindingDirectory(IDbContextFactory<PartnersDb> contexts, DataVersion version, TimeProvider time)
{
    /// <summary>More than these are not listed; a page says so.</summary>
    public const int MostListed = 10_000;

    public const int LargestPage = 200;

    private readonly WriteInvalidatedCache<DateOnly, IReadOnlyList<FindingCount>> _counts = new(version, most: 1);

    /// <summary>The kinds that are present. Kept until somebody changes something or the day ends.</summary>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public async Task<IReadOnlyList<FindingCount>> CountsAsync(Staff who, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        return await _counts.GetAsync(time.TodayInAmsterdam(), () => CountAsync(cancel), cancel);
    }

    /// <summary>One page of a kind. A page past the end shows the last one.</summary>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public async Task<FindingListing> ListAsync(Staff who, FindingKind kind, int page, int size, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.OpenAsync(cancel);
        var keys = await KeysAsync(db, kind, workspace: null, cancel);
        var paging = Paging.Of(page, size, LargestPage, keys.Count);
        var shown = keys.Skip((paging.Page - 1) * paging.Size).Take(paging.Size).ToList();
        return new(
            await FindingSentences.OfAsync(db, kind, shown, time.GetUtcNow(), cancel),
            keys.Count,
            paging.Page,
            keys.Count == MostListed ? $"These are the first {MostListed:N0}." : paging.Notice);
    }

    /// <summary>What is wrong at a client's workspace, its account and its deals.</summary>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public async Task<IReadOnlyList<Finding>> OfWorkspaceAsync(Staff who, Guid workspaceId, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.OpenAsync(cancel);
        var found = new List<Finding>();
        foreach (var kind in Enum.GetValues<FindingKind>())
        {
            var keys = await KeysAsync(db, kind, workspaceId, cancel);
            found.AddRange(await FindingSentences.OfAsync(db, kind, keys, time.GetUtcNow(), cancel));
        }

        return found;
    }

    /// <summary>What is wrong with a deal beside its terms: those it overlaps with, and what its client's account says.</summary>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public async Task<IReadOnlyList<Finding>> OfDealAsync(Staff who, Guid dealId, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.OpenAsync(cancel);
        var workspace = await db.Deals.Where(deal => deal.Id == dealId).Select(deal => deal.WorkspaceId).SingleOrDefaultAsync(cancel);
        if (workspace is not { } client)
        {
            return [];
        }

        var found = new List<Finding>();
        FindingKind[] kinds =
        [
            FindingKind.DealsOverlap, FindingKind.SharesAboveWhole, FindingKind.SharedCustomer, FindingKind.DiscountWithoutDeal,
        ];
        foreach (var kind in kinds)
        {
            var keys = await KeysAsync(db, kind, client, cancel);
            found.AddRange(await FindingSentences.OfAsync(
                db,
                kind,
                kind == FindingKind.DealsOverlap ? [.. keys.Where(key => key.Id == dealId)] : keys,
                time.GetUtcNow(),
                cancel));
        }

        return found;
    }

    /// <summary>The deals of a partner that overlap with others on one client: what a reader of its statement must know.</summary>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public async Task<IReadOnlyList<Finding>> OfPartnerAsync(Staff who, Guid partnerId, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.OpenAsync(cancel);
        var ids = await FindingQueries.Overlapping(db, db.Deals.Live().Where(deal => deal.PartnerId == partnerId))
            .OrderBy(id => id)
            .Take(LargestPage)
            .ToListAsync(cancel);
        return await FindingSentences.OfAsync(
            db, FindingKind.DealsOverlap, ids.ConvertAll(id => new FindingKey(id)), time.GetUtcNow(), cancel);
    }

    internal async Task<IReadOnlyList<FindingCount>> CountAsync(CancellationToken cancel)
    {
        await using var db = await contexts.OpenAsync(cancel);
        return await CountAsync(db, Enum.GetValues<FindingKind>(), cancel);
    }

    /// <summary>Through the context of an import that is not committed, for its dry run.</summary>
    internal async Task<IReadOnlyList<FindingCount>> CountAsync(
        PartnersDb db,
        IEnumerable<FindingKind> kinds,
        CancellationToken cancel)
    {
        var counts = new List<FindingCount>();
        foreach (var kind in kinds)
        {
            if (await KeysAsync(db, kind, workspace: null, cancel) is { Count: > 0 } keys)
            {
                counts.Add(new(kind, keys.Count));
            }
        }

        return counts;
    }

    private Task<IReadOnlyList<FindingKey>> KeysAsync(PartnersDb db, FindingKind kind, Guid? workspace, CancellationToken cancel) =>
        FindingQueries.FindAsync(db, kind, workspace, time.TodayInAmsterdam(), time.GetUtcNow(), MostListed, cancel);
}
