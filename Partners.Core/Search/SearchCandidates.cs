using Microsoft.EntityFrameworkCore;
using Partners.Core.Persistence;
using Partners.Core.Referrals;

namespace Partners.Core.Search;

/// <summary>
/// The ids of the records that may be the best matches, for each kind. Finding names that begin with the letters costs the same however
/// many there are. Only if that is not enough does it look at later words, and then inside words.
/// </summary>
/// <param name="key">What was typed, as a <see cref="Values.SearchKey"/>; not empty.</param>
internal sealed class SearchCandidates(PartnersDb db, string key, int most)
{
    /// <summary>How many names that share most of their letters with a misspelt text are ranked.</summary>
    private const int MostNear = 200;

    /// <summary>How many deals that contain the letters are ranked.</summary>
    private const int MostContaining = 100;

    /// <summary>What usually comes before a later word, or before a part of an address.</summary>
    private static readonly string[] s_beforeWords = [" ", "-", ".", "@", "/", "("];

    public Task<IReadOnlyList<Guid>> OrganisationsAsync(CancellationToken cancel) =>
        ThenInsideAsync(TrigramIndex.Organisations, cancel,
            NameIndexes
                .StartingWith(
                    db.Organisations.Where(organisation => organisation.DeletedAt == null),
                    nameof(Organisations.Organisation.NameKey),
                    key)
                .OrderBy(organisation => organisation.NameKey)
                .ThenBy(organisation => organisation.Id)
                .Select(organisation => organisation.Id));

    public Task<IReadOnlyList<Guid>> WorkspacesAsync(CancellationToken cancel)
    {
        var live = db.Workspaces.Where(workspace => workspace.DeletedAt == null);
        return ThenInsideAsync(TrigramIndex.Workspaces, cancel,
            NameIndexes.StartingWith(live, nameof(Workspaces.Workspace.NameKey), key)
                .OrderBy(workspace => workspace.NameKey).ThenBy(workspace => workspace.Id).Select(workspace => workspace.Id),
            NameIndexes.StartingWith(live, nameof(Workspaces.Workspace.ClientKey), key)
                .OrderBy(workspace => workspace.ClientKey).ThenBy(workspace => workspace.Id).Select(workspace => workspace.Id));
    }

    public Task<IReadOnlyList<Guid>> PeopleAsync(CancellationToken cancel) =>
        ThenInsideAsync(TrigramIndex.People, cancel,
            NameIndexes.StartingWith(db.People, nameof(Organisations.Person.NameKey), key)
                .OrderBy(person => person.NameKey).ThenBy(person => person.Id).Select(person => person.Id),
            NameIndexes.StartingWith(db.People, nameof(Organisations.Person.EmailKey), key)
                .OrderBy(person => person.EmailKey).ThenBy(person => person.Id).Select(person => person.Id));

    /// <summary>First names that begin with the letters, then a scan for names that contain them: there are few deals.</summary>
    public async Task<IReadOnlyList<Guid>> DealsAsync(CancellationToken cancel)
    {
        var (text, word, anywhere) = (key, $" {key}", key.Length >= NameIndexes.LettersOfTrigram);
        var beginning = new List<Guid>();
        foreach (var name in (string[])[nameof(DealSummary.NamesKey), nameof(DealSummary.ClientKey)])
        {
            beginning.AddRange(await NameIndexes.StartingWith(db.DealSummaries, name, text)
                .OrderBy(deal => EF.Property<string>(deal, name))
                .ThenBy(deal => deal.DealId)
                .Select(deal => deal.DealId)
                .Take(most)
                .ToListAsync(cancel));
        }

        if (beginning.Count >= most)
        {
            return beginning;
        }

        var containing = await db.DealSummaries
            .Where(deal => deal.NamesKey.Contains(anywhere ? text : word))
            .OrderBy(deal => deal.NamesKey).ThenBy(deal => deal.DealId)
            .Select(deal => new { deal.DealId, deal.NamesKey })
            .Take(MostContaining)
            .ToListAsync(cancel);
        return [.. beginning.Union(
            containing.OrderBy(deal => MatchRanks.Of(deal.NamesKey.Split('\n'), key)).Select(deal => deal.DealId).Take(most))];
    }

