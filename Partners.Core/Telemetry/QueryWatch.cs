using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Partners.Core.Telemetry;

/// <summary>
/// Times every statement from its start until its last row is read, and passes on slow ones. Statements that bypass Entity Framework, such
/// as the ledger's totals, are not seen here. Migrations are left out: they take their time, and their scripts would fill the log of a
/// first start.
/// </summary>
internal sealed class QueryWatch(SlowQueries slow) : DbCommandInterceptor
{
    /// <summary>The time to the first row of each reader still open: SQLite sorts before that and scans after it.</summary>
    private readonly ConcurrentDictionary<Guid, TimeSpan> _toFirstRow = [];

    public override DbDataReader ReaderExecuted(DbCommand command, CommandExecutedEventData eventData, DbDataReader result)
    {
        if (IsWatched(eventData))
        {
            _toFirstRow[eventData.CommandId] = eventData.Duration;
        }

        return result;
    }

    public override ValueTask<DbDataReader> ReaderExecutedAsync(
        DbCommand command,
        CommandExecutedEventData eventData,
        DbDataReader result,
        CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(ReaderExecuted(command, eventData, result));

    public override InterceptionResult DataReaderDisposing(
        DbCommand command,
        DataReaderDisposingEventData eventData,
        InterceptionResult result)
    {
        if (_toFirstRow.TryRemove(eventData.CommandId, out var toFirstRow))
        {
            // Close it a moment early, so that the statement has ended when its plan is requested.
            Ended(command, toFirstRow + eventData.Duration, eventData.DataReader.Close);
        }

        return result;
    }

    public override int NonQueryExecuted(DbCommand command, CommandExecutedEventData eventData, int result)
    {
        if (IsWatched(eventData))
        {
            Ended(command, eventData.Duration);
        }

        return result;
    }

    public override ValueTask<int> NonQueryExecutedAsync(
        DbCommand command,
        CommandExecutedEventData eventData,
        int result,
        CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(NonQueryExecuted(command, eventData, result));

    public override object? ScalarExecuted(DbCommand command, CommandExecutedEventData eventData, object? result)
    {
        if (IsWatched(eventData))
        {
            Ended(command, eventData.Duration);
        }

        return result;
    }

    public override ValueTask<object?> ScalarExecutedAsync(
        DbCommand command,
        CommandExecutedEventData eventData,
        object? result,
        CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(ScalarExecuted(command, eventData, result));

    private static bool IsWatched(CommandExecutedEventData executed) => executed.CommandSource != CommandSource.Migrations;

    private void Ended(DbCommand command, TimeSpan took, Action? close = null)
    {
        var operation = SqlText.OperationOf(command.CommandText);
        CoreTelemetry.QueryDuration.Record(took.TotalSeconds, new KeyValuePair<string, object?>("db.operation.name", operation));
        if (Activity.Current is { IsAllDataRequested: true } activity && activity.Source == CoreTelemetry.Activities)
        {
            activity.AddEvent(new(
                "query",
                tags: new() { ["db.operation.name"] = operation, ["partners.query.milliseconds"] = took.TotalMilliseconds }));
        }

        if (slow.Is(took))
        {
            close?.Invoke();
            slow.Tell(command, took);
        }
    }
}

/// <summary>What a statement's text reveals.</summary>
internal static class SqlText
{
    private static readonly string[] s_explained = ["SELECT", "WITH", "INSERT", "UPDATE", "DELETE"];

    /// <summary><c>SELECT</c> and the like; <c>OTHER</c> for anything else.</summary>
    public static string OperationOf(string sql) =>
        Array.Find(s_explained, word => sql.AsSpan().TrimStart().StartsWith(word, StringComparison.OrdinalIgnoreCase)) ?? "OTHER";

    /// <summary>
    /// True for a single statement that has a plan. Of several statements, asking for the plan would run all but the first.
    /// </summary>
    public static bool HasPlan(string sql) => OperationOf(sql) != "OTHER" && !sql.AsSpan().TrimEnd("; \r\n\t").Contains(';');
}
