using System.Buffers.Binary;
using Partners.Core.Changes;

namespace Partners.Core.Branding;

/// <summary>
/// JPEG (ITU T.81, annex B): marker segments from SOI to EOI. The frame header has the size, and each scan's data runs to the next marker.
/// </summary>
internal static class JpegHeaders
{
    private const string Name = "JPEG";
    private const byte Marker = 0xFF;
    private const byte StartOfPicture = 0xD8;
    private const byte EndOfPicture = 0xD9;
    private const byte StartOfScan = 0xDA;

    public static bool Begin(ReadOnlySpan<byte> content) => content is [Marker, StartOfPicture, ..];

    public static Outcome<PixelSize> Read(ReadOnlySpan<byte> content)
    {
        PixelSize? size = null;
        var hasPicture = false;
        var rest = content[2..];
        while (true)
        {
            // The standard allows extra fill bytes before a marker.
            var fill = rest.IndexOfAnyExcept(Marker);
            if (fill < 0)
            {
                return new LogoCutOff(Name);
            }

            if (fill == 0)
            {
                return new LogoDamaged(Name);
            }

            var marker = rest[fill];
            rest = rest[(fill + 1)..];
            if (marker == EndOfPicture)
            {
                return !hasPicture ? new LogoDamaged(Name)
                    : rest.Length > 0 ? new LogoWithMore(Name)
                    : size!;
            }

            if (!HasSegment(marker))
            {
                return new LogoDamaged(Name);
            }

            if (rest.Length < 2 || BinaryPrimitives.ReadUInt16BigEndian(rest) > rest.Length)
            {
                return new LogoCutOff(Name);
            }

            var length = BinaryPrimitives.ReadUInt16BigEndian(rest);
            if (length < 2)
            {
                return new LogoDamaged(Name);
            }

            var segment = rest[2..length];
            rest = rest[length..];
            if (IsFrame(marker))
            {
                if (!IsShown(marker, segment))
                {
                    return new LogoNotForBrowsers(Name);
                }

                if (size is not null || ReadFrame(segment) is not { } read)
                {
                    return new LogoDamaged(Name);
                }

                size = read;
            }
            else if (marker == StartOfScan)
            {
                if (size is null)
                {
                    return new LogoDamaged(Name);
                }

                hasPicture = true;
                rest = rest[LengthOfScan(rest)..];
            }
        }
    }

    /// <summary>Restart markers and a second start have no segment; they occur only inside a scan, or first.</summary>
    private static bool HasSegment(byte marker) => marker is >= 0xC0 and (< 0xD0 or > StartOfPicture);

    /// <summary>Three markers in this range are tables and an unused extension.</summary>
    private static bool IsFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);

    /// <summary>8-bit baseline, extended and progressive; not lossless, hierarchical or arithmetic.</summary>
    private static bool IsShown(byte marker, ReadOnlySpan<byte> frame) => marker <= 0xC2 && frame is [8, ..];

    /// <summary>Null if no picture can have this header.</summary>
    private static PixelSize? ReadFrame(ReadOnlySpan<byte> frame)
    {
        const int Fixed = 6;
        const int ForEachColour = 3;
        if (frame.Length < Fixed)
        {
            return null;
        }

        var (height, width, colours) = (
            BinaryPrimitives.ReadUInt16BigEndian(frame[1..]),
            BinaryPrimitives.ReadUInt16BigEndian(frame[3..]),
            frame[5]);
        return width > 0 && height > 0 && colours is 1 or 3 or 4 && frame.Length == Fixed + (ForEachColour * colours)
            ? new(width, height)
            : null;
    }

    /// <summary>The length up to the next marker that is not a restart. Inside a scan, a marker byte followed by zero is data.</summary>
    private static int LengthOfScan(ReadOnlySpan<byte> data)
    {
        for (var at = 0; at < data.Length - 1; at++)
        {
            var next = data[at..].IndexOf(Marker);
            if (next < 0)
            {
                break;
            }

            at += next;
            if (at + 1 < data.Length && data[at + 1] is not (0 or (>= 0xD0 and <= 0xD7)))
            {
                return at;
            }
        }

        return data.Length;
    }
}
