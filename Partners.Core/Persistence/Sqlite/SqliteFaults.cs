using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace Partners.Core.Persistence.Sqlite;

/// <summary>
/// Maps SQLite's error codes to faults that whoever runs the console can act on. Errors in a statement and violated constraints are not
/// among them.
/// </summary>
internal static class SqliteFaults
{
    /// <summary>Extended codes that say more than the primary one: https://sqlite.org/rescode.html</summary>
    private const int SharedMemoryCannotGrow = 4_874;
    private const int FileWasMoved = 1_032;

    /// <summary>How a plain SQLITE_ERROR says that the tables do not fit the statement. All statements are our own.</summary>
    private static readonly string[] s_otherTables =
    [
        "no such table",
        "no such column",
        "no such index",
        "no such module",
        "has no column named",
        "already exists",
        "vtable constructor failed",
        "unsupported file format",
        "malformed",
    ];

    public static DatabaseFault? Of(Exception exception) =>
        exception is SqliteException fault && KindOf(fault) is { } kind ? new(kind, $"SQLite {fault.SqliteExtendedErrorCode}") : null;

    private static DatabaseFaultKind? KindOf(SqliteException fault) => fault switch
    {
        { SqliteExtendedErrorCode: SharedMemoryCannotGrow } => DatabaseFaultKind.DiskFull,
        { SqliteExtendedErrorCode: FileWasMoved } => DatabaseFaultKind.Moved,
        { SqliteErrorCode: SQLITE_FULL } => DatabaseFaultKind.DiskFull,
        { SqliteErrorCode: SQLITE_CORRUPT } => DatabaseFaultKind.Damaged,
        { SqliteErrorCode: SQLITE_NOTADB or SQLITE_FORMAT } => DatabaseFaultKind.NotADatabase,
        { SqliteErrorCode: SQLITE_READONLY } => DatabaseFaultKind.ReadOnly,
        { SqliteErrorCode: SQLITE_CANTOPEN or SQLITE_PERM } => DatabaseFaultKind.CannotOpen,
        { SqliteErrorCode: SQLITE_BUSY or SQLITE_LOCKED or SQLITE_PROTOCOL } => DatabaseFaultKind.Busy,
        { SqliteErrorCode: SQLITE_IOERR } => DatabaseFaultKind.DiskFails,
        { SqliteErrorCode: SQLITE_NOMEM } => DatabaseFaultKind.NoMemory,
        { SqliteErrorCode: SQLITE_ERROR } when s_otherTables.Any(words => fault.Message.Contains(words, StringComparison.Ordinal)) =>
            DatabaseFaultKind.OtherTables,
        _ => null,
    };
}
