using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Partners.Core.Persistence;

/// <param name="Negative">What of the second column is below zero.</param>
internal sealed record OnePassTotal(int Rows, long First, long Second, long Negative);

internal static class OnePassTotals
{
    /// <summary>
    /// Counts the rows of a query and sums two of its columns in one pass, and what of the second is below zero.
    /// For several sums EF Core groups by a constant, which makes
    /// SQLite sort all rows: 31 ms instead of 13 for 50,000 deals, when the grid with its totals may take 20.
    /// </summary>
    /// <param name="rows">Selects exactly the two columns, in cents.</param>
    public static async Task<OnePassTotal> TotalsAsync<T>(
        this PartnersDb db,
        IQueryable<T> rows,
        string first,
        string second,
        CancellationToken cancel)
    {
        await using var command = rows.CreateDbCommand();
        var parameters = command.Parameters.Cast<DbParameter>().ToArray();
        command.Parameters.Clear();
#pragma warning disable EF1002 // EF Core built the text; what a person typed is a parameter.
        var found = await db.Database.SqlQueryRaw<OnePassTotal>(
            $"""
            SELECT COUNT(*) AS "Rows", COALESCE(SUM("{first}"), 0) AS "First", COALESCE(SUM("{second}"), 0) AS "Second",
                COALESCE(SUM(CASE WHEN "{second}" < 0 THEN "{second}" ELSE 0 END), 0) AS "Negative"
            FROM ({command.CommandText}) AS "found"
            """,
            parameters).ToListAsync(cancel);
#pragma warning restore EF1002
        return found[0];
    }
}
