using FluentAssertions;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Partners.Console.Tests.Support;
using Partners.Core.Persistence;

namespace Partners.Console.Tests.Persistence;

public sealed class DatabaseFileTests
{
    public DatabaseFileTests() => TestStore.OnlyForTheFile("the file");

    [Fact]
    public async Task Copies_the_file_before_it_applies_what_is_pending()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.AddAsync(Make.Organisation("Van voor de migratie"));

        // Simulates one more migration in this version: removing the only one from the history makes it pending again.
        await database.ByHandAsync("""DELETE FROM "__EFMigrationsHistory" """);
        var migrate = () => database.Get<DatabaseUpkeep>().MigrateAsync(default);
        await migrate.Should().ThrowAsync<SqliteException>("the tables are there already");

        var copy = $"{database.File}.backup-20261120T110000Z";
        File.Exists(copy).Should().BeTrue();
        await using var connection = new SqliteConnection($"Data Source={copy};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = """SELECT "Name" FROM "Organisations" """;
        (await command.ExecuteScalarAsync()).Should().Be("Van voor de migratie");
    }

    [Fact]
    public async Task Copies_nothing_where_nothing_is_pending()
    {
        await using var database = await TestDatabase.CreateAsync();

        await database.Get<DatabaseUpkeep>().MigrateAsync(default);

        Directory.GetFiles(Path.GetDirectoryName(database.File)!, "*.backup-*").Should().BeEmpty();
    }

    [Fact]
    public async Task Refuses_a_database_of_before_the_first_release_and_says_to_import_again()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.ByHandAsync(
            """UPDATE "__EFMigrationsHistory" SET "MigrationId" = '20261121000000_Initial' WHERE "MigrationId" LIKE '%\_Initial' ESCAPE '\' """);

        var migrate = () => database.Get<DatabaseUpkeep>().MigrateAsync(default);

        await migrate.Should().ThrowAsync<DatabaseRefusedException>().WithMessage(
            $"The database {database.File} comes from a version before the first release. Move the file away, start again, and import the "
                + "platform's exports.");
    }

    [Fact]
    public async Task Refuses_a_database_of_a_later_version()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.ByHandAsync("""INSERT INTO "__EFMigrationsHistory" VALUES ('99990101000000_Later', '99.0.0')""");

        var migrate = () => database.Get<DatabaseUpkeep>().MigrateAsync(default);

        await migrate.Should().ThrowAsync<DatabaseRefusedException>().WithMessage("A later version of Partners made the database*");
    }

    [Fact]
    public async Task Goes_on_where_a_killed_migration_left_its_lock()
    {
        await using var database = await TestDatabase.EmptyAsync();
        await database.ByHandAsync(
            """
            CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER NOT NULL PRIMARY KEY, "Timestamp" TEXT NOT NULL);
            INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-11-19 10:00:00+00:00');
            """);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));

        await database.Get<DatabaseUpkeep>().MigrateAsync(patience.Token);

        (await database.QueryAsync(db => db.Organisations.CountAsync())).Should().Be(0);
    }

    [Fact]
    public async Task Of_two_that_start_at_once_one_migrates_and_the_other_waits()
    {
        await using var database = await TestDatabase.EmptyAsync();

        await Task.WhenAll(
            Task.Run(() => database.Get<DatabaseUpkeep>().MigrateAsync(default)),
            Task.Run(() => database.Get<DatabaseUpkeep>().MigrateAsync(default)));

        (await database.QueryAsync(db => db.Organisations.CountAsync())).Should().Be(0);
    }

    [Fact]
    public async Task Every_connection_keeps_foreign_keys_waits_for_other_writers_and_commits_for_good()
    {
        await using var database = await TestDatabase.CreateAsync();

        var settings = await database.QueryAsync(db => db.Database
            .SqlQuery<string>(
                $"SELECT foreign_keys || ' ' || timeout || ' ' || synchronous || ' ' || journal_mode AS \"Value\" FROM pragma_foreign_keys, pragma_busy_timeout, pragma_synchronous, pragma_journal_mode")
            .SingleAsync());

        settings.Should().Be("1 30000 2 wal");
    }

    [Fact]
    public async Task The_model_and_its_migration_agree()
    {
        await using var database = await TestDatabase.CreateAsync();

        (await database.QueryAsync(db => Task.FromResult(db.Database.HasPendingModelChanges()))).Should().BeFalse();
    }
}
