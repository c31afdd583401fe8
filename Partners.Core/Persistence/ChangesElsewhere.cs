namespace Partners.Core.Persistence;

/// <summary>
/// Hears what other instances commit, and tells it to the pages of this one. Only a database on a server has other instances.
/// </summary>
public abstract class ChangesElsewhere
{
    /// <summary>Asks, before the console serves, whether it would hear anything.</summary>
    /// <exception cref="DatabaseRefusedException">It would not.</exception>
    public abstract Task CheckAsync(CancellationToken cancel);

    /// <summary>Listens until it is cancelled. After a broken connection it reads what it missed.</summary>
    /// <param name="connected">Called whenever listening begins: what others said before that was missed. Must not block.</param>
    /// <param name="said">Called with the name of another instance and what it said. Must not block.</param>
    public abstract Task ListenAsync(Action connected, Action<string, string> said, CancellationToken cancel);

    /// <summary>Says something to whichever other instances listen now. Nothing keeps it.</summary>
    /// <param name="text">At most about 7,900 bytes.</param>
    public abstract Task SayAsync(string text, CancellationToken cancel);
}
