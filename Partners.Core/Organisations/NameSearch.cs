using Microsoft.EntityFrameworkCore;
using Partners.Core.Persistence;

namespace Partners.Core.Organisations;

/// <summary>
/// A search anywhere in a name. From three letters on, the trigram index answers. What matches few is fetched from that
/// index and sorted; what matches many is found soonest by walking the list's own order and keeping what contains it.
/// One or two letters find the names that begin with them.
/// </summary>
internal sealed class NameSearch
{
    /// <summary>Sorting so many costs about as much as walking past the rows that lie between so many.</summary>
    private const int Few = 1_000;

    private readonly string _text;

    private NameSearch(string text, int? matches)
    {
        _text = text;
        Matches = matches;
    }

    public bool IsEmpty => _text.Length == 0;

    /// <summary>How many live names match, where the index was asked.</summary>
    public int? Matches { get; }

    private string Phrase => $"\"{_text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private bool UsesIndex => _text.Length >= 3;

    public static async Task<NameSearch> PrepareAsync(PartnersDb db, string text, CancellationToken cancel)
    {
        var search = new NameSearch(text, null);
        if (!search.UsesIndex)
        {
            return search;
        }

        var phrase = search.Phrase;
        var matches = await db.Database
            .SqlQuery<int>($"""SELECT COUNT(*) AS "Value" FROM "OrganisationNameTrigrams" WHERE "OrganisationNameTrigrams" MATCH {phrase}""")
            .SingleAsync(cancel);
        return new NameSearch(text, matches);
    }

    public IQueryable<Organisation> Apply(PartnersDb db)
    {
        var (text, phrase) = (_text, Phrase);
        return IsEmpty ? db.Organisations
            : !UsesIndex ? StartingWith(db, text)
            : Matches > Few ? db.Organisations.Where(organisation => organisation.NameKey.Contains(text))
            : db.Organisations.FromSql($"""
                SELECT organisation.* FROM "OrganisationNameTrigrams" AS trigram
                JOIN "OrganisationNames" AS name ON name."Row" = trigram."rowid"
                JOIN "Organisations" AS organisation ON organisation."Id" = name."OrganisationId"
                WHERE "OrganisationNameTrigrams" MATCH {phrase}
                """);
    }

    /// <summary>A range of the name index. The comparison is the database's own, byte by byte.</summary>
    private static IQueryable<Organisation> StartingWith(PartnersDb db, string text)
    {
        var end = text + char.MaxValue;
#pragma warning disable CA1309 // Translated to SQL: an overload with a comparison has no translation.
        return db.Organisations.Where(organisation => string.Compare(organisation.NameKey, text) >= 0 && string.Compare(organisation.NameKey, end) < 0);
#pragma warning restore CA1309
    }
}
