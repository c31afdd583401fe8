using Microsoft.EntityFrameworkCore;
using Partners.Core.Persistence;

namespace Partners.Core.Changes;

/// <summary>The requests that were carried out, kept for as long as somebody may still send one again.</summary>
public sealed class RequestLog(IDbContextFactory<PartnersDb> contexts, WriteGate gate, TimeProvider time)
{
    /// <summary>A form is not left open for longer. A request that comes later than that meets the record's version instead.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    /// <summary>So many at once, so that nobody waits for the write lock for long.</summary>
    private const int BatchSize = 5_000;

    /// <summary>Removes those that are older than <see cref="Kept"/>.</summary>
    /// <returns>How many.</returns>
    public async Task<int> PruneAsync(CancellationToken cancel)
    {
        var (gone, before) = (0, time.GetUtcNow() - Kept);
        while (true)
        {
            var removed = await PruneBatchAsync(before, cancel);
            gone += removed;
            if (removed < BatchSize)
            {
                return gone;
            }
        }
    }

    private async Task<int> PruneBatchAsync(DateTimeOffset before, CancellationToken cancel)
    {
        using var turn = await gate.EnterAsync(cancel);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var oldest = db.HandledRequests
            .Where(request => request.At < before)
            .OrderBy(request => request.Id)
            .Select(request => request.Id)
            .Take(BatchSize);
        return await db.HandledRequests.Where(request => oldest.Contains(request.Id)).ExecuteDeleteAsync(cancel);
    }
}
