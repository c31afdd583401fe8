using Microsoft.EntityFrameworkCore;

namespace Partners.Core.Persistence.Sqlite;

/// <summary>
/// The triggers that protect the audit trail and closed months, and maintain tallies. A file loses them only by hand or by damage.
/// </summary>
internal static class SqliteTriggers
{
    /// <summary>One sentence for each trigger that differs from those the migrations create.</summary>
    /// <remarks>Compares with an empty database migrated in memory, so that no list has to be maintained beside the migrations.</remarks>
    public static async Task<IReadOnlyList<string>> FindingsAsync(PartnersDb db, CancellationToken cancel)
    {
        var inMemory = new DbContextOptionsBuilder<PartnersDb>();
        inMemory.UsePartnersFile(":memory:");
        await using var fresh = new PartnersDb(inMemory.Options);
        await fresh.Database.OpenConnectionAsync(cancel);
        await fresh.Database.MigrateAsync(cancel);
        var (made, found) = (await ReadAsync(fresh, cancel), await ReadAsync(db, cancel));
        return
        [
            .. made.Where(trigger => !found.ContainsKey(trigger.Key)).Select(trigger => $"The trigger {trigger.Key} is missing."),
            .. made.Where(trigger => found.TryGetValue(trigger.Key, out var sql) && sql != trigger.Value)
                .Select(trigger => $"The trigger {trigger.Key} was changed."),
            .. found.Keys.Where(name => !made.ContainsKey(name)).Select(name => $"The trigger {name} does not belong to Partners."),
        ];
    }

    private static async Task<SortedDictionary<string, string>> ReadAsync(PartnersDb db, CancellationToken cancel)
    {
        var rows = await db.Database
            .SqlQuery<Trigger>($"""SELECT "name" AS "Name", "sql" AS "Sql" FROM "sqlite_master" WHERE "type" = 'trigger'""")
            .ToListAsync(cancel);
        return new(rows.ToDictionary(row => row.Name, row => row.Sql, StringComparer.Ordinal), StringComparer.Ordinal);
    }

    private sealed record Trigger(string Name, string Sql);
}
