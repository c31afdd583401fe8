using System.Text;

namespace Partners.Core.Platform.Import;

/// <summary>The encoding of an export: UTF-8, or UTF-16 in either order, with a byte-order mark or without.</summary>
internal static class FileText
{
    /// <summary>
    /// Half a surrogate pair becomes its own escape, which JSON takes in a text: the row with it is rejected, and the file is read.
    /// </summary>
    private const string Half = @"\uD800";

    /// <summary>The file as UTF-8, read from its first character. A mark of UTF-8 stays.</summary>
    public static Stream Utf8(Stream file)
    {
        var head = new byte[2];
        var read = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        file.Position = 0;
        var isBigEndian = (head[0], head[1]) switch
        {
            (0xFF, 0xFE) => false,
            (0xFE, 0xFF) => true,
            (not 0, 0) => false,
            (0, not 0) => true,
            _ => (bool?)null,
        };
        return read < head.Length || isBigEndian is not { } order
            ? file
            : Encoding.CreateTranscodingStream(
                file,
                Encoding.GetEncoding(
                    order ? "utf-16BE" : "utf-16",
                    EncoderFallback.ReplacementFallback,
                    new DecoderReplacementFallback(Half)),
                new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
    }
}
