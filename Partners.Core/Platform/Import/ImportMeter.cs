using Partners.Core.Jobs;

namespace Partners.Core.Platform.Import;

/// <summary>Counts rows and bytes read, and reports progress.</summary>
internal sealed class ImportMeter(JobTurn job, IProgress<ImportProgress>? watcher, long bytesOfAllFiles)
{
    private long _rowsOfEarlierFiles;
    private long _rowsOfThisFile;
    private long _bytesOfEarlierFiles;
    private long _bytesOfThisFile;
    private bool _checking = true;

    public long Rows => _rowsOfEarlierFiles + _rowsOfThisFile;

    public void Read(string file, JsonRows rows)
    {
        (_rowsOfThisFile, _bytesOfThisFile) = (rows.Row, rows.BytesRead);
        Tell(file);
    }

    public void FileEnds()
    {
        _rowsOfEarlierFiles += _rowsOfThisFile;
        _bytesOfEarlierFiles += _bytesOfThisFile;
        (_rowsOfThisFile, _bytesOfThisFile) = (0, 0);
    }

    public void CheckEnds()
    {
        _checking = false;
        _rowsOfEarlierFiles = 0;
    }

    public void End() => Tell(file: null);

    private void Tell(string? file)
    {
        var (bytes, inAll) = (_bytesOfEarlierFiles + _bytesOfThisFile, bytesOfAllFiles * 2);
        job.Report(bytes, inAll);
        watcher?.Report(new ImportProgress(file, _checking, Rows, bytes, inAll));
    }
}
