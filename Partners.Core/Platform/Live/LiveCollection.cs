using Partners.Core.Outbox;
using Partners.Core.Platform.Import;
using Partners.Core.Platform.Import.Collections;

namespace Partners.Core.Platform.Live;

/// <summary>How a collection of the platform is read whole, and how its changes are found.</summary>
internal enum LiveOrder
{
    /// <summary>By <c>updated_at</c>, which the platform keeps.</summary>
    Stamped,

    /// <summary>By its running number.</summary>
    Numbered,

    /// <summary>By its id, with an offset: it has neither, and is small.</summary>
    Small,
}

/// <summary>A collection that the console pulls (docs/product.md I51).</summary>
/// <param name="Import">What takes its rows in: the same as for files.</param>
/// <param name="Fields">What the import reads of a row. Nothing else is asked for where the permissions name fields.</param>
internal sealed record LiveCollection(CollectionImport Import, LiveOrder Order, IReadOnlyList<string> Fields)
{
    public string Name => Import.Name;

    /// <summary>Parents before children; the platform itself keeps no child without its parent.</summary>
    public static readonly IReadOnlyList<LiveCollection> All =
    [
        new(new PersonImport(), LiveOrder.Stamped, ["id", "directus_user_id", "email", "display_name", "created_at", "updated_at"]),
        new(
            new OrganisationImport(),
            LiveOrder.Stamped,
            ["id", "name", "is_partner", "created_by", "created_at", "updated_at", "deleted_at"]),
        new(
            new WorkspaceImport(),
            LiveOrder.Stamped,
            [
                "id", "org_id", "name", "usage_context", "visibility", "data_owner_org_name", "data_owner_email",
                "partner_agreement_accepted_at", "billing_account_id", "billed_to_team_id", "handoff_status", "handoff_target_team_id",
                "logo_url", "settings", "created_by", "created_at", "updated_at", "deleted_at",
            ]),
        new(
            new BillingAccountImport(),
            LiveOrder.Stamped,
            [
                "id", "org_id", "workspace_id", "label", "tier", "tier_expires_at", "payment_mode", "status", "billing_period",
                "mollie_customer_id", "mollie_subscription_id", "type_discount", "percent_discount", "billing_legal_name",
                "billing_address_line1", "billing_city", "billing_postal_code", "billing_country", "billing_vat_id", "account_manager_id",
                "created_at", "updated_at", "deleted_at",
            ]),
        new(
            new OrganisationMembershipImport(),
            LiveOrder.Stamped,
            ["id", "org_id", "user_id", "role", "created_at", "updated_at", "deleted_at"]),
        new(
            new WorkspaceMembershipImport(),
            LiveOrder.Stamped,
            ["id", "workspace_id", "user_id", "role", "source", "expires_at", "created_at", "updated_at", "deleted_at"]),
        new(
            new WorkspaceInviteImport(),
            LiveOrder.Small,
            ["id", "workspace_id", "email", "role", "invited_by", "created_at", "expires_at", "accepted_at", "deleted_at"]),
        new(
            new ProjectImport(),
            LiveOrder.Stamped,
            ["id", "workspace_id", "name", "directus_user_id", "move_history", "created_at", "updated_at", "deleted_at"]),
        new(new ProjectWebhookImport(), LiveOrder.Small, ["id", "project_id", "name", "url", "events", "status", "deleted_at"]),
        new(new ConversationImport(), LiveOrder.Stamped, ["id", "project_id", "duration", "created_at", "updated_at"]),
        new(new ActivityImport(), LiveOrder.Numbered, ["id", "action", "user", "timestamp", "collection", "item"]),
        new(
            new DealImport(),
            LiveOrder.Numbered,
            [
                "id", "partner_team_id", "workspace_id", "partner_kickback_percent", "to_organisation_discount_percent",
                "eur_cap_kickback", "starts_at", "expires_at", "notes", "deleted_at",
            ]),
    ];

    /// <summary>Who did what: only ever added to, and far too much to be read whole every night.</summary>
    public bool IsTrail => Import is ActivityImport;

    /// <summary>Recorded once and hardly ever changed; by far the most rows of the platform.</summary>
    public bool IsUsage => Import is ConversationImport;

    /// <summary>Without these there is nothing to work with.</summary>
    public bool IsNeeded => Import is not (ProjectWebhookImport or ConversationImport or ActivityImport);

    /// <summary>
    /// Without one of these a row would say that it is empty. The platform never had a discount and a cap of its own.
    /// </summary>
    public IEnumerable<string> Needed => Fields.Except([PlatformFields.Discount, PlatformFields.Cap], StringComparer.Ordinal);

    /// <summary>What to ask for, under these rights; all that may be read where they do not name fields.</summary>
    public IReadOnlyList<string> FieldsUnder(PlatformRights rights) =>
        rights.May(Name, "read", "*") ? ["*"] : [.. Fields.Where(field => rights.May(Name, "read", field))];
}
