using System.Data;
using System.Data.Common;
using System.Text.RegularExpressions;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;

namespace Partners.Console.Tests.Support;

/// <summary>The indexes that a query uses. Only this file reads the databases' wording, which differs between versions.</summary>
/// <param name="Indexes">In the order of the plan's steps: an index by name, a table read without one as "table", a virtual table by
/// name.</param>
/// <param name="Sorts">Rows are sorted after reading, which is too slow for a page of a long list.</param>
internal sealed partial record QueryPlan(IReadOnlyList<string> Indexes, bool Sorts)
{
    public const string Table = "table";

    /// <summary>The plan uses this index, and takes the rows in its order.</summary>
    public void ShouldWalk(string index)
    {
        Indexes.Should().Contain(index);
        Sorts.Should().BeFalse();
    }

    public static QueryPlan Read(IReadOnlyList<string> steps) => new(
        [.. steps.Select(step => Step().Match(step)).Where(step => step.Success).Select(IndexOf)],
        steps.Any(step => step.Contains("TEMP B-TREE", StringComparison.Ordinal)));

    public static QueryPlan ReadServer(IReadOnlyList<string> steps) => new(
        [.. steps.Select(step => ServerStep().Match(step)).Where(step => step.Success)
            .Select(step => step.Groups["index"] is { Success: true } index ? index.Value : Table)],
        steps.Any(step => step.Contains("Sort Key", StringComparison.Ordinal)));

    private static string IndexOf(Match step) =>
        step.Groups["index"] is { Success: true } index ? index.Value
        : step.Groups["key"].Success ? "key"
        : step.Groups["virtual"].Success ? step.Groups["table"].Value
        : Table;

    [GeneratedRegex(
        @"^(SEARCH|SCAN)( TABLE)? (?<table>\w+)( AS \w+)?"
            + @"( USING( AUTOMATIC)?( PARTIAL)?( COVERING)? INDEX (?<index>\w+)|(?<key> USING INTEGER PRIMARY KEY)|(?<virtual> VIRTUAL TABLE))?",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Step();

    [GeneratedRegex(
        @"(Index (Only )?Scan( Backward)? using|Bitmap Index Scan on) ""?(?<index>\w+)|Seq Scan on ",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex ServerStep();
}

internal static class QueryPlans
{
    /// <summary>Ends a test where the server has several good indexes and its statistics choose, which an empty table has not.</summary>
    public static void OnlyWithoutStatistics() =>
        TestStore.OnlyForTheFile("a choice between indexes that the server makes by its statistics");

    public static async Task<QueryPlan> PlanAsync(this IQueryable query)
    {
        await using var command = query.CreateDbCommand();
        if (command.Connection!.State == ConnectionState.Closed)
        {
            await command.Connection.OpenAsync();
        }

        if (!TestStore.IsServer)
        {
            command.CommandText = $"EXPLAIN QUERY PLAN {command.CommandText}";
            return QueryPlan.Read(await StepsAsync(command, column: 3));
        }

        // A test's tables are so small that the server would read them whole: here it says what it would do with large ones. Statistics,
        // which it takes whenever it likes and keeps when a database is emptied, would make the plan differ from run to run.
        await using var transaction = await command.Connection.BeginTransactionAsync();
        command.Transaction = transaction;
        await using (var set = command.Connection.CreateCommand())
        {
            set.CommandText = """
                SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off; SET LOCAL enable_bitmapscan = off;
                DELETE FROM pg_statistic;
                UPDATE pg_class SET reltuples = -1, relpages = 0, relallvisible = 0 WHERE relnamespace = 'public'::regnamespace;
                """;
            set.Transaction = transaction;
            await set.ExecuteNonQueryAsync();
        }

        command.CommandText = $"EXPLAIN (COSTS OFF) {command.CommandText}";
        return QueryPlan.ReadServer(await StepsAsync(command, column: 0));
    }

    private static async Task<List<string>> StepsAsync(DbCommand command, int column)
    {
        await using var reader = await command.ExecuteReaderAsync();
        var steps = new List<string>();
        while (await reader.ReadAsync())
        {
            steps.Add(reader.GetString(column));
        }

        return steps;
    }
}
