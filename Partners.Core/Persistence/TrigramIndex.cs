using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Partners.Core.Persistence;

/// <summary>
/// The first few that contain a phrase, by the trigrams that <see cref="SqliteTriggers"/> keeps. Where all trigrams of a phrase are common
/// but the phrase itself is rare, SQLite walks past every name that has them; asking for a range of rows only would cost it the same.
/// </summary>
/// <param name="one">The word for one of the records, from which the names in the database are made.</param>
internal sealed class TrigramIndex(string one)
{
    public static readonly TrigramIndex Organisations = new("Organisation");
    public static readonly TrigramIndex Workspaces = new("Workspace");
    public static readonly TrigramIndex People = new("Person");

    private readonly string _statement = $"""
        SELECT name."{one}Id" FROM "{one}NameTrigrams" AS trigram
        CROSS JOIN "{one}Names" AS name ON name."Row" = trigram."rowid"
        WHERE "{one}NameTrigrams" MATCH $phrases LIMIT $most
        """;

    /// <param name="phrases">Any of them. Of <see cref="NameIndexes.LettersOfTrigram"/> letters at least; shorter ones find nothing.</param>
    /// <returns>In the order in which the records came.</returns>
    public async Task<IReadOnlyList<Guid>> FindAsync(PartnersDb db, IEnumerable<string> phrases, int most, CancellationToken cancel)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
#pragma warning disable CA2100 // Made of the names above; what a person typed is a parameter.
        command.CommandText = _statement;
#pragma warning restore CA2100
        Add(command, "$phrases", string.Join(" OR ", phrases.Select(NameIndexes.Phrase)));
        Add(command, "$most", most);
        var found = new List<Guid>();
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            found.Add(new Guid((byte[])reader.GetValue(0), bigEndian: true));
        }

        return found;
    }

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }
}
