using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace Partners.Core.Persistence.Sqlite;

/// <summary>
/// What SQLite's error codes mean for whoever runs the console. Errors in a statement or a broken constraint are not among them.
/// </summary>
internal static class SqliteFaults
{
    /// <summary>The extended codes that say more than the plain one: https://sqlite.org/rescode.html</summary>
    private const int SharedMemoryCannotGrow = 4_874;
    private const int FileWasMoved = 1_032;

    /// <summary>
    /// How SQLite says, in a plain SQLITE_ERROR, that tables are not as the statement takes them to be. All statements are our own.
    /// </summary>
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
