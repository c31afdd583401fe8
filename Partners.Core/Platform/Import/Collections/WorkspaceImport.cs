using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Partners.Core.ExternalLed;
using Partners.Core.Organisations;
using Partners.Core.Outbox;
using Partners.Core.Persistence;
using Partners.Core.Workspaces;

namespace Partners.Core.Platform.Import.Collections;

internal sealed record WorkspaceRow(Guid Id, WorkspaceFacts Facts, bool HasCreationTime)
{
    private const int LongestAddress = 2000;

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
            row.OptionalInstant("deleted_at"));
        return new(id, facts, createdAt is not null);
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

    /// <summary>The platform serves a logo at its own address, so a new address means that it took ours.</summary>
    private static bool HasTakenLogo(JsonElement recorded, string? said, string? before) =>
        Recorded.IsNothing(recorded) ? said is null : said is not null && !string.Equals(said, before, StringComparison.Ordinal);
}
