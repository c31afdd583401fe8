using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Partners.Core.Changes;

namespace Partners.Core.Outbox;

/// <summary>Puts what the platform has to be told beside a change, in the same save.</summary>
internal static class PlatformCarrying
{
    /// <summary>Replaces an earlier change of the same field that still waits.</summary>
    public static async Task CarryToPlatformAsync(
        this Change change, PlatformItem item, string field, object? value, string why, CancellationToken cancel)
    {
        var earlier = await change.Db.PlatformChanges
            .Where(found => found.State == PlatformChangeState.Waiting
                && found.Collection == item.Collection && found.Item == item.Id && found.Field == field)
            .ToListAsync(cancel);
        earlier.ForEach(found => found.Supersede(change.At));
        change.Db.PlatformChanges.Add(new PlatformChange(item, field, JsonSerializer.Serialize(value), change.Who, change.At, why));
    }
}
