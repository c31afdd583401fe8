
namespace Partners.Core.Outbox;

/// <summary>The platform's names for what staff change here.</summary>
public static class PlatformFields
{
    public const string Organisation = "org";
    public const string OrganisationMembership = "org_membership";
    public const string Workspace = "workspace";
    public const string Project = "project";
    public const string WorkspaceMembership = "workspace_membership";
    public const string WorkspaceInvite = "workspace_invite";
    public const string ProjectWebhook = "project_webhook";
    public const string BillingAccount = "billing_account";
    public const string ReferralLedger = "referral_ledger";

    /// <summary>The platform's own collection of files, such as logos.</summary>
    public const string Files = "directus_files";

    /// <summary>Stands for every field at once: the record was made here, and its value is an object of its fields.</summary>
    public const string NewRecord = "*";

    public const string Id = "id";
    public const string IsPartner = "is_partner";
    public const string OrganisationId = "org_id";
    public const string WorkspaceId = "workspace_id";
    public const string UserId = "user_id";
    public const string Name = "name";
    public const string UsageContext = "usage_context";
    public const string DataOwnerName = "data_owner_org_name";
    public const string DataOwnerEmail = "data_owner_email";
    public const string PartnerAgreementAcceptedAt = "partner_agreement_accepted_at";
    public const string BillingAccountId = "billing_account_id";
    public const string HandoffStatus = "handoff_status";
    public const string HandoffTarget = "handoff_target_team_id";
    public const string EffectiveClient = "effective_client_team_id";
    public const string InvitedBy = "invited_by";
    public const string MoveHistory = "move_history";
    public const string Settings = "settings";

    /// <summary>Of the settings: who was removed and does not get in by visibility. The platform adds ours to its own.</summary>
    public const string StickyRemoved = "settings.sticky_removed";
    public const string MollieCustomer = "mollie_customer_id";
    public const string MollieSubscription = "mollie_subscription_id";
    public const string BilledTo = "billed_to_team_id";
    public const string Visibility = "visibility";
    public const string LogoUrl = "logo_url";
    public const string Role = "role";
    public const string Source = "source";
    public const string Email = "email";
    public const string CreatedBy = "created_by";
    public const string LegalName = "billing_legal_name";
    public const string AddressLine = "billing_address_line1";
    public const string PostalCode = "billing_postal_code";
    public const string City = "billing_city";
    public const string Country = "billing_country";
    public const string VatNumber = "billing_vat_id";
    public const string CreatedAt = "created_at";
    public const string ExpiresAt = "expires_at";
    public const string DeletedAt = "deleted_at";
    public const string Label = "label";
    public const string Tier = "tier";
    public const string PaymentMode = "payment_mode";
    public const string PartnerId = "partner_team_id";
    public const string Kickback = "partner_kickback_percent";
    public const string Discount = "to_organisation_discount_percent";
    public const string Cap = "eur_cap_kickback";
    public const string StartsAt = "starts_at";
    public const string Notes = "notes";
    public const string BillingPeriod = "billing_period";
}
