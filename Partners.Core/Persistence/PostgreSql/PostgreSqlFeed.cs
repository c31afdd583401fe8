using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Npgsql;
using Partners.Core.Changes;

namespace Partners.Core.Persistence.PostgreSql;

/// <summary>
/// The change feed between instances. A trigger notifies of each commit with audit entries; the sequence, and not the notification, says
/// what is new. It grows in the order of commits, because writers have one lock.
/// </summary>
public sealed partial class PostgreSqlFeed(
    IDbContextFactory<PartnersDb> contexts,
    PostgreSqlSessions sessions,
    ChangeFeed feed,
    TimeProvider time,
    ILogger<PostgreSqlFeed> log) : ChangesElsewhere
{
    /// <summary>Named in Initial.Sql.cs.</summary>
    private const string Channel = "partners_changes";

    /// <summary>What instances say to each other, which no table keeps: the instance's name, a space, and the text.</summary>
    private const string Talk = "partners_talk";

    private const int AtOnce = 1_000;

    private static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(5);

    /// <summary>Of one process there can be two in a test.</summary>
    private readonly string _instance = Guid.NewGuid().ToString("N");

    /// <summary>What this instance wrote has been told here already: first and last sequence of each commit.</summary>
    private readonly List<(long First, long Last)> _own = [];

    /// <summary>The last entry that was told, or that there was at the start.</summary>
    private long? _last;

    public override Task CheckAsync(CancellationToken cancel) => sessions.CheckAsync(cancel);

    public override async Task SayAsync(string text, CancellationToken cancel)
    {
        await using var db = await contexts.OpenAsync(cancel);
        await db.Database.ExecuteSqlAsync($"SELECT pg_notify({Talk}, {$"{_instance} {text}"})", cancel);
    }

    public override async Task ListenAsync(Action connected, Action<string, string> said, CancellationToken cancel)
    {
        var wait = TimeSpan.FromMilliseconds(100);
        while (!cancel.IsCancellationRequested)
        {
            try
            {
                await ListenOnceAsync(
                    () =>
                    {
                        wait = TimeSpan.FromMilliseconds(100);
                        connected();
                    },
                    said,
                    cancel);
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // Whatever it was, the console goes on serving, and listens again.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                LogLost(fault.GetType().Name);
                await Task.Delay(wait, time, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                wait = wait * 2 < s_longestWait ? wait * 2 : s_longestWait;
            }
        }
    }

    private async Task ListenOnceAsync(Action listening, Action<string, string> said, CancellationToken cancel)
    {
        await using var connection = new NpgsqlConnection(sessions.ConnectionString);
        await connection.OpenAsync(cancel);
        connection.Notification += (_, told) => Hear(told.Channel, told.Payload, said);
        await using (var listen = new NpgsqlCommand($"LISTEN {Channel}; LISTEN {Talk}", connection))
        {
            await listen.ExecuteNonQueryAsync(cancel);
        }

        listening();
        while (true)
        {
            // First what was missed, then wait: what comes in between is in the socket.
            await CatchUpAsync(cancel);
            await connection.WaitAsync(cancel);
        }
    }

    private async Task CatchUpAsync(CancellationToken cancel)
    {
        await using var db = await contexts.OpenAsync(cancel);
        if (_last is null)
        {
            _last = await db.AuditEntries.MaxAsync(entry => (long?)entry.Sequence, cancel) ?? 0;
            return;
        }

        while (true)
        {
            var last = _last.Value;
            var entries = await db.AuditEntries.AsNoTracking()
                .Where(entry => entry.Sequence > last)
                .OrderBy(entry => entry.Sequence)
                .Take(AtOnce)
                .ToListAsync(cancel);
            if (entries.Count == 0)
            {
                _own.RemoveAll(commit => commit.Last <= last);
                return;
            }

            _last = entries[^1].Sequence;
            var elsewhere = entries
                .Where(entry => !_own.Exists(commit => commit.First <= entry.Sequence && entry.Sequence <= commit.Last))
                .Select(entry => new Changed(
                    entry.SubjectKind,
                    entry.SubjectId,
                    entry.OrganisationId,
                    entry.WorkspaceId,
                    entry.ActorSubject,
                    entry.ActorName,
                    entry.Action))
                .ToList();
            if (elsewhere.Count > 0)
            {
                feed.Publish(elsewhere);
            }
        }
    }

    private void Hear(string channel, string payload, Action<string, string> said)
    {
        if (string.Equals(channel, Channel, StringComparison.Ordinal))
        {
            HearOfCommit(payload);
        }
        else if (payload.Split(' ', 2) is [var instance, var text] && !string.Equals(instance, _instance, StringComparison.Ordinal))
        {
            said(instance, text);
        }
    }

    /// <param name="payload">The instance, and the first and the last sequence of its commit.</param>
    private void HearOfCommit(string payload)
    {
        if (payload.Split(' ') is [var instance, var first, var last]
            && string.Equals(instance, PostgreSqlServer.InstanceName, StringComparison.Ordinal))
        {
            _own.Add((long.Parse(first, CultureInfo.InvariantCulture), long.Parse(last, CultureInfo.InvariantCulture)));
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The connection to hear of other instances was lost: {Fault}. It is opened anew.")]
    private partial void LogLost(string fault);
}
