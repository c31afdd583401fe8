using System.Diagnostics;
using System.Globalization;
using Partners.Core.Platform.Import;

namespace Partners.Console.CommandLine;

/// <summary>One line on a terminal that says how far the import is, written over a few times a second.</summary>
internal sealed class ImportProgressLine : IProgress<ImportProgress>, IDisposable
{
    private static readonly TimeSpan s_between = TimeSpan.FromMilliseconds(200);

    private readonly TextWriter _terminal;
    private long _lastWritten;
    private int _width;

    private ImportProgressLine(TextWriter terminal) => _terminal = terminal;

    /// <summary>Null where errors go to a file or a pipe: nobody watches.</summary>
    public static ImportProgressLine? ForTerminal(TextWriter error) =>
        ReferenceEquals(error, System.Console.Error) && !System.Console.IsErrorRedirected ? new(error) : null;

    public void Report(ImportProgress value)
    {
        if (_lastWritten != 0 && Stopwatch.GetElapsedTime(_lastWritten) < s_between)
        {
            return;
        }

        _lastWritten = Stopwatch.GetTimestamp();
        var percent = value.BytesInAll == 0 ? 100 : value.Bytes * 100 / value.BytesInAll;
        Write(string.Create(CultureInfo.InvariantCulture, $"{percent,3} %  {(value.IsChecking ? "Checking" : "Importing")} {value.File}, {value.Rows:N0} rows"));
    }

    public void Clear()
    {
        if (_width > 0)
        {
            Write(string.Empty);
            _terminal.Write('\r');
            _width = 0;
        }
    }

    public void Dispose() => Clear();

    private void Write(string text)
    {
        _terminal.Write('\r' + text.PadRight(_width));
        _width = text.Length;
    }
}
