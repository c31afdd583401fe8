using System.Globalization;
using PdfSharp;
using PdfSharp.Drawing;
using PdfSharp.Pdf;

namespace Partners.Console.Paper;

/// <summary>
/// A document on A4 in dembrane's look: text at places, lines below one another, further pages by themselves, and a foot with the page's
/// number. Places and sizes are in points.
/// </summary>
internal sealed class PaperSheet : IDisposable
{
    public const double Left = 40;
    public const double Right = 595 - 40;
    public const double Width = Right - Left;

    private const double Top = 44;
    private const double Bottom = 842 - 56;

    private readonly PdfDocument _document = new();
    private readonly string _foot;
    private XGraphics _ink;

    /// <param name="foot">Stands at the foot of every page.</param>
    public PaperSheet(string title, string foot, DateTimeOffset at)
    {
        PaperFonts.Use();
        _foot = foot;
        (_document.Info.Title, _document.Info.Author, _document.Info.Creator) = (title, "dembrane", "Partners");
        _document.Info.CreationDate = at.UtcDateTime;
        _document.Language = "en-GB";
        _document.PageLayout = PdfPageLayout.OneColumn;
        _ink = Add();
    }

    /// <summary>Where the next line begins.</summary>
    public double Y { get; set; }

    /// <summary>Draws what every page of a table has at its top; null outside one.</summary>
    public Action? Head { get; set; }

    /// <summary>Begins another page where what follows would not fit on this one.</summary>
    public void Need(double height)
    {
        if (Y + height <= Bottom)
        {
            return;
        }

        _ink.Dispose();
        _ink = Add();
        Head?.Invoke();
    }

    public void Fill(double x, double y, double width, double height, XColor colour) =>
        _ink.DrawRectangle(new XSolidBrush(colour), x, y, width, height);

    public void Rule(double y, XColor colour, double thickness = .6, double from = Left, double to = Right) =>
        _ink.DrawLine(new XPen(colour, thickness), from, y, to, y);

    /// <param name="y">The top of the line.</param>
    /// <returns>Where the text ends.</returns>
    public double Text(string text, double x, double y, double size, XColor colour, bool isBold = false)
    {
        var (plain, font) = Set(text, size, isBold);
        _ink.DrawString(plain, font, new XSolidBrush(colour), x, y, XStringFormats.TopLeft);
        return x + _ink.MeasureString(plain, font).Width;
    }

    /// <summary>Ends at a place. A text too wide for its room is set smaller: no figure may run into another.</summary>
    public void TextTo(string text, double right, double y, double size, XColor colour, bool isBold = false, double room = Width)
    {
        var (plain, font) = Set(text, size, isBold);
        var width = _ink.MeasureString(plain, font).Width;
        if (width > room)
        {
            TextTo(text, right, y + (size * .1), size * .9, colour, isBold, room);
            return;
        }

        _ink.DrawString(plain, font, new XSolidBrush(colour), right - width, y, XStringFormats.TopLeft);
    }

    /// <summary>Lines below one another, on further pages if need be. Moves <see cref="Y"/> below the last.</summary>
    public void Lines(string text, double x, double width, double size, double height, XColor colour, bool isBold = false)
    {
        foreach (var line in Broken(text, width, size, isBold))
        {
            Need(height);
            Text(line, x, Y, size, colour, isBold);
            Y += height;
        }
    }

    public IReadOnlyList<string> Broken(string text, double width, double size, bool isBold = false)
    {
        var lines = new List<string>();
        var line = string.Empty;
        foreach (var word in PaperFonts.Readable(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            var longer = line.Length == 0 ? word : $"{line} {word}";
            if (line.Length > 0 && Measure(longer) > width)
            {
                lines.Add(line);
                longer = word;
            }

            // A word without a place to break, wider than the column.
            while (Measure(longer) > width && longer.Length > 1)
            {
                var fits = longer.Length - 1;
                while (fits > 1 && Measure(longer[..fits]) > width)
                {
                    fits--;
                }

                lines.Add(longer[..fits]);
                longer = longer[fits..];
            }

            line = longer;
        }

        if (line.Length > 0)
        {
            lines.Add(line);
        }

        return lines;

        double Measure(string some)
        {
            var (plain, font) = Set(some, size, isBold);
            return _ink.MeasureString(plain, font).Width;
        }
    }

    public byte[] Write()
    {
        _ink.Dispose();
        for (var number = 0; number < _document.PageCount; number++)
        {
            using (_ink = XGraphics.FromPdfPage(_document.Pages[number], XGraphicsPdfPageOptions.Append))
            {
                Rule(Bottom + 16, PaperColours.Divider);
                Text(_foot, Left, Bottom + 22, 8, PaperColours.Secondary);
                var page = string.Create(CultureInfo.InvariantCulture, $"Page {number + 1} of {_document.PageCount}");
                TextTo(page, Right, Bottom + 22, 8, PaperColours.Secondary);
            }
        }

        using var content = new MemoryStream();
        _document.Save(content, closeStream: false);
        return content.ToArray();
    }

    public void Dispose()
    {
        _ink.Dispose();
        _document.Dispose();
    }

    private static (string Plain, XFont Font) Set(string text, double size, bool isBold)
    {
        var plain = PaperFonts.Readable(text);
        return (plain, PaperFonts.For(plain, size, isBold));
    }

    private XGraphics Add()
    {
        var page = _document.AddPage();
        page.Size = PageSize.A4;
        Y = Top;
        return XGraphics.FromPdfPage(page);
    }
}
