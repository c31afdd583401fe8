using Microsoft.EntityFrameworkCore;

namespace Partners.Core.Persistence;

internal static class OpenContexts
{
    /// <summary>A context whose connection stays open until it is disposed: to open one for each query takes as long as a small query itself.</summary>
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
