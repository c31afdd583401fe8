using System.Security.Claims;
using Partners.Console.Access;
using Partners.Console.Links;
using Partners.Core.Platform;

namespace Partners.Console.Platform;

internal static class PlatformEndpoints
{
    private static readonly byte[] s_lineFeed = "\n"u8.ToArray();

    /// <summary>Downloads the waiting platform changes, one line of JSON each. Needs the same permission as the page.</summary>
    public static void MapPlatform(this WebApplication app) => app
        .MapGet(
            PlatformAddresses.WaitingChanges,
            (PlatformRecord record, ClaimsPrincipal person, CancellationToken cancel) => Results.Stream(
                async stream =>
                {
                    await foreach (var line in record.WaitingLinesAsync(StaffClaims.StaffOf(person), cancel))
                    {
                        await stream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(line), cancel);
                        await stream.WriteAsync(s_lineFeed, cancel);
                    }
                },
                "application/jsonl; charset=utf-8",
                "platform-changes.jsonl"))
        .RequireAuthorization(Policies.Read);
}
