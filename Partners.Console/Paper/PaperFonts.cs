using PdfSharp.Drawing;
using PdfSharp.Fonts;

namespace Partners.Console.Paper;

/// <summary>
/// The fonts of documents, which are part of the console: a server has none of its own. A text with letters that dembrane's font lacks,
/// such as Greek or Cyrillic ones, is set in the other one as a whole.
/// </summary>
internal sealed class PaperFonts : IFontResolver
{
    private const string Regular = "DMSans-Regular";
    private const string SemiBold = "DMSans-SemiBold";
    private const string OfOtherScripts = "NotoSans-Regular";

    /// <summary>The letters of DM Sans besides those up to U+017E: quotes, dashes, arrows, the euro and the minus.</summary>
    private const string Others = "ȘșȚțˆˇ–—‘’‚“”„†‡•…‰‹›€™−→←";

    /// <summary>Letters up to U+017E that it has not.</summary>
    private const string Lacking = "ĈĉĜĝĤĥĴĵĸĿŜŝŦŧŉĲĳ";

    private static readonly Lock s_once = new();

    private PaperFonts()
    {
    }

    /// <summary>The library knows one resolver for the process.</summary>
    public static void Use()
    {
        lock (s_once)
        {
            GlobalFontSettings.FontResolver ??= new PaperFonts();
        }
    }

    public static XFont For(string text, double size, bool isBold) =>
        new(text.All(IsOurs) ? Regular : OfOtherScripts, size, isBold ? XFontStyleEx.Bold : XFontStyleEx.Regular);

    public FontResolverInfo? ResolveTypeface(string familyName, bool isBold, bool isItalic) => familyName switch
    {
        Regular => new(isBold ? SemiBold : Regular),
        OfOtherScripts => new(OfOtherScripts, mustSimulateBold: isBold, mustSimulateItalic: false),
        _ => null,
    };

    public byte[]? GetFont(string faceName)
    {
        using var resource = typeof(PaperFonts).Assembly.GetManifestResourceStream($"Partners.Console.Paper.Fonts.{faceName}.ttf")!;
        using var content = new MemoryStream();
        resource.CopyTo(content);
        return content.ToArray();
    }

    private static bool IsOurs(char letter) =>
        letter is (>= ' ' and <= '~') or (>= '\u00a0' and <= '\u017e' and not '\u00ad')
            && !Lacking.Contains(letter, StringComparison.Ordinal)
        || Others.Contains(letter, StringComparison.Ordinal);
}
