using System.Buffers.Binary;
using Partners.Core.Changes;

namespace Partners.Core.Branding;

/// <summary>
/// PNG (RFC 2083): a signature, then chunks of length, type, data and checksum, from IHDR to IEND. It verifies every checksum but does not
/// unpack the picture.
/// </summary>
internal static class PngHeaders
{
    private const string Name = "PNG";

    /// <summary>The length, type and checksum around a chunk's data.</summary>
    private const int Frame = 12;

    private const int HeaderLength = 13;

    private static readonly uint[] s_remainders = Remainders();

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    public static bool Begin(ReadOnlySpan<byte> content) => content.StartsWith(Signature[..4]);

    public static Outcome<PixelSize> Read(ReadOnlySpan<byte> content)
    {
        if (content.Length < Signature.Length)
        {
            return new LogoCutOff(Name);
        }

        if (!content.StartsWith(Signature))
        {
            return new LogoDamaged(Name);
        }

        PixelSize? size = null;
        var hasPicture = false;
        var rest = content[Signature.Length..];
        while (true)
        {
            if (rest.Length < Frame || BinaryPrimitives.ReadUInt32BigEndian(rest) > rest.Length - Frame)
            {
                return new LogoCutOff(Name);
            }

            var length = (int)BinaryPrimitives.ReadUInt32BigEndian(rest);
            var type = rest.Slice(4, 4);
            var data = rest.Slice(8, length);
            if (Checksum(rest.Slice(4, 4 + length)) != BinaryPrimitives.ReadUInt32BigEndian(rest[(8 + length)..]))
            {
                return new LogoDamaged(Name);
            }

            rest = rest[(Frame + length)..];
            if (type.SequenceEqual("IHDR"u8) != size is null)
            {
                return new LogoDamaged(Name);
            }

            if (type.SequenceEqual("acTL"u8))
            {
                return new LogoAnimated(Name);
            }

            if (type.SequenceEqual("IEND"u8))
            {
                return !hasPicture || length > 0 ? new LogoDamaged(Name)
                    : rest.Length > 0 ? new LogoWithMore(Name)
                    : size!;
            }

            size ??= ReadHeader(data);
            hasPicture |= type.SequenceEqual("IDAT"u8);
            if (size is null)
            {
                return new LogoDamaged(Name);
            }
        }
    }

    /// <summary>Null if no picture can have this header.</summary>
    private static PixelSize? ReadHeader(ReadOnlySpan<byte> header)
    {
        if (header.Length != HeaderLength)
        {
            return null;
        }

        var (width, height) = (BinaryPrimitives.ReadInt32BigEndian(header), BinaryPrimitives.ReadInt32BigEndian(header[4..]));
        var (bits, colours, compression, filter, interlace) = (header[8], header[9], header[10], header[11], header[12]);
        var isKnown = (colours, bits) is (0, 1 or 2 or 4 or 8 or 16) or (3, 1 or 2 or 4 or 8) or (2 or 4 or 6, 8 or 16);
        return width > 0 && height > 0 && isKnown && compression == 0 && filter == 0 && interlace <= 1 ? new(width, height) : null;
    }

    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var remainder = uint.MaxValue;
        foreach (var value in bytes)
        {
            remainder = s_remainders[(byte)(remainder ^ value)] ^ (remainder >> 8);
        }

        return ~remainder;
    }

    /// <summary>The CRC-32 table: the remainder of each byte.</summary>
    private static uint[] Remainders()
    {
        var remainders = new uint[256];
        for (var value = 0u; value < remainders.Length; value++)
        {
            var remainder = value;
            for (var bit = 0; bit < 8; bit++)
            {
                remainder = (remainder & 1) == 0 ? remainder >> 1 : (remainder >> 1) ^ 0xEDB8_8320;
            }

            remainders[value] = remainder;
        }

        return remainders;
    }
}
