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

    private readonly FileStream? _file;

    private JobLock(FileStream? file) => _file = file;

    /// <summary>Null where another of that kind holds it.</summary>
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
        catch (IOException)
        {
            return null;
        }
    }

    public void Dispose() => _file?.Dispose();
}
