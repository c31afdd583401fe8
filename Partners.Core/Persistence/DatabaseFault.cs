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
        DatabaseFaultKind.NoMemory => "The server is out of memory. Try again in a minute, and tell whoever runs Partners if it stays so.",
        _ => "The database is damaged. Ask whoever runs Partners to put back a backup.",
    };
}
