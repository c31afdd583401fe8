using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Partners.Console.Tests.Branding;

/// <summary>Small pictures of 24 × 16 pixels, written by Chromium, and files assembled by hand.</summary>
internal static class Pictures
{
    public const int Width = 24;
    public const int Height = 16;

    private const string Baseline =
        "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0oOjM9PDkzODdASFxOQERXRTc4UG1RV19iZ2hnPk1xeXBkeFxlZ2P/" +
        "2wBDARESEhgVGC8aGi9jQjhCY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2P/wAARCAAQABgDASIAAhEBAxEB/8QA" +
        "FgABAQEAAAAAAAAAAAAAAAAAAAIE/8QAHBAAAQQDAQAAAAAAAAAAAAAAEQAFE2ESFCNC/8QAFQEBAQAAAAAAAAAAAAAAAAAAAwX/xAAeEQABAQkAAAAAAAAA" +
        "AAAAAAAAExQjJDFRYmOBkf/aAAwDAQACEQMRAD8Atub96TrHgPJJN0ji36MfWTM+QALtG5w0ZOUmY9AA1aOLhvR8o8D6JIqlQimrHqnZgOkrjCiIqAB//9k=";

    private const string Lossy =
        "8AMAnQEqGAAQAD7RVKNLqCSjIbAIAQAaCWoArA9//0ANsA+EAEIoAADfd/zW7/802f//MgPzo9+5leMu8XWhYDIL7w72k3Za8YrGO04BfSwPyQw06FyiBercNIQnUYuWvl3nbAAA";
    private const string Lossless = "LxfAAxAPMNHzP2bzH/AgyLapwf0tT/EcIaL/4wAAzWveAA==";
    private const string Transparency = "AQ8w/xERgiDbZgbztzzFcoSI/k8Aeb46";

    public static byte[] Jpeg => Convert.FromBase64String(Baseline);

    public static (string Type, byte[] Data) LossyChunk => ("VP8 ", Convert.FromBase64String(Lossy));

    public static (string Type, byte[] Data) LosslessChunk => ("VP8L", Convert.FromBase64String(Lossless));

    public static byte[] WebPLossy => WebP(LossyChunk);

    public static byte[] WebPLossless => WebP(LosslessChunk);

    public static byte[] WebPTransparent =>
        WebP(Canvas(), ("ALPH", Convert.FromBase64String(Transparency)), LossyChunk, ("EXIF", [1, 2, 3]));

    public static byte[] Png(int width = Width, int height = Height, byte shade = 0x80) =>
        Png(Header(width, height), Pixels(width, height, shade), ("IEND", []));

    /// <summary>The signature, then chunks with their checksums.</summary>
    public static byte[] Png(params (string Type, byte[] Data)[] chunks)
    {
        using var file = new MemoryStream();
        file.Write([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
        foreach (var (type, data) in chunks)
        {
            byte[] typed = [.. Encoding.ASCII.GetBytes(type), .. data];
            file.Write(BigEndian((uint)data.Length));
            file.Write(typed);
            file.Write(BigEndian(Checksum(typed)));
        }

        return file.ToArray();
    }

    /// <summary>Greyscale, a byte for each pixel.</summary>
    public static (string Type, byte[] Data) Header(int width = Width, int height = Height) =>
        ("IHDR", [.. BigEndian((uint)width), .. BigEndian((uint)height), 8, 0, 0, 0, 0]);

    public static (string Type, byte[] Data) Pixels(int width = Width, int height = Height, byte shade = 0x80)
    {
        using var packed = new MemoryStream();
        using (var deflate = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            byte[] row = [0, .. Enumerable.Repeat(shade, width)];
            for (var line = 0; line < height; line++)
            {
                deflate.Write(row);
            }
        }

        return ("IDAT", packed.ToArray());
    }

    public static byte[] WebP(params (string Type, byte[] Data)[] chunks)
    {
        byte[] body = [.. "WEBP"u8, .. chunks.SelectMany(chunk => Chunk(chunk.Type, chunk.Data))];
        return [.. "RIFF"u8, .. LittleEndian((uint)body.Length), .. body];
    }

    public static (string Type, byte[] Data) Canvas(byte flags = 0x10, byte width = Width) =>
        ("VP8X", [flags, 0, 0, 0, (byte)(width - 1), 0, 0, Height - 1, 0, 0]);

    /// <summary>From the frame header on; one colour component is enough.</summary>
    public static byte[] JpegFrame(byte marker, int width, int height, byte bits = 8) =>
        [0xFF, marker, 0, 11, bits, (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, 1, 1, 0x11, 0];

    private static byte[] Chunk(string type, byte[] data) =>
        [.. Encoding.ASCII.GetBytes(type), .. LittleEndian((uint)data.Length), .. data, .. new byte[data.Length & 1]];

    private static byte[] BigEndian(uint number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, number);
        return bytes;
    }

    private static byte[] LittleEndian(uint number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, number);
        return bytes;
    }

    /// <summary>CRC-32 bit by bit, as defined.</summary>
    private static uint Checksum(byte[] bytes)
    {
        var remainder = uint.MaxValue;
        foreach (var value in bytes)
        {
            remainder ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                remainder = (remainder >> 1) ^ ((remainder & 1) * 0xEDB8_8320);
            }
        }

        return ~remainder;
    }
}
