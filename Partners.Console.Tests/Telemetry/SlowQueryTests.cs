using FluentAssertions;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Partners.Console.Tests.Support;
using Partners.Core.Organisations;
using Partners.Core.Persistence;
using Partners.Core.Telemetry;

namespace Partners.Console.Tests.Telemetry;

public sealed class SlowQueryTests : IAsyncLifetime
{
    /// <summary>A threshold that every query exceeds.</summary>
    private static readonly QuerySettings s_none = new(SlowMilliseconds: 0);

    private readonly DemoDatabase.LoggedLines _log = new();
    private TestDatabase _database = default!;

    public async ValueTask InitializeAsync() => _database = await OpenAsync(s_none);

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        _log.Dispose();
    }

    [Fact]
    public async Task A_slow_query_stands_in_the_log_with_its_text_and_its_plan()
    {
        await CountAsync();

        Slow()
            .Should().ContainSingle(line => line.Contains("COUNT(*)", StringComparison.OrdinalIgnoreCase)).Which
            .Should().Contain("""FROM "Organisations" """.TrimEnd())
            .And.MatchRegex(@"Its plan: \n(SCAN|SEARCH|Aggregate)");
    }

    [Fact]
    public async Task One_that_was_asked_for_without_waiting_stands_there_too()
    {
        await using var db = await _database.Get<IDbContextFactory<PartnersDb>>().CreateDbContextAsync();
#pragma warning disable CA1849, MA0042 // This tests synchronous calls.
        db.People.Select(person => person.DisplayName).ToList().Should().BeEmpty();
        db.Database.ExecuteSqlRaw("""UPDATE "People" SET "DisplayName" = 'x' """);
#pragma warning restore CA1849, MA0042

        Slow()
            .Should().Contain(line => line.Contains("\"DisplayName\"\nFROM \"People\"", StringComparison.Ordinal))
            .And.Contain(line => line.Contains("UPDATE \"People\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_was_asked_for_is_left_out()
    {
        await _database.AddAsync(Make.Organisation("Geheimschrift"));

        await _database.Get<OrganisationDirectory>().ListAsync(Make.Staff, new(Search: "geheimschrift"), CancellationToken.None);

        var (asked, plan) = TestStore.IsServer ? ("LIKE", "Scan") : ("OrganisationNameTrigrams", "VIRTUAL TABLE");
        Slow().Should().Contain(line =>
            line.Contains(asked, StringComparison.Ordinal) && line.Contains(plan, StringComparison.Ordinal));
        Slow().Where(line => line.Contains("geheimschrift", StringComparison.OrdinalIgnoreCase)).Should().BeEmpty();
    }

    [Fact]
    public async Task A_quick_one_does_not_stand_there()
    {
        await using var quick = await OpenAsync(new(QuerySettings.LongestSlowMilliseconds));

        await quick.QueryAsync(db => db.Organisations.CountAsync());

        Slow().Should().BeEmpty();
    }

    [Fact]
    public async Task What_brings_the_database_up_to_date_does_not_stand_there()
    {
        await using var db = await _database.Get<IDbContextFactory<PartnersDb>>().CreateDbContextAsync();

        await db.Database.MigrateAsync();
        await db.Organisations.CountAsync();

        Slow()
            .Should().Contain(line => line.Contains("COUNT(*)", StringComparison.OrdinalIgnoreCase))
            .And.NotContain(line => line.Contains("__EFMigrationsHistory", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_plan_of_the_same_query_is_asked_for_once_a_minute()
    {
        await CountAsync();
        await CountAsync();
        _database.Clock.Now += TimeSpan.FromSeconds(59);
        await CountAsync();
        _database.Clock.Now += TimeSpan.FromSeconds(1);
        await CountAsync();

        Slow()
            .Where(line => line.Contains("COUNT(*)", StringComparison.OrdinalIgnoreCase))
            .Select(line => line.Contains("Its plan: ", StringComparison.Ordinal))
            .Should().Equal(true, false, false, true);
    }

    [Fact]
    public async Task What_was_written_is_written_once()
    {
        await _database.AddAsync(Make.Organisation("Een"));

        await _database.QueryAsync(db => db.Database.ExecuteSqlRawAsync("""UPDATE "Organisations" SET "Version" = "Version" + 1"""));

        (await _database.QueryAsync(db => db.Organisations.Select(organisation => organisation.Version).SingleAsync())).Should().Be(2);
        Slow().Should().Contain(line =>
            line.Contains("\"Version\" + 1", StringComparison.Ordinal) && line.Contains("SCAN", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Of_several_statements_at_once_none_is_carried_out_again()
    {
        await _database.AddAsync(Make.Organisation("Een"));

        await _database.QueryAsync(db => db.Database.ExecuteSqlRawAsync(
            """UPDATE "Organisations" SET "Version" = "Version" + 1; UPDATE "Organisations" SET "Version" = "Version" + 10"""));

        (await _database.QueryAsync(db => db.Organisations.Select(organisation => organisation.Version).SingleAsync())).Should().Be(12);
        Slow().Should().Contain(line =>
            line.Contains("\"Version\" + 10", StringComparison.Ordinal)
            && line.Contains("none: several statements", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_plan_is_told_while_something_else_of_the_connection_is_still_read()
    {
        TestStore.OnlyForTheFile("two readings of one connection");
        await _database.AddAsync(Make.Organisation("Een"), Make.Organisation("Twee"));
        await using var db = await _database.Get<IDbContextFactory<PartnersDb>>().CreateDbContextAsync();
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = "SELECT \"Name\" FROM \"Organisations\" ORDER BY \"Name\"";
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();

        await db.Organisations.CountAsync();

        Slow().Should().Contain(line =>
            line.Contains("COUNT(*)", StringComparison.OrdinalIgnoreCase) && line.Contains("Its plan: \n", StringComparison.Ordinal));
        (await reader.ReadAsync()).Should().BeTrue();
        reader.GetString(0).Should().Be("Twee");
    }

    [Fact]
    public void A_plan_that_cannot_be_had_is_no_fault_of_the_query()
    {
        using var unconnected = new SqliteCommand("SELECT 1");

        _database.Get<SlowQueries>().Tell(unconnected, TimeSpan.FromSeconds(1));

        Slow().Should().ContainSingle().Which.Should().Contain("could not be had");
    }

    [Theory]
    [InlineData("SELECT 1", true)]
    [InlineData("  with x as (select 1) select * from x;\n", true)]
    [InlineData("SELECT 1; DELETE FROM \"People\"", false)]
    [InlineData("SELECT ';'", false)]
    [InlineData("PRAGMA journal_mode = DELETE", false)]
    [InlineData("BEGIN IMMEDIATE", false)]
    public void Only_a_single_statement_that_has_a_plan_is_asked_for_it(string sql, bool isAsked) =>
        SqlText.HasPlan(sql).Should().Be(isAsked);

    private Task<int> CountAsync() => _database.QueryAsync(db => db.Organisations.CountAsync());

    private IReadOnlyList<string> Slow() => [.. _log.Lines.Where(line => line.StartsWith("A query took", StringComparison.Ordinal))];

    private Task<TestDatabase> OpenAsync(QuerySettings settings) =>
        TestDatabase.CreateAsync(services => services.AddSingleton(settings).AddLogging(log => log.AddProvider(_log)));
}
