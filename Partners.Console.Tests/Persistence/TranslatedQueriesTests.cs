using FluentAssertions;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Partners.Console.Tests.Support;
using Partners.Core.Persistence;
using Partners.Core.Referrals;
using Partners.Core.Values;

namespace Partners.Console.Tests.Persistence;

/// <summary>Translated once, and answered anew: for each page and each moment, and in what a lambda has closed over.</summary>
public sealed class TranslatedQueriesTests : IAsyncLifetime
{
    private DemoDatabase _database = null!;
    private PartnersDb _db = null!;
    private int _composed;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await DemoDatabase.LoadedAsync();
        _db = _database.Open();
    }

    public async ValueTask DisposeAsync()
    {
        await _db.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task Each_page_has_its_own_rows_of_one_translation()
    {
        var queries = new TranslatedQueries<bool, string>((db, descending, _, page, _) =>
        {
            _composed++;
            return (descending ? db.Organisations.OrderByDescending(row => row.NameKey) : db.Organisations.OrderBy(row => row.NameKey)).InPage(page).Select(row => row.NameKey);
        });
        var names = await _db.Organisations.Select(row => row.NameKey).ToListAsync(Cancel);
        names.Sort(StringComparer.Ordinal);

        for (var page = 1; page <= 3; page++)
        {
            (await queries.Ask(_db, false, TimeProvider.System, new(page, 2, null)).ToListAsync(Cancel)).Should().Equal(names.Skip((page - 1) * 2).Take(2));
        }

        (await queries.Ask(_db, true, TimeProvider.System, new(1, 1, null)).ToListAsync(Cancel)).Should().Equal(names[^1]);
        _composed.Should().Be(2);
    }

    [Fact]
    public async Task A_moment_in_a_query_that_a_lambda_has_closed_over_is_the_one_of_the_asking()
    {
        var queries = new TranslatedQueries<bool, int>((db, _, moment, page, _) =>
        {
            var open = db.Deals.Open(moment.Today);
            return db.Organisations.Where(row => open.Any(deal => deal.PartnerId == row.Id)).OrderBy(row => row.Id).InPage(page).Select(row => open.Count(deal => deal.PartnerId == row.Id));
        });

        foreach (var now in (DateTimeOffset[])[DemoDatabase.Now, DemoDatabase.Now.AddYears(1), DemoDatabase.Now.AddYears(20)])
        {
            var found = await queries.Ask(_db, true, new At(now), new(1, 1_000, null)).ToListAsync(Cancel);

            found.Sum().Should().Be(await _db.Deals.Open(now.DayInAmsterdam()).CountAsync(Cancel), "of {0}", now);
        }
    }

    [Fact]
    public async Task One_translation_serves_each_record_and_keeps_the_words_written_for_the_database()
    {
        var queries = new TranslatedQueries<bool, Guid>((db, _, _, page, partner) =>
        {
            _composed++;
            return db.Standings(LedgerIndexes.Partner).Where(standing => standing.PartnerId == partner.Value).OrderBy(standing => standing.DealId).InPage(page).Select(standing => standing.DealId);
        });
        var standings = await _db.DealStandings.AsNoTracking().ToListAsync(Cancel);

        foreach (var deals in standings.GroupBy(standing => standing.PartnerId, standing => standing.DealId))
        {
            await using var another = _database.Open();
            (await queries.Ask(another, true, TimeProvider.System, new(1, 1_000, null), deals.Key).ToListAsync(Cancel)).Should().BeEquivalentTo(deals);
        }

        _composed.Should().Be(1);
        var broken = new TranslatedQueries<bool, Guid>((db, _, _, page, _) => db.Standings("IX_Nowhere").OrderBy(standing => standing.DealId).InPage(page).Select(standing => standing.DealId));
        var ask = async () => await broken.Ask(_db, true, TimeProvider.System, new(1, 1, null)).ToListAsync(Cancel);
        await ask.Should().ThrowAsync<SqliteException>().WithMessage("*no such index: IX_Nowhere*");
    }

    private sealed class At(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
