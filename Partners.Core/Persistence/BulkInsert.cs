using System.Collections.Concurrent;
using System.Data.Common;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Partners.Core.Persistence;

/// <summary>
/// Inserts many new rows of one table through one prepared statement, with the columns and conversions of the model. For imports and seeds,
/// which would otherwise spend most of their time in the change tracker. Uses the context's transaction.
/// </summary>
internal sealed class BulkInsert<TEntity> : IDisposable
    where TEntity : class
{
    /// <summary>Cached per property, because compiling takes longer than inserting a thousand rows.</summary>
    private static readonly ConcurrentDictionary<IProperty, Func<TEntity, object>> s_readers = new();

    private readonly DbCommand _command;
    private readonly (DbParameter Parameter, Func<TEntity, object> Value)[] _columns;

    /// <param name="into">Another table with the same columns; null for the entity's own.</param>
    public BulkInsert(PartnersDb db, string? into = null)
    {
        var properties = ColumnsOf(db);
        var (table, columns) = NamesOf(db);

        _command = db.Database.GetDbConnection().CreateCommand();
        _command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction()
            ?? throw new InvalidOperationException("Begin a transaction first.");
        var parameters = properties.Select((_, index) => $"@p{index}");
        _command.CommandText = $"INSERT INTO {into ?? table} ({columns}) VALUES ({string.Join(", ", parameters)})";
        _columns = [.. properties.Select((column, index) => (Parameter(column.Property, $"@p{index}"), column.Value))];
        _command.Prepare();
    }

    /// <summary>The columns that are written, and how each is read as the database stores it: null as <see cref="DBNull"/>.</summary>
    public static List<(IProperty Property, Func<TEntity, object> Value)> ColumnsOf(PartnersDb db) =>
    [
        .. TypeIn(db).GetProperties()
            .Where(property => property.ValueGenerated != ValueGenerated.OnAddOrUpdate)
            .Select(property => (property, s_readers.GetOrAdd(property, Reader))),
    ];

    /// <summary>Its table and the columns that are written, as they stand in a statement.</summary>
    public static (string Table, string Columns) NamesOf(PartnersDb db)
    {
        var type = TypeIn(db);
        var table = StoreObjectIdentifier.Table(type.GetTableName()!, type.GetSchema());
        var quote = db.GetService<ISqlGenerationHelper>();
        var columns = ColumnsOf(db).Select(column => quote.DelimitIdentifier(column.Property.GetColumnName(table)!));
        return (quote.DelimitIdentifier(table.Name), string.Join(", ", columns));
    }

    public void Add(TEntity entity)
    {
        foreach (var (parameter, value) in _columns)
        {
            parameter.Value = value(entity);
        }

        _command.ExecuteNonQuery();
    }

    public void Dispose() => _command.Dispose();

    private static IEntityType TypeIn(PartnersDb db) =>
        db.Model.FindEntityType(typeof(TEntity)) ?? throw new ArgumentException("Not in the model.", nameof(db));

    private DbParameter Parameter(IProperty property, string name)
    {
        var parameter = property.GetRelationalTypeMapping().CreateParameter(_command, name, value: null, nullable: true);
        _command.Parameters.Add(parameter);
        return parameter;
    }

    /// <summary>Compiles the reading and conversion of a property into one step; null becomes <see cref="DBNull"/>.</summary>
    private static Func<TEntity, object> Reader(IProperty property)
    {
        var entity = Expression.Parameter(typeof(TEntity));
        Expression read = Expression.Property(entity, property.PropertyInfo!);
        var isNullableStruct = Nullable.GetUnderlyingType(read.Type) is not null;
        var value = isNullableStruct ? Expression.Property(read, nameof(Nullable<>.Value)) : read;
        var converted = property.GetTypeMapping().Converter is { } converter
            ? Expression.Invoke(converter.ConvertToProviderExpression, value)
            : value;
        Expression boxed = Expression.Convert(converted, typeof(object));
        if (isNullableStruct || !read.Type.IsValueType)
        {
            boxed = Expression.Condition(
                Expression.Equal(read, Expression.Constant(null, read.Type)),
                Expression.Constant(DBNull.Value, typeof(object)),
                boxed);
        }

        return Expression.Lambda<Func<TEntity, object>>(boxed, entity).Compile();
    }
}
