using System.Globalization;
using System.Text;

namespace Partners.Core.Values;

/// <summary>
/// A name typed to confirm something. Dashes, quotes and spaces of any kind count as equal, because keyboards have only some of them;
/// letters, their case and their accents do not.
/// </summary>
public static class TypedName
{
    public static bool IsSame(string? typed, string name) =>
        string.Equals(Plain(typed ?? string.Empty), Plain(name), StringComparison.Ordinal);

    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var letter in text.Normalize(NormalizationForm.FormC))
        {
            switch (CharUnicodeInfo.GetUnicodeCategory(letter))
            {
                case UnicodeCategory.DashPunctuation:
                    plain.Append('-');
                    break;
                case UnicodeCategory.InitialQuotePunctuation or UnicodeCategory.FinalQuotePunctuation:
                    plain.Append('\'');
                    break;
                case UnicodeCategory.SpaceSeparator or UnicodeCategory.Control:
                    if (plain.Length > 0 && plain[^1] != ' ')
                    {
                        plain.Append(' ');
                    }

                    break;

                // A zero-width space or joiner, or a soft hyphen: nothing that a person sees.
                case UnicodeCategory.Format:
                    break;
                default:
                    plain.Append(letter switch
                    {
                        // Quotes of other categories, and the minus sign.
                        '"' or '`' or '´' or '‚' or '„' or 'ʹ' or 'ʼ' or '′' or '″' => '\'',
                        '−' => '-',
                        _ => letter,
                    });
                    break;
            }
        }

        return plain.ToString().TrimEnd();
    }
}
