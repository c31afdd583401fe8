using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Partners.Core.Persistence.PostgreSql.Migrations;

namespace Partners.Core.Persistence.PostgreSql;

/// <summary>
/// The triggers that protect the audit trail and closed months, and maintain tallies. Whoever owns the tables can switch them off.
/// </summary>
internal static partial class PostgreSqlTriggers
{
    /// <summary>Every migration that makes triggers.</summary>
    private static readonly string[] s_made = [Initial.Sql];

    /// <summary>One sentence for each trigger that is missing, switched off, on another function, or whose function was changed.</summary>
    public static async Task<IReadOnlyList<string>> FindingsAsync(PartnersDb db, CancellationToken cancel)
    {
        var bodies = s_made.SelectMany(sql => Function().Matches(sql))
            .ToDictionary(made => made.Groups["name"].Value, made => made.Groups["body"].Value, StringComparer.Ordinal);
        var made = s_made.SelectMany(sql => Trigger().Matches(sql))
            .ToDictionary(one => one.Groups["name"].Value, one => one.Groups["function"].Value, StringComparer.Ordinal);
        var rows = await db.Database.SqlQuery<Found>(
            $"""
            SELECT trigger.tgname::text AS "Name", function.proname::text AS "Function", function.prosrc AS "Body",
                trigger.tgenabled IN ('O', 'A') AS "IsOn"
            FROM pg_trigger AS trigger
            JOIN pg_proc AS function ON function.oid = trigger.tgfoid
            JOIN pg_class AS class ON class.oid = trigger.tgrelid
            WHERE NOT trigger.tgisinternal AND class.relnamespace = current_schema()::regnamespace
            """).ToListAsync(cancel);
        var found = rows.ToDictionary(row => row.Name, StringComparer.Ordinal);
        return
        [
            .. made.Keys.Order(StringComparer.Ordinal)
                .Where(name => !found.ContainsKey(name))
                .Select(name => $"The trigger {name} is missing."),
            .. made.Where(one => found.TryGetValue(one.Key, out var row) && !row.IsOn)
                .Select(one => $"The trigger {one.Key} is switched off."),
            .. made.Where(one => found.TryGetValue(one.Key, out var row) && !row.Is(one.Value, bodies[one.Value]))
                .Select(one => $"The trigger {one.Key} was changed."),
            .. found.Keys.Where(name => !made.ContainsKey(name)).Select(name => $"The trigger {name} does not belong to Partners."),
        ];
    }

    private sealed record Found(string Name, string Function, string Body, bool IsOn)
    {
        public bool Is(string function, string body) =>
            string.Equals(Function, function, StringComparison.Ordinal) && string.Equals(Body, body, StringComparison.Ordinal);
    }

    [GeneratedRegex(
        @"CREATE FUNCTION (?<name>\w+)\([^$]*AS \$\$(?<body>[^$]*)\$\$",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Function();

    [GeneratedRegex(
        @"CREATE TRIGGER ""(?<name>\w+)""[^;]*EXECUTE FUNCTION (?<function>\w+)",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Trigger();
}
