using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Polly.Timeout;

namespace Partners.Core.Platform.Live;

/// <summary>
/// Sends one request to the platform, and turns whatever comes of it into an answer: a fault is never an exception here, but for a cancel
/// by whoever asked.
/// </summary>
internal sealed class PlatformLink(PlatformSettings settings, IHttpClientFactory clients)
{
    private static readonly TimeSpan s_body = TimeSpan.FromMinutes(2);

    private static readonly PlatformFault s_notSet = new Unreachable("Platform:Address is not set", WasSent: false);

    /// <summary>The largest answer that is kept in memory; rows are asked for in pages far below it.</summary>
    private const int LargestAnswer = 64 * 1024 * 1024;

    /// <param name="mayRepeat">Sent again after a fault that may pass. Never for what would be done twice.</param>
    /// <param name="look">Sees the headers of an answer that is a success.</param>
    /// <returns>What stands under <c>data</c>; null of JSON where there is none.</returns>
    public async Task<PlatformAnswer<JsonElement>> SendAsync(
        HttpMethod method,
        string pathAndQuery,
        HttpContent? content,
        ChangeSource? source,
        bool mayRepeat,
        CancellationToken cancel,
        Action<HttpResponseMessage>? look = null)
    {
        var answer = await BytesAsync(method, pathAndQuery, content, source, mayRepeat, cancel, look);
        return answer.IsThere ? DataOf(answer.Value) : answer.Fault;
    }

    /// <summary>The answer's body as it came.</summary>
    public async Task<PlatformAnswer<byte[]>> BytesAsync(
        HttpMethod method,
        string pathAndQuery,
        HttpContent? content,
        ChangeSource? source,
        bool mayRepeat,
        CancellationToken cancel,
        Action<HttpResponseMessage>? look = null)
    {
        if (settings.Address is not { } address)
        {
            return s_notSet;
        }

        using var request = new HttpRequestMessage(method, new Uri(Rooted(address), pathAndQuery)) { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", settings.Token);
        request.Headers.TryAddWithoutValidation("User-Agent", source?.UserAgent ?? ChangeSource.Console);
        request.Options.Set(PlatformHttp.MayRepeat, mayRepeat);
        try
        {
            using var client = clients.CreateClient(PlatformHttp.Name);
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
            var body = await BoundedBody.ReadAsync(answer, LargestAnswer, s_body, cancel);
            if (!answer.IsSuccessStatusCode)
            {
                return PlatformErrors.Of(answer, body, IsWrite(method));
            }

            look?.Invoke(answer);
            return body;
        }
        catch (Exception fault) when (FaultOf(fault, IsWrite(method), cancel) is { } known)
        {
            return known;
        }
    }

    public static StringContent Json(JsonNode body) => new(body.ToJsonString(), mediaType: new MediaTypeHeaderValue("application/json"));

    /// <summary>What a broken line means; null for what is no fault of the line.</summary>
    internal static PlatformFault? FaultOf(Exception fault, bool isWrite, CancellationToken cancel) => fault switch
    {
        OperationCanceledException when cancel.IsCancellationRequested => null,
        OperationCanceledException or TimeoutRejectedException => new Unreachable("it did not answer in time", isWrite),
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } =>
            new Unreachable("its name is not known", WasSent: false),
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } =>
            new Unreachable("nothing answers at its address", WasSent: false),
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } =>
            new Unreachable("its certificate is not trusted", WasSent: false),
        HttpRequestException or IOException => new Unreachable("the connection was lost", isWrite),
        _ => null,
    };

    private static PlatformAnswer<JsonElement> DataOf(byte[] body)
    {
        if (body.Length == 0)
        {
            return default(JsonElement);
        }

        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("data", out var data)
                ? data.Clone()
                : new ServerFault(200);
        }
        catch (JsonException)
        {
            return new ServerFault(200);
        }
    }

    private static bool IsWrite(HttpMethod method) => method == HttpMethod.Post || method == HttpMethod.Patch;

    /// <summary>A Directus below a path answers below it.</summary>
    private static Uri Rooted(Uri address) =>
        address.AbsoluteUri.EndsWith('/') ? address : new Uri(address.AbsoluteUri + '/');
}
