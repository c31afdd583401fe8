namespace Partners.Console.Shell;

/// <summary>
/// What went wrong behind a page, where the page has no place to say so, or is left already. Shown above whatever page is open (X15).
/// </summary>
public sealed class Notices
{
    private IReadOnlyList<Notice> _shown = [];

    /// <summary>A listener must not block.</summary>
#pragma warning disable MA0046 // There is one list for each circuit, and it says of itself that it has changed.
    public event Action? Changed;
#pragma warning restore MA0046

    /// <summary>The latest last.</summary>
    public IReadOnlyList<Notice> Shown => _shown;

    /// <param name="what">What did not happen; a later notice of the same takes its place.</param>
    /// <param name="why">Why, and what to do.</param>
    public void Tell(string what, string why) => Show([.. Without(what), new(what, why)]);

    public void Dismiss(Notice notice) => Show(Without(notice.What));

    private IReadOnlyList<Notice> Without(string what) =>
        [.. _shown.Where(notice => !string.Equals(notice.What, what, StringComparison.Ordinal))];

    private void Show(IReadOnlyList<Notice> notices)
    {
        _shown = notices;
        Changed?.Invoke();
    }
}

/// <summary>Two sentences: what did not happen, and why.</summary>
public sealed record Notice(string What, string Why);
