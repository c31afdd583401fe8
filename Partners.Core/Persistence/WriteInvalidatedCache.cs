namespace Partners.Core.Persistence;

/// <summary>
/// Answers that hold until anybody commits anything: for figures that everybody looks at, and that take a walk over every deal. After a change
/// the first to ask waits for the walk.
/// </summary>
/// <param name="most">Kept at once.</param>
internal sealed class WriteInvalidatedCache<TKey, TAnswer>(DataVersion version, int most)
    where TKey : notnull
{
    private readonly Lock _lock = new();
    private readonly Dictionary<TKey, TAnswer> _kept = [];
    private long _of;

    public async Task<TAnswer> GetAsync(TKey key, Func<Task<TAnswer>> ask, CancellationToken cancel)
    {
        // Read before the answer is made: that may be newer, and never older.
        var now = await version.ReadAsync(cancel);
        lock (_lock)
        {
            if (_of == now && _kept.TryGetValue(key, out var kept))
            {
                return kept;
            }
        }

        var answer = await ask();
        lock (_lock)
        {
            if (_of != now || _kept.Count >= most)
            {
                _kept.Clear();
                _of = now;
            }

            _kept[key] = answer;
        }

        return answer;
    }
}
