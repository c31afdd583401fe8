using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Partners.Core.Handoffs;
using Partners.Core.Organisations;
using Partners.Core.Outbox;
using Partners.Core.Persistence;
using Partners.Core.Workspaces;

namespace Partners.Core.Platform.Import.Collections;

internal sealed record ProjectWebhookRow(Guid Id, WebhookFacts Facts)
{
    private const int LongestAddress = 2000;
    private const int LongestEvents = 500;

    public static ProjectWebhookRow Read(RowFields row)
    {
        var address = row.Required("url", LongestAddress);
        var isAddress = Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Host.Length > 0;
        if (address.Length > 0 && !isAddress)
        {
            // Without the address itself: it may carry a key.
            row.Reject("The field url is no address.");
        }

        return new(
            row.Id("id"),
            new(
                row.Id("project_id"),
                row.Optional("name", Organisation.LongestName) ?? string.Empty,
                isAddress ? uri!.Host : string.Empty,
                Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(address))),
                Events(row),
                row.Optional("status", Organisation.LongestName),
                row.OptionalInstant("deleted_at")));
    }

    public ProjectWebhookRow Saying(WebhookFacts facts) => this with { Facts = facts };

    private static string Events(RowFields row)
    {
        if (row.Json("events") is not { } json)
        {
            return string.Empty;
        }

        using var document = JsonDocument.Parse(json);
        var words = document.RootElement.ValueKind == JsonValueKind.Array
            ? string.Join(
                ", ",
                document.RootElement.EnumerateArray()
                    .Where(word => word.ValueKind == JsonValueKind.String)
                    .Select(word => word.GetString()))
            : document.RootElement.ValueKind == JsonValueKind.String ? document.RootElement.GetString()! : string.Empty;
        return words.Length > LongestEvents ? words[..LongestEvents] : words;
    }
}

/// <summary>Where conversations leave to. A webhook's secret is never read.</summary>
internal sealed class ProjectWebhookImport : CollectionImport<ProjectWebhook, Guid, ProjectWebhookRow>
{
    public override string Name => PlatformFields.ProjectWebhook;

    protected override IReadOnlyList<StaffOwnedField<ProjectWebhook, ProjectWebhookRow>> StaffOwnedFields { get; } =
    [
        new(
            PlatformFields.DeletedAt,
            (recorded, row, _) => Recorded.HasEnded(recorded, row.Facts.DeletedAt),
            (row, ours) => row.Saying(row.Facts with { DeletedAt = ours.DeletedAt })),
    ];

    protected override ProjectWebhookRow Read(RowFields row) => ProjectWebhookRow.Read(row);

    protected override Guid KeyOf(ProjectWebhookRow row) => row.Id;

    protected override async Task<Func<ProjectWebhookRow, string?>> CheckAsync(
        PartnersDb db,
        IReadOnlyCollection<ProjectWebhookRow> rows,
        CancellationToken cancel)
    {
        var asked = rows.Select(row => row.Facts.ProjectId).Distinct().ToList();
        var projects = (await db.Projects.Where(project => asked.Contains(project.Id)).Select(project => project.Id).ToListAsync(cancel))
            .ToHashSet();
        return row => projects.Contains(row.Facts.ProjectId) ? null : Parents.Unknown("project", "project_id", row.Facts.ProjectId);
    }

    protected override Task<Dictionary<Guid, ProjectWebhook>> ExistingAsync(
        PartnersDb db,
        IReadOnlyList<Guid> keys,
        CancellationToken cancel) =>
        db.ProjectWebhooks.Where(webhook => keys.Contains(webhook.Id)).ToDictionaryAsync(webhook => webhook.Id, cancel);

    protected override ProjectWebhook New(ProjectWebhookRow row, ImportSession session) => new(row.Id, row.Facts);

    protected override void CopyFromPlatform(ProjectWebhook entity, ProjectWebhookRow row) => entity.CopyFromPlatform(row.Facts);

    protected override Task WatchAsync(
        TouchedHandoffs touched,
        PartnersDb db,
        IReadOnlyCollection<ProjectWebhook> entities,
        CancellationToken cancel) =>
        touched.ProjectsAsync(db, [.. entities.Select(webhook => webhook.ProjectId).Distinct()], cancel);
}
