using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Partners.Core.Persistence;

/// <summary>How long a search may go on looking for more. It bounds what no index bounds, and what was found until then stays found.</summary>
internal sealed class Patience(TimeProvider time, TimeSpan limit)
{
    private readonly long _since = time.GetTimestamp();

    public bool IsOver => Elapsed >= limit;

    public TimeSpan Elapsed => time.GetElapsedTime(_since);
}

/// <param name="Ids">In the order in which the records came.</param>
/// <param name="IsWhole">Whether everything was looked through, or enough found.</param>
internal sealed record TrigramMatches(IReadOnlyList<Guid> Ids, bool IsWhole);

/// <summary>
/// The first few that contain a phrase, by the trigrams that <see cref="SqliteTriggers"/> keeps. Where all trigrams of a phrase are
/// common but the phrase itself is rare, SQLite walks past every name that has them, and cannot be stopped within a query: so the
/// names are asked about in slices, each a multiple of the last while they cost little.
/// </summary>
/// <param name="one">The word for one of the records, from which the names in the database are made.</param>
internal sealed class TrigramIndex(string one)
{
    private const int FirstSlice = 8_192;
    private const int Growth = 8;

    private static readonly TimeSpan s_nextToNothing = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan s_little = TimeSpan.FromMilliseconds(5);

    public static readonly TrigramIndex Organisations = new("Organisation");
    public static readonly TrigramIndex Workspaces = new("Workspace");
    public static readonly TrigramIndex People = new("Person");

    private readonly string _last = $"""SELECT COALESCE(MAX("Row"), 0) FROM "{one}Names" """;

    private readonly string _slice = $"""
        SELECT name."{one}Id" FROM "{one}NameTrigrams" AS trigram
        CROSS JOIN "{one}Names" AS name ON name."Row" = trigram."rowid"
        WHERE "{one}NameTrigrams" MATCH $phrases AND trigram."rowid" BETWEEN $first AND $until LIMIT $most
        """;

    /// <param name="phrases">Any of them. Three letters at least; fewer have no trigram, and find nothing.</param>
    public async Task<TrigramMatches> FindAsync(PartnersDb db, IEnumerable<string> phrases, int most, Patience patience, TimeProvider time, CancellationToken cancel)
    {
        var found = new List<Guid>();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
#pragma warning disable CA2100 // Made of the names above; what a person typed is a parameter.
        command.CommandText = _last;
        var last = (long)(await command.ExecuteScalarAsync(cancel))!;
        command.CommandText = _slice;
#pragma warning restore CA2100
        Add(command, "$phrases", string.Join(" OR ", phrases.Select(phrase => $"\"{phrase.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")));
        var (from, until, limit) = (Add(command, "$first", 0L), Add(command, "$until", 0L), Add(command, "$most", most));

        long width = FirstSlice;
        for (long first = 0; first <= last && found.Count < most;)
        {
            cancel.ThrowIfCancellationRequested();
            if (first > 0 && patience.IsOver)
            {
                return new(found, IsWhole: false);
            }

            var began = time.GetTimestamp();
            (from.Value, until.Value, limit.Value) = (first, first + width - 1, most - found.Count);
            await using (var reader = await command.ExecuteReaderAsync(cancel))
            {
                while (await reader.ReadAsync(cancel))
                {
                    found.Add(new Guid((byte[])reader.GetValue(0), bigEndian: true));
                }
            }

            first += width;
            var took = time.GetElapsedTime(began);
            width *= took < s_nextToNothing ? Growth : took < s_little ? 2 : 1;
        }

        return new(found, IsWhole: true);
    }

    private static DbParameter Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
        return parameter;
    }
}
