using Microsoft.EntityFrameworkCore;

namespace Partners.Core.Persistence.Sqlite;

/// <summary>
/// Finds a phrase anywhere in a name, in trigram tables (FTS5) that triggers maintain. Scanning 100,000 names takes 34 ms instead of 3, and
/// a search may take 10 (docs/decisions/0003).
/// </summary>
internal static class SqliteNames
{
    /// <summary>How many names contain the phrase, counted up to a limit.</summary>
    /// <param name="one">The singular entity name, from which the tables take their names: <c>Organisation</c>.</param>
#pragma warning disable EF1002 // The table name comes from the code; what a person typed is a parameter.
    public static Task<int> CountAsync(PartnersDb db, string one, string phrase, int most, CancellationToken cancel) =>
        db.Database.SqlQueryRaw<int>(
            $$"""
            SELECT COUNT(*) AS "Value"
            FROM (SELECT 1 FROM "{{one}}NameTrigrams" WHERE "{{one}}NameTrigrams" MATCH {0} LIMIT {1})
            """,
            Quoted(phrase),
            most).SingleAsync(cancel);

    /// <summary>The records whose names contain the phrase, as a query to filter and order further.</summary>
    /// <remarks>
    /// CROSS JOIN fixes the order of the tables. With another filter, SQLite would walk that filter's index and probe the trigrams for each
    /// row.
    /// </remarks>
    public static IQueryable<TRecord> Matching<TRecord>(PartnersDb db, string one, string phrase)
        where TRecord : class =>
        db.Set<TRecord>().FromSqlRaw(
            $$"""
            SELECT record.* FROM "{{one}}NameTrigrams" AS trigram
            CROSS JOIN "{{one}}Names" AS name ON name."Row" = trigram."rowid"
            CROSS JOIN "{{one}}s" AS record ON record."Id" = name."{{one}}Id"
            WHERE "{{one}}NameTrigrams" MATCH {0}
            """,
            Quoted(phrase));

    /// <summary>The first records that contain all phrases of any of the groups, in insertion order.</summary>
    public static Task<List<Guid>> FindAsync(PartnersDb db, string one, IEnumerable<string[]> groups, int most, CancellationToken cancel) =>
        db.Database.SqlQueryRaw<Guid>(
            $$"""
            SELECT name."{{one}}Id" AS "Value" FROM "{{one}}NameTrigrams" AS trigram
            CROSS JOIN "{{one}}Names" AS name ON name."Row" = trigram."rowid"
            WHERE "{{one}}NameTrigrams" MATCH {0} LIMIT {1}
            """,
            string.Join(" OR ", groups.Select(group => $"({string.Join(" AND ", group.Select(Quoted))})")),
            most).ToListAsync(cancel);
#pragma warning restore EF1002

    /// <summary>FTS5 takes quoted text literally, operators included.</summary>
    private static string Quoted(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
