using System.Text.Json;

namespace Partners.Core.Persistence;

/// <summary>Searches exceptions for faults of the database or its disk.</summary>
internal static class DatabaseFaults
{
    /// <summary>ENOSPC, EDQUOT and their Windows counterparts: .NET passes on the system's number.</summary>
    private static readonly int[] s_noRoom = [28, 122, unchecked((int)0x80070070), unchecked((int)0x80070027)];

    /// <summary>An exception and everything it wraps, outermost first.</summary>
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

    /// <summary>The fault that one exception reports, without its inner exceptions.</summary>
    public static DatabaseFault? Of(Exception exception) =>
        DatabaseEngines.FaultOf(exception) ?? exception switch
        {
            IOException when s_noRoom.Contains(exception.HResult) => new(DatabaseFaultKind.DiskFull, $"I/O {exception.HResult}"),
            _ when IsOfAStoredValue(exception) => new(DatabaseFaultKind.UnreadableValue, exception.GetType().Name),
            _ => null,
        };

    /// <summary>
    /// True if a converter or reader threw while reading a row. This code writes every row with the same converters, so only damage or
    /// another program leaves a value they cannot read.
    /// </summary>
    private static bool IsOfAStoredValue(Exception exception) =>
        exception is FormatException or InvalidCastException or OverflowException
            or ArgumentException or JsonException or InvalidOperationException
        && exception.StackTrace is { } trace
        && trace.Contains("QueryingEnumerable`1", StringComparison.Ordinal)
        && !trace.Contains("ConcurrencyDetector", StringComparison.Ordinal);
}
