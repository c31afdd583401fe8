using System.Numerics;
using System.Text;
using System.Text.Json;

namespace Partners.Core.Platform.Import;

/// <summary>
/// Finds ids that a list has more than once, with different content. A fixed number of bits remembers the ids; what they suspect is read
/// again and compared, so that memory does not grow with the list (docs/product.md I20).
/// </summary>
internal sealed class RepeatedRows
{
    private const int FewestBits = 1 << 16;
    private const int MostBits = 1 << 27;

    /// <summary>In bytes; a shorter row would be no row of the platform's.</summary>
    private const int ShortestRow = 64;
    private const int BitsPerRow = 32;
    private const int Probes = 4;

    /// <summary>A list with more is broken as a whole, and these are enough to say so.</summary>
    private const int MostSuspects = 1_000;

    private readonly ulong[] _seen;
    private readonly HashSet<string> _suspects = new(StringComparer.Ordinal);

    /// <param name="bytes">The size of the list's files.</param>
    public RepeatedRows(long bytes)
    {
        var bits = Math.Clamp(bytes / ShortestRow * BitsPerRow, FewestBits, MostBits);
        _seen = new ulong[BitOperations.RoundUpToPowerOf2((ulong)bits) / 64];
    }

    public bool HasSuspects => _suspects.Count > 0;

    public void See(ReadOnlySpan<byte> row)
    {
        var id = IdIn(row);
        if (id.IsEmpty)
        {
            return;
        }

        var hash = HashOf(id);
        var isNew = false;
        for (var probe = 0; probe < Probes; probe++)
        {
            var bit = (hash + ((ulong)probe * ((hash >> 33) | 1))) & (((ulong)_seen.Length * 64) - 1);
            var mask = 1UL << (int)(bit & 63);
            ref var word = ref _seen[bit >> 6];
            isNew |= (word & mask) == 0;
            word |= mask;
        }

        if (!isNew && _suspects.Count < MostSuspects)
        {
            _suspects.Add(Encoding.UTF8.GetString(id));
        }
    }

    /// <summary>Of the suspected ids, those whose rows differ. Reads the list once more.</summary>
    /// <param name="rows">All rows of the list with their files, in order.</param>
    public IEnumerable<(string File, string Id)> Differing(IEnumerable<(string File, ReadOnlyMemory<byte> Row)> rows)
    {
        var first = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        var named = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (file, row) in rows)
        {
            var id = Encoding.UTF8.GetString(IdIn(row.Span));
            if (_suspects.Contains(id))
            {
                using var document = JsonDocument.Parse(row);
                if (first.TryAdd(id, document.RootElement.Clone()))
                {
                    continue;
                }

                if (!IsSame(first[id], document.RootElement) && named.Add(id))
                {
                    yield return (file, id);
                }
            }
        }
    }

    private static bool IsSame(JsonElement one, JsonElement other)
    {
        try
        {
            return JsonElement.DeepEquals(one, other);
        }
        catch (InvalidOperationException)
        {
            // Text that is no text differs from everything.
            return false;
        }
    }

    /// <summary>FNV-1a, mixed once more, because ids differ in few bits.</summary>
    private static ulong HashOf(ReadOnlySpan<byte> bytes)
    {
        var hash = 14_695_981_039_346_656_037UL;
        foreach (var one in bytes)
        {
            hash = unchecked((hash ^ one) * 1_099_511_628_211UL);
        }

        hash = unchecked((hash ^ (hash >> 32)) * 0xD6E8_FEB8_6659_FD93UL);
        return hash ^ (hash >> 32);
    }

    /// <summary>The bytes of the row's own id, as text or number; empty if it has none.</summary>
    private static ReadOnlySpan<byte> IdIn(ReadOnlySpan<byte> row)
    {
        var reader = new Utf8JsonReader(row, new JsonReaderOptions { MaxDepth = 64 });
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return [];
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isId = reader.ValueTextEquals("id"u8);
                reader.Read();
                if (isId)
                {
                    return reader.TokenType is JsonTokenType.String or JsonTokenType.Number ? reader.ValueSpan : [];
                }

                reader.Skip();
            }
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return [];
        }

        return [];
    }
}
