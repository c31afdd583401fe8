namespace Partners.Core.Platform.Live;

/// <summary>What the console's user needs on the platform: to read, and for what staff do here.</summary>
/// <param name="Action">As the platform calls it: read, create, update.</param>
/// <param name="For">What fails without it, in words.</param>
public sealed record NeededRight(string Collection, string Action, IReadOnlyList<string> Fields, string For)
{
    private const string Read = "read";
    private const string Create = "create";
    private const string Update = "update";

    public static readonly IReadOnlyList<NeededRight> All =
    [
        .. LiveCollection.All.Select(collection => new NeededRight(collection.Name, Read, collection.Fields, "pulling")),
        new(
            ChangedRows.Revisions,
            Read,
            ["id", "activity", "collection", "item", "delta"],
            "seeing who else changed a record"),
        new("directus_activity", Read, ["user_agent"], "finding the console's own changes again"),
        new("org", Update, ["is_partner"], "the partner flag"),
        new("org", Create, ["id", "name", "created_by"], "a handoff to a new organisation"),
        new("org_membership", Create, ["id", "org_id", "user_id", "role"], "roles and handoffs"),
        new("org_membership", Update, ["role", "deleted_at"], "roles and handoffs"),
        new(
            "workspace",
            Create,
            [
                "id", "org_id", "name", "usage_context", "visibility", "data_owner_org_name", "data_owner_email",
                "partner_agreement_accepted_at", "billing_account_id", "created_by",
            ],
            "a client's workspace"),
        new(
            "workspace",
            Update,
            [
                "org_id", "usage_context", "data_owner_org_name", "data_owner_email", "billing_account_id", "billed_to_team_id",
                "effective_client_team_id", "handoff_status", "handoff_target_team_id",
            ],
            "data owners and handoffs"),
        new("workspace", Update, ["logo_url"], "logos"),
        new("workspace", Update, ["settings"], "keeping a member of the organisation out of a workspace"),
        new("workspace_membership", Create, ["id", "workspace_id", "user_id", "role", "source"], "a client's workspace"),
        new("workspace_membership", Update, ["workspace_id", "role", "deleted_at"], "roles, and people who leave"),
        new("workspace_membership", Update, ["expires_at"], "access with an end"),
        new("workspace_invite", Create, ["id", "workspace_id", "email", "role", "invited_by", "expires_at"], "invites"),
        new("workspace_invite", Update, ["deleted_at"], "withdrawn invites"),
        new("workspace_invite", Update, ["role"], "invites that a handoff changes"),
        new("workspace_invite", Update, ["expires_at"], "invites that are sent again"),
        new("billing_account", Create, ["id", "label", "tier", "payment_mode", "billing_period", "created_by"], "a client's workspace"),
        new(
            "billing_account",
            Update,
            [
                "org_id", "workspace_id", "billing_legal_name", "billing_address_line1", "billing_postal_code", "billing_city",
                "billing_country", "billing_vat_id", "payment_mode",
            ],
            "handoffs"),
        new(
            "billing_account",
            Update,
            ["mollie_customer_id", "mollie_subscription_id"],
            "taking who paid until then off an account that is handed off"),
        new("project_webhook", Update, ["deleted_at"], "webhooks that a handoff removes"),
        new("project", Update, ["workspace_id", "move_history"], "moves"),
        new(
            "referral_ledger",
            Create,
            ["id", "partner_team_id", "workspace_id", "partner_kickback_percent", "starts_at", "expires_at", "notes"],
            "deals"),
        new("referral_ledger", Update, ["workspace_id", "partner_kickback_percent", "expires_at", "notes", "deleted_at"], "deals"),
        new("directus_files", Create, ["id"], "logos"),
    ];

    /// <summary>What of it is missing; empty where nothing is.</summary>
    internal IReadOnlyList<string> MissingUnder(PlatformRights rights) =>
        rights.May(Collection, Action) ? [.. Fields.Where(field => !rights.May(Collection, Action, field))] : Fields;
}
