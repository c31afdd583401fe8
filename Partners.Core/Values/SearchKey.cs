using System.Globalization;
using System.Text;

namespace Partners.Core.Values;

/// <summary>Normalises names for searching and sorting: lower case, without accents, so that "ozd" finds "Özdemir".</summary>
public static class SearchKey
{
    public static string Of(string text)
    {
        var decomposed = Readable(text.Trim()).Normalize(NormalizationForm.FormD);
        var key = new StringBuilder(decomposed.Length);
        foreach (var character in decomposed)
        {
            if (CharUnicodeInfo.GetUnicodeCategory(character) == UnicodeCategory.NonSpacingMark)
            {
                continue;
            }

            // These letters have no Unicode decomposition.
            key.Append(char.ToLowerInvariant(character) switch
            {
                'ø' => "o",
                'ł' => "l",
                'đ' => "d",
                'ı' => "i",
                'ß' => "ss",
                'æ' => "ae",
                'œ' => "oe",
                var plain => plain.ToString(),
            });
        }

        return key.ToString();
    }

    /// <summary>
    /// Without halves of surrogate pairs and the characters reserved for no text, which cannot be normalised, and without the null
    /// character, which no database looks for.
    /// </summary>
    private static string Readable(string text) =>
        text.AsSpan().ContainsAny('\0', '\uFFFE', '\uFFFF') || text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF')
            ? string.Concat(text.EnumerateRunes().Where(rune => rune.Value is not (0 or 0xFFFE or 0xFFFF)))
            : text;
}
