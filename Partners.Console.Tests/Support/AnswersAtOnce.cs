using System.Collections;
using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Partners.Core.Persistence.PostgreSql;

namespace Partners.Console.Tests.Support;

/// <summary>
/// Waits for the server where the file would be read, so that a page that was rendered shows its rows, as tests of pages expect.
/// </summary>
internal sealed class AnswersAtOnce : DbCommandInterceptor, IDbConnectionInterceptor, IDbTransactionInterceptor
{
    private static readonly AnswersAtOnce s_instance = new();

    /// <summary>Add it after the interceptors of a test, which may stop what it would carry out.</summary>
    public static void Set(IServiceCollection services) =>
        services.ConfigureDbContext<PostgreSqlDb>(options => options.AddInterceptors(s_instance));

    public ValueTask<InterceptionResult> ConnectionOpeningAsync(
        DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        if (result.IsSuppressed)
        {
            return ValueTask.FromResult(result);
        }

        connection.Open();
        return ValueTask.FromResult(InterceptionResult.Suppress());
    }

    public ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(
        DbConnection connection,
        TransactionStartingEventData eventData,
        InterceptionResult<DbTransaction> result,
        CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(result.HasResult
            ? result
            : InterceptionResult<DbTransaction>.SuppressWithResult(connection.BeginTransaction(eventData.IsolationLevel)));

    public ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        if (result.IsSuppressed)
        {
            return ValueTask.FromResult(result);
        }

        transaction.Commit();
        return ValueTask.FromResult(InterceptionResult.Suppress());
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(result.HasResult ? result : InterceptionResult<DbDataReader>.SuppressWithResult(
            eventData.CommandSource == CommandSource.SaveChanges ? command.ExecuteReader() : new Reader(command.ExecuteReader())));
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(result.HasResult ? result : InterceptionResult<int>.SuppressWithResult(command.ExecuteNonQuery()));
    }

    public override ValueTask<InterceptionResult<object>> ScalarExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<object> result, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(result.HasResult ? result : InterceptionResult<object>.SuppressWithResult(command.ExecuteScalar()!));
    }

    /// <summary>Its asynchronous calls are the base class's, which make the others.</summary>
    private sealed class Reader(DbDataReader rows) : DbDataReader
    {
        public override int Depth => rows.Depth;

        public override int FieldCount => rows.FieldCount;

        public override bool HasRows => rows.HasRows;

        public override bool IsClosed => rows.IsClosed;

        public override int RecordsAffected => rows.RecordsAffected;

        public override object this[int ordinal] => rows[ordinal];

        public override object this[string name] => rows[name];

        public override bool GetBoolean(int ordinal) => rows.GetBoolean(ordinal);

        public override byte GetByte(int ordinal) => rows.GetByte(ordinal);

        public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length) =>
            rows.GetBytes(ordinal, dataOffset, buffer, bufferOffset, length);

        public override char GetChar(int ordinal) => rows.GetChar(ordinal);

        public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length) =>
            rows.GetChars(ordinal, dataOffset, buffer, bufferOffset, length);

        public override string GetDataTypeName(int ordinal) => rows.GetDataTypeName(ordinal);

        public override DateTime GetDateTime(int ordinal) => rows.GetDateTime(ordinal);

        public override decimal GetDecimal(int ordinal) => rows.GetDecimal(ordinal);

        public override double GetDouble(int ordinal) => rows.GetDouble(ordinal);

        public override IEnumerator GetEnumerator() => rows.GetEnumerator();

        public override Type GetFieldType(int ordinal) => rows.GetFieldType(ordinal);

        public override T GetFieldValue<T>(int ordinal) => rows.GetFieldValue<T>(ordinal);

        public override float GetFloat(int ordinal) => rows.GetFloat(ordinal);

        public override Guid GetGuid(int ordinal) => rows.GetGuid(ordinal);

        public override short GetInt16(int ordinal) => rows.GetInt16(ordinal);

        public override int GetInt32(int ordinal) => rows.GetInt32(ordinal);

        public override long GetInt64(int ordinal) => rows.GetInt64(ordinal);

        public override string GetName(int ordinal) => rows.GetName(ordinal);

        public override int GetOrdinal(string name) => rows.GetOrdinal(name);

        public override string GetString(int ordinal) => rows.GetString(ordinal);

        public override object GetValue(int ordinal) => rows.GetValue(ordinal);

        public override int GetValues(object[] values) => rows.GetValues(values);

        public override bool IsDBNull(int ordinal) => rows.IsDBNull(ordinal);

        public override bool NextResult() => rows.NextResult();

        public override bool Read() => rows.Read();

        public override void Close() => rows.Close();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                rows.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
