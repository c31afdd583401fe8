using System.Text;
using Microsoft.EntityFrameworkCore;

namespace Partners.Core.Persistence.PostgreSql;

/// <summary>Finds a phrase anywhere in a name, by the trigram index of the key: the planner chooses between it and a walk.</summary>
internal static class PostgreSqlNames
{
    private const int MostOrdered = 1_000;

    public static IQueryable<TRecord> Find<TRecord>(PartnersDb db, NameIndex<TRecord> index, string phrase)
        where TRecord : class
    {
        var key = index.Key;
        return db.Set<TRecord>().Where(record =>
            EF.Property<DateTimeOffset?>(record, "DeletedAt") == null && EF.Property<string>(record, key).Contains(phrase));
    }

    /// <summary>
    /// Records that contain all phrases of any of the groups, by their ids. Limited before they are put in order: for the first ten in
    /// order the planner would walk all ids, and where nothing matches that is a second and more for a million people.
    /// </summary>
    public static async Task<List<Guid>> FindAsync(
        PartnersDb db, TrigramIndex index, IEnumerable<string[]> groups, int most, CancellationToken cancel)
    {
        var values = new List<object> { most, Math.Max(most, MostOrdered) };
        var any = groups
            .Where(group => Array.TrueForAll(group, phrase => phrase.Length >= NameIndexes.LettersOfTrigram))
            .Select(group => $"({string.Join(" AND ", group.Select(Contains))})")
            .ToList();
        if (any.Count == 0)
        {
            return [];
        }

        var sql = new StringBuilder($"SELECT \"Id\" AS \"Value\" FROM (SELECT \"Id\" FROM \"{index.Table}\" WHERE ")
            .Append(index.IsDeletable ? "\"DeletedAt\" IS NULL AND " : string.Empty)
            .Append('(').AppendJoin(" OR ", any).Append(") LIMIT {1}) AS found ORDER BY \"Id\" LIMIT {0}");
        return await db.Database.SqlQueryRaw<Guid>(sql.ToString(), [.. values]).ToListAsync(cancel);

        string Contains(string phrase)
        {
            values.Add(LikePattern.Anywhere(phrase));
            return $"({string.Join(" OR ", index.Keys.Select(key => $"\"{key}\" LIKE {{{values.Count - 1}}}"))})";
        }
    }
}
