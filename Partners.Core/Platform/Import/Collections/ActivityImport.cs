using Microsoft.EntityFrameworkCore;
using Partners.Core.ExternalLed;
using Partners.Core.Organisations;
using Partners.Core.Persistence;
using Partners.Core.Workspaces;

namespace Partners.Core.Platform.Import.Collections;

internal sealed record ActivityRow(long Id, string Action, Guid? DirectusUserId, DateTimeOffset At, string Collection, string Item)
{
    public static ActivityRow Read(RowFields row) => new(
        row.Number("id"),
        row.Required("action", Organisation.LongestName),
        row.OptionalId("user"),
        row.Instant("timestamp"),
        row.Required("collection", Organisation.LongestName),
        row.Required("item", Organisation.LongestName));
}

internal sealed class ActivityImport : CollectionImport<Activity, long, ActivityRow>
{
    public override string Name => "directus_activity";

    protected override ActivityRow Read(RowFields row) => ActivityRow.Read(row);

    protected override long KeyOf(ActivityRow row) => row.Id;

    protected override Task<Dictionary<long, Activity>> ExistingAsync(PartnersDb db, IReadOnlyList<long> keys, CancellationToken cancel) =>
        db.Activities.Where(activity => keys.Contains(activity.Id)).ToDictionaryAsync(activity => activity.Id, cancel);

    protected override Activity New(ActivityRow row, ImportSession session) =>
        new(row.Id, row.Action, row.DirectusUserId, row.At, row.Collection, row.Item);

    protected override void CopyFromPlatform(Activity entity, ActivityRow row) =>
        entity.CopyFromPlatform(row.Action, row.DirectusUserId, row.At, row.Collection, row.Item);

    /// <summary>The signals use no other collection.</summary>
    protected override void Touch(StaleClients touched, Activity entity)
    {
        if (entity is { DirectusUserId: { } user, Collection: Activity.Workspace or Activity.WorkspaceMembership })
        {
            touched.WithSeatOfUser(user);
        }
    }
}
