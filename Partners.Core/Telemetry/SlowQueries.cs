using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.Extensions.Logging;
using Partners.Core.Persistence;

namespace Partners.Core.Telemetry;

/// <summary>
/// Logs slow statements with their plan. Nothing personal: the text has parameters in place of values, and the values are left out.
/// </summary>
internal sealed partial class SlowQueries(QuerySettings settings, TimeProvider time, ILogger<SlowQueries> log)
{
    /// <summary>More than the number of different statements in the core. At this size the list is cleared.</summary>
    private const int MostRemembered = 1_000;

    /// <summary>Avoids slowing down a storm of slow statements by planning each of them.</summary>
    private static readonly TimeSpan s_betweenPlans = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, DateTimeOffset> _planned = new(StringComparer.Ordinal);

    internal bool Is(TimeSpan took) => took.TotalMilliseconds > settings.SlowMilliseconds;

    /// <summary>Never throws: the query is done, and its caller is not concerned with this.</summary>
    internal void Tell(DbCommand command, TimeSpan took)
    {
        CoreTelemetry.SlowQueries.Add(1);
        var sql = command.CommandText;
        if (!IsDue(sql))
        {
            LogSlowAgain(took.TotalMilliseconds, sql);
            return;
        }

        try
        {
            LogSlow(
                took.TotalMilliseconds,
                sql,
                SqlText.HasPlan(sql) ? DatabaseInspection.PlanOf(command) : "none: several statements, or one without a plan");
        }
#pragma warning disable CA1031 // A failed plan must not fail the query.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            LogNoPlan(fault, took.TotalMilliseconds, sql);
        }
    }

    private bool IsDue(string sql)
    {
        var now = time.GetUtcNow();
        if (_planned.Count >= MostRemembered)
        {
            _planned.Clear();
        }

        // Of several threads at once, only one gets to log the plan.
        return _planned.TryGetValue(sql, out var last)
            ? now - last >= s_betweenPlans && _planned.TryUpdate(sql, now, last)
            : _planned.TryAdd(sql, now);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A query took {Milliseconds:0} ms.\n{Sql}\nIts plan: {Plan}")]
    private partial void LogSlow(double milliseconds, string sql, string plan);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "A query took {Milliseconds:0} ms. Its plan was logged less than a minute ago.\n{Sql}")]
    private partial void LogSlowAgain(double milliseconds, string sql);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A query took {Milliseconds:0} ms, and its plan could not be had.\n{Sql}")]
    private partial void LogNoPlan(Exception fault, double milliseconds, string sql);
}
