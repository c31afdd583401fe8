using Partners.Core.Values;

namespace Partners.Core.Search;

/// <summary>
/// The order of what is found: exact matches, then names that begin with what was typed, then those of which a word does, then those
/// that contain it anywhere. Case and accents count for nothing.
/// </summary>
public static class MatchRanks
{
    /// <summary>Null where the name does not contain the letters.</summary>
    /// <param name="key">As <see cref="SearchKey"/> makes it of what was typed.</param>
    public static MatchRank? Of(string? name, string key)
    {
        if (name is null || key.Length == 0)
        {
            return null;
        }

        var text = SearchKey.Of(name);
        var at = text.IndexOf(key, StringComparison.Ordinal);
        if (at <= 0)
        {
            return at < 0 ? null : text.Length == key.Length ? MatchRank.Exact : MatchRank.Prefix;
        }

        for (; at >= 0; at = text.IndexOf(key, at + 1, StringComparison.Ordinal))
        {
            if (!char.IsLetterOrDigit(text[at - 1]))
            {
                return MatchRank.WordPrefix;
            }
        }

        return MatchRank.Anywhere;
    }

    /// <summary>Of the best of several names.</summary>
    public static MatchRank? Of(IEnumerable<string?> names, string key) => names.Min(name => Of(name, key));
}
