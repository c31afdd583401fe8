using Partners.Core.Values;

namespace Partners.Core.Search;

/// <summary>
/// Ranks what is found: exact matches, then names that begin with what was typed, then names with a word that does, then names that contain
/// it anywhere, then those that differ from it by one typing error. Ignores case and accents.
/// </summary>
public static class MatchRanks
{
    /// <summary>Null if the name does not contain the text.</summary>
    /// <param name="key">What was typed, as a <see cref="SearchKey"/>.</param>
    public static MatchRank? Of(string? name, string key)
    {
        if (name is null || key.Length == 0)
        {
            return null;
        }

        var text = SearchKey.Of(name);
        var at = text.IndexOf(key, StringComparison.Ordinal);
        if (at < 0)
        {
            return TypingErrors.IsNear(text, key) ? MatchRank.Near : null;
        }

        if (at == 0)
        {
            return text.Length == key.Length ? MatchRank.Exact : MatchRank.Prefix;
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

    /// <summary>The best rank among several names.</summary>
    public static MatchRank? Of(IEnumerable<string?> names, string key) => names.Min(name => Of(name, key));
}
