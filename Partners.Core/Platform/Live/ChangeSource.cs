using System.Globalization;
using System.Text;

namespace Partners.Core.Platform.Live;

/// <summary>
/// Which change of the console a write carries, and whose: the platform's own trail keeps it as the User-Agent,
/// <c>partners-console/1.0 (change 0193…; Noor Bakker)</c>.
/// </summary>
/// <param name="Change">The id by which the change is found again in the platform's trail.</param>
public sealed record ChangeSource(Guid Change, string StaffName)
{
    /// <summary>The console's own name, which reading goes by.</summary>
    internal const string Console = "partners-console/1.0";

    /// <summary>The platform keeps 451 characters.</summary>
    private const int LongestName = 200;

    internal string UserAgent => $"{Console} (change {Change:D}; {Plain(StaffName)})";

    /// <summary>A header holds plain letters only: accents fall away, whatever is left becomes a question mark.</summary>
    private static string Plain(string name)
    {
        var plain = new StringBuilder();
        foreach (var character in name.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(character) is not UnicodeCategory.NonSpacingMark && plain.Length < LongestName)
            {
                plain.Append(character is >= ' ' and <= '~' and not ('(' or ')' or '\\') ? character : '?');
            }
        }

        return plain.ToString();
    }
}
