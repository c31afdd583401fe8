namespace Partners.Core.Persistence;

/// <summary>
/// Caches answers until anyone commits anything, for figures that many people open and that scan every deal. After a change the first to
/// ask waits for the scan.
/// </summary>
/// <param name="most">The most answers kept at once.</param>
internal sealed class WriteInvalidatedCache<TKey, TAnswer>(DataVersion version, int most)
    where TKey : notnull
{
    private readonly Lock _lock = new();
    private readonly Dictionary<TKey, TAnswer> _kept = [];
    private string? _of;

    public async Task<TAnswer> GetAsync(TKey key, Func<Task<TAnswer>> ask, CancellationToken cancel)
    {
        // Read the version first: the answer may then be newer than its version, but never older.
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
