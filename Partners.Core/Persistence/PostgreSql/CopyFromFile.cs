using System.Data.Common;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Npgsql;
using Partners.Core.Persistence.Sqlite;

namespace Partners.Core.Persistence.PostgreSql;

/// <summary>Copies an embedded database, chain and all, into an empty one on a server: all of it, or nothing.</summary>
internal static class CopyFromFile
{
    private static readonly MethodInfo s_typed = typeof(DbDataReader).GetMethod(nameof(DbDataReader.GetFieldValue))!;

    /// <summary>Kept by triggers, and compared after the copy instead.</summary>
    private static readonly Type[] s_tallies = [typeof(OrganisationTally), typeof(BillingTally), typeof(PlatformActTally)];

    /// <param name="target">Migrated, and empty.</param>
    /// <param name="progress">Hears of each table: its name and how many rows it has.</param>
    /// <exception cref="DatabaseRefusedException">
    /// The file is of another version, the target is not empty, or the copy differs.
    /// </exception>
    public static async Task<CopiedDatabase> RunAsync(
        string file, PartnersDb target, IProgress<(string Table, long Rows)>? progress, CancellationToken cancel)
    {
        await using var source = Open(file);
        await source.Database.OpenConnectionAsync(cancel);
        if ((await source.Database.GetPendingMigrationsAsync(cancel)).Any())
        {
            throw new DatabaseRefusedException($"The file {file} is of an earlier version. Run the command migrate on it first.");
        }

        // One reading of the whole file, whatever somebody writes to it meanwhile.
        await using var reading = await source.Database.BeginTransactionAsync(cancel);
        await using var writing = await PostgreSqlServer.BeginWriteAsync(target, cancel);
        await target.Database.ExecuteSqlRawAsync("SET LOCAL idle_in_transaction_session_timeout = 0", cancel);
        if (await target.AuditEntries.AnyAsync(cancel) || await target.Organisations.AnyAsync(cancel))
        {
            throw new DatabaseRefusedException("The database on the server holds records already. Copy into an empty one.");
        }

        var rows = 0L;
        var tables = InOrder(source.Model.GetEntityTypes().Where(type => type.GetTableName() is not null));
        foreach (var type in tables.Where(type => !s_tallies.Contains(type.ClrType)))
        {
            var twin = target.Model.FindEntityType(type.Name) ?? target.Model.GetEntityTypes().Single(other => other.Name == type.Name);
            var copied = await CopyAsync(source, target, type, twin, cancel);
            progress?.Report((type.GetTableName()!, copied));
            rows += copied;
        }

        foreach (var type in tables)
        {
            var (before, after) = (await CountAsync(source, type, cancel), await CountAsync(target, type, cancel));
            if (before != after)
            {
                throw new DatabaseRefusedException(
                    $"The table {type.GetTableName()} has {before:N0} rows in the file and {after:N0} in the copy. Nothing was copied.");
            }
        }

        var (head, headOfCopy) = (await HeadAsync(source, cancel), await HeadAsync(target, cancel));
        if (head != headOfCopy)
        {
            throw new DatabaseRefusedException("The audit trail of the copy does not end as the file's does. Nothing was copied.");
        }

        await writing.CommitAsync(CancellationToken.None);
        return new(rows, head ?? string.Empty);
    }

    private static PartnersDb Open(string file)
    {
        var options = new DbContextOptionsBuilder<PartnersDb>();
        options.UsePartnersFile(file);
        return new(options.Options);
    }

    /// <summary>Those that others refer to come first; closed months, which close the ledger to what comes later, last.</summary>
    private static List<IEntityType> InOrder(IEnumerable<IEntityType> types)
    {
        var left = types.OrderBy(type => type.ClrType == typeof(Referrals.ClosedMonth)).ThenBy(type => type.Name, StringComparer.Ordinal)
            .ToList();
        var ordered = new List<IEntityType>();
        while (left.Count > 0)
        {
            var next = left.First(type => type.GetForeignKeys()
                .All(key => key.PrincipalEntityType == type || !left.Contains(key.PrincipalEntityType)));
            left.Remove(next);
            ordered.Add(next);
        }

        var months = ordered.Find(type => type.ClrType == typeof(Referrals.ClosedMonth))!;
        ordered.Remove(months);
        return [.. ordered, months];
    }

