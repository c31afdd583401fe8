using System.Buffers.Binary;
using System.Collections.Frozen;
using System.Text;

namespace Partners.Console.Paper;

/// <summary>
/// Reads from a TrueType font which characters it has a shape for. The library does not say, and draws a box for the others.
/// </summary>
internal static class FontLetters
{
    private const int WindowsUnicode = 0x0003_0001;
    private const int SegmentMap = 4;

    /// <exception cref="InvalidDataException">The font has no such table; those that are part of the console have.</exception>
    public static FrozenSet<char> Of(ReadOnlySpan<byte> font)
    {
        var map = TableOf(font, "cmap"u8);
        for (var record = 0; record < Number(map, 2); record++)
        {
            var at = 4 + (record * 8);
            if (BinaryPrimitives.ReadInt32BigEndian(map[at..]) == WindowsUnicode
                && map[BinaryPrimitives.ReadInt32BigEndian(map[(at + 4)..])..] is var table
                && Number(table, 0) == SegmentMap)
            {
                return LettersIn(table).ToFrozenSet();
            }
        }

        throw new InvalidDataException("The font has no Unicode character map.");
    }

    private static ReadOnlySpan<byte> TableOf(ReadOnlySpan<byte> font, ReadOnlySpan<byte> name)
    {
        for (var table = 0; table < Number(font, 4); table++)
        {
            var entry = font[(12 + (table * 16))..];
            if (entry.StartsWith(name))
            {
                return font[BinaryPrimitives.ReadInt32BigEndian(entry[8..])..];
            }
        }

        throw new InvalidDataException($"The font has no table {Encoding.ASCII.GetString(name)}.");
    }

    /// <summary>Four columns, one row for each range: its last character, its first, and how its glyphs are found.</summary>
    private static HashSet<char> LettersIn(ReadOnlySpan<byte> table)
    {
        var letters = new HashSet<char>();
        var column = Number(table, 6);
        var (ends, starts, deltas, offsets) = (14, 16 + column, 16 + (2 * column), 16 + (3 * column));
        for (var row = 0; row < column; row += 2)
        {
            var (first, delta, offset) = (Number(table, starts + row), Number(table, deltas + row), Number(table, offsets + row));
            for (var letter = first; letter <= Number(table, ends + row) && letter != char.MaxValue; letter++)
            {
                var glyph = offset == 0
                    ? (letter + delta) & 0xFFFF
                    : Number(table, offsets + row + offset + (2 * (letter - first)));
                if (glyph != 0)
                {
                    letters.Add((char)letter);
                }
            }
        }

        return letters;
    }

    private static int Number(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]);
}
