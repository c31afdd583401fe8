using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Persistence;
using Partners.Core.Values;

namespace Partners.Core.Search;

/// <summary>
/// Search from anywhere (docs/product.md X9): finds organisations, workspaces, deals, people and handoffs by name, best matches of each
/// kind first.
/// </summary>
public sealed class EverywhereSearch(IDbContextFactory<PartnersDb> contexts, TimeProvider time)
{
    public const int MostOfKind = 5;

    /// <summary>The most recently opened records that are looked up again.</summary>
    public const int MostRecalled = 12;

    /// <summary>More candidates than are shown, since a record may be gone by the time it is loaded.</summary>
    private const int MostCandidates = 2 * MostOfKind;

    /// <summary>
    /// At most <see cref="MostOfKind"/> of each kind. One or two letters find only names with a word that begins with them. A search longer
    /// than <see cref="NameIndexes.LongestSearch"/> characters finds nothing, and the notice says so.
    /// </summary>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public async Task<SearchAnswer> FindAsync(Staff who, string? text, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        var key = Key(text);
        if (key.Length == 0 || NameIndexes.Refuse(key) is not null)
        {
            return new([], NameIndexes.Refuse(key));
        }

        await using var db = await contexts.OpenAsync(cancel);
        var candidates = new SearchCandidates(db, key, MostCandidates);
        var today = time.TodayInAmsterdam();
        var organisations = await candidates.OrganisationsAsync(cancel);
        var workspaces = await candidates.WorkspacesAsync(cancel);
        var people = await candidates.PeopleAsync(cancel);
        IReadOnlyList<Found>[] kinds =
        [
            await db.FoundPaymentsAsync(UnstorableText.Without(text!.Trim()), today, cancel),
            Best(await db.FoundOrganisationsAsync(organisations, cancel), key),
            Best(await db.FoundWorkspacesAsync(workspaces, cancel), key),
            Best(await db.FoundDealsAsync(await candidates.DealsAsync(cancel), today, cancel), key),
            Best(await db.FoundPeopleAsync(people, cancel), key),
            Best(await db.FoundHandoffsAsync(await candidates.HandoffsAsync(cancel), cancel), key),
        ];
        if (kinds.All(found => found.Count == 0))
        {
            kinds =
            [
                Best(await db.FoundOrganisationsAsync(await candidates.NearAsync(TrigramIndex.Organisations, cancel), cancel), key),
                Best(await db.FoundWorkspacesAsync(await candidates.NearAsync(TrigramIndex.Workspaces, cancel), cancel), key),
                Best(await db.FoundPeopleAsync(await candidates.NearAsync(TrigramIndex.People, cancel), cancel), key),
            ];
        }

        var rows = kinds.OrderBy(found => found is [{ Rank: MatchRank.Exact }, ..] ? 0 : 1).SelectMany(found => found).ToList();
        return new(await db.WithPlacesAsync(rows, time.GetUtcNow(), cancel), Notice: null);
    }

    /// <summary>Records found before, as they are now, in the order asked for. Those that are gone are left out.</summary>
    /// <param name="references">Only the first <see cref="MostRecalled"/> are used.</param>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public async Task<IReadOnlyList<Found>> RecallAsync(Staff who, IReadOnlyList<FoundReference> references, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        var asked = references.Distinct().Take(MostRecalled).ToList();
        await using var db = await contexts.OpenAsync(cancel);
        Found[] found =
        [
            .. await db.FoundOrganisationsAsync(Of(FoundKind.Organisation), cancel),
            .. await db.FoundWorkspacesAsync(Of(FoundKind.Workspace), cancel),
            .. await db.FoundDealsAsync(Of(FoundKind.Deal), time.TodayInAmsterdam(), cancel),
            .. await db.FoundPeopleAsync(Of(FoundKind.Person), cancel),
            .. await db.FoundHandoffsAsync(Of(FoundKind.Handoff), cancel),
        ];
        var known = found.ToDictionary(row => row.Reference);
        return await db.WithPlacesAsync([.. asked.Select(known.GetValueOrDefault).OfType<Found>()], time.GetUtcNow(), cancel);

        List<Guid> Of(FoundKind kind) => [.. asked.Where(reference => reference.Kind == kind).Select(reference => reference.Id)];
    }

    /// <summary>
    /// The typed text as a search key. Control characters become spaces: no one types them, and a line feed separates a record's names.
    /// </summary>
    private static string Key(string? text) =>
        SearchKey.Of(string.Concat((text ?? string.Empty).Select(character => char.IsControl(character) ? ' ' : character)));

    /// <summary>A record may have been renamed since it was found, so what no longer matches is left out.</summary>
    private static IReadOnlyList<Found> Best(IEnumerable<Found> found, string key) =>
    [
        .. found.Select(row => (Row: row, Rank: MatchRanks.Of(row.Names, key)))
            .Where(row => row.Rank is not null)
            .Select(row => row.Row with { Rank = row.Rank!.Value })
            .OrderBy(row => row.Rank)
            .ThenBy(row => SearchKey.Of(row.Names[0] ?? string.Empty), StringComparer.Ordinal)
            .ThenBy(row => row.Id)
            .Take(MostOfKind),
    ];
}
