namespace Partners.Core.Platform.Live;

/// <summary>Reads an answer that may be larger, or slower, than anybody should wait for.</summary>
internal static class BoundedBody
{
    /// <exception cref="HttpRequestException">It is larger than that.</exception>
    /// <exception cref="OperationCanceledException">It takes longer than that.</exception>
    public static async Task<byte[]> ReadAsync(HttpResponseMessage answer, long largest, TimeSpan longest, CancellationToken cancel)
    {
        using var bounded = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        bounded.CancelAfter(longest);
        await answer.Content.LoadIntoBufferAsync(largest, bounded.Token);
        return await answer.Content.ReadAsByteArrayAsync(bounded.Token);
    }
}
