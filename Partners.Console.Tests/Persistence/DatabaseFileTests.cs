using FluentAssertions;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Partners.Console.Tests.Support;
using Partners.Core.Persistence;

namespace Partners.Console.Tests.Persistence;

public sealed class DatabaseFileTests
{
    [Fact]
    public async Task Copies_the_file_before_it_applies_what_is_pending()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.AddAsync(Make.Organisation("Van voor de migratie"));

        // As if a later version had one migration more: this one's is taken off the list and has to be applied again.
        await database.ByHandAsync("""INSERT INTO "__EFMigrationsHistory" VALUES ('00000000000000_Earlier', '10.0.0'); DELETE FROM "__EFMigrationsHistory" WHERE "MigrationId" LIKE '%_Initial'""");
        var migrate = () => database.Get<DatabaseFile>().MigrateAsync(default);
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

        await database.Get<DatabaseFile>().MigrateAsync(default);

        Directory.GetFiles(Path.GetDirectoryName(database.File)!, "*.backup-*").Should().BeEmpty();
    }

    [Fact]
    public async Task Every_connection_keeps_foreign_keys_waits_for_other_writers_and_commits_for_good()
    {
        await using var database = await TestDatabase.CreateAsync();

        var settings = await database.QueryAsync(db => db.Database
            .SqlQuery<string>($"SELECT foreign_keys || ' ' || timeout || ' ' || synchronous || ' ' || journal_mode AS \"Value\" FROM pragma_foreign_keys, pragma_busy_timeout, pragma_synchronous, pragma_journal_mode")
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
