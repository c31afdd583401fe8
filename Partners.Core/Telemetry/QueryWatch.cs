using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Partners.Core.Telemetry;

/// <summary>
/// Times every statement from its start until its last row was read, and hands on those that were slow. What the core asks without
/// Entity Framework, such as the ledger's totals, does not come by here.
/// </summary>
internal sealed class QueryWatch(SlowQueries slow) : DbCommandInterceptor
{
    /// <summary>Of readers that are still read, how long it took to their first row: SQLite sorts before that, and walks after it.</summary>
    private readonly ConcurrentDictionary<Guid, TimeSpan> _toFirstRow = [];

    public override DbDataReader ReaderExecuted(DbCommand command, CommandExecutedEventData eventData, DbDataReader result)
    {
        _toFirstRow[eventData.CommandId] = eventData.Duration;
        return result;
    }

    public override ValueTask<DbDataReader> ReaderExecutedAsync(DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(ReaderExecuted(command, eventData, result));

    public override InterceptionResult DataReaderDisposing(DbCommand command, DataReaderDisposingEventData eventData, InterceptionResult result)
    {
        if (_toFirstRow.TryRemove(eventData.CommandId, out var toFirstRow))
        {
            // Closed a moment early, so that nothing of the statement is under way when its plan is asked for.
            Ended(command, toFirstRow + eventData.Duration, eventData.DataReader.Close);
        }

        return result;
    }

    public override int NonQueryExecuted(DbCommand command, CommandExecutedEventData eventData, int result)
    {
        Ended(command, eventData.Duration);
        return result;
    }

    public override ValueTask<int> NonQueryExecutedAsync(DbCommand command, CommandExecutedEventData eventData, int result, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(NonQueryExecuted(command, eventData, result));

    public override object? ScalarExecuted(DbCommand command, CommandExecutedEventData eventData, object? result)
    {
        Ended(command, eventData.Duration);
        return result;
    }

    public override ValueTask<object?> ScalarExecutedAsync(DbCommand command, CommandExecutedEventData eventData, object? result, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(ScalarExecuted(command, eventData, result));

    private void Ended(DbCommand command, TimeSpan took, Action? close = null)
    {
        var operation = SqlText.OperationOf(command.CommandText);
        CoreTelemetry.QueryDuration.Record(took.TotalSeconds, new KeyValuePair<string, object?>("db.operation.name", operation));
        if (Activity.Current is { IsAllDataRequested: true } activity && activity.Source == CoreTelemetry.Activities)
        {
            activity.AddEvent(new("query", tags: new() { ["db.operation.name"] = operation, ["partners.query.milliseconds"] = took.TotalMilliseconds }));
        }

        if (slow.Is(took))
        {
            close?.Invoke();
            slow.Tell(command, took);
        }
    }
}

/// <summary>What can be seen from a statement's text.</summary>
internal static class SqlText
{
    private static readonly string[] s_explained = ["SELECT", "WITH", "INSERT", "UPDATE", "DELETE"];

    /// <summary><c>SELECT</c> and the like; <c>OTHER</c> for what is none of the few.</summary>
    public static string OperationOf(string sql) => Array.Find(s_explained, word => sql.AsSpan().TrimStart().StartsWith(word, StringComparison.OrdinalIgnoreCase)) ?? "OTHER";

    /// <summary>Whether it is one statement that has a plan. Of several, all but the first would be carried out when the plan is asked for.</summary>
    public static bool HasPlan(string sql) => OperationOf(sql) != "OTHER" && !sql.AsSpan().TrimEnd("; \r\n\t").Contains(';');
}
