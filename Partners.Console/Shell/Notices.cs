namespace Partners.Console.Shell;

/// <summary>
/// Failures behind a page that has no place to show them or was left already. They appear above whatever page is open
/// (docs/product.md X15).
/// </summary>
public sealed class Notices
{
    private IReadOnlyList<Notice> _shown = [];

    /// <summary>Listeners must not block.</summary>
#pragma warning disable MA0046 // Each circuit has one list, which only announces that it changed.
    public event Action? Changed;
#pragma warning restore MA0046

    /// <summary>Latest last.</summary>
    public IReadOnlyList<Notice> Shown => _shown;

    /// <param name="what">What did not happen; replaces an earlier notice of the same.</param>
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
