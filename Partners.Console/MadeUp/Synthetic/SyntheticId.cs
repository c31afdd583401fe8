using System.Buffers.Binary;

namespace Partners.Console.MadeUp.Synthetic;

/// <summary>Ids by kind and number, ascending like those that are minted here, so that indexes grow at their end.</summary>
internal static class SyntheticId
{
    private const int BitsOfNumber = 48;

    /// <param name="kind">Tells the records of two tables apart; any letter.</param>
    public static Guid Of(char kind, long number)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number << (64 - BitsOfNumber));
        bytes[6] = 0x80; // RFC 9562, version 8
        bytes[7] = (byte)kind;
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], new Demonstration.Dice((ulong)number * 256 + kind).Next());
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
