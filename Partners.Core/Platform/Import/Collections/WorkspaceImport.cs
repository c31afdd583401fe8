using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Partners.Core.ExternalLed;
using Partners.Core.Handoffs;
using Partners.Core.Organisations;
using Partners.Core.Outbox;
using Partners.Core.Persistence;
using Partners.Core.Workspaces;

namespace Partners.Core.Platform.Import.Collections;

internal sealed record WorkspaceRow(Guid Id, WorkspaceFacts Facts, bool HasCreationTime)
{
    private const int LongestAddress = 2000;

    /// <summary>Not kept here; a handoff sets it there.</summary>
    public Guid? EffectiveClientId { get; private init; }

    public static WorkspaceRow Read(RowFields row)
    {
        var id = row.Id("id");
        var createdAt = row.OptionalInstant("created_at");
        var facts = new WorkspaceFacts(
            row.Id("org_id"),
            row.Required("name", Organisation.LongestName),
            row.OneOf("usage_context", PlatformWorkspaceWords.Contexts, UsageContext.Internal),
            row.Optional("data_owner_org_name", Organisation.LongestName),
            row.Optional("data_owner_email", RowFields.LongestEmail),
            row.OptionalInstant("partner_agreement_accepted_at"),
            row.OptionalId("billing_account_id"),
            row.OneOf("visibility", PlatformWorkspaceWords.Visibilities, WorkspaceVisibility.OpenToOrganisation),
            row.Optional("logo_url", LongestAddress),
            row.OptionalId("created_by"),
            createdAt ?? default,
            row.OptionalInstant("deleted_at"))
        {
            RemovedForGood = Removed(row),
            PlatformHandoff = row.OneOf("handoff_status", PlatformWorkspaceWords.Handoffs, PlatformHandoff.None),
            PlatformHandoffTargetId = row.OptionalId("handoff_target_team_id"),
            BilledToId = row.OptionalId(PlatformFields.BilledTo),
            Notice = NoticeFields.Read(row),
        };
        return new(id, facts, createdAt is not null) { EffectiveClientId = row.OptionalId(PlatformFields.EffectiveClient) };
    }

    /// <summary>Who was removed and stays out, from the settings: a list of ids, or of objects with one each.</summary>
    private static string? Removed(RowFields row)
    {
        if (row.Json("settings") is not { } settings)
        {
            return null;
        }

        using var document = JsonDocument.Parse(settings);
        if (document.RootElement.ValueKind != JsonValueKind.Object
            || !document.RootElement.TryGetProperty("sticky_removed", out var list)
            || list.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        var ids = list.EnumerateArray()
            .Select(entry => entry.ValueKind == JsonValueKind.Object && entry.TryGetProperty("user_id", out var id) ? id : entry)
            .Select(id => id.ValueKind == JsonValueKind.String && Guid.TryParse(id.GetString(), out var person) ? person : (Guid?)null)
            .OfType<Guid>()
            .Distinct()
            .Order()
            .ToList();
        return ids.Count == 0 ? null : string.Join(' ', ids);
    }

    public WorkspaceRow Saying(WorkspaceFacts facts) => this with { Facts = facts };

    public WorkspaceFacts FactsOr(DateTimeOffset created) => HasCreationTime ? Facts : Facts with { CreatedAt = created };
}

internal sealed class WorkspaceImport : CollectionImport<Workspace, Guid, WorkspaceRow>
{
    public override string Name => PlatformFields.Workspace;

