using Partners.Core.Persistence;

namespace Partners.Core.Search;

/// <summary>
/// One typing error in a name: a letter wrong, missing, or too many, or two neighbours swapped (docs/product.md X9). Searched for only if
/// nothing matches what was typed.
/// </summary>
internal static class TypingErrors
{
    /// <summary>Shorter texts are one error away from too much.</summary>
    public const int FewestLetters = 2 * NameIndexes.LettersOfTrigram;

    /// <summary>
    /// What a name with one error at most contains: all phrases of one of the groups. One error leaves one of two parts whole, or two of
    /// three; longer texts are cut into three, which few names share. Only two neighbours swapped across a cut damage both sides of it, so
    /// the text with those two swapped back is a group too.
    /// </summary>
    public static IReadOnlyList<string[]> Phrases(string key)
    {
        if (key.Length < FewestLetters)
        {
            return [];
        }

        var (half, third) = (key.Length / 2, key.Length / 3);
        if (third < NameIndexes.LettersOfTrigram)
        {
            return [[key[..half]], [key[half..]], [Swapped(key, half)]];
        }

        var (a, b, c) = (key[..third], key[third..(2 * third)], key[(2 * third)..]);
        return [[a, b], [a, c], [b, c], [Swapped(key, third)], [Swapped(key, 2 * third)]];
    }

    /// <summary>True if a word of the name begins a stretch that differs from the text by one error at most.</summary>
    /// <param name="name">A search key.</param>
    public static bool IsNear(string name, string key) =>
        key.Length >= FewestLetters
        && Enumerable.Range(0, name.Length)
            .Where(start => start == 0 || !char.IsLetterOrDigit(name[start - 1]))
            .Any(start => new[] { 0, -1, 1 }.Any(more => key.Length + more is var length && start + length <= name.Length
                && DifferByOne(name.AsSpan(start, length), key)));

    private static string Swapped(string key, int cut) => $"{key[..(cut - 1)]}{key[cut]}{key[cut - 1]}{key[(cut + 1)..]}";

    private static bool DifferByOne(ReadOnlySpan<char> one, ReadOnlySpan<char> other)
    {
        var same = one.CommonPrefixLength(other);
        var left = one[same..];
        var right = other[same..];
        if (left.IsEmpty || right.IsEmpty)
        {
            return left.Length + right.Length <= 1;
        }

        return left[1..].SequenceEqual(right[1..])
            || left[1..].SequenceEqual(right)
            || left.SequenceEqual(right[1..])
            || (left.Length > 1 && right.Length > 1 && left[0] == right[1] && left[1] == right[0] && left[2..].SequenceEqual(right[2..]));
    }
}
