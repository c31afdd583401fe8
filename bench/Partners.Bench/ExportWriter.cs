using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Partners.Core.Billing;
using Partners.Core.Persistence;
using Partners.Core.Values;
using Partners.Core.Workspaces;

namespace Partners.Bench;

/// <summary>
/// Writes a database's records as the platform would export them (docs/product.md I1). It replaces the ids by random ones, like the
/// platform's, because ascending ids would make the import look faster than it is.
/// </summary>
internal sealed class ExportWriter(PartnersDb db, string folder)
{
    public async Task<long> WriteAsync(CancellationToken cancel)
    {
        return await CollectionAsync(
            "app_user",
            db.People.AsNoTracking(),
            x => new
            {
                id = Id(x.Id),
                directus_user_id = Id(x.DirectusUserId),
                email = x.Email,
                display_name = x.DisplayName,
                created_at = x.CreatedAt,
            },
            cancel)
            + await CollectionAsync(
                "org",
                db.Organisations.AsNoTracking(),
                x => new
                {
                    id = Id(x.Id),
                    name = x.Name,
                    is_partner = x.IsPartner,
                    created_by = Id(x.CreatedById),
                    created_at = x.CreatedAt,
                    deleted_at = x.DeletedAt,
                },
                cancel)
            + await CollectionAsync(
                "org_membership",
                db.OrganisationMemberships.AsNoTracking(),
                x => new
                {
                    id = Id(x.Id),
                    org_id = Id(x.OrganisationId),
                    user_id = Id(x.PersonId),
                    role = Word(x.Role),
                    created_at = x.CreatedAt,
                    deleted_at = x.DeletedAt,
                },
                cancel)
            + await CollectionAsync("workspace", db.Workspaces.AsNoTracking(), Workspace, cancel)
            + await CollectionAsync(
                "workspace_membership",
                db.WorkspaceMemberships.AsNoTracking(),
                x => new
                {
                    id = Id(x.Id),
                    workspace_id = Id(x.WorkspaceId),
                    user_id = Id(x.PersonId),
                    role = Word(x.Role),
                    source = x.Source,
                    created_at = x.CreatedAt,
                    deleted_at = x.DeletedAt,
                },
                cancel)
            + await CollectionAsync(
                "workspace_invite",
                db.WorkspaceInvites.AsNoTracking(),
                x => new
                {
                    id = Id(x.Id),
                    workspace_id = Id(x.WorkspaceId),
                    email = x.Email,
                    role = Word(x.Role),
                    invited_by = Id(x.InvitedById),
                    created_at = x.CreatedAt,
                    expires_at = x.ExpiresAt,
                    accepted_at = x.AcceptedAt,
                    deleted_at = x.DeletedAt,
                },
                cancel)
            + await CollectionAsync("billing_account", db.BillingAccounts.AsNoTracking(), Account, cancel)
            + await CollectionAsync(
                "project",
                db.Projects.AsNoTracking(),
                x => new
                {
                    id = Id(x.Id),
                    workspace_id = Id(x.WorkspaceId),
                    name = x.Name,
                    directus_user_id = Id(x.CreatedByUserId),
                    created_at = x.CreatedAt,
                    deleted_at = x.DeletedAt,
                    move_history = x.MoveHistory,
                },
                cancel)
            + await CollectionAsync(
                "conversation",
                db.Conversations.AsNoTracking(),
                x => new { id = Id(x.Id), project_id = Id(x.ProjectId), created_at = x.CreatedAt, duration = x.DurationSeconds },
                cancel)
            + await CollectionAsync(
                "directus_activity",
                db.Activities.AsNoTracking(),
                x => new
                {
                    id = x.Id,
                    action = x.Action,
                    user = Id(x.DirectusUserId),
                    timestamp = x.At,
                    collection = x.Collection,
                    item = Id(Guid.Parse(x.Item)),
                },
                cancel)
            + await CollectionAsync("referral_ledger", db.Deals.AsNoTracking().Include(x => x.Terms), Deal, cancel)
            + await CollectionAsync(
                "mollie_payments",
                db.Payments.AsNoTracking(),
                x => new
                {
                    id = x.Id,
                    status = x.Status,
                    amount = Amount(x.Amount),
                    createdAt = x.CreatedAt,
                    paidAt = x.PaidAt,
                    customerId = x.MollieCustomerId,
                    metadata = new { vat_amount = Euros(x.Vat) },
                },
                cancel,
                "payments")
            + await CollectionAsync(
                "mollie_refunds",
                db.Refunds.AsNoTracking(),
                x => new { id = x.Id, paymentId = x.PaymentId, amount = Amount(x.Amount), status = x.Status, createdAt = x.CreatedAt },
                cancel,
                "refunds");
    }

