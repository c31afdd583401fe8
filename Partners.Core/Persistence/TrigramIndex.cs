using Partners.Core.Persistence.Sqlite;

namespace Partners.Core.Persistence;

/// <summary>The first few records whose names contain a phrase.</summary>
/// <param name="one">The word for one of the records, from which the names of its search tables are made.</param>
internal sealed class TrigramIndex(string one)
{
    public static readonly TrigramIndex Organisations = new("Organisation");
    public static readonly TrigramIndex Workspaces = new("Workspace");
    public static readonly TrigramIndex People = new("Person");

    /// <param name="phrases">Any of them counts. Phrases below <see cref="NameIndexes.LettersOfTrigram"/> letters find nothing.</param>
    /// <returns>In the order in which the records were added.</returns>
    public Task<List<Guid>> FindAsync(PartnersDb db, IEnumerable<string> phrases, int most, CancellationToken cancel) =>
        SqliteNames.FindAsync(db, one, phrases, most, cancel);
}
