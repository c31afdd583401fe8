using System.Text.Json;
using Partners.Core.Persistence.Sqlite;

namespace Partners.Core.Persistence;

/// <summary>Looks through exceptions for what the database or its disk said.</summary>
internal static class DatabaseFaults
{
    /// <summary>ENOSPC, EDQUOT and their likes on Windows: .NET hands on the number of the system.</summary>
    private static readonly int[] s_noRoom = [28, 122, unchecked((int)0x80070070), unchecked((int)0x80070027)];

    /// <summary>An exception and everything that it wraps, the outermost first.</summary>
    public static IEnumerable<Exception> Causes(Exception exception)
    {
        var open = new Queue<Exception>([exception]);
        while (open.TryDequeue(out var next))
        {
            yield return next;
            IReadOnlyList<Exception> inner = next switch
            {
                AggregateException several => several.InnerExceptions,
                { InnerException: { } one } => [one],
                _ => [],
            };
            foreach (var cause in inner)
            {
                open.Enqueue(cause);
            }
        }
    }

    /// <summary>What one exception says by itself.</summary>
    public static DatabaseFault? Of(Exception exception) =>
        SqliteFaults.Of(exception) ?? exception switch
        {
            IOException when s_noRoom.Contains(exception.HResult) => new(DatabaseFaultKind.DiskFull, $"I/O {exception.HResult}"),
            _ when IsOfAStoredValue(exception) => new(DatabaseFaultKind.UnreadableValue, exception.GetType().Name),
            _ => null,
        };

    /// <summary>
    /// A converter or a reader threw while a row was read. All rows are written by this code, with the same converters: only damage, or
    /// another program, leaves a value that they cannot read.
    /// </summary>
    private static bool IsOfAStoredValue(Exception exception) =>
        exception is FormatException or InvalidCastException or OverflowException
            or ArgumentException or JsonException or InvalidOperationException
        && exception.StackTrace is { } trace
        && trace.Contains("QueryingEnumerable`1", StringComparison.Ordinal)
        && !trace.Contains("ConcurrencyDetector", StringComparison.Ordinal);
}
