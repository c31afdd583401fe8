using System.Data.Common;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Partners.Core.Persistence;

/// <summary>
/// Inserts many new rows of one table through one prepared statement, with the columns and conversions of the model. For
/// imports and seeds, where the change tracker would take most of the time. Runs inside the context's own transaction.
/// </summary>
internal sealed class BulkInsert<TEntity> : IDisposable
    where TEntity : class
{
    private readonly DbCommand _command;
    private readonly (DbParameter Parameter, Func<TEntity, object?> Value)[] _columns;

    public BulkInsert(PartnersDb db)
    {
        var type = db.Model.FindEntityType(typeof(TEntity)) ?? throw new ArgumentException("Not in the model.", nameof(db));
        var table = StoreObjectIdentifier.Table(type.GetTableName()!, type.GetSchema());
        var properties = type.GetProperties().Where(property => property.ValueGenerated != ValueGenerated.OnAddOrUpdate).ToList();
        var quote = db.GetService<ISqlGenerationHelper>();

        _command = db.Database.GetDbConnection().CreateCommand();
        _command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction() ?? throw new InvalidOperationException("Begin a transaction first.");
        var columns = properties.Select(property => quote.DelimitIdentifier(property.GetColumnName(table)!));
        var parameters = properties.Select((_, index) => $"@p{index}");
        _command.CommandText = $"INSERT INTO {quote.DelimitIdentifier(table.Name)} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", parameters)})";
        _columns = [.. properties.Select((property, index) => (Parameter(property, $"@p{index}"), Reader(property)))];
        _command.Prepare();
    }

    public void Add(TEntity entity)
    {
        foreach (var (parameter, value) in _columns)
        {
            parameter.Value = value(entity) ?? DBNull.Value;
        }

        _command.ExecuteNonQuery();
    }

    public void Dispose() => _command.Dispose();

    private DbParameter Parameter(IProperty property, string name)
    {
        var parameter = property.GetRelationalTypeMapping().CreateParameter(_command, name, value: null, nullable: true);
        _command.Parameters.Add(parameter);
        return parameter;
    }

    /// <summary>Reads a property and converts it as the model says, without boxing the entity through reflection each time.</summary>
    private static Func<TEntity, object?> Reader(IProperty property)
    {
        var entity = Expression.Parameter(typeof(TEntity));
        var read = Expression.Lambda<Func<TEntity, object?>>(
            Expression.Convert(Expression.Property(entity, property.PropertyInfo!), typeof(object)), entity).Compile();
        return property.GetTypeMapping().Converter?.ConvertToProvider is { } convert
            ? row => read(row) is { } value ? convert(value) : null
            : read;
    }
}
