namespace Partners.Console.Shell;

/// <summary>The rows of a page that a person ticked, in the order they were ticked.</summary>
public sealed class Selection
{
    /// <summary>As many as the longest page has.</summary>
    public const int Most = 200;

    private readonly List<Guid> _ids = [];

    public IReadOnlyList<Guid> Ids => _ids;

    public int Count => _ids.Count;

    public bool Has(Guid id) => _ids.Contains(id);

    public void Set(Guid id, bool isChosen)
    {
        _ids.Remove(id);
        if (isChosen && _ids.Count < Most)
        {
            _ids.Add(id);
        }
    }

    public void Clear() => _ids.Clear();

    /// <summary>Forgets what is no longer on the page.</summary>
    public void KeepOnly(IEnumerable<Guid> shown)
    {
        var there = shown.ToHashSet();
        _ids.RemoveAll(id => !there.Contains(id));
    }
}
