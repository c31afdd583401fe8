using Microsoft.EntityFrameworkCore;
using Partners.Core.Persistence;
using Partners.Core.Search;

namespace Partners.Bench;

/// <summary>Search from anywhere over all kinds at once, through the palette's service.</summary>
internal static class SearchMeasurements
{
    private const double Target = 50;

    private static readonly (string What, string[] Searches)[] s_kinds =
    [
        ("what a name begins with", ["zwane", "gemeente noorder", "museum", "zeynep o", "woonvisie", "willemijn.vandenberg"]),
        ("one and two letters", ["z", "ge", "e", "ya", "q", "bo"]),
        ("what a word begins with", ["zwol", "ozd", "noord", "jansen", "vandijk", "amrani"]),
        ("anywhere in a word", ["demir", "meente", "wolle", "terdrecht", "jkstra", "xample"]),
        ("an address, whole and in part", ["zeynep.ozdemir@7.org31.example", "3.org4444.", "@9.org99999", "org50000.example"]),
        ("rare, or nowhere", ["ångström", "sterrenwacht", "onvindbaar", "qqq", "orkest angstrom zee"]),
        (
            "common letters in an order that nobody has",
            ["van den de boer", "jansen van de", "example.org", "e.ooster", "smits de vries", "gemeente museum"]),
    ];

    public static async Task RunAsync(BenchRun run, CancellationToken cancel)
    {
        var (database, tries, report) = (run.Database, run.Tries, run.Report);
        await using var db = await database.Get<IDbContextFactory<PartnersDb>>().CreateDbContextAsync(cancel);
        await SearchData.CompleteAsync(db, cancel);
        var (organisations, workspaces, people) = (
            await db.Organisations.CountAsync(cancel),
            await db.Workspaces.CountAsync(cancel),
            await db.People.CountAsync(cancel));
        var (deals, handoffs) = (await db.Deals.CountAsync(cancel), await db.Handoffs.CountAsync(cancel));
        System.Console.WriteLine(
            FormattableString.Invariant(
                $"{organisations:N0} organisations, {workspaces:N0} workspaces, {people:N0} people, {deals:N0} deals, {handoffs:N0} handoffs"));

        var search = database.Get<EverywhereSearch>();
        await ShowAsync(search, "zwol", cancel);
        await ShowAsync(search, "ozd", cancel);
        foreach (var (what, searches) in s_kinds)
        {
            report.AddTimes(what, Target, await TimeAsync(i => searches[i % searches.Length]));
        }

        string[] mix = [.. s_kinds.SelectMany(kind => kind.Searches)];
        report.AddTimes("all of these in turn", Target, await TimeAsync(i => mix[i % mix.Length]));

        Task<IReadOnlyCollection<double>> TimeAsync(Func<int, string> text) =>
            Stopwatches.TimeAsync(tries, i => search.FindAsync(BenchDatabase.Who, text(i), cancel), cancel);
    }

    private static async Task ShowAsync(EverywhereSearch search, string text, CancellationToken cancel)
    {
        var answer = await search.FindAsync(BenchDatabase.Who, text, cancel);
        System.Console.WriteLine($"\"{text}\": {string.Join("; ", answer.Rows.Select(row => $"{row.Rank} {row.Kind} {NameOf(row)}"))}");
    }

    private static string NameOf(Found found) => found switch
    {
        FoundOrganisation organisation => organisation.Name,
        FoundWorkspace workspace => $"{workspace.Name} ({workspace.Client})",
        FoundDeal deal => $"{deal.Partner} – {deal.Client}",
        FoundPerson person => $"{person.Name} <{person.Email}>",
        FoundHandoff handoff => handoff.Workspace,
        _ => throw new ArgumentOutOfRangeException(nameof(found)),
    };
}
