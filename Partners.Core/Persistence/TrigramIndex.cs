using Partners.Core.Persistence.Sqlite;

namespace Partners.Core.Persistence;

/// <summary>The first few records whose names contain a phrase.</summary>
/// <param name="one">The singular entity name, from which its search tables take their names.</param>
internal sealed class TrigramIndex(string one)
{
    public static readonly TrigramIndex Organisations = new("Organisation");
    public static readonly TrigramIndex Workspaces = new("Workspace");
    public static readonly TrigramIndex People = new("Person");

    /// <param name="phrases">A record matches if it contains any of them. Phrases shorter than <see cref="NameIndexes.LettersOfTrigram"/>
    /// letters match nothing.</param>
    /// <returns>In insertion order.</returns>
    public Task<List<Guid>> FindAsync(PartnersDb db, IEnumerable<string> phrases, int most, CancellationToken cancel) =>
        FindAllAsync(db, phrases.Select(phrase => (string[])[phrase]), most, cancel);

    /// <param name="groups">A record matches if it contains all phrases of one of them.</param>
    /// <returns>In insertion order.</returns>
    public Task<List<Guid>> FindAllAsync(PartnersDb db, IEnumerable<string[]> groups, int most, CancellationToken cancel) =>
        SqliteNames.FindAsync(db, one, groups, most, cancel);
}