    private static async Task<long> CopyAsync(
        PartnersDb source, PartnersDb target, IEntityType from, IEntityType to, CancellationToken cancel)
    {
        var (table, quote) = (StoreObjectIdentifier.Table(from.GetTableName()!), target.GetService<ISqlGenerationHelper>());
        var columns = from.GetProperties()
            .Where(property => property.ValueGenerated != ValueGenerated.OnAddOrUpdate)
            .Select(property => new Column(property, to.FindProperty(property.Name)!))
            .ToList();
        var names = string.Join(", ", columns.Select(column => quote.DelimitIdentifier(column.From.GetColumnName(table)!)));
        var order = string.Join(", ", from.FindPrimaryKey()!.Properties.Select(key => quote.DelimitIdentifier(key.GetColumnName(table)!)));
        await using var command = source.Database.GetDbConnection().CreateCommand();
        command.Transaction = source.Database.CurrentTransaction!.GetDbTransaction();
#pragma warning disable CA2100 // The names are the model's.
        command.CommandText = $"SELECT {names} FROM {quote.DelimitIdentifier(table.Name)} ORDER BY {order}";
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync(cancel);
        await using var copy = await ((NpgsqlConnection)target.Database.GetDbConnection()).BeginBinaryImportAsync(
            $"COPY {quote.DelimitIdentifier(table.Name)} ({names}) FROM STDIN (FORMAT BINARY)",
            cancel);
        copy.Timeout = TimeSpan.FromHours(1);
        var rows = 0L;
        while (await reader.ReadAsync(cancel))
        {
            await copy.StartRowAsync(cancel);
            for (var at = 0; at < columns.Count; at++)
            {
                if (reader.IsDBNull(at))
                {
                    await copy.WriteNullAsync(cancel);
                }
                else
                {
                    await copy.WriteAsync(columns[at].Read(reader, at), columns[at].StoreType, cancel);
                }
            }

            rows++;
        }

        await copy.CompleteAsync(cancel);
        return rows;
    }

    private static Task<long> CountAsync(PartnersDb db, IEntityType type, CancellationToken cancel) =>
#pragma warning disable EF1002 // The name is the model's.
        db.Database.SqlQueryRaw<long>($"SELECT COUNT(*) AS \"Value\" FROM \"{type.GetTableName()}\"").SingleAsync(cancel);
#pragma warning restore EF1002

    private static Task<string?> HeadAsync(PartnersDb db, CancellationToken cancel) =>
        db.AuditEntries.OrderByDescending(entry => entry.Sequence).Select(entry => entry.Hash).FirstOrDefaultAsync(cancel);

    /// <summary>A column as the file stores it, and as the server does.</summary>
    private sealed class Column(IProperty from, IProperty to)
    {
        private readonly ValueConverterOf _file = new(from);
        private readonly ValueConverterOf _server = new(to);

        public IProperty From => from;

        public string StoreType { get; } = to.GetRelationalTypeMapping().StoreType;

        private MethodInfo Typed { get; } = s_typed.MakeGenericMethod(ValueConverterOf.StoredType(from));

        public object Read(DbDataReader reader, int at) => _server.Store(_file.Read(Typed.Invoke(reader, [at])!));
    }

    private sealed class ValueConverterOf(IProperty property)
    {
        private readonly ValueConverter? _converter = property.GetTypeMapping().Converter;

        public static Type StoredType(IProperty property)
        {
            var type = property.GetTypeMapping().Converter?.ProviderClrType ?? property.ClrType;
            return Nullable.GetUnderlyingType(type) ?? type;
        }

        public object Read(object stored) => _converter?.ConvertFromProvider(stored) ?? stored;

        public object Store(object value) => _converter?.ConvertToProvider(value) ?? value;
    }
}
