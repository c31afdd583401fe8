using System.Buffers.Binary;
using Partners.Core.Changes;

namespace Partners.Core.Branding;

/// <summary>
/// WebP (RFC 9649): a RIFF file of chunks with one picture, lossy (VP8) or lossless (VP8L). An extended header (VP8X) comes first if the
/// picture has transparency or a colour profile.
/// </summary>
internal static class WebPHeaders
{
    private const string Name = "WebP";
    private const int FileHeader = 12;
    private const int ChunkHeader = 8;
    private const int FourteenBits = 0x3FFF;

    public static bool Begin(ReadOnlySpan<byte> content) =>
        content.Length >= FileHeader && content.StartsWith("RIFF"u8) && content[8..].StartsWith("WEBP"u8);

    public static Outcome<PixelSize> Read(ReadOnlySpan<byte> content)
    {
        var whole = ChunkHeader + (long)BinaryPrimitives.ReadUInt32LittleEndian(content[4..]);
        if (whole != content.Length)
        {
            return whole > content.Length ? new LogoCutOff(Name) : new LogoWithMore(Name);
        }

        PixelSize? canvas = null;
        PixelSize? picture = null;
        var rest = content[FileHeader..];
        while (rest.Length > 0)
        {
            if (rest.Length < ChunkHeader || Padded(rest) > rest.Length - ChunkHeader)
            {
                return new LogoDamaged(Name);
            }

            var type = rest[..4];
            var data = rest.Slice(ChunkHeader, (int)BinaryPrimitives.ReadUInt32LittleEndian(rest[4..]));
            var isFirst = rest.Length == content.Length - FileHeader;
            rest = rest[(ChunkHeader + (int)Padded(rest))..];
            if (type.SequenceEqual("VP8X"u8))
            {
                if (!isFirst || data.Length != 10)
                {
                    return new LogoDamaged(Name);
                }

                if ((data[0] & 0x02) != 0)
                {
                    return new LogoAnimated(Name);
                }

                canvas = new(TwentyFourBits(data[4..]) + 1, TwentyFourBits(data[7..]) + 1);
            }
            else if (type.SequenceEqual("ANIM"u8) || type.SequenceEqual("ANMF"u8))
            {
                return new LogoAnimated(Name);
            }
            else if (type.SequenceEqual("VP8 "u8) || type.SequenceEqual("VP8L"u8))
            {
                var read = type[3] == 'L' ? ReadLossless(data) : ReadLossy(data);
                if (picture is not null || read is null)
                {
                    return new LogoDamaged(Name);
                }

                picture = read;
            }
            else if (isFirst)
            {
                return new LogoDamaged(Name);
            }
        }

        return picture is { } size && (canvas is null || canvas == size) ? size : new LogoDamaged(Name);
    }

    /// <summary>A chunk's length, including the padding byte of an odd one.</summary>
    private static long Padded(ReadOnlySpan<byte> chunk)
    {
        var length = (long)BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]);
        return length + (length & 1);
    }

    private static int TwentyFourBits(ReadOnlySpan<byte> bytes) => bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);

    /// <summary>Null if it does not begin with a key frame.</summary>
    private static PixelSize? ReadLossy(ReadOnlySpan<byte> data)
    {
        if (data.Length < 10 || (data[0] & 1) != 0 || data[3..] is not [0x9D, 0x01, 0x2A, ..])
        {
            return null;
        }

        var (width, height) = (
            BinaryPrimitives.ReadUInt16LittleEndian(data[6..]) & FourteenBits,
            BinaryPrimitives.ReadUInt16LittleEndian(data[8..]) & FourteenBits);
        return width > 0 && height > 0 ? new(width, height) : null;
    }

    /// <summary>Null if it does not begin like the only version there is.</summary>
    private static PixelSize? ReadLossless(ReadOnlySpan<byte> data)
    {
        if (data.Length < 5 || data[0] != 0x2F)
        {
            return null;
        }

        var bits = BinaryPrimitives.ReadUInt32LittleEndian(data[1..]);
        return bits >> 29 == 0 ? new((int)(bits & FourteenBits) + 1, (int)((bits >> 14) & FourteenBits) + 1) : null;
    }
}
