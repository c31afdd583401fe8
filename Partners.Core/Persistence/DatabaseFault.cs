namespace Partners.Core.Persistence;

/// <summary>The kinds of database and disk faults. Each has one sentence that says what to do.</summary>
public enum DatabaseFaultKind
{
    /// <summary>A disk is full.</summary>
    DiskFull,

    /// <summary>The file is truncated, or some of its pages are overwritten.</summary>
    Damaged,

    /// <summary>The file never was a database, or its header was overwritten.</summary>
    NotADatabase,

    /// <summary>A table is missing or differs from what this version creates.</summary>
    OtherTables,

    /// <summary>A record holds a value that no version of Partners writes.</summary>
    UnreadableValue,

    ReadOnly,

    /// <summary>The file was moved or replaced while it was open.</summary>
    Moved,

    CannotOpen,

    /// <summary>Another process has held the write lock for longer than the timeout.</summary>
    Busy,

    /// <summary>The disk returns errors.</summary>
    DiskFails,

    NoMemory,

    /// <summary>The server does not answer, or ended the connection.</summary>
    Unreachable,

    /// <summary>The server has no connection left.</summary>
    NoConnectionLeft,

    /// <summary>The server refuses the account or its password.</summary>
    NotLetIn,

    /// <summary>The server has no such database.</summary>
    NoSuchDatabase,

    /// <summary>The account lacks a right on a table.</summary>
    NotGranted,

    /// <summary>The server only reads.</summary>
    Standby,
}

/// <summary>A fault of the database or its disk, found in an exception.</summary>
/// <param name="Code">The system's error code, for the log.</param>
public sealed record DatabaseFault(DatabaseFaultKind Kind, string Code)
{
    /// <summary>The fault behind an exception, however deeply nested; null if the database is not at fault.</summary>
    /// <remarks>A violated constraint is not a fault: the database is doing its job.</remarks>
    public static DatabaseFault? Of(Exception exception) =>
        DatabaseFaults.Causes(exception).Select(DatabaseFaults.Of).FirstOrDefault(fault => fault is not null);

    /// <summary>The sentence for whoever starts the console or runs a command.</summary>
    /// <param name="file">The file name as the settings have it.</param>
    public string Sentence(string file) => Kind switch
    {
        DatabaseFaultKind.DiskFull => $"There is no room left on the disk of the database {file}. Make room there and try again.",
        DatabaseFaultKind.Damaged => $"The database {file} is damaged. Put back a backup: docs/operations.md says how.",
        DatabaseFaultKind.NotADatabase => $"The file {file} is not a SQLite database. Name another file, or put back a backup.",
        DatabaseFaultKind.OtherTables =>
            $"The database {file} does not have the tables of this version: it is damaged, or was changed by hand. Put back a backup.",
        DatabaseFaultKind.UnreadableValue =>
            $"The database {file} holds a value that Partners cannot read: it is damaged, or was changed by hand. Put back a backup.",
        DatabaseFaultKind.ReadOnly =>
            $"The database {file} cannot be written to. Let this account write to the file and to its folder, and try again.",
        DatabaseFaultKind.Moved => $"The database {file} was moved or replaced while it was open. Start Partners again.",
        DatabaseFaultKind.CannotOpen => $"The database {file} cannot be opened: is there such a folder, and may you write there?",
        DatabaseFaultKind.Busy => $"The database {file} is busy: something else has been writing to it for a long time. Try again.",
        DatabaseFaultKind.DiskFails =>
            $"The disk of the database {file} answers with errors. Check that it is connected, has room and is sound, and try again.",
        DatabaseFaultKind.Unreachable =>
            $"The database {file} cannot be reached. Check that the server runs and that Database:ConnectionString names it, and try again.",
        DatabaseFaultKind.NoConnectionLeft => $"The server of the database {file} has no connection left. Allow it more, or use fewer.",
        DatabaseFaultKind.NotLetIn =>
            $"The server of the database {file} does not let this account in. Check the name and password in Database:ConnectionString.",
        DatabaseFaultKind.NoSuchDatabase => $"There is no database {file}. Create it first: docs/operations.md says how.",
        DatabaseFaultKind.NotGranted =>
            $"This account lacks a right in the database {file}. Grant it: docs/operations.md says which it needs.",
        DatabaseFaultKind.Standby => $"The database {file} can only be read: it may be a standby. Name the primary server.",
        _ => $"There is not enough memory to use the database {file}. End other programs and try again.",
    };

    /// <summary>The sentence for staff on a page: no machine paths, and whom to ask.</summary>
    public string SentenceForStaff => Kind switch
    {
        DatabaseFaultKind.DiskFull =>
            "The disk of the database is full: nothing can be saved. Ask whoever runs Partners to make room, and try again.",
        DatabaseFaultKind.ReadOnly =>
            "The database cannot be written to: nothing can be saved. Ask whoever runs Partners to allow it, and try again.",
        DatabaseFaultKind.Moved => "The database was moved or replaced. Ask whoever runs Partners to start it again.",
        DatabaseFaultKind.CannotOpen => "The database cannot be opened. Ask whoever runs Partners whether its folder is there.",
        DatabaseFaultKind.Busy => "Something else has been writing to the database for a long time. Try again in a minute.",
        DatabaseFaultKind.DiskFails => "The disk of the database answers with errors. Ask whoever runs Partners to check it.",
        DatabaseFaultKind.Unreachable =>
            "The database cannot be reached just now. Try again in a minute, and tell whoever runs Partners if it stays so.",
        DatabaseFaultKind.NoConnectionLeft => "The database has no connection left. Try again in a minute.",
        DatabaseFaultKind.NotLetIn or DatabaseFaultKind.NoSuchDatabase or DatabaseFaultKind.NotGranted =>
            "The database does not let Partners in. Ask whoever runs Partners to check its account.",
        DatabaseFaultKind.Standby => "The database can only be read just now: nothing can be saved. Tell whoever runs Partners.",
        DatabaseFaultKind.NoMemory => "The server is out of memory. Try again in a minute, and tell whoever runs Partners if it stays so.",
        _ => "The database is damaged. Ask whoever runs Partners to put back a backup.",
    };
}
