using Microsoft.EntityFrameworkCore;
using Partners.Core.Billing;
using Partners.Core.Organisations;

namespace Partners.Core.Persistence;

/// <summary>A table whose rows are found by name: in the order of a key, or through the trigrams that <see cref="SqliteTriggers"/> keeps of it.</summary>
/// <param name="one">The word for one of its rows, from which the names in the database are made.</param>
/// <param name="key">The property with the name as it is searched.</param>
internal sealed class NameIndex<TRecord>(string one, string key)
    where TRecord : class
{
    public string Key => key;

    /// <summary>Has two parameters, the phrase and where counting ends.</summary>
    public string CountMatches { get; } = $$"""SELECT COUNT(*) AS "Value" FROM (SELECT 1 FROM "{{one}}NameTrigrams" WHERE "{{one}}NameTrigrams" MATCH {0} LIMIT {1})""";

    /// <summary>
    /// Has one parameter, the phrase. CROSS JOIN keeps the tables in this order: where the list is filtered too, SQLite would
    /// else walk the filter's index, and ask the trigrams about each of its rows.
    /// </summary>
    public string FetchMatches { get; } = $$"""
        SELECT record.* FROM "{{one}}NameTrigrams" AS trigram
        CROSS JOIN "{{one}}Names" AS name ON name."Row" = trigram."rowid"
        CROSS JOIN "{{one}}s" AS record ON record."Id" = name."{{one}}Id"
        WHERE "{{one}}NameTrigrams" MATCH {0}
        """;
}

internal static class NameIndexes
{
    /// <summary>
    /// So many matches are few: about as many as are sorted as fast as one walks past the rows that lie between them. More are
    /// not counted, which would take longer than finding those that are shown; nobody pages so far.
    /// </summary>
    public const int MostCounted = 1_000;

    public const int LongestSearch = 200;

    /// <summary>The sentence for a search that is too long to be looked for; null for any other.</summary>
    public static string? Refuse(string search) =>
        search.Length > LongestSearch ? $"A search may have {LongestSearch} characters at most. This one has {search.Length:N0}." : null;

    /// <summary>The total to page by, and a sentence where more match than are counted.</summary>
    public static (int Total, string? Notice) Counted(int matches) => matches > MostCounted
        ? (MostCounted, $"More than {MostCounted:N0} match. The first {MostCounted:N0} stand here; more letters narrow them down.")
        : (matches, null);

    public static readonly NameIndex<Organisation> Organisations = new(nameof(Organisation), nameof(Organisation.NameKey));

    public static readonly NameIndex<BillingAccount> BillingAccounts = new(nameof(BillingAccount), nameof(BillingAccount.LabelKey));

    /// <summary>Fewer have no trigram, and find what begins with them.</summary>
    public const int LettersOfTrigram = 3;

    /// <summary>As FTS5 reads a text that is to stand as it is.</summary>
    public static string Phrase(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>A range of the name index. The comparison is the database's own, byte by byte.</summary>
    public static IQueryable<TRecord> StartingWith<TRecord>(IQueryable<TRecord> records, string key, string text)
        where TRecord : class
    {
        var end = text + char.MaxValue;
#pragma warning disable CA1309 // Translated to SQL: an overload with a comparison has no translation.
        return records.Where(record => string.Compare(EF.Property<string>(record, key), text) >= 0 && string.Compare(EF.Property<string>(record, key), end) < 0);
#pragma warning restore CA1309
    }
}

/// <summary>
/// A search anywhere in a name. From three letters on, the trigram index answers. What matches few is fetched from that
/// index and sorted; what matches many is found soonest by walking the list's own order and keeping what contains it.
/// One or two letters find the names that begin with them.
/// </summary>
internal sealed class NameSearch<TRecord>
    where TRecord : class
{
    private readonly NameIndex<TRecord> _index;
    private readonly string _text;

    private NameSearch(NameIndex<TRecord> index, string text, int? matches)
    {
        _index = index;
        _text = text;
        Matches = matches;
    }

    public bool IsEmpty => _text.Length == 0;

    /// <summary>How many live names match, where the index was asked; more than <see cref="NameIndexes.MostCounted"/> are not told apart.</summary>
    public int? Matches { get; }

    private string Phrase => NameIndexes.Phrase(_text);

    private bool UsesIndex => _text.Length >= NameIndexes.LettersOfTrigram;

    /// <param name="text">As <see cref="Values.SearchKey"/> makes it.</param>
    public static async Task<NameSearch<TRecord>> PrepareAsync(PartnersDb db, NameIndex<TRecord> index, string text, CancellationToken cancel)
    {
        var search = new NameSearch<TRecord>(index, text, null);
        return search.UsesIndex
            ? new(index, text, await db.Database.SqlQueryRaw<int>(index.CountMatches, search.Phrase, NameIndexes.MostCounted + 1).SingleAsync(cancel))
            : search;
    }

    public IQueryable<TRecord> Apply(PartnersDb db)
    {
        var (records, key, text) = (db.Set<TRecord>(), _index.Key, _text);
        return IsEmpty ? records
            : !UsesIndex ? NameIndexes.StartingWith(records, key, text)
            : Matches > NameIndexes.MostCounted ? records.Where(record => EF.Property<string>(record, key).Contains(text))
            : records.FromSqlRaw(_index.FetchMatches, Phrase);
    }
}