    protected override IReadOnlyList<StaffOwnedField<Workspace, WorkspaceRow>> StaffOwnedFields { get; } =
    [
        new(
            PlatformFields.OrganisationId,
            row => row.Facts.OrganisationId,
            (row, ours) => row.Saying(row.Facts with { OrganisationId = ours.OrganisationId })),
        new(PlatformFields.Name, row => row.Facts.Name, (row, ours) => row.Saying(row.Facts with { Name = ours.Name })),
        new(
            PlatformFields.UsageContext,
            row => PlatformWords.Of(PlatformWorkspaceWords.Contexts, row.Facts.UsageContext),
            (row, ours) => row.Saying(row.Facts with { UsageContext = ours.UsageContext })),
        new(
            PlatformFields.DataOwnerName,
            row => row.Facts.DataOwnerName,
            (row, ours) => row.Saying(row.Facts with { DataOwnerName = ours.DataOwnerName })),
        new(
            PlatformFields.DataOwnerEmail,
            (recorded, row, _) => Recorded.IsAddress(recorded, row.Facts.DataOwnerEmail),
            (row, ours) => row.Saying(row.Facts with { DataOwnerEmail = ours.DataOwnerEmail })),
        new(
            PlatformFields.PartnerAgreementAcceptedAt,
            row => row.Facts.PartnerAgreementAcceptedAt,
            (row, ours) => row.Saying(row.Facts with { PartnerAgreementAcceptedAt = ours.PartnerAgreementAcceptedAt })),
        new(
            PlatformFields.BillingAccountId,
            row => row.Facts.BillingAccountId,
            (row, ours) => row.Saying(row.Facts with { BillingAccountId = ours.BillingAccountId })),
        new(
            PlatformFields.Visibility,
            row => PlatformWords.Of(PlatformWorkspaceWords.Visibilities, row.Facts.Visibility),
            (row, ours) => row.Saying(row.Facts with { Visibility = ours.Visibility })),
        new(
            PlatformFields.BilledTo,
            row => row.Facts.BilledToId,
            (row, ours) => row.Saying(row.Facts with { BilledToId = ours.BilledToId })),
        new(
            PlatformFields.HandoffStatus,
            row => HandoffIn(row.Facts.PlatformHandoff),
            (row, ours) => row.Saying(row.Facts with { PlatformHandoff = ours.PlatformHandoff })),
        new(
            PlatformFields.HandoffTarget,
            row => row.Facts.PlatformHandoffTargetId,
            (row, ours) => row.Saying(row.Facts with { PlatformHandoffTargetId = ours.PlatformHandoffTargetId })),
        new(PlatformFields.EffectiveClient, row => row.EffectiveClientId, (row, _) => row),
        new(
            PlatformFields.StickyRemoved,
            (recorded, row, _) => recorded.EnumerateArray().All(id => HoldsOut(row.Facts, id)),
            (row, ours) => row.Saying(row.Facts with { RemovedForGood = ours.RemovedForGood })),
        new(
            PlatformFields.LogoUrl,
            (recorded, row, ours) => HasTakenLogo(recorded, row.Facts.LogoUrl, ours.LogoUrl),
            (row, ours) => row.Saying(row.Facts with { LogoUrl = ours.LogoUrl })),
        new(
            PlatformFields.DeletedAt,
            (recorded, row, _) => Recorded.HasEnded(recorded, row.Facts.DeletedAt),
            (row, ours) => row.Saying(row.Facts with { DeletedAt = ours.DeletedAt })),
    ];

    protected override WorkspaceRow Read(RowFields row) => WorkspaceRow.Read(row);

    protected override Guid KeyOf(WorkspaceRow row) => row.Id;

    protected override async Task<Func<WorkspaceRow, string?>> CheckAsync(
        PartnersDb db,
        IReadOnlyCollection<WorkspaceRow> rows,
        CancellationToken cancel)
    {
        var organisations = await Parents.OrganisationsAsync(db, rows.Select(row => row.Facts.OrganisationId), cancel);
        return row => organisations.Contains(row.Facts.OrganisationId)
            ? null
            : Parents.Unknown("organisation", "org_id", row.Facts.OrganisationId);
    }

    protected override Task<Dictionary<Guid, Workspace>> ExistingAsync(PartnersDb db, IReadOnlyList<Guid> keys, CancellationToken cancel) =>
        db.Workspaces.Where(workspace => keys.Contains(workspace.Id)).ToDictionaryAsync(workspace => workspace.Id, cancel);

    protected override Workspace New(WorkspaceRow row, ImportSession session) => new(row.Id, row.FactsOr(session.At));

    protected override void CopyFromPlatform(Workspace entity, WorkspaceRow row) => entity.CopyFromPlatform(row.FactsOr(entity.CreatedAt));

    protected override void Touch(StaleClients touched, Workspace entity) => touched.Workspace(entity.Id);

    /// <summary>As the platform writes it; it has no word for none.</summary>
    private static string? HandoffIn(PlatformHandoff state) =>
        state == PlatformHandoff.None ? null : PlatformWords.Of(PlatformWorkspaceWords.Handoffs, state);

    private static bool HoldsOut(WorkspaceFacts facts, JsonElement id) =>
        facts.RemovedForGood is { } removed && removed.Contains(id.GetString()!, StringComparison.OrdinalIgnoreCase);

    /// <summary>The platform serves a logo at its own address, so a new address means that it took ours.</summary>
    private static bool HasTakenLogo(JsonElement recorded, string? said, string? before) =>
        Recorded.IsNothing(recorded) ? said is null : said is not null && !string.Equals(said, before, StringComparison.Ordinal);

    protected override void Watch(TouchedHandoffs touched, Workspace entity) => touched.Workspace(entity.Id);
}
