using System.Globalization;
using System.Text;

namespace Partners.Core.Values;

/// <summary>Which characters nobody sees: spaces, control and format characters, and the fillers that draw nothing.</summary>
public static class InvisibleText
{
    /// <summary>True for text with nothing to see in it, and for none.</summary>
    public static bool IsInvisible(this string? text) => text is null || text.EnumerateRunes().All(IsInvisible);

    public static bool IsInvisible(this Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.SpaceSeparator
            or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.Control
            or UnicodeCategory.Format
        || IsFiller(rune.Value);

    /// <summary>What Unicode draws as nothing (Default_Ignorable_Code_Point) in other categories, and the empty Braille pattern.</summary>
    private static bool IsFiller(int point) => point is
        0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or (>= 0x180B and <= 0x180F) or 0x2065 or 0x2800 or 0x3164
        or (>= 0xFE00 and <= 0xFE0F) or 0xFFA0 or (>= 0xFFF0 and <= 0xFFF8) or (>= 0xE0000 and <= 0xE0FFF);
}
