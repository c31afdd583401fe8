using Microsoft.EntityFrameworkCore;
using Partners.Core.Changes;
using Partners.Core.Persistence;
using Partners.Core.Values;

namespace Partners.Core.Platform.Live;

/// <summary>Reads and writes the <see cref="PlatformSync"/> of the platform, or of the payments.</summary>
internal sealed class SyncState(IDbContextFactory<PartnersDb> contexts, WriteGate gate, ChangeFeed feed, TimeProvider time)
{
    /// <summary>The kind of news that the reading fails, or works again.</summary>
    private const string Kind = "platform-sync";

    public async Task<PlatformSync?> FindAsync(Guid of, CancellationToken cancel)
    {
        await using var db = await contexts.OpenAsync(cancel);
        return await db.PlatformSyncs.AsNoTracking().FirstOrDefaultAsync(sync => sync.Id == of, cancel);
    }

    /// <summary>Within a write that is under way.</summary>
    public static async Task<PlatformSync> OfAsync(PartnersDb db, Guid of, CancellationToken cancel) =>
        await db.PlatformSyncs.FirstOrDefaultAsync(sync => sync.Id == of, cancel) ?? db.PlatformSyncs.Add(new(of)).Entity;

    public async Task WriteAsync(Guid of, Action<PlatformSync, DateTimeOffset> change, CancellationToken cancel)
    {
        bool isNews;
        using (await gate.EnterAsync(cancel))
        {
            await using var db = await contexts.CreateDbContextAsync(cancel);
            await using var transaction = await db.BeginWriteAsync(cancel);
            var sync = await OfAsync(db, of, cancel);
            var before = sync.Problem;
            change(sync, time.GetUtcMilliseconds());
            isNews = sync.Problem != before;
            await db.SaveChangesAsync(cancel);
            await transaction.CommitAsync(CancellationToken.None);
        }

        if (isNews)
        {
            // Open pages say so without being asked.
            feed.Publish([new(Kind, of.ToString(), null, null, string.Empty, "The platform", Changed.PlatformNews)]);
        }
    }

    /// <summary>What keeps the console from reading; 401 pauses everything.</summary>
    public Task FailAsync(Guid of, string sentence, bool pauses, CancellationToken cancel) =>
        WriteAsync(of, (sync, at) => sync.Fail(sentence, pauses, at), cancel);
}
