using Microsoft.EntityFrameworkCore;
using Partners.Core.Billing;
using Partners.Core.Handoffs;
using Partners.Core.Organisations;
using Partners.Core.Outbox;
using Partners.Core.Persistence;

namespace Partners.Core.Platform.Import.Collections;

internal sealed record BillingAccountRow(Guid Id, BillingFacts Facts, bool HasCreationTime)
{
    public static BillingAccountRow Read(RowFields row)
    {
        var id = row.Id("id");
        var organisation = row.OptionalId("org_id");
        var workspace = row.OptionalId("workspace_id");
        if (organisation is null == workspace is null)
        {
            row.Reject(organisation is null
                ? "The account has no owner: neither org_id nor workspace_id is set."
                : "The account has two owners: both org_id and workspace_id are set.");
        }

        var createdAt = row.OptionalInstant("created_at");
        var facts = new BillingFacts(
            organisation,
            workspace,
            row.Optional("label", Organisation.LongestName) ?? string.Empty,
            row.OneOf("tier", PlatformBillingWords.Tiers),
            row.OneOf("payment_mode", PlatformBillingWords.PaymentModes, PaymentMode.None),
            row.OneOf("billing_period", PlatformBillingWords.Periods, BillingPeriod.Annual),
            row.OptionalPercentage("percent_discount"),
            row.Optional("type_discount", Organisation.LongestName),
            row.Optional("mollie_customer_id", Organisation.LongestName),
            row.Optional("billing_legal_name", Organisation.LongestName),
            row.Optional("billing_address_line1", Organisation.LongestName),
            row.Optional("billing_postal_code", Organisation.LongestName),
            row.Optional("billing_city", Organisation.LongestName),
            row.Optional("billing_country", Organisation.LongestName),
            row.Optional("billing_vat_id", Organisation.LongestName),
            createdAt ?? default,
            row.OptionalInstant("deleted_at"))
        {
            TierExpiresAt = row.OptionalInstant("tier_expires_at"),
            Status = row.OneOf("status", PlatformBillingWords.Statuses, AccountStatus.None),
            AccountManagerId = row.OptionalId("account_manager_id"),
            MollieSubscriptionId = row.Optional(PlatformFields.MollieSubscription, Organisation.LongestName),
        };
        return new(id, facts, createdAt is not null);
    }

    public BillingAccountRow Saying(BillingFacts facts) => this with { Facts = facts };

    public BillingFacts FactsOr(DateTimeOffset created) => HasCreationTime ? Facts : Facts with { CreatedAt = created };
}

internal sealed class BillingAccountImport : CollectionImport<BillingAccount, Guid, BillingAccountRow>
{
    public override string Name => PlatformFields.BillingAccount;

    protected override IReadOnlyList<StaffOwnedField<BillingAccount, BillingAccountRow>> StaffOwnedFields { get; } =
    [
        // An account has one owner, so keeping our owner means clearing the other field.
        new(
            PlatformFields.WorkspaceId,
            row => row.Facts.WorkspaceId,
            (row, ours) => row.Saying(row.Facts with { WorkspaceId = ours.WorkspaceId, OrganisationId = ours.OrganisationId })),
        new(
            PlatformFields.OrganisationId,
            row => row.Facts.OrganisationId,
            (row, ours) => row.Saying(row.Facts with { WorkspaceId = ours.WorkspaceId, OrganisationId = ours.OrganisationId })),
        new(PlatformFields.LegalName, row => row.Facts.LegalName, (row, ours) => row.Saying(row.Facts with { LegalName = ours.LegalName })),
        new(
            PlatformFields.AddressLine,
            row => row.Facts.AddressLine,
            (row, ours) => row.Saying(row.Facts with { AddressLine = ours.AddressLine })),
        new(
            PlatformFields.PostalCode,
            row => row.Facts.PostalCode,
            (row, ours) => row.Saying(row.Facts with { PostalCode = ours.PostalCode })),
        new(PlatformFields.City, row => row.Facts.City, (row, ours) => row.Saying(row.Facts with { City = ours.City })),
        new(PlatformFields.Country, row => row.Facts.Country, (row, ours) => row.Saying(row.Facts with { Country = ours.Country })),
        new(PlatformFields.VatNumber, row => row.Facts.VatNumber, (row, ours) => row.Saying(row.Facts with { VatNumber = ours.VatNumber })),
        new(PlatformFields.Label, row => row.Facts.Label, (row, ours) => row.Saying(row.Facts with { Label = ours.Label })),
        new(
            PlatformFields.Tier,
            row => PlatformWords.Of(PlatformBillingWords.Tiers, row.Facts.Tier),
            (row, ours) => row.Saying(row.Facts with { Tier = ours.Tier })),
        new(
            PlatformFields.PaymentMode,
            row => PlatformWords.Of(PlatformBillingWords.PaymentModes, row.Facts.PaymentMode),
            (row, ours) => row.Saying(row.Facts with { PaymentMode = ours.PaymentMode })),
        new(
            PlatformFields.MollieCustomer,
            row => row.Facts.MollieCustomerId,
            (row, ours) => row.Saying(row.Facts with { MollieCustomerId = ours.MollieCustomerId })),
        new(
            PlatformFields.MollieSubscription,
            row => row.Facts.MollieSubscriptionId,
            (row, ours) => row.Saying(row.Facts with { MollieSubscriptionId = ours.MollieSubscriptionId })),
        new(
            PlatformFields.BillingPeriod,
            row => PlatformWords.Of(PlatformBillingWords.Periods, row.Facts.BillingPeriod),
            (row, ours) => row.Saying(row.Facts with { BillingPeriod = ours.BillingPeriod })),
    ];

