using System.Diagnostics;

namespace Partners.Console.CommandLine;

/// <summary>A line on the terminal with a job's progress, overwritten a few times a second.</summary>
internal sealed class ProgressLine<T> : IProgress<T>, IDisposable
{
    private static readonly TimeSpan s_between = TimeSpan.FromMilliseconds(200);

    private readonly TextWriter _terminal;
    private readonly Func<T, string> _words;
    private long _lastWritten;
    private int _width;

    private ProgressLine(TextWriter terminal, Func<T, string> words)
    {
        _terminal = terminal;
        _words = words;
    }

    /// <summary>Null if errors go to a file or pipe, where no one watches.</summary>
    public static ProgressLine<T>? ForTerminal(TextWriter error, Func<T, string> words) =>
        ReferenceEquals(error, System.Console.Error) && !System.Console.IsErrorRedirected ? new(error, words) : null;

    public void Report(T value)
    {
        if (_lastWritten != 0 && Stopwatch.GetElapsedTime(_lastWritten) < s_between)
        {
            return;
        }

        _lastWritten = Stopwatch.GetTimestamp();
        Write(_words(value));
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
