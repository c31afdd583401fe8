using Microsoft.EntityFrameworkCore;
using Partners.Core.Billing;
using Partners.Core.Organisations;

namespace Partners.Core.Persistence;

/// <summary>A table whose rows are found by name.</summary>
/// <param name="One">The singular entity name, from which its search tables take their names.</param>
/// <param name="Key">The property that holds the searched name.</param>
internal sealed record NameIndex<TRecord>(string One, string Key)
    where TRecord : class;

internal static class NameIndexes
{
    /// <summary>
    /// The most matches that are counted and sorted. Counting more takes longer than finding the rows shown, and no one pages that far.
    /// </summary>
    public const int MostCounted = 1_000;

    /// <summary>In characters.</summary>
    public const int LongestSearch = 200;

    /// <summary>The fewest letters that are found anywhere in a name. Fewer find only names that begin with them.</summary>
    public const int LettersOfTrigram = 3;

    public static readonly NameIndex<Organisation> Organisations = new(nameof(Organisation), nameof(Organisation.NameKey));

    public static readonly NameIndex<BillingAccount> BillingAccounts = new(nameof(BillingAccount), nameof(BillingAccount.LabelKey));

    /// <summary>The refusal of a search that is too long; null for any other.</summary>
    public static string? Refuse(string search) =>
        search.Length > LongestSearch ? $"A search may have {LongestSearch} characters at most. This one has {search.Length:N0}." : null;

    /// <summary>The total to page by, and a notice if more match than are counted.</summary>
    public static (int Total, string? Notice) Counted(int matches) => matches > MostCounted
        ? (MostCounted, $"More than {MostCounted:N0} match. The first {MostCounted:N0} stand here; more letters narrow them down.")
        : (matches, null);

    /// <summary>Compares byte by byte, so that the key's index is used.</summary>
    public static IQueryable<TRecord> StartingWith<TRecord>(IQueryable<TRecord> records, string key, string text)
        where TRecord : class
    {
        var end = text + char.MaxValue;
#pragma warning disable CA1309 // Translated to SQL, where the overload with a comparison does not exist.
        return records.Where(record =>
            string.Compare(EF.Property<string>(record, key), text) >= 0 && string.Compare(EF.Property<string>(record, key), end) < 0);
#pragma warning restore CA1309
    }
}

/// <summary>
/// A search by name in a list. Few matches come from the trigram index and are sorted. Many are found fastest by walking the list in its
/// own order and keeping the matches.
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

    /// <param name="text">A <see cref="Values.SearchKey"/>.</param>
    public static async Task<NameSearch<TRecord>> PrepareAsync(
        PartnersDb db,
        NameIndex<TRecord> index,
        string text,
        CancellationToken cancel) =>
        new(
            index,
            text,
            text.Length >= NameIndexes.LettersOfTrigram
                ? await db.Engine.CountNamesAsync(db, index, text, NameIndexes.MostCounted + 1, cancel)
                : null);

    public IQueryable<TRecord> Apply(PartnersDb db)
    {
        var (records, key, text) = (db.Set<TRecord>(), _index.Key, _text);
        return IsEmpty ? records
            : Matches is null ? NameIndexes.StartingWith(records, key, text)
            : Matches > NameIndexes.MostCounted ? records.Where(record => EF.Property<string>(record, key).Contains(text))
            : db.Engine.WithName(db, _index, text);
    }
}
