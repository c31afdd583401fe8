using Microsoft.EntityFrameworkCore.Storage;

namespace Partners.Core.Persistence;

internal static class Writes
{
    /// <inheritdoc cref="DatabaseEngine.BeginWriteAsync"/>
    public static Task<IDbContextTransaction> BeginWriteAsync(this PartnersDb db, CancellationToken cancel) =>
        db.Engine.BeginWriteAsync(db, cancel);

    /// <inheritdoc cref="DatabaseEngine.InsertAll"/>
    public static void InsertAll<TEntity>(this PartnersDb db, IReadOnlyCollection<TEntity> rows)
        where TEntity : class
    {
        if (rows.Count > 0)
        {
            db.Engine.InsertAll(db, rows);
        }
    }
}