    private static object Workspace(Workspace x) => new
    {
        id = Id(x.Id),
        org_id = Id(x.OrganisationId),
        name = x.Name,
        usage_context = Word(x.UsageContext),
        data_owner_org_name = x.DataOwnerName,
        data_owner_email = x.DataOwnerEmail,
        partner_agreement_accepted_at = x.PartnerAgreementAcceptedAt,
        billing_account_id = Id(x.BillingAccountId),
        visibility = x.Visibility == WorkspaceVisibility.Private ? "private" : "open_to_organisation",
        logo_url = x.LogoUrl,
        created_by = Id(x.CreatedById),
        created_at = x.CreatedAt,
        deleted_at = x.DeletedAt,
    };

    private static object Account(BillingAccount x) => new
    {
        id = Id(x.Id),
        org_id = Id(x.OrganisationId),
        workspace_id = Id(x.WorkspaceId),
        label = x.Label,
        tier = Word(x.Tier),
        payment_mode = Word(x.PaymentMode),
        billing_period = Word(x.BillingPeriod),
        percent_discount = x.Discount?.BasisPoints / 100m,
        type_discount = x.DiscountKind,
        mollie_customer_id = x.MollieCustomerId,
        created_at = x.CreatedAt,
        deleted_at = x.DeletedAt,
    };

    private static object Deal(Core.Referrals.Deal x) => new
    {
        id = x.PlatformId,
        partner_team_id = Id(x.PartnerId),
        workspace_id = Id(x.WorkspaceId),
        partner_kickback_percent = x.Terms[0].Kickback.BasisPoints / 100m,
        to_organisation_discount_percent = x.Terms[0].Discount.BasisPoints / 100m,
        eur_cap_kickback = x.Terms[0].Cap?.Cents / 100m,
        starts_at = x.StartsOn.StartInAmsterdam(),
        expires_at = x.ExpiresOn?.StartInAmsterdam(),
        notes = x.Notes,
        deleted_at = x.DeletedAt,
    };

    /// <returns>How many rows.</returns>
    private async Task<long> CollectionAsync<T>(
        string name,
        IQueryable<T> rows,
        Func<T, object> row,
        CancellationToken cancel,
        string? embeddedAs = null)
    {
        await using var file = File.Create(Path.Combine(folder, $"{name}.json"));
        await using var json = new Utf8JsonWriter(file);
        if (embeddedAs is not null)
        {
            json.WriteStartObject();
            json.WriteStartObject("_embedded");
            json.WritePropertyName(embeddedAs);
        }

        json.WriteStartArray();
        var count = 0L;
        await foreach (var record in rows.AsAsyncEnumerable().WithCancellation(cancel))
        {
            JsonSerializer.Serialize(json, row(record));
            count++;
        }

        json.WriteEndArray();
        if (embeddedAs is not null)
        {
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return count;
    }

    private static Guid? Id(Guid? id) => id is { } known ? Id(known) : null;

    private static Guid Id(Guid id)
    {
        var bytes = SHA256.HashData(id.ToByteArray()).AsSpan(0, 16);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40); // RFC 9562, version 4
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

#pragma warning disable CA1308 // The platform writes its words in lower case.
    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
#pragma warning restore CA1308

    private static object Amount(Money money) => new { value = Euros(money), currency = "EUR" };

    private static string Euros(Money money) => (money.Cents / 100m).ToString("0.00", CultureInfo.InvariantCulture);
}