    /// <summary>
    /// Scans the handoffs, newest first: there are few. A client still to be created has no key, so <see cref="MatchRanks"/> compares its
    /// name.
    /// </summary>
    public async Task<List<Guid>> HandoffsAsync(CancellationToken cancel)
    {
        var (text, word, anywhere) = (key, $" {key}", key.Length >= NameIndexes.LettersOfTrigram);
        var named =
            from handoff in db.Handoffs.AsNoTracking()
            join workspace in db.Workspaces on handoff.WorkspaceId equals workspace.Id
            join partner in db.Organisations on handoff.PartnerId equals partner.Id
            join organisation in db.Organisations on handoff.ClientId equals (Guid?)organisation.Id into clients
            from client in clients.DefaultIfEmpty()
            select new
            {
                handoff.Id,
                handoff.PreparedAt,
                Keys = workspace.NameKey
                    + "\n"
                    + (workspace.ClientKey ?? string.Empty)
                    + "\n"
                    + partner.NameKey
                    + "\n"
                    + (client.NameKey ?? string.Empty),
            };
        var known = await named
            .Where(row => anywhere
                ? row.Keys.Contains(text)
                : row.Keys.StartsWith(text) || row.Keys.Contains("\n" + text) || row.Keys.Contains(word))
            .OrderByDescending(row => row.PreparedAt).ThenByDescending(row => row.Id)
            .Select(row => row.Id)
            .Take(most)
            .ToListAsync(cancel);
        var planned = await db.Handoffs.AsNoTracking()
            .Where(handoff => handoff.ClientId == null && handoff.NewClientName != null)
            .OrderByDescending(handoff => handoff.PreparedAt).ThenByDescending(handoff => handoff.Id)
            .Select(handoff => new { handoff.Id, handoff.NewClientName })
            .ToListAsync(cancel);
        return [.. known.Union(planned.Where(handoff => IsFoundBy(handoff.NewClientName)).Select(handoff => handoff.Id).Take(most))];
    }

    /// <summary>Records whose names may differ from what was typed by one error.</summary>
    public async Task<IReadOnlyList<Guid>> NearAsync(TrigramIndex index, CancellationToken cancel) =>
        TypingErrors.Phrases(key) is { Count: > 0 } groups ? await index.FindAllAsync(db, groups, MostNear, cancel) : [];

    /// <summary>With fewer letters than a trigram, the middle of a word does not count.</summary>
    private bool IsFoundBy(string? name) =>
        MatchRanks.Of(name, key) is { } rank && (rank != MatchRank.Anywhere || key.Length >= NameIndexes.LettersOfTrigram);

    private async Task<IReadOnlyList<Guid>> ThenInsideAsync(
        TrigramIndex index,
        CancellationToken cancel,
        params IEnumerable<IQueryable<Guid>> beginnings)
    {
        var found = new HashSet<Guid>();
        foreach (var beginning in beginnings)
        {
            found.UnionWith(await beginning.Take(most).ToListAsync(cancel));
        }

        if (found.Count >= most)
        {
            return [.. found];
        }

        var inside = key.Length >= NameIndexes.LettersOfTrigram ? await index.FindAsync(db, [key], most, cancel) : [];
        if (key.Length >= NameIndexes.LettersOfTrigram && inside.Count < most)
        {
            return [.. found.Union(inside)];
        }

        // Names with a word that begins with the letters are among those that contain them, and rank higher.
        var words = key.Length >= NameIndexes.LettersOfTrigram - 1
            ? await index.FindAsync(db, s_beforeWords.Select(sign => sign + key), most, cancel)
            : [];
        return [.. found.Union(words).Union(inside)];
    }
}
