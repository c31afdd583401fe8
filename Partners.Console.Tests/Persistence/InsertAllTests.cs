using System.Data.Common;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Partners.Console.Tests.Support;
using Partners.Core.Organisations;
using Partners.Core.Persistence;

namespace Partners.Console.Tests.Persistence;

/// <summary>Many new rows at once, past the change tracker.</summary>
public sealed class InsertAllTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rows_are_kept_as_a_save_keeps_them_and_are_counted_and_found_by_their_names()
    {
        await using var database = await TestDatabase.CreateAsync();
        Organisation[] rows =
        [
            new(Guid.CreateVersion7(), "Gemeente 's-Hertogenbosch \U0001F600", createdById: null, FixedClock.Noon),
            Make.Organisation("007"),
            Make.Organisation("Özdemir & \"Zonen\""),
        ];

        await InsertAsync(database, rows);

        var kept = await database.QueryAsync(db => db.Organisations.AsNoTracking().OrderBy(row => row.Id).ToListAsync(Cancel));
        kept.Should().BeEquivalentTo(rows, same => same.WithoutStrictOrdering());
        var found = await database.Get<OrganisationDirectory>().ListAsync(Make.Staff, new(Search: "özdemir"), Cancel);
        found.Rows.Select(row => row.Name).Should().Equal("Özdemir & \"Zonen\"");
        (await database.Get<OrganisationDirectory>().ListAsync(Make.Staff, new(), Cancel)).Total.Should().Be(rows.Length);
    }

    [Fact]
    public async Task A_row_that_cannot_be_stops_all_of_them_and_the_connection_takes_the_next()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (there, other) = (Make.Organisation("There"), Make.Organisation("Other"));
        await using var db = await database.Get<IDbContextFactory<PartnersDb>>().CreateDbContextAsync(Cancel);
        await db.Database.OpenConnectionAsync(Cancel);
        await using (await db.BeginWriteAsync(Cancel))
        {
            var insert = () => db.InsertAll<Organisation>([there, other, there]);
            insert.Should().Throw<DbException>();
        }

        await using (var transaction = await db.BeginWriteAsync(Cancel))
        {
            db.InsertAll<Organisation>([there]);
            db.InsertAll<Organisation>([other]);
            await transaction.CommitAsync(Cancel);
        }

        (await database.QueryAsync(found => found.Organisations.CountAsync(Cancel))).Should().Be(2);
    }

    private static async Task InsertAsync(TestDatabase database, IReadOnlyCollection<Organisation> rows)
    {
        await using var db = await database.Get<IDbContextFactory<PartnersDb>>().CreateDbContextAsync(Cancel);
        await using var transaction = await db.BeginWriteAsync(Cancel);
        db.InsertAll(rows);
        await transaction.CommitAsync(Cancel);
    }
}
