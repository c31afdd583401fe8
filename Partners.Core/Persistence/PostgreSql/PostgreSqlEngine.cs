using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Partners.Core.Access;
using Partners.Core.Telemetry;
using Partners.Core.Values;

namespace Partners.Core.Persistence.PostgreSql;

/// <summary>The engine for several instances: a database on a server, its writers in one order.</summary>
internal sealed class PostgreSqlEngine : DatabaseEngine
{
    public static readonly PostgreSqlEngine Instance = new();

    private PostgreSqlEngine()
    {
    }

    public override void Register(IServiceCollection services, DatabaseAddress address)
    {
        PostgreSqlSessions.Check(address);
        services.AddPooledDbContextFactory<PostgreSqlDb>((provider, options) =>
            options.UsePartnersServer(address.Text).AddInterceptors(provider.GetRequiredService<QueryWatch>()));
        services.AddSingleton<IDbContextFactory<PartnersDb>, Contexts>();
        services.AddSingleton<DatabaseUpkeep, PostgreSqlUpkeep>();
        services.AddSingleton<ProtectionKeys>();
        services.AddSingleton(new PostgreSqlSessions(address));
        services.AddSingleton<ChangesElsewhere, PostgreSqlFeed>();
        services.AddSingleton<DatabaseCopy, CopyToServer>();
    }

    /// <summary>In UTC, cut to the milliseconds that the hashes of the audit trail know.</summary>
    public override void Configure(ModelConfigurationBuilder conventions) =>
        conventions.Properties<DateTimeOffset>().HaveConversion<InstantToUtcMilliseconds>();

    public override Task<IDbContextTransaction> BeginWriteAsync(PartnersDb db, CancellationToken cancel) =>
        PostgreSqlServer.BeginWriteAsync(db, cancel);

    public override void InsertAll<TEntity>(PartnersDb db, IReadOnlyCollection<TEntity> rows) => PostgreSqlCopy.InsertAll(db, rows);

    public override Task<int> CountNamesAsync<TRecord>(
        PartnersDb db, NameIndex<TRecord> index, string phrase, int most, CancellationToken cancel) =>
        PostgreSqlNames.Find(db, index, phrase).Take(most).CountAsync(cancel);

    public override IQueryable<TRecord> WithName<TRecord>(PartnersDb db, NameIndex<TRecord> index, string phrase) =>
        PostgreSqlNames.Find(db, index, phrase);

    /// <summary>
    /// The page is taken first. What stands beside the rows would be worked out for the skipped ones, too: a second and more, two thousand
    /// pages deep.
    /// </summary>
    public override IQueryable<T> Page<T>(IQueryable<T> rows, Paging page, Func<IQueryable<T>, IQueryable<T>> ordered) =>
        ordered(base.Page(rows, page, ordered));

    public override Task<List<Guid>> FindNamesAsync(
        PartnersDb db, TrigramIndex index, IEnumerable<string[]> groups, int most, CancellationToken cancel) =>
        PostgreSqlNames.FindAsync(db, index, groups, most, cancel);

    public override Task<string> DataVersionAsync(PartnersDb db, CancellationToken cancel) => PostgreSqlServer.DataVersionAsync(db, cancel);

    public override Task<IReadOnlyList<string>> TriggerFindingsAsync(PartnersDb db, CancellationToken cancel) =>
        PostgreSqlTriggers.FindingsAsync(db, cancel);

    public override string PlanOf(DbCommand command) => PostgreSqlPlans.PlanOf((NpgsqlCommand)command);

    public override bool Owns(DbCommand command) => command is NpgsqlCommand;

    public override bool IsLost(Exception exception) => PostgreSqlFaults.IsLost(exception);

    public override DatabaseFault? FaultOf(Exception exception) => PostgreSqlFaults.Of(exception);

    /// <summary>Hands the services, which know only the one context, a pooled one of this engine.</summary>
    private sealed class Contexts(IDbContextFactory<PostgreSqlDb> contexts) : IDbContextFactory<PartnersDb>
    {
        public PartnersDb CreateDbContext() => contexts.CreateDbContext();
    }

    private sealed class InstantToUtcMilliseconds()
        : ValueConverter<DateTimeOffset, DateTimeOffset>(
            instant => DateTimeOffset.FromUnixTimeMilliseconds(instant.ToUnixTimeMilliseconds()),
            instant => instant);
}
