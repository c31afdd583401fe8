using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Partners.Core.Access;
using Partners.Core.Billing;
using Partners.Core.Organisations;
using Partners.Core.Workspaces;

namespace Partners.Core.Persistence.PostgreSql;

/// <summary>The same model in PostgreSQL's types, with migrations of its own.</summary>
public sealed class PostgreSqlDb(DbContextOptions<PostgreSqlDb> options) : PartnersDb(options)
{
    private const string Live = "\"DeletedAt\" IS NULL";

    internal override DatabaseEngine Engine => PostgreSqlEngine.Instance;

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.HasPostgresExtension("pg_trgm");
        modelBuilder.Entity<ProtectionKey>().ToTable("ProtectionKeys").HasKey(key => key.Name);
        HasTrigrams(modelBuilder.Entity<Organisation>(), nameof(Organisation.NameKey), Live);
        HasTrigrams(modelBuilder.Entity<BillingAccount>(), nameof(BillingAccount.LabelKey), Live);
        HasTrigrams(modelBuilder.Entity<Workspace>(), nameof(Workspace.NameKey), Live);
        HasTrigrams(modelBuilder.Entity<Workspace>(), nameof(Workspace.ClientKey), Live);
        HasTrigrams(modelBuilder.Entity<Person>(), nameof(Person.NameKey), filter: null);
        HasTrigrams(modelBuilder.Entity<Person>(), nameof(Person.EmailKey), filter: null);
        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(type => type.GetProperties()))
        {
            // Before PostgreSQL 18 a computed column is a stored one.
            if (property.GetComputedColumnSql() is not null)
            {
                property.SetIsStored(true);
            }

            // Texts and enums are ordered byte by byte, as SQLite orders them, whatever the database's own order is. A length would be
            // enforced here, and a search key is longer than its name. Flags are numbers.
            if ((property.GetProviderClrType() ?? property.GetValueConverter()?.ProviderClrType ?? property.ClrType) == typeof(string))
            {
                property.SetCollation("C");
                property.SetMaxLength(null);
            }
        }
    }

    /// <summary>Finds a phrase anywhere in a key: LIKE '%phrase%' walks this index.</summary>
    private static void HasTrigrams<TRecord>(EntityTypeBuilder<TRecord> table, string key, string? filter)
        where TRecord : class =>
        table.HasIndex([key], $"IX_{table.Metadata.GetTableName()}_{key}_Trigrams")
            .HasMethod("gin")
            .HasOperators("gin_trgm_ops")
            .HasFilter(filter);
}

/// <summary>Provides the model to <c>dotnet ef</c>, which asks no server for it.</summary>
internal sealed class PostgreSqlDbForMigrations : IDesignTimeDbContextFactory<PostgreSqlDb>
{
    public PostgreSqlDb CreateDbContext(string[] args) =>
        new((DbContextOptions<PostgreSqlDb>)new DbContextOptionsBuilder<PostgreSqlDb>().UsePartnersServer("Host=none").Options);
}
