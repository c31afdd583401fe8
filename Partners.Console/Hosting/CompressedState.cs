using System.Buffers;
using System.IO.Compression;
using System.Text.Json;
using Microsoft.AspNetCore.Components;

namespace Partners.Console.Hosting;

/// <summary>
/// Compresses what the first rendering hands to the open page. The framework encrypts it, so it would cross a slow line uncompressed,
/// down and up again.
/// </summary>
/// <remarks>Held to the same condition as <see cref="PageCompression"/>, since it repeats the address.</remarks>
internal sealed class CompressedState<T>(IHttpContextAccessor accessor) : PersistentComponentStateSerializer<T>
{
    public override void Persist(T value, IBufferWriter<byte> writer)
    {
        var isAllowed = accessor.HttpContext is { } context && PageCompression.IsAllowed(context);
        using var kept = new MemoryStream();
        var level = isAllowed ? CompressionLevel.Optimal : CompressionLevel.NoCompression;
        using (var deflate = new DeflateStream(kept, level, leaveOpen: true))
        {
            JsonSerializer.Serialize(deflate, value, JsonSerializerOptions.Web);
        }

        writer.Write(kept.GetBuffer().AsSpan(0, (int)kept.Length));
    }

    public override T Restore(ReadOnlySequence<byte> data)
    {
        using var inflate = new DeflateStream(new MemoryStream(data.ToArray()), CompressionMode.Decompress);
        return JsonSerializer.Deserialize<T>(inflate, JsonSerializerOptions.Web)!;
    }
}
