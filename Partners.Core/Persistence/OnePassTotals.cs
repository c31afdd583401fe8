using Microsoft.EntityFrameworkCore;

namespace Partners.Core.Persistence;

internal static class OnePassTotals
{
    /// <summary>
    /// Counts the rows of a query and sums two of its columns in one pass, and what of the second is below zero.
    /// For several sums EF Core groups by a constant, which makes
    /// SQLite sort all rows: 31 ms instead of 13 for 50,000 deals, when the grid with its totals may take 20.
    /// </summary>
    /// <param name="rows">Selects exactly the two columns, in cents.</param>
    public static async Task<(int Rows, long First, long Second, long Negative)> TotalsAsync<T>(
        this IQueryable<T> rows,
        string first,
        string second,
        CancellationToken cancel)
    {
        await using var command = rows.CreateDbCommand();
#pragma warning disable CA2100 // EF Core built the text; what a person typed is a parameter.
        command.CommandText =
            $"""
            SELECT COUNT(*), COALESCE(SUM("{first}"), 0), COALESCE(SUM("{second}"), 0),
                COALESCE(SUM(CASE WHEN "{second}" < 0 THEN "{second}" ELSE 0 END), 0)
            FROM ({command.CommandText}) AS "found"
            """;
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync(cancel);
        await reader.ReadAsync(cancel);
        return (reader.GetInt32(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3));
    }
}
