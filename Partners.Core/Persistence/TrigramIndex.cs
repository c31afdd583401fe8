namespace Partners.Core.Persistence;

/// <summary>The first few records whose names contain a phrase.</summary>
/// <param name="One">The singular entity name, from which search tables take their names.</param>
/// <param name="Table">The records' own table.</param>
/// <param name="Keys">Its columns that are searched.</param>
/// <param name="IsDeletable">Deleted records stay in the table, and are not found.</param>
internal sealed record TrigramIndex(string One, string Table, IReadOnlyList<string> Keys, bool IsDeletable)
{
    public static readonly TrigramIndex Organisations = new("Organisation", "Organisations", ["NameKey"], IsDeletable: true);
    public static readonly TrigramIndex Workspaces = new("Workspace", "Workspaces", ["NameKey", "ClientKey"], IsDeletable: true);
    public static readonly TrigramIndex People = new("Person", "People", ["NameKey", "EmailKey"], IsDeletable: false);

    /// <param name="phrases">A record matches if it contains any of them. Phrases shorter than <see cref="NameIndexes.LettersOfTrigram"/>
    /// letters match nothing.</param>
    /// <returns>In insertion order.</returns>
    public Task<List<Guid>> FindAsync(PartnersDb db, IEnumerable<string> phrases, int most, CancellationToken cancel) =>
        FindAllAsync(db, phrases.Select(phrase => (string[])[phrase]), most, cancel);

    /// <param name="groups">A record matches if it contains all phrases of one of them.</param>
    /// <returns>In insertion order.</returns>
    public Task<List<Guid>> FindAllAsync(PartnersDb db, IEnumerable<string[]> groups, int most, CancellationToken cancel) =>
        db.Engine.FindNamesAsync(db, this, groups, most, cancel);
}