    protected override BillingAccountRow Read(RowFields row) => BillingAccountRow.Read(row);

    protected override Guid KeyOf(BillingAccountRow row) => row.Id;

    protected override async Task<Func<BillingAccountRow, string?>> CheckAsync(
        PartnersDb db,
        IReadOnlyCollection<BillingAccountRow> rows,
        CancellationToken cancel)
    {
        var organisations = await Parents.OrganisationsAsync(db, rows.Select(row => row.Facts.OrganisationId).OfType<Guid>(), cancel);
        var workspaces = await Parents.WorkspacesAsync(db, rows.Select(row => row.Facts.WorkspaceId).OfType<Guid>(), cancel);
        return row => row.Facts switch
        {
            { OrganisationId: { } id } when !organisations.Contains(id) => Parents.Unknown("organisation", "org_id", id),
            { WorkspaceId: { } id } when !workspaces.ContainsKey(id) => Parents.Unknown("workspace", "workspace_id", id),
            _ => null,
        };
    }

    protected override Task<Dictionary<Guid, BillingAccount>> ExistingAsync(
        PartnersDb db,
        IReadOnlyList<Guid> keys,
        CancellationToken cancel) =>
        db.BillingAccounts.Where(account => keys.Contains(account.Id)).ToDictionaryAsync(account => account.Id, cancel);

    protected override BillingAccount New(BillingAccountRow row, ImportSession session) => new(row.Id, row.FactsOr(session.At));

    protected override void CopyFromPlatform(BillingAccount entity, BillingAccountRow row) =>
        entity.CopyFromPlatform(row.FactsOr(entity.CreatedAt));

    /// <summary>Keeps the customers that accounts lose or change: their payments may come later (docs/product.md L60).</summary>
    protected override async Task AfterFollowingAsync(
        PartnersDb db,
        IReadOnlyCollection<BillingAccount> changed,
        ImportSession session,
        CancellationToken cancel)
    {
        var lost = changed
            .Select(account => (account.Id, Former: db.Entry(account).Property(entry => entry.MollieCustomerId)))
            .Where(account => account.Former.IsModified && account.Former.OriginalValue is not null)
            .Select(account => (account.Id, Customer: account.Former.OriginalValue!))
            .ToList();
        if (lost.Count == 0)
        {
            return;
        }

        var ids = lost.ConvertAll(account => account.Id);
        var known = (await db.FormerCustomers.AsNoTracking().Where(former => ids.Contains(former.BillingAccountId)).ToListAsync(cancel))
            .Select(former => (former.BillingAccountId, former.MollieCustomerId))
            .ToHashSet();
        db.FormerCustomers.AddRange(
            lost.Where(account => !known.Contains(account))
                .Select(account => new FormerCustomer(account.Customer, account.Id, session.At)));
    }

    protected override void Watch(TouchedHandoffs touched, BillingAccount entity)
    {
        if (entity.WorkspaceId is { } workspace)
        {
            touched.Workspace(workspace);
        }

        if (entity.OrganisationId is { } organisation)
        {
            touched.Organisation(organisation);
        }
    }
}
