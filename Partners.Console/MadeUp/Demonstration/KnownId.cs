using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Partners.Core.Persistence;
using Partners.Core.Values;

namespace Partners.Console.MadeUp.Demonstration;

/// <summary>Ids that follow from what the record is called, so that each demonstration has the same (RFC 9562, version 8).</summary>
internal static class KnownId
{
    public static Guid Of(string kind, string key)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes($"{kind}/{key}")).AsSpan(0, 16);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>Gives a record whose constructor mints its id one that is the same each time. Before it is saved.</summary>
    public static T Give<T>(PartnersDb db, T record, Guid id)
        where T : Entity
    {
        db.Entry(record).Property(entity => entity.Id).CurrentValue = id;
        return record;
    }

    public static ulong NumberOf(string key) => BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
