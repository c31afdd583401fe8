using System.Buffers.Binary;
using System.Text;

namespace Partners.Bench;

/// <summary>The parts of MessagePack that an open page's messages use.</summary>
internal static class BlazorPack
{
    public const int Invocation = 1;
    public const int Completion = 3;
    public const int Ping = 6;
    public const int Close = 7;

    /// <summary>A whole message, preceded by its length.</summary>
    /// <param name="parts">Numbers, texts, null, and arrays of these; an empty dictionary for headers.</param>
    public static byte[] Message(params object?[] parts)
    {
        var body = new MemoryStream();
        Write(body, parts);
        var message = new MemoryStream();
        var length = (uint)body.Length;
        for (; length >= 0x80; length >>= 7)
        {
            message.WriteByte((byte)(length | 0x80));
        }

        message.WriteByte((byte)length);
        body.WriteTo(message);
        return message.ToArray();
    }

    /// <summary>The next message in a buffer; null if it is incomplete.</summary>
    public static object?[]? TryRead(ReadOnlySpan<byte> buffer, out int read)
    {
        var (length, shift) = (0, 0);
        for (read = 0; read < buffer.Length; shift += 7)
        {
            var next = buffer[read++];
            length |= (next & 0x7F) << shift;
            if ((next & 0x80) == 0)
            {
                if (buffer.Length - read < length)
                {
                    return null;
                }

                var body = buffer.Slice(read, length);
                read += length;
                return (object?[])Read(ref body)!;
            }
        }

        return null;
    }

    private static void Write(MemoryStream to, object? value)
    {
        switch (value)
        {
            case null:
                to.WriteByte(0xC0);
                break;
            case bool yes:
                to.WriteByte(yes ? (byte)0xC3 : (byte)0xC2);
                break;
            case long number:
                to.WriteByte(0xD3);
                Span<byte> wide = stackalloc byte[8];
                BinaryPrimitives.WriteInt64BigEndian(wide, number);
                to.Write(wide);
                break;
            case int number:
                Write(to, (long)number);
                break;
            case string text:
                var bytes = Encoding.UTF8.GetBytes(text);
                to.WriteByte(0xDB);
                Length(to, bytes.Length);
                to.Write(bytes);
                break;
            case object?[] parts:
                to.WriteByte(0xDD);
                Length(to, parts.Length);
                Array.ForEach(parts, part => Write(to, part));
                break;
            case Dictionary<string, string>:
                to.WriteByte(0x80);
                break;
            default:
                throw new ArgumentException($"No message holds a {value.GetType().Name}.", nameof(value));
        }
    }

    private static void Length(MemoryStream to, int length)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, length);
        to.Write(bytes);
    }

    private static object? Read(ref ReadOnlySpan<byte> from)
    {
        var kind = Take(ref from, 1)[0];
        return kind switch
        {
            <= 0x7F => (long)kind,
            >= 0xE0 => (long)(sbyte)kind,
            >= 0x80 and <= 0x8F => Map(ref from, kind & 0x0F),
            >= 0x90 and <= 0x9F => Items(ref from, kind & 0x0F),
            >= 0xA0 and <= 0xBF => Text(ref from, kind & 0x1F),
            0xC0 => null,
            0xC2 => false,
            0xC3 => true,
            0xC4 => Take(ref from, Number(ref from, 1)).ToArray(),
            0xC5 => Take(ref from, Number(ref from, 2)).ToArray(),
            0xC6 => Take(ref from, Number(ref from, 4)).ToArray(),
            0xCA => BinaryPrimitives.ReadSingleBigEndian(Take(ref from, 4)),
            0xCB => BinaryPrimitives.ReadDoubleBigEndian(Take(ref from, 8)),
            0xCC => (long)Number(ref from, 1),
            0xCD => (long)Number(ref from, 2),
            0xCE => (long)BinaryPrimitives.ReadUInt32BigEndian(Take(ref from, 4)),
            0xCF => (long)BinaryPrimitives.ReadUInt64BigEndian(Take(ref from, 8)),
            0xD0 => (long)(sbyte)Take(ref from, 1)[0],
            0xD1 => (long)BinaryPrimitives.ReadInt16BigEndian(Take(ref from, 2)),
            0xD2 => (long)BinaryPrimitives.ReadInt32BigEndian(Take(ref from, 4)),
            0xD3 => BinaryPrimitives.ReadInt64BigEndian(Take(ref from, 8)),
            0xD9 => Text(ref from, Number(ref from, 1)),
            0xDA => Text(ref from, Number(ref from, 2)),
            0xDB => Text(ref from, Number(ref from, 4)),
            0xDC => Items(ref from, Number(ref from, 2)),
            0xDD => Items(ref from, Number(ref from, 4)),
            0xDE => Map(ref from, Number(ref from, 2)),
            _ => throw new InvalidDataException($"No message of an open page holds a {kind:X2}."),
        };
    }

    private static int Number(ref ReadOnlySpan<byte> from, int bytes)
    {
        var number = 0;
        foreach (var next in Take(ref from, bytes))
        {
            number = (number << 8) | next;
        }

        return number;
    }

    private static string Text(ref ReadOnlySpan<byte> from, int length) => Encoding.UTF8.GetString(Take(ref from, length));

    private static object?[] Items(ref ReadOnlySpan<byte> from, int count)
    {
        var items = new object?[count];
        for (var i = 0; i < count; i++)
        {
            items[i] = Read(ref from);
        }

        return items;
    }

    private static object?[] Map(ref ReadOnlySpan<byte> from, int count) => Items(ref from, count * 2);

    private static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> from, int count)
    {
        var taken = from[..count];
        from = from[count..];
        return taken;
    }
}
