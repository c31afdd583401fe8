namespace Partners.Core.Persistence;

/// <summary>
/// Held while a job works that there may be one of at a time, beside the database file, across processes. The operating system lets
/// go of it when the process ends, however it ends: a job still marked as running that nobody holds the lock of was interrupted.
/// </summary>
internal sealed class JobLock : IDisposable
{
    public const string Import = "import";
    public const string Refresh = "refresh";
    public const string Migration = "migration";

    /// <summary>How Linux, macOS and Windows say that another process has the file open.</summary>
    private static readonly int[] s_heldByAnother = [11, 35, unchecked((int)0x80070020)];

    private readonly FileStream? _file;

    private JobLock(FileStream? file) => _file = file;

    /// <summary>Null where another of that kind holds it.</summary>
    /// <exception cref="DatabaseRefusedException">The folder cannot be written to.</exception>
    public static JobLock? TryTake(string databaseFile, string job)
    {
        if (databaseFile.Length == 0 || databaseFile.StartsWith(':'))
        {
            return new(file: null);
        }

        try
        {
            return new(new FileStream($"{databaseFile}.{job}-lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose));
        }
        catch (IOException fault) when (s_heldByAnother.Contains(fault.HResult))
        {
            return null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException && DatabaseFault.Of(fault) is null)
        {
            // Not held by anybody: whoever waited for it would wait for ever.
            throw new DatabaseRefusedException(
                $"The file {databaseFile}.{job}-lock cannot be made. Let this account write to the folder of the database, and try again.",
                fault);
        }
    }

    public void Dispose() => _file?.Dispose();
}
