namespace Partners.Core.Persistence;

/// <summary>
/// Lets the writers of this process in one after the other, in the order in which they came. SQLite has one write lock;
/// without a queue before it, waiting writers would poll, and some would starve.
/// </summary>
public sealed class WriteGate : IDisposable
{
    private readonly SemaphoreSlim _turns = new(1, 1);

    public async Task<IDisposable> EnterAsync(CancellationToken cancel)
    {
        await _turns.WaitAsync(cancel);
        return new Turn(_turns);
    }

    public void Dispose() => _turns.Dispose();

    private sealed class Turn(SemaphoreSlim turns) : IDisposable
    {
        public void Dispose() => turns.Release();
    }
}
