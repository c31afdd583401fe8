using System.Text.Json;

namespace Partners.Core.Platform.Live;

/// <summary>What the platform allows, from <c>/server/info</c>.</summary>
/// <param name="LargestLimit">The most rows of one answer; null where any number goes.</param>
/// <param name="Requests">The most requests in <paramref name="Per"/>; null where there is no limit.</param>
public sealed record PlatformLimits(int? LargestLimit, int? Requests, TimeSpan? Per)
{
    /// <summary>By the platform's clock, to the second; null where it does not say.</summary>
    public DateTimeOffset? Now { get; init; }

    /// <summary>The rows to ask for at a time, where whole collections are read.</summary>
    public int LargePage => Math.Min(LargestLimit ?? LivePages.Largest, LivePages.Largest);

    /// <summary>The rows to ask for at a time.</summary>
    public int Page => Math.Min(LargestLimit ?? PlatformReader.LargestPage, PlatformReader.LargestPage);

    internal static PlatformLimits Of(JsonElement info) => new(
        Number(info, "queryLimit", "max") is { } max and > 0 ? max : null,
        Number(info, "rateLimit", "points"),
        Number(info, "rateLimit", "duration") is { } seconds ? TimeSpan.FromSeconds(seconds) : null);

    private static int? Number(JsonElement info, string within, string name) =>
        info.ValueKind == JsonValueKind.Object
        && info.TryGetProperty(within, out var holder)
        && holder.ValueKind == JsonValueKind.Object
        && holder.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.Number
        && value.TryGetInt32(out var number)
            ? number
            : null;
}
