using Microsoft.EntityFrameworkCore;
using Partners.Core.Billing;
using Partners.Core.Organisations;
using Partners.Core.Persistence.Sqlite;

namespace Partners.Core.Persistence;

/// <summary>A table whose rows are found by name.</summary>
/// <param name="One">The word for one of its rows, from which the names of its search tables are made.</param>
/// <param name="Key">The property with the name as it is searched.</param>
internal sealed record NameIndex<TRecord>(string One, string Key)
    where TRecord : class;

/// <summary>What every search by name has in common.</summary>
internal static class NameIndexes
{
    /// <summary>
    /// The most matches that are counted and sorted. Counting more takes longer than finding the ones that are shown, and nobody pages
    /// so far.
    /// </summary>
    public const int MostCounted = 1_000;

    /// <summary>Characters.</summary>
    public const int LongestSearch = 200;

    /// <summary>The least letters that are found anywhere in a name. Fewer find the names that begin with them.</summary>
    public const int LettersOfTrigram = 3;

    public static readonly NameIndex<Organisation> Organisations = new(nameof(Organisation), nameof(Organisation.NameKey));

    public static readonly NameIndex<BillingAccount> BillingAccounts = new(nameof(BillingAccount), nameof(BillingAccount.LabelKey));

    /// <summary>The sentence for a search that is too long; null for any other.</summary>
    public static string? Refuse(string search) =>
        search.Length > LongestSearch ? $"A search may have {LongestSearch} characters at most. This one has {search.Length:N0}." : null;

    /// <summary>The total to page by, and a sentence where more match than are counted.</summary>
    public static (int Total, string? Notice) Counted(int matches) => matches > MostCounted
        ? (MostCounted, $"More than {MostCounted:N0} match. The first {MostCounted:N0} stand here; more letters narrow them down.")
        : (matches, null);

    /// <summary>Compared byte by byte, so that the key's index answers.</summary>
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
/// A search in a list by name. Few matches are fetched by the trigram index and sorted. Many are found soonest by walking the list in its
/// own order and keeping what matches.
/// </summary>
internal sealed class NameSearch<TRecord>
    where TRecord : class
{
    private readonly NameIndex<TRecord> _index;
    private readonly string _text;

    private NameSearch(NameIndex<TRecord> index, string text, int? matches) => (_index, _text, Matches) = (index, text, matches);

    public bool IsEmpty => _text.Length == 0;

    /// <summary>
    /// How many live names match, counted up to one more than <see cref="NameIndexes.MostCounted"/>. Null for fewer letters than
    /// <see cref="NameIndexes.LettersOfTrigram"/>.
    /// </summary>
    public int? Matches { get; }

    /// <param name="text">As <see cref="Values.SearchKey"/> makes it.</param>
    public static async Task<NameSearch<TRecord>> PrepareAsync(PartnersDb db, NameIndex<TRecord> index, string text, CancellationToken cancel) => new(
        index,
        text,
        text.Length >= NameIndexes.LettersOfTrigram ? await SqliteNames.CountAsync(db, index.One, text, NameIndexes.MostCounted + 1, cancel) : null);

    public IQueryable<TRecord> Apply(PartnersDb db)
    {
        var (records, key, text) = (db.Set<TRecord>(), _index.Key, _text);
        return IsEmpty ? records
            : Matches is null ? NameIndexes.StartingWith(records, key, text)
            : Matches > NameIndexes.MostCounted ? records.Where(record => EF.Property<string>(record, key).Contains(text))
            : SqliteNames.Matching<TRecord>(db, _index.One, text);
    }
}
