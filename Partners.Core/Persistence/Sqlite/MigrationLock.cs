namespace Partners.Core.Persistence.Sqlite;

/// <summary>
/// Held while a process brings the database up to date, beside the file and across processes: before the first migration there is no table
/// of jobs. The operating system lets go of it when the process ends, however it ends.
/// </summary>
internal sealed class MigrationLock : IDisposable
{
    /// <summary>How Linux, macOS and Windows say that another process has the file open.</summary>
    private static readonly int[] s_heldByAnother = [11, 35, unchecked((int)0x80070020)];

    private readonly FileStream? _file;

    private MigrationLock(FileStream? file) => _file = file;

    /// <summary>Null where another holds it.</summary>
    /// <exception cref="DatabaseRefusedException">The folder cannot be written to.</exception>
    public static MigrationLock? TryTake(string databaseFile)
    {
        if (databaseFile.Length == 0 || databaseFile.StartsWith(':'))
        {
            return new(file: null);
        }

        var name = $"{databaseFile}.migration-lock";
        try
        {
            return new(new FileStream(
                name,
                FileMode.OpenOrCreate,
                FileAccess.ReadWrite,
                FileShare.None,
                bufferSize: 1,
                FileOptions.DeleteOnClose));
        }
        catch (IOException fault) when (s_heldByAnother.Contains(fault.HResult))
        {
            return null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException && DatabaseFault.Of(fault) is null)
        {
            // Not held by anybody: whoever waited for it would wait for ever.
            throw new DatabaseRefusedException(
                $"The file {name} cannot be made. Let this account write to the folder of the database, and try again.",
                fault);
        }
    }

    public void Dispose() => _file?.Dispose();
}
