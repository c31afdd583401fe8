using System.Buffers.Text;
using Partners.Core.Changes;
using Partners.Core.Values;

namespace Partners.Core.Documents;

/// <summary>
/// Tells a PDF by its content, not by its name (docs/product.md N11): it begins as one, ends as one, and its end points to its table of
/// contents. What is in it is not judged: it is only ever handed out as a file.
/// </summary>
public static class PdfContent
{
    public const int MostBytes = 10 * 1024 * 1024;

    /// <summary>The length of the end in which readers look for the last mark.</summary>
    private const int End = 2_048;

    /// <summary>What is wrong with a file; null if it is a PDF.</summary>
    public static Refusal? Refuse(ReadOnlySpan<byte> content) => RefuseSize(content.Length)
        ?? (!content.StartsWith("%PDF-1."u8) && !content.StartsWith("%PDF-2."u8) ? new DocumentNotPdf()
            : !PointsToItsTable(content) ? new DocumentCutOff()
            : null);

    public static Refusal? RefuseSize(long bytes) =>
        bytes == 0 ? new DocumentEmpty() : bytes > MostBytes ? new DocumentTooLarge(bytes) : null;

    private static bool PointsToItsTable(ReadOnlySpan<byte> content)
    {
        var end = content[Math.Max(0, content.Length - End)..];
        var mark = end.LastIndexOf("startxref"u8);
        if (mark < 0 || end[mark..].IndexOf("%%EOF"u8) < 0)
        {
            return false;
        }

        var number = end[(mark + "startxref"u8.Length)..].TrimStart(" \r\n\t"u8);
        if (!Utf8Parser.TryParse(number, out int place, out _) || place <= 0 || place >= content.Length)
        {
            return false;
        }

        // A table, or an object that holds one.
        var table = content[place..].TrimStart(" \r\n\t"u8);
        return table.StartsWith("xref"u8) || (table.Length > 0 && table[0] is >= (byte)'0' and <= (byte)'9');
    }
}

public sealed record DocumentUnreadable()
    : Refusal("The file could not be read. It may have been moved or changed since it was chosen. Choose it again.", RecordDocuments.Field);

public sealed record DocumentEmpty() : Refusal("The file is empty. Choose a PDF.", RecordDocuments.Field);

public sealed record DocumentTooLarge(long Bytes) : Refusal(
    $"The file has {FileSize.InWords(Bytes)}. A document may have {FileSize.InWords(PdfContent.MostBytes)} at most.",
    RecordDocuments.Field);

public sealed record DocumentNotPdf() : Refusal("This is not a PDF, whatever its name says. Choose a PDF.", RecordDocuments.Field);

public sealed record DocumentCutOff() : Refusal("This PDF is cut off or damaged. Choose a whole one.", RecordDocuments.Field);

public sealed record SameDocument() : Refusal("This file is attached already. Nothing changed.", RecordDocuments.Field);

public sealed record NoSuchRecordForDocument() : Refusal("There is no such record to attach a document to.");

public sealed record NoSuchDocument() : Refusal("There is no such document, or it was taken off already.");
