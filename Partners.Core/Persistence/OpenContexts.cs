using Microsoft.EntityFrameworkCore;

namespace Partners.Core.Persistence;

internal static class OpenContexts
{
    /// <summary>
    /// Returns a context whose connection stays open until disposal: opening it for every query would take as long as a small query.
    /// </summary>
    public static async Task<PartnersDb> OpenAsync(this IDbContextFactory<PartnersDb> contexts, CancellationToken cancel)
    {
        var db = await contexts.CreateDbContextAsync(cancel);
        try
        {
            await db.Database.OpenConnectionAsync(cancel);
            return db;
        }
        catch
        {
            await db.DisposeAsync();
            throw;
        }
    }
}
