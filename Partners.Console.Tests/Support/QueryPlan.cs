using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Partners.Console.Tests.Support;

internal static class QueryPlan
{
    /// <summary>How SQLite goes about a query, a step on each line.</summary>
    public static async Task<string> PlanAsync(this IQueryable query)
    {
        await using var command = (SqliteCommand)query.CreateDbCommand();
        command.CommandText = $"EXPLAIN QUERY PLAN {command.CommandText}";
        await command.Connection!.OpenAsync();
        await using var reader = await command.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await reader.ReadAsync())
        {
            lines.Add(reader.GetString(3));
        }

        return string.Join('\n', lines);
    }
}
