namespace Partners.Core.Platform.Import;

/// <summary>
/// Held while an import works, beside the database file, across processes. The operating system lets go of it when the
/// process ends, however it ends: an import still marked as running that nobody holds the lock of was interrupted.
/// </summary>
internal sealed class ImportLock : IDisposable
{
    private readonly FileStream? _file;

    private ImportLock(FileStream? file) => _file = file;

    /// <summary>Null where another import holds it.</summary>
    public static ImportLock? TryTake(string databaseFile)
    {
        if (databaseFile.Length == 0 || databaseFile.StartsWith(':'))
        {
            return new(file: null);
        }

        try
        {
            return new(new FileStream(databaseFile + ".import-lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose));
        }
        catch (IOException)
        {
            return null;
        }
    }

    public void Dispose() => _file?.Dispose();
}
