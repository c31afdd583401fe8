using System.Globalization;
using System.Text;

namespace Partners.Core.Values;

/// <summary>Normalises names for searching and sorting: lower case, without accents, so that "ozd" finds "Özdemir".</summary>
public static class SearchKey
{
    public static string Of(string text)
    {
        var decomposed = text.Trim().Normalize(NormalizationForm.FormD);
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
}
