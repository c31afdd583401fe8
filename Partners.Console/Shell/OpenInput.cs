using System.Collections.Concurrent;

namespace Partners.Console.Shell;

/// <summary>
/// What people typed on open pages and what is not saved yet. When the console stops, no page is left in the usual way, and this saves it.
/// </summary>
public sealed partial class OpenInput(ILogger<OpenInput> log)
{
    private readonly ConcurrentDictionary<Guid, Func<Task>> _saves = new();

    /// <summary>Counts a page until the result is disposed.</summary>
    /// <param name="save">Saves what is not saved yet; does nothing where there is nothing.</param>
    public IDisposable Add(Func<Task> save)
    {
        var key = Guid.NewGuid();
        _saves[key] = save;
        return new Ending(() => _saves.TryRemove(key, out _));
    }

    public Task SaveAllAsync(CancellationToken cancel) => Task.WhenAll(_saves.Values.Select(SaveAsync)).WaitAsync(cancel);

    private async Task SaveAsync(Func<Task> save)
    {
        try
        {
            await save();
        }
#pragma warning disable CA1031 // The console stops: the log is the only one left to tell, and the other pages are to be saved.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            LogNotSaved(fault);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The console stopped before what somebody typed was saved.")]
    private partial void LogNotSaved(Exception fault);

    private sealed class Ending(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
