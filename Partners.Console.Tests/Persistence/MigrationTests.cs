using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Partners.Core.Persistence.PostgreSql;
using Partners.Core.Persistence.Sqlite;

namespace Partners.Console.Tests.Persistence;

/// <summary>Whoever changes the model adds a migration to both databases: .config/migration NAME does (docs/architecture.md).</summary>
public sealed class MigrationTests
{
    [Fact]
    public void The_migrations_of_the_file_make_the_model()
    {
        using var db = new PartnersDbForMigrations().CreateDbContext([]);
        db.Database.HasPendingModelChanges().Should().BeFalse();
    }

    [Fact]
    public void The_migrations_of_the_server_make_the_model()
    {
        using var db = new PostgreSqlDbForMigrations().CreateDbContext([]);
        db.Database.HasPendingModelChanges().Should().BeFalse();
    }
}
