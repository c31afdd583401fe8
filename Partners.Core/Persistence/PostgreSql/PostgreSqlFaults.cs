using System.Net.Sockets;
using Npgsql;

namespace Partners.Core.Persistence.PostgreSql;

/// <summary>
/// Maps the server's error codes to faults that whoever runs the console can act on. Errors in a statement and violated constraints are not
/// among them.
/// </summary>
internal static class PostgreSqlFaults
{
    public static DatabaseFault? Of(Exception exception) => exception switch
    {
        PostgresException fault => KindOf(fault.SqlState) is { } kind ? new(kind, $"PostgreSQL {fault.SqlState}") : null,
        NpgsqlException { InnerException: TimeoutException } => new(DatabaseFaultKind.Busy, "PostgreSQL timeout"),
        NpgsqlException { InnerException: IOException or SocketException } => new(DatabaseFaultKind.Unreachable, "PostgreSQL connection"),
        NpgsqlException { IsTransient: true } => new(DatabaseFaultKind.Unreachable, "PostgreSQL connection"),
        _ => null,
    };

    /// <summary>The connection went, or the server takes none just now.</summary>
    public static bool IsLost(Exception exception) =>
        exception is PostgresException { SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected }
        || Of(exception)?.Kind is DatabaseFaultKind.Unreachable or DatabaseFaultKind.NoConnectionLeft;

    /// <summary>https://www.postgresql.org/docs/15/errcodes-appendix.html</summary>
    private static DatabaseFaultKind? KindOf(string state) => state switch
    {
        PostgresErrorCodes.DiskFull => DatabaseFaultKind.DiskFull,
        PostgresErrorCodes.OutOfMemory => DatabaseFaultKind.NoMemory,
        PostgresErrorCodes.TooManyConnections or PostgresErrorCodes.ConfigurationLimitExceeded => DatabaseFaultKind.NoConnectionLeft,
        PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted => DatabaseFaultKind.Damaged,
        PostgresErrorCodes.IoError => DatabaseFaultKind.DiskFails,
        PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn or PostgresErrorCodes.UndefinedFunction =>
            DatabaseFaultKind.OtherTables,
        PostgresErrorCodes.ReadOnlySqlTransaction => DatabaseFaultKind.Standby,
        PostgresErrorCodes.InsufficientPrivilege => DatabaseFaultKind.NotGranted,
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification => DatabaseFaultKind.NotLetIn,
        PostgresErrorCodes.InvalidCatalogName => DatabaseFaultKind.NoSuchDatabase,
        PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.QueryCanceled or PostgresErrorCodes.DeadlockDetected =>
            DatabaseFaultKind.Busy,
        PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow =>
            DatabaseFaultKind.Unreachable,
        "25P03" => DatabaseFaultKind.Unreachable,
        _ when state.StartsWith("08", StringComparison.Ordinal) => DatabaseFaultKind.Unreachable,
        _ => null,
    };
}
