using System.Net;
using System.Text.Json;

namespace Partners.Core.Platform.Live;

/// <summary>Reads an answer that is no success: which of the known faults it is.</summary>
internal static class PlatformErrors
{
    private const int LongestSaid = 500;

    /// <param name="isWrite">A gateway's 502 to 504 may have come after the platform did it.</param>
    public static PlatformFault Of(HttpResponseMessage answer, ReadOnlySpan<byte> body, bool isWrite)
    {
        var (code, said, extensions) = Read(body);
        PlatformFault fault = (answer.StatusCode, code) switch
        {
            (HttpStatusCode.Unauthorized, _) => new Unauthorised(),
            (HttpStatusCode.TooManyRequests, _) => new RateLimited(PlatformHttp.RetryAfter(answer)),
            (HttpStatusCode.ServiceUnavailable, _) => new Unreachable("it is too busy, or down for maintenance", isWrite),
            (HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout, _) =>
                new Unreachable("what stands before it has no answer", isWrite),
            (HttpStatusCode.BadRequest, "INVALID_QUERY") => new InvalidQuery(),
            (HttpStatusCode.BadRequest, "RECORD_NOT_UNIQUE") => new NotUnique(
                Text("collection") ?? string.Empty,
                Text("field") ?? string.Empty,
                Text("value")),
            (HttpStatusCode.BadRequest, "INVALID_FOREIGN_KEY") => new MissingParent(
                Text("collection") ?? string.Empty,
                Text("field") ?? string.Empty),
            (HttpStatusCode.BadRequest, "FAILED_VALIDATION" or "NOT_NULL_VIOLATION") => new FailedValidation(
                Text("field") ?? string.Empty,
                Text("type") ?? string.Empty),
            (HttpStatusCode.Forbidden, "FORBIDDEN") => new Forbidden(),
            ( >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError, { } other) => new InvalidPayload(other, Text("field")),
            _ => new ServerFault((int)answer.StatusCode),
        };
        return fault with { Said = said };

        string? Text(string name) =>
            extensions.ValueKind == JsonValueKind.Object && extensions.TryGetProperty(name, out var value)
                ? value.ValueKind switch
                {
                    JsonValueKind.String => value.GetString(),
                    JsonValueKind.Number => value.GetRawText(),
                    _ => null,
                }
                : null;
    }

    /// <summary>The first error of Directus' list; nothing where the body is none of its answers.</summary>
    private static (string? Code, string Said, JsonElement Extensions) Read(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            using var document = JsonDocument.ParseValue(ref reader);
            if (document.RootElement is { ValueKind: JsonValueKind.Object } root
                && root.TryGetProperty("errors", out var errors)
                && errors.ValueKind == JsonValueKind.Array
                && errors.GetArrayLength() > 0
                && errors[0] is { ValueKind: JsonValueKind.Object } first)
            {
                var said = first.TryGetProperty("message", out var message) && message.ValueKind == JsonValueKind.String
                    ? Plain(message.GetString() ?? string.Empty)
                    : string.Empty;
                var extensions = first.TryGetProperty("extensions", out var more) ? more.Clone() : default;
                var code = extensions.ValueKind == JsonValueKind.Object
                    && extensions.TryGetProperty("code", out var named)
                    && named.ValueKind == JsonValueKind.String
                        ? named.GetString()
                        : null;
                return (code, said, extensions);
            }
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            // No JSON, or half a surrogate pair in it.
        }

        return (null, string.Empty, default);
    }

    private static string Plain(string text) =>
        string.Concat(text.Take(LongestSaid).Select(character => char.IsControl(character) ? ' ' : character));
}
