using System.Text.RegularExpressions;
using FluentAssertions;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Partners.Console.Tests.Support;

/// <summary>The indexes that a query uses. Only this file reads SQLite's wording, which differs between versions.</summary>
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

    private static string IndexOf(Match step) =>
        step.Groups["index"] is { Success: true } index ? index.Value
        : step.Groups["key"].Success ? "key"
        : step.Groups["virtual"].Success ? step.Groups["table"].Value
        : Table;

    [GeneratedRegex(
        @"^(SEARCH|SCAN)( TABLE)? (?<table>\w+)( AS \w+)?( USING( AUTOMATIC)?( PARTIAL)?( COVERING)? INDEX (?<index>\w+)|(?<key> USING INTEGER PRIMARY KEY)|(?<virtual> VIRTUAL TABLE))?",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Step();
}

internal static class QueryPlans
{
    public static async Task<QueryPlan> PlanAsync(this IQueryable query)
    {
        await using var command = (SqliteCommand)query.CreateDbCommand();
        command.CommandText = $"EXPLAIN QUERY PLAN {command.CommandText}";
        await command.Connection!.OpenAsync();
        await using var reader = await command.ExecuteReaderAsync();
        var steps = new List<string>();
        while (await reader.ReadAsync())
        {
            steps.Add(reader.GetString(3));
        }

        return QueryPlan.Read(steps);
    }
}
