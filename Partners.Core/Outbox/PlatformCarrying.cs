using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Partners.Core.Changes;

namespace Partners.Core.Outbox;

/// <summary>Puts what the platform has to be told beside a change, in the same save.</summary>
internal static class PlatformCarrying
{
    /// <summary>A record that the platform is to have.</summary>
    public static Task CarryNewAsync(
        this Change change, PlatformItem item, IReadOnlyDictionary<string, object?> fields, string why, CancellationToken cancel) =>
        change.CarryAsync(item, PlatformFields.NewRecord, JsonSerializer.Serialize(fields), before: null, why, notBefore: null, cancel);

    /// <summary>Replaces an earlier change of the same field that the platform does not have yet.</summary>
    /// <param name="before">What the platform is believed to have.</param>
    /// <param name="notBefore">The day from which it may have the value; null for at once.</param>
    public static Task CarryToPlatformAsync(
        this Change change,
        PlatformItem item,
        string field,
        object? before,
        object? value,
        string why,
        CancellationToken cancel,
        DateOnly? notBefore = null) =>
        change.CarryAsync(item, field, JsonSerializer.Serialize(value), JsonSerializer.Serialize(before), why, notBefore, cancel);

    /// <summary>A field that is not kept here: what the platform has in it is not known.</summary>
    public static Task CarryUnseenAsync(
        this Change change, PlatformItem item, string field, object? value, string why, CancellationToken cancel) =>
        change.CarryAsync(item, field, JsonSerializer.Serialize(value), before: null, why, notBefore: null, cancel);

    private static async Task CarryAsync(
        this Change change,
        PlatformItem item,
        string field,
        string value,
        string? before,
        string why,
        DateOnly? notBefore,
        CancellationToken cancel)
    {
        var earlier = await change.Db.PlatformChanges
            .Open()
            .Where(found => found.Collection == item.Collection && found.Item == item.Id && found.Field == field)
            .OrderBy(found => found.At)
            .ToListAsync(cancel);

        // One for an earlier day still has its time, and one that is on its way may be there already; any other gives way.
        var replaced = earlier.FindAll(found => found.State != PlatformChangeState.Sending
            && (found.NotBefore is not { } day || day >= (notBefore ?? change.Today)));
        replaced.ForEach(found => found.Supersede(change.At));
        change.TellPlatform();
        change.Db.PlatformChanges.Add(
            new PlatformChange(item, field, value, change.Who, change.At, why, change.RequestId)
                .From(earlier.Except(replaced).LastOrDefault()?.Value ?? replaced.FirstOrDefault()?.Before ?? before, notBefore));
    }
}
