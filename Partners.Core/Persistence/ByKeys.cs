using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace Partners.Core.Persistence;

/// <summary>
/// Asks for records by many keys at a time. All keys are one parameter: were each one of its own, EF Core would write the statement anew
/// for each number of them, and SQLite would look each up by its name among all.
/// </summary>
internal static class ByKeys
{
    /// <summary>Ids stand one after the other in 16 bytes each.</summary>
    private const string Ids = """
        WITH RECURSIVE "key"("at") AS (SELECT 1 UNION ALL SELECT "at" + 16 FROM "key" WHERE "at" + 16 < length({0})) SELECT substr({0}, "at", 16) AS "Value" FROM "key"
        """;

    private const string NumbersOrTexts = """SELECT "value" AS "Value" FROM json_each({0})""";

    /// <summary>The keys, as a query has them in its conditions.</summary>
    public static IQueryable<TKey> Keys<TKey>(this PartnersDb db, IReadOnlyCollection<TKey> keys) => keys is IReadOnlyCollection<Guid> ids
        ? (IQueryable<TKey>)db.Database.SqlQueryRaw<Guid>(Ids, Bytes(ids))
        : db.Database.SqlQueryRaw<TKey>(NumbersOrTexts, JsonSerializer.Serialize(keys));

    /// <param name="query">Of the keys.</param>
    public static async Task<List<TRow>> AskAsync<TKey, TRow>(this IEnumerable<TKey> keys, PartnersDb db, Func<IQueryable<TKey>, IQueryable<TRow>> query, CancellationToken cancel) =>
        keys.ToList() is { Count: > 0 } some ? await query(db.Keys(some)).ToListAsync(cancel) : [];

    private static byte[] Bytes(IReadOnlyCollection<Guid> ids)
    {
        var bytes = new byte[ids.Count * 16];
        var at = 0;
        foreach (var id in ids)
        {
            id.TryWriteBytes(bytes.AsSpan(at), bigEndian: true, out var written);
            at += written;
        }

        return bytes;
    }
}
