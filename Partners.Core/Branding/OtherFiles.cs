using System.Text;
using Partners.Core.Changes;

namespace Partners.Core.Branding;

/// <summary>Recognises files that are not logos by how they begin.</summary>
internal static class OtherFiles
{
    /// <summary>Comments and entities may precede the root element of an XML or HTML file.</summary>
    private const int LongestPreamble = 16 * 1_024;

    private static readonly (byte[] Beginning, string Kind)[] s_kinds =
    [
        ("GIF8"u8.ToArray(), "a GIF picture"),
        ("BM"u8.ToArray(), "a BMP picture"),
        ("II*\0"u8.ToArray(), "a TIFF picture"),
        ("MM\0*"u8.ToArray(), "a TIFF picture"),
        ([0, 0, 1, 0], "an icon file"),
        ("8BPS"u8.ToArray(), "a Photoshop file"),
        ("%PDF-"u8.ToArray(), "a PDF"),
        ("%!PS"u8.ToArray(), "a PostScript file"),
        ("PK\u0003\u0004"u8.ToArray(), "a ZIP file or an office document"),
        ([0x1F, 0x8B], "a compressed file"),
    ];

    private static readonly string[] s_pages = ["<!doctype html", "<html", "<head", "<body", "<script"];

    public static Refusal Refuse(ReadOnlySpan<byte> content)
    {
        foreach (var (beginning, kind) in s_kinds)
        {
            if (content.StartsWith(beginning))
            {
                return new LogoOfOtherKind(kind);
            }
        }

        // Newer phone formats have their type after a length.
        if (content.Length >= 12 && content[4..].StartsWith("ftyp"u8))
        {
            return new LogoOfOtherKind(content[8..].StartsWith("avi"u8) ? "an AVIF picture" : "a HEIC picture or a film");
        }

        return RefuseMarkup(Text(content[..Math.Min(content.Length, LongestPreamble)]).TrimStart('\uFEFF', ' ', '\t', '\r', '\n'))
            ?? new LogoOfUnknownKind();
    }

    private static Refusal? RefuseMarkup(string text)
    {
        if (!text.StartsWith('<'))
        {
            return null;
        }

        var svg = Position(text, "<svg");
        var page = s_pages.Min(tag => Position(text, tag));
        return svg < page ? new LogoIsSvg()
            : page < int.MaxValue ? new LogoOfOtherKind("an HTML page")
            : new LogoOfOtherKind("an XML file");
    }

    private static int Position(string text, string tag) =>
        text.IndexOf(tag, StringComparison.OrdinalIgnoreCase) is >= 0 and var at ? at : int.MaxValue;

    private static string Text(ReadOnlySpan<byte> bytes) =>
        bytes is [0xFF, 0xFE, ..] ? Encoding.Unicode.GetString(bytes)
        : bytes is [0xFE, 0xFF, ..] ? Encoding.BigEndianUnicode.GetString(bytes)
        : Encoding.UTF8.GetString(bytes);
}
