using Microsoft.EntityFrameworkCore;

namespace Partners.Core.Persistence;

/// <summary>
/// Asks for records by their keys, some at a time. Each key is a parameter of the statement, and SQLite looks each up by its name among
/// all of them: a thousand in one statement take twice as long as in four.
/// </summary>
internal static class ByKeys
{
    public const int AtOnce = 250;

    /// <param name="query">Of some of the keys.</param>
    public static async Task<List<TRow>> AskAsync<TKey, TRow>(this IEnumerable<TKey> keys, Func<TKey[], IQueryable<TRow>> query, CancellationToken cancel)
    {
        var rows = new List<TRow>();
        foreach (var some in keys.Chunk(AtOnce))
        {
            rows.AddRange(await query(some).ToListAsync(cancel));
        }

        return rows;
    }
}
