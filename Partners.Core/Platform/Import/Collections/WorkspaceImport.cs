using Microsoft.EntityFrameworkCore;
using Partners.Core.Organisations;
using Partners.Core.Persistence;
using Partners.Core.Workspaces;

namespace Partners.Core.Platform.Import.Collections;

internal sealed record WorkspaceRow(Guid Id, WorkspaceFacts Facts, bool HasCreationTime)
{
    private const int LongestAddress = 2000;

    private static readonly Dictionary<string, UsageContext> s_contexts = new(StringComparer.Ordinal)
    {
        ["internal"] = UsageContext.Internal,
        ["external"] = UsageContext.External,
    };

    private static readonly Dictionary<string, WorkspaceVisibility> s_visibilities = new(StringComparer.Ordinal)
    {
        ["open_to_organisation"] = WorkspaceVisibility.OpenToOrganisation,
        ["private"] = WorkspaceVisibility.Private,
    };

    public static WorkspaceRow Read(RowFields row)
    {
        var id = row.Id("id");
        var createdAt = row.OptionalInstant("created_at");
        var facts = new WorkspaceFacts(
            row.Id("org_id"),
            row.Required("name", Organisation.LongestName),
            row.OneOf("usage_context", s_contexts, UsageContext.Internal),
            row.Optional("data_owner_org_name", Organisation.LongestName),
            row.Optional("data_owner_email", RowFields.LongestEmail),
            row.OptionalInstant("partner_agreement_accepted_at"),
            row.OptionalId("billing_account_id"),
            row.OneOf("visibility", s_visibilities, WorkspaceVisibility.OpenToOrganisation),
            row.Optional("logo_url", LongestAddress),
            row.OptionalId("created_by"),
            createdAt ?? default,
            row.OptionalInstant("deleted_at"));
        return new(id, facts, createdAt is not null);
    }

    public WorkspaceFacts FactsOr(DateTimeOffset created) => HasCreationTime ? Facts : Facts with { CreatedAt = created };
}

internal sealed class WorkspaceImport : CollectionImport<Workspace, Guid, WorkspaceRow>
{
    public override string Name => "workspace";

    protected override WorkspaceRow Read(RowFields row) => WorkspaceRow.Read(row);

    protected override Guid KeyOf(WorkspaceRow row) => row.Id;

    protected override async Task<Func<WorkspaceRow, string?>> CheckAsync(PartnersDb db, IReadOnlyCollection<WorkspaceRow> rows, CancellationToken cancel)
    {
        var organisations = await Parents.OrganisationsAsync(db, rows.Select(row => row.Facts.OrganisationId), cancel);
        return row => organisations.Contains(row.Facts.OrganisationId) ? null : Parents.Unknown("organisation", "org_id", row.Facts.OrganisationId);
    }

    protected override Task<Dictionary<Guid, Workspace>> ExistingAsync(PartnersDb db, IReadOnlyCollection<Guid> keys, CancellationToken cancel) =>
        db.Workspaces.Where(workspace => keys.Contains(workspace.Id)).ToDictionaryAsync(workspace => workspace.Id, cancel);

    protected override Workspace New(WorkspaceRow row, ImportSession session) => new(row.Id, row.FactsOr(session.At));

    protected override void Follow(Workspace entity, WorkspaceRow row, IReadOnlySet<string> kept) => entity.FollowPlatform(row.FactsOr(entity.CreatedAt));
}
