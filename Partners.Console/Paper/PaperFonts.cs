using System.Collections.Frozen;
using System.Text.RegularExpressions;
using PdfSharp.Drawing;
using PdfSharp.Fonts;

namespace Partners.Console.Paper;

/// <summary>
/// The fonts of documents, which are part of the console: a server has none of its own. A text with letters that dembrane's font lacks,
/// such as Greek or Cyrillic ones, is set in the other one as a whole. What neither has, such as Arabic or Chinese, is left out and said.
/// </summary>
internal sealed partial class PaperFonts : IFontResolver
{
    private const string Regular = "DMSans-Regular";
    private const string SemiBold = "DMSans-SemiBold";
    private const string OfOtherScripts = "NotoSans-Regular";

    /// <summary>Stands for what has no shape here.</summary>
    public const string Gap = "[…]";

    private static readonly Lazy<FrozenSet<char>> s_ours = new(() => FontLetters.Of(Content(Regular)));
    private static readonly Lazy<FrozenSet<char>> s_others = new(() => FontLetters.Of(Content(OfOtherScripts)));

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
        new(text.All(s_ours.Value.Contains) ? Regular : OfOtherScripts, size, isBold ? XFontStyleEx.Bold : XFontStyleEx.Regular);

    /// <summary>
    /// The text without what has no shape in either font: a <see cref="Gap"/> stands in its place, because a box says less. Control
    /// characters and line breaks become spaces.
    /// </summary>
    public static string Readable(string text)
    {
        var plain = string.Concat(text.Select(letter =>
            char.IsControl(letter) || char.IsWhiteSpace(letter) ? " "
            : s_ours.Value.Contains(letter) || s_others.Value.Contains(letter) ? $"{letter}"
            : Gap));
        return Gaps().Replace(plain, Gap);
    }

    /// <summary>The name, if any letter of it can be read; else what it is known by otherwise.</summary>
    public static string Named(string name, string otherwise) =>
        Readable(name) is var shown && shown.Any(char.IsLetterOrDigit) ? shown : otherwise;

    public FontResolverInfo? ResolveTypeface(string familyName, bool isBold, bool isItalic) => familyName switch
    {
        Regular => new(isBold ? SemiBold : Regular),
        OfOtherScripts => new(OfOtherScripts, mustSimulateBold: isBold, mustSimulateItalic: false),
        _ => null,
    };

    public byte[]? GetFont(string faceName) => Content(faceName);

    private static byte[] Content(string face)
    {
        using var resource = typeof(PaperFonts).Assembly.GetManifestResourceStream($"Partners.Console.Paper.Fonts.{face}.ttf")!;
        using var content = new MemoryStream();
        resource.CopyTo(content);
        return content.ToArray();
    }

    [GeneratedRegex(@"\[…\](\s*\[…\])+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Gaps();
}
